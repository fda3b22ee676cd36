use juesuan_model::{FindingKind, Programme, ProgrammeKind, Severity};

use super::MEASURE;
use crate::shared::performance::doubt::SummaryCut;
use crate::shared::performance::matching::Matching;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS522"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "汇总列出的项目都附有报告，附有的报告都列入汇总",
        "Summary and reports name the same programmes",
    ),
    message: Text::new(
        "{which}{count}个项目{what}：{names}。",
        "{count} programmes of {which_en} {what}: {names}.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "没有报告，得分就无从核实；没有列入汇总，平均分和等级个数就不全。",
        "Without its report a score cannot be verified; left out of the summary it is missing from all averages.",
    ),
    example: Text::new("汇总表20行，附报告16份。", "A summary of 20 rows, 16 reports attached."),
};

/// JS522: every row of the summary has a report in the document and the other way round, where the document has both.
pub(crate) struct ReportsAttached;

impl Rule for ReportsAttached {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let found = context.get::<Matching>();
        let programmes = &context.report().programmes;
        let of_programmes = |indexes: &[u32]| -> Vec<&Programme> {
            let all = indexes.iter().filter_map(|index| programmes.get(*index as usize));
            all.filter(|programme| programme.kind == ProgrammeKind::Programme).collect()
        };
        let (rows, reports) = (of_programmes(&found.rows), of_programmes(&found.reports));
        // a summary in another document, or of other programmes, says nothing of these reports
        if found.pairs.is_empty() {
            match (rows.is_empty(), reports.is_empty()) {
                (false, true) => log.missing("各项目的自评报告"),
                (true, false) => log.missing("项目自评汇总"),
                _ => {}
            }
            return;
        }
        for _ in &found.pairs {
            log.held();
        }
        if context.get::<SummaryCut>().0 {
            log.missing("项目自评汇总中没有读到的行");
            return;
        }
        if !rows.is_empty() {
            let (which, what) = ("汇总列出的", Text::new("没有附自评报告", "have no report attached"));
            log.found(draft(&rows, which, "the summary", what));
        }
        if !reports.is_empty() {
            let (which, what) = ("附有报告的", Text::new("没有列入汇总", "are not in the summary"));
            log.found(draft(&reports, which, "those with a report", what));
        }
    }
}

fn draft(programmes: &[&Programme], which: &str, which_en: &str, what: Text) -> Draft {
    let mut names = programmes.iter().map(|programme| match &programme.total_score {
        Some(score) => format!("{}（{}分）", programme.name, score.value),
        None => programme.name.clone(),
    });
    let names: Vec<String> = names.by_ref().collect();
    let mut places = programmes.iter().map(|programme| programme.place);
    let draft = Draft::at(places.next().unwrap_or_default());
    places
        .fold(draft, Draft::and_at)
        .printed(programmes.len().to_string())
        .with("count", programmes.len())
        .with("which", which)
        .with("which_en", which_en)
        .with_text("what", what)
        .with("names", names.join("、"))
}
