//! The catalogue: every rule once, in the order of their ids.

use std::sync::{Arc, LazyLock};

use crate::formula::{self, FormulaError, FormulaRule};
use crate::{Family, Rule, RuleInfo};
use crate::{completeness, names, performance, reading, table_vs_text, text_internal, units};

/// The rules in code. A new one is a file under `src/<family>/` and a line here.
pub static RULES: &[&dyn Rule] = &[
    &table_vs_text::fact_against_cell::FactAgainstCell,
    &table_vs_text::code_without_row::CodeWithoutRow,
    &table_vs_text::every_item_told::EveryItemTold,
    &table_vs_text::composition::Composition,
    &table_vs_text::nothing_to_report::NothingToReport,
    &text_internal::template_leftover::TemplateLeftover,
    &text_internal::share::Share,
    &text_internal::change_amount::ChangeAmount,
    &text_internal::change_rate::ChangeRate,
    &text_internal::change_direction::ChangeDirection,
    &text_internal::completion_rate::CompletionRate,
    &text_internal::rate_on_zero::RateOnZero,
    &text_internal::budget_claim::BudgetClaim,
    &text_internal::same_as_prior::SameAsPrior,
    &text_internal::two_amounts::TwoAmounts,
    &text_internal::part_over_whole::PartOverWhole,
    &text_internal::parts_add_up::PartsAddUp,
    &text_internal::scope_over_whole::ScopeOverWhole,
    &text_internal::counted_list::CountedList,
    &text_internal::counts_add_up::CountsAddUp,
    &text_internal::counts_and_money::CountsAndMoney,
    &text_internal::date_order::DateOrder,
    &text_internal::listed_amounts::ListedAmounts,
    &text_internal::named_rates::NamedRates,
    &text_internal::change_reasons::ChangeReasons,
    &text_internal::completions_agree::CompletionsAgree,
    &text_internal::budgets_add_up::BudgetsAddUp,
    &text_internal::announced_total::AnnouncedTotal,
    &text_internal::parallel_parts::ParallelParts,
    &text_internal::told_again::ToldAgain,
    &text_internal::text_balance::TextBalance,
    &text_internal::part_counts::PartCounts,
    &text_internal::near_sum::NearSum,
    &text_internal::funds_add_up::FundsAddUp,
    &units::magnitude::Magnitude,
    &units::missing_unit::MissingUnit,
    &units::unit_left_out::UnitLeftOut,
    &units::yuan_or_wan::YuanOrWan,
    &units::per_head::PerHeadTimesHeads,
    &units::count_magnitude::CountMagnitude,
    &units::impossible_rate::ImpossibleRate,
    &units::fractions::Fractions,
    &completeness::nine_tables::NineTables,
    &completeness::no_tables::NoTables,
    &completeness::disclosures::OPERATING_COSTS,
    &completeness::disclosures::PROCUREMENT,
    &completeness::disclosures::ASSETS,
    &completeness::disclosures::PERFORMANCE,
    &completeness::disclosures::THREE_PUBLIC,
    &completeness::disclosures::GLOSSARY,
    &completeness::disclosures::DUTIES,
    &completeness::public_counts::PublicCounts,
    &completeness::empty_section::EmptySection,
    &completeness::announced_annex::AnnouncedAnnex,
    &completeness::empty_table::EmptyTable,
    &completeness::glossary::Glossary,
    &completeness::fund_by_item::FundByItem,
    &performance::score_within_weight::ScoreWithinWeight,
    &performance::execution_rate::ExecutionRate,
    &performance::over_execution::OverExecution,
    &performance::rate_score::RateScore,
    &performance::group_heading::GroupHeading,
    &performance::scheme_weights::SchemeWeights,
    &performance::total_score::TotalScore,
    &performance::section_scores::SectionScores,
    &performance::text_scores::TextScores,
    &performance::grade::Grade,
    &performance::lost_points::LostPoints,
    &performance::unmet_target::UnmetTarget,
    &performance::met_target::MetTarget,
    &performance::exceeded_target::ExceededTarget,
    &performance::target_unit::TargetUnit,
    &performance::sister_unit::SisterUnit,
    &performance::cost_bound::CostBound,
    &performance::cost_target::CostTarget,
    &performance::cost_actual::CostActual,
    &performance::pro_rata::ProRata,
    &performance::summary_figures::SummaryFigures,
    &performance::reports_attached::ReportsAttached,
    &performance::programme_count::ProgrammeCount,
    &performance::average_score::AverageScore,
    &performance::grade_counts::GradeCounts,
    &performance::summary_totals::SummaryTotals,
    &performance::rate_bands::RateBands,
    &performance::department_accounts::DepartmentAccounts,
    &performance::project_accounts::ProjectAccounts,
    &performance::sister_copies::SisterCopies,
    &performance::overall_table::OverallTable,
    &performance::summary_group_rates::SummaryGroupRates,
    &performance::summary_score::SummaryScore,
    &performance::completed_lists::CompletedLists,
    &performance::criteria_points::CriteriaPoints,
    &performance::unscored_result::UnscoredResult,
    &performance::total_range::TotalRange,
    &performance::deviation::Deviation,
    &performance::copied_result::CopiedResult,
    &performance::fund_sources::FundSources,
    &performance::unpaid_execution::UnpaidExecution,
    &performance::carry_over::CarryOver,
    &performance::fund_programmes::FundProgrammes,
    &performance::told_scores::ToldScores,
    &performance::score_columns::ScoreColumns,
    &performance::same_sentence::SameSentence,
    &performance::concluded_name::ConcludedName,
    &performance::unproved_total::UnprovedTotal,
    &performance::told_results::ToldResults,
    &performance::told_shortfalls::ToldShortfalls,
    &performance::department_total::DepartmentTotal,
    &names::code_name::CodeName,
    &names::programme_name::ProgrammeName,
    &names::listed_name::ListedName,
    &names::subject_path::SubjectPath,
    &names::figure_number::FigureNumber,
    &names::caption::Caption,
    &names::double_code::DoubleCode,
    &names::double_section::DoubleSection,
    &names::double_table::DoubleTable,
    &names::entity_name::EntityName,
    &names::code_label::CodeLabel,
    &names::listed_indicator::ListedIndicator,
    &names::sister_indicator::SisterIndicator,
    &names::scored_item::ScoredItem,
    &names::double_indicator::DoubleIndicator,
    &names::double_row::DoubleRow,
    &names::reordered_name::ReorderedName,
    &names::near_clause::NearClause,
    &names::misspelt_term::MisspeltTerm,
    &names::wrong_word::WrongWord,
    &names::marks::Marks,
    &names::heading_numbers::HeadingNumbers,
    &reading::cut_number::CutNumber,
    &reading::cut_lines::CutLines,
    &reading::unread_numbers::UnreadNumbers,
    &reading::uncertain_cells::UncertainCells,
    &reading::unknown_code::UnknownCode,
    &reading::unreadable::Unreadable,
    &reading::garbled_text::GarbledText,
];

