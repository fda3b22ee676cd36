use juesuan_model::{FindingKind, Severity};

use crate::shared::source_text;
use crate::shared::text_index::TextIndex;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS821"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new(
        "书名号成对，标点不重叠",
        "Title marks come in pairs, and no two stops follow each other",
    ),
    message: Text::new("{what}（{count}处）。", "{what} ({count} places)."),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "缺一半的书名号分不清文件名从哪里开始，重叠的标点多是删改时留下的。",
        "With one mark missing nobody knows where a title begins; two stops in a row are left-overs of an edit.",
    ),
    example: Text::new("关于印发实施方案》的通知", "关于印发实施方案》的通知: where does the title begin?"),
};

/// JS821: a closing 》 or ” without its 《 or “, and stops that follow each other. All of one kind are one finding.
pub(crate) struct Marks;

impl Rule for Marks {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there_where(context, log, !context.report().sections.is_empty()) {
            return;
        }
        let misplaced = &context.get::<TextIndex>().misplaced;
        let findings = [
            (&misplaced.unpaired, Text::new("书名号“》”缺前一半“《”", "A title mark 》 without its 《")),
            (
                &misplaced.unquoted,
                Text::new("后引号缺前一半", "A closing quotation mark without its opening one"),
            ),
            (&misplaced.doubled, Text::new("标点重叠", "Two stops follow each other")),
        ];
        for (marks, what) in findings {
            let Some((first, places)) = marks else {
                log.held();
                continue;
            };
            let mut all = places.iter().copied();
            let draft = Draft::at(all.next().unwrap_or_default());
            log.found(
                all.fold(draft, Draft::and_at)
                    .printed(first)
                    .with("count", places.len())
                    .with_text("what", what),
            );
        }
    }
}
