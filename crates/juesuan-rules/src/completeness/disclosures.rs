use juesuan_model::{FindingKind, Report, Severity, SubjectRef};
use juesuan_vocabulary::headings;

use crate::quick::{TextSet, find_first, holds};
use crate::shared::accounts_text::{
    Chapters, ExplainsAccounts, has_tables, is_excerpt, publishes_four_tables,
};
use crate::shared::text_index::lines_with_any;
use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

/// `JS703`–`JS709`: a chapter that final accounts must have. What each asks for is data.
pub(crate) struct Disclosure {
    info: RuleInfo,
    /// Words in a title under which it may stand.
    titles: &'static [&'static str],
    /// Items of which a figure may stand anywhere, by the beginning of their keys.
    items: &'static [&'static str],
    /// Words of which a sentence of the explanations may speak, wherever it stands.
    told: &'static [&'static str],
    /// Whether those who publish the four tables of universities are asked for it.
    of_all: bool,
    /// What else is it.
    other: fn(&Report) -> bool,
}

impl Rule for Disclosure {
    fn info(&self) -> &RuleInfo {
        &self.info
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        if !context.get::<ExplainsAccounts>().0 {
            if has_tables(report) {
                log.missing("决算情况说明");
            }
            return;
        }
        if self.is_there(report) || self.is_told(context) {
            log.held();
            return;
        }
        if !self.of_all && publishes_four_tables(report) {
            return;
        }
        if is_excerpt(report) {
            return log.missing("全文（本文是节选）");
        }
        log.found(Draft::at(context.get::<Chapters>().last.unwrap_or_default()));
    }
}

impl Disclosure {
    /// Whether a sentence behind the first chapter of the explanations speaks of it: 本单位无机关运行经费. The glossary begins
    /// with the words that it explains, and so does a heading.
    fn is_told(&self, context: &Context<'_>) -> bool {
        if self.told.is_empty() {
            return false;
        }
        let Some(first) = context.get::<Chapters>().first else { return false };
        let says = |text: &str| {
            let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
            let tells = |at: usize| at > TUNING.disclosures.number.bytes() || runs_in(&text[at..]);
            // of 机关运行经费 and 运行经费 the longer one tells where the words begin
            find_first(text, self.told).is_some_and(|(at, _)| tells(at))
        };
        let explained: TextSet<u32> = context.report().glossary.iter().map(|term| term.place.line).collect();
        lines_with_any(context, self.told).iter().any(|line| {
            line.number >= first.line
                && !line.text.contains('\t')
                && !explained.contains(&line.number)
                && says(line.text)
        })
    }

    fn is_there(&self, report: &Report) -> bool {
        let titled = report
            .sections
            .iter()
            .any(|section| self.titles.iter().any(|words| holds(&section.title, words)));
        let told = || {
            report.facts.iter().any(|fact| match &fact.subject_ref {
                Some(SubjectRef::Figure { item, .. } | SubjectRef::Item { item, .. }) => {
                    item.line_key().is_some_and(|key| self.items.iter().any(|start| key.starts_with(start)))
                }
                _ => false,
            })
        };
        titled || told() || (self.other)(report)
    }
}

/// Whether a text begins with a title that a full stop ends, and goes on behind it: （四）预算绩效管理情况。本部门….
fn runs_in(text: &str) -> bool {
    text.split_once('。').is_some_and(|(title, rest)| {
        title.len() <= TUNING.disclosures.title.bytes() && !title.contains('，') && !rest.trim().is_empty()
    })
}

const fn nothing(_: &Report) -> bool {
    false
}

fn glossary(report: &Report) -> bool {
    !report.glossary.is_empty()
}

fn programmes(report: &Report) -> bool {
    !report.programmes.is_empty()
}

const PUBLISHED: Basis = Basis::new(
    BasisKind::Regulation,
    "财预〔2016〕143号《地方预决算公开操作规程》：部门决算应公开并说明的内容",
);

const fn info(id: &'static str, title: Text, message: Text, why: Text, example: Text) -> RuleInfo {
    RuleInfo {
        id: crate::RuleId::new(id),
        status: crate::RuleStatus::Stable,
        family: Family::Completeness,
        title,
        message,
        kind: FindingKind::Missing,
        severity: Severity::Warning,
        basis: PUBLISHED,
        why,
        example,
    }
}