/// The rules in the formula language, by file.
pub(crate) const FORMULAS: &[(&str, &str)] = &[
    ("z01.txt", include_str!("../formulas/z01.txt")),
    ("z02.txt", include_str!("../formulas/z02.txt")),
    ("z03.txt", include_str!("../formulas/z03.txt")),
    ("z04.txt", include_str!("../formulas/z04.txt")),
    ("z05.txt", include_str!("../formulas/z05.txt")),
    ("z06.txt", include_str!("../formulas/z06.txt")),
    ("z07.txt", include_str!("../formulas/z07.txt")),
    ("z08.txt", include_str!("../formulas/z08.txt")),
    ("z09.txt", include_str!("../formulas/z09.txt")),
    ("between.txt", include_str!("../formulas/between.txt")),
];

/// The formulas, parsed when first asked for. A test proves that all of them are understood.
static BUILT_IN: LazyLock<Vec<FormulaRule>> = LazyLock::new(|| {
    FORMULAS.iter().flat_map(|(_, text)| formula::parse(text).unwrap_or_default()).collect()
});

/// The rules that are applied.
#[derive(Clone)]
pub struct RuleSet {
    rules: Vec<Chosen>,
}

#[derive(Clone)]
enum Chosen {
    BuiltIn(&'static dyn Rule),
    Own(Arc<dyn Rule>),
}

impl Chosen {
    fn get(&self) -> &dyn Rule {
        match self {
            Self::BuiltIn(rule) => *rule,
            Self::Own(rule) => &**rule,
        }
    }
}

/// Why rules could not be chosen or added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleSetError {
    /// A formula cannot be understood.
    #[error(transparent)]
    Formula(#[from] FormulaError),
    /// Two rules have one id.
    #[error("编号{0}已有规则使用 (the id {0} is taken)")]
    Taken(String),
    /// There is no rule and no family of this name.
    #[error("没有编号或类别为{0}的规则 (no rule and no family is called {0})")]
    Unknown(String),
}

impl RuleSet {
    /// All rules of the catalogue.
    pub fn all() -> Self {
        let formulas = BUILT_IN.iter().map(|rule| Chosen::BuiltIn(rule));
        let mut rules: Vec<_> = formulas.chain(RULES.iter().map(|rule| Chosen::BuiltIn(*rule))).collect();
        rules.sort_by(|a, b| a.get().info().id.cmp(&b.get().info().id));
        Self { rules }
    }

