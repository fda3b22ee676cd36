use juesuan_model::{FindingKind, Severity};

use crate::{Basis, Cause, Context, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS908"),
    status: crate::RuleStatus::Preview,
    family: Family::Reading,
    title: Text::new("用来核对的内容都读得确定", "All that is compared was read with certainty"),
    message: Text::new(
        "{where}有内容读得不确定（{why}），不作为依据（因此没有报告的不符：{times}处），请对照原件。",
        "Not all of {where} was read with certainty ({why}), so it is no evidence (failures not told on its account: {times}): compare the original.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "读错的数字与别的数字对不上，错的是读取，不是单位。",
        "A figure that was misread agrees with no other; that is the reader's fault and not the body's.",
    ),
    example: Text::new("一栏数字上方没有栏名。", "A column of figures without a name above it."),
};

/// JS908: what was not read with certainty, table by table, and how much was not told on its account.
///
/// The engine finds it out: it holds back what rests on a place in doubt.
pub(crate) struct DoubtfulTables;

impl Rule for DoubtfulTables {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn cause(&self) -> Option<Cause> {
        Some(Cause::Doubt)
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for sheet in context.book().sheets() {
            if context.book().doubts().within(sheet.id()).is_none() {
                log.held();
            }
        }
    }
}