/// JS703: 机关运行经费 and how it changed.
pub(crate) static OPERATING_COSTS: Disclosure = Disclosure {
    info: info(
        "JS703",
        Text::new("公开机关运行经费", "The operating costs of the administration are disclosed"),
        Text::new(
            "没有说明机关运行经费支出情况。",
            "Nothing is said of the operating costs of the administration.",
        ),
        Text::new("机关运行经费是必须公开的事项。", "The law asks for it."),
        Text::new("全文没有“机关运行经费”。", "The words 机关运行经费 do not occur."),
    ),
    titles: headings::OPERATING_COSTS,
    items: &["operating_costs"],
    told: headings::OPERATING_COSTS,
    of_all: false,
    other: nothing,
};

/// JS704: 政府采购.
pub(crate) static PROCUREMENT: Disclosure = Disclosure {
    info: info(
        "JS704",
        Text::new("公开政府采购支出", "Government procurement is disclosed"),
        Text::new("没有说明政府采购支出情况。", "Nothing is said of government procurement."),
        Text::new(
            "政府采购总额及货物、工程、服务各多少是必须公开的事项。",
            "The law asks for the total and for goods, works and services.",
        ),
        Text::new("全文没有“政府采购”一节。", "There is no chapter on procurement."),
    ),
    titles: headings::PROCUREMENT,
    items: &["procurement:"],
    told: headings::PROCUREMENT,
    of_all: false,
    other: nothing,
};

/// JS705: 国有资产: vehicles and equipment.
pub(crate) static ASSETS: Disclosure = Disclosure {
    info: info(
        "JS705",
        Text::new("公开国有资产占用情况", "State assets in use are disclosed"),
        Text::new("没有说明国有资产占用（使用）情况。", "Nothing is said of the state assets in use."),
        Text::new(
            "车辆数和单价100万元以上设备数是必须公开的事项。",
            "The law asks for vehicles and costly equipment.",
        ),
        Text::new("全文没有车辆和大型设备的数量。", "Neither vehicles nor equipment are counted."),
    ),
    titles: headings::ASSETS,
    items: &["assets:"],
    told: headings::ASSETS,
    of_all: false,
    other: nothing,
};

/// JS706: 预算绩效.
pub(crate) static PERFORMANCE: Disclosure = Disclosure {
    info: info(
        "JS706",
        Text::new("公开预算绩效情况", "Budget performance is disclosed"),
        Text::new("没有说明预算绩效管理情况。", "Nothing is said of budget performance."),
        Text::new(
            "绩效自评结果应随决算公开。",
            "The results of self-evaluation are published with the accounts.",
        ),
        Text::new("全文没有绩效一节。", "There is no chapter on performance."),
    ),
    titles: headings::PERFORMANCE,
    items: &[],
    told: headings::PERFORMANCE_TOLD,
    of_all: false,
    other: programmes,
};

/// JS707: “三公”经费.
pub(crate) static THREE_PUBLIC: Disclosure = Disclosure {
    info: info(
        "JS707",
        Text::new("公开“三公”经费", "The three public expenses are disclosed"),
        Text::new("没有说明“三公”经费支出情况。", "Nothing is said of the three public expenses."),
        Text::new(
            "“三公”经费应按三项公开并说明增减原因。",
            "They are published by their three parts, with reasons.",
        ),
        Text::new("全文没有“三公”经费一节。", "There is no chapter on them."),
    ),
    titles: headings::PUBLIC_EXPENSES,
    items: &["three_public:"],
    told: &[],
    of_all: false,
    other: nothing,
};

/// JS708: 名词解释.
pub(crate) static GLOSSARY: Disclosure = Disclosure {
    info: info(
        "JS708",
        Text::new("有名词解释", "Technical terms are explained"),
        Text::new("没有名词解释。", "Technical terms are not explained."),
        Text::new("专业名词应当解释，公众才看得懂。", "Without explanations the public cannot follow."),
        Text::new("没有“名词解释”部分。", "There is no glossary."),
    ),
    titles: headings::GLOSSARIES,
    items: &[],
    told: &[],
    of_all: true,
    other: glossary,
};

/// JS709: 部门职责 and 机构设置.
pub(crate) static DUTIES: Disclosure = Disclosure {
    info: info(
        "JS709",
        Text::new("公开职责和机构设置", "Duties and organisation are disclosed"),
        Text::new("没有说明部门（单位）职责和机构设置。", "Nothing is said of duties and organisation."),
        Text::new("职责和机构是读懂收支的前提。", "Without them income and expenditure mean little."),
        Text::new("没有“部门概况”部分。", "There is no chapter on the department."),
    ),
    titles: headings::DUTIES,
    items: &[],
    told: &[],
    of_all: true,
    other: nothing,
};