    /// No rules, for those of a caller alone.
    pub const fn empty() -> Self {
        Self { rules: Vec::new() }
    }

    /// The rules with these ids or of these families (`within`, `between` …).
    ///
    /// # Errors
    /// [`RuleSetError::Unknown`] where a name is neither.
    pub fn only<'n>(self, names: impl IntoIterator<Item = &'n str>) -> Result<Self, RuleSetError> {
        let mut rules = Vec::new();
        for name in names {
            let matches = |rule: &&Chosen| {
                let info = rule.get().info();
                info.id == name || info.family.as_str() == name
            };
            let before = rules.len();
            rules.extend(self.rules.iter().filter(matches).cloned());
            if rules.len() == before && !Family::ALL.iter().any(|family| family.as_str() == name) {
                return Err(RuleSetError::Unknown(name.to_owned()));
            }
        }
        rules.sort_by(|a: &Chosen, b| a.get().info().id.cmp(&b.get().info().id));
        rules.dedup_by(|a, b| a.get().info().id == b.get().info().id);
        Ok(Self { rules })
    }

    /// These rules and those of a text in the formula language.
    ///
    /// # Errors
    /// [`RuleSetError`] where the text cannot be understood, or uses an id that is taken.
    pub fn with_formulas(mut self, text: &str) -> Result<Self, RuleSetError> {
        for rule in formula::parse(text)? {
            self = self.with(rule)?;
        }
        Ok(self)
    }

    /// These rules and one more.
    ///
    /// # Errors
    /// [`RuleSetError::Taken`] where its id is taken.
    pub fn with(mut self, rule: impl Rule + 'static) -> Result<Self, RuleSetError> {
        if self.get(&rule.info().id).is_some() {
            return Err(RuleSetError::Taken(rule.info().id.to_string()));
        }
        self.rules.push(Chosen::Own(Arc::new(rule)));
        Ok(self)
    }

    /// The rules in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &dyn Rule> {
        self.rules.iter().map(Chosen::get)
    }

    /// The rule with this id.
    pub fn get(&self, id: &str) -> Option<&dyn Rule> {
        self.iter().find(|rule| rule.info().id == id)
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    pub(crate) fn info(&self, position: u32) -> Option<&RuleInfo> {
        self.rules.get(position as usize).map(|rule| rule.get().info())
    }

    pub(crate) fn position(&self, id: &str) -> Option<u32> {
        let at = self.rules.iter().position(|rule| rule.get().info().id == id)?;
        u32::try_from(at).ok()
    }

    pub(crate) fn single(&self, position: usize) -> Self {
        Self { rules: self.rules.get(position).cloned().into_iter().collect() }
    }
}

impl Default for RuleSet {
    fn default() -> Self {
        Self::all()
    }
}

impl std::fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter().map(|rule| rule.info().id.clone())).finish()
    }
}
