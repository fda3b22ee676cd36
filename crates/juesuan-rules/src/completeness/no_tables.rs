use juesuan_model::{FindingKind, Place, RemarkKind, Severity, vocabulary};
use juesuan_vocabulary::{WordList as _, headings};

use crate::shared::accounts_text::{Chapters, ExplainsAccounts, has_tables};
use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS702"),
    status: crate::RuleStatus::Stable,
    family: Family::Completeness,
    title: Text::new("决算说明附有决算报表", "The text of final accounts comes with the tables"),
    message: Text::new(
        "有决算情况说明，文中却没有一张决算报表（收入支出决算总表等九张）。",
        "The accounts are explained, and none of their nine tables is in the document.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "财预〔2016〕143号：部门决算公开应当包括报表和情况说明"),
    why: Text::new(
        "没有报表，说明中的数字无从核对。",
        "Without the tables the figures of the text cannot be checked.",
    ),
    example: Text::new(
        "附件只有绩效报告，没有公开01至09表。",
        "Performance reports are attached, and no tables.",
    ),
};

/// JS702: a document that explains final accounts has at least one of the nine tables. The finding names the places
/// where annexes are announced and where they stand.
pub(crate) struct NoTables;

impl Rule for NoTables {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        if !context.get::<ExplainsAccounts>().0 {
            return;
        }
        if has_tables(report) {
            return log.held();
        }
        // the heading of a form with something that could not be read as one
        let form = report.sections.iter().find(|section| {
            section.title.ends_with(headings::TABLE)
                && vocabulary::statement_for_title(&section.title).is_some()
        });
        if let Some(form) = form {
            return log.missing(format!("可以识别的《{}》", form.title));
        }
        // amounts with decimals that nobody read may be those of the tables
        let unread = report.unread.iter().filter(|unread| unread.text.contains('.')).count();
        if unread > TUNING.no_tables.unread {
            return log.missing("可以识别的决算报表（有大量没有读出的金额）");
        }
        let is_annex = |title: &str| {
            let plain: String = title.chars().filter(|c| !c.is_whitespace()).collect();
            headings::ANNEXES.any_begins(&plain) || headings::ANNEXES.any_ends(&plain)
        };
        let annex =
            report.sections.iter().filter(|section| is_annex(&section.title)).map(|section| section.place);
        let announced = report
            .remarks
            .iter()
            .filter(|remark| remark.kind == RemarkKind::AnnouncedAnnex)
            .map(|remark| remark.place)
            .take(1);
        let mut places: Vec<Place> = annex.chain(announced).collect();
        if places.is_empty() {
            places.extend(context.get::<Chapters>().first);
        }
        let mut places = places.into_iter();
        let draft = Draft::at(places.next().unwrap_or_default());
        log.found(places.fold(draft, Draft::and_at));
    }
}
