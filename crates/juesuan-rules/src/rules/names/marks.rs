use juesuan_model::{FindingKind, Place, Severity};

use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS821"),
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

/// Whether a mark is a stop: no two of them follow each other.
const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '，' | '、' | '；' | '：')
}

impl Rule for Marks {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if context.text().is_none() {
            if !context.report().sections.is_empty() {
                log.missing("原文");
            }
            return;
        }
        let mut seen = Seen::default();
        for line in context.lines() {
            seen.line(&line);
        }
        let findings = [
            (seen.unpaired, Text::new("书名号“》”缺前一半“《”", "A title mark 》 without its 《")),
            (seen.unquoted, Text::new("后引号缺前一半", "A closing quotation mark without its opening one")),
            (seen.doubled, Text::new("标点重叠", "Two stops follow each other")),
        ];
        for (marks, what) in findings {
            let Some((_, first)) = marks.first() else {
                log.held();
                continue;
            };
            let count = marks.len();
            let mut places = marks.iter().map(|(place, _)| *place);
            let draft = Draft::at(places.next().unwrap_or_default());
            log.found(
                places.fold(draft, Draft::and_at).printed(first).with("count", count).with_text("what", what),
            );
        }
    }
}

/// What was met so far.
#[derive(Default)]
struct Seen {
    /// Titles that are open: a title may run over the end of a line.
    open: u32,
    /// Quotations that are open.
    quoted: u32,
    unquoted: Vec<(Place, String)>,
    unpaired: Vec<(Place, String)>,
    doubled: Vec<(Place, String)>,
}

impl Seen {
    fn line(&mut self, line: &TextLine<'_>) {
        if line.text.trim().is_empty() {
            (self.open, self.quoted) = (0, 0);
        }
        let mut before: Option<(usize, char)> = None;
        let mut run = 0;
        for (at, c) in line.text.char_indices() {
            match c {
                '《' => self.open += 1,
                '》' if self.open == 0 => {
                    self.unpaired.push((line.place(at, at + c.len_utf8()), context_of(line.text, at)));
                }
                '》' => self.open -= 1,
                '“' => self.quoted += 1,
                '”' if self.quoted == 0 => {
                    self.unquoted.push((line.place(at, at + c.len_utf8()), context_of(line.text, at)));
                }
                '”' => self.quoted -= 1,
                '。' => self.open = 0,
                _ => {}
            }
            run = if is_stop(c) { run + 1 } else { 0 };
            let end = at + c.len_utf8();
            // three and more stand for an ellipsis, or fill a blank
            if run == 2
                && !line.text.get(end..).is_some_and(|rest| rest.starts_with(is_stop))
                && let Some((start, first)) = before
            {
                self.doubled.push((line.place(start, end), format!("{first}{c}")));
            }
            before = Some((at, c));
        }
    }
}

/// Some characters before a mark, and the mark.
fn context_of(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or("");
    let start = before.char_indices().rev().nth(5).map_or(0, |(start, _)| start);
    let mark = text.get(at..).and_then(|rest| rest.chars().next());
    before.get(start..).unwrap_or("").chars().chain(mark).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::Report;

    use crate::testing::said;

    #[test]
    fn fires() {
        said(
            "JS821",
            &Report::default(),
            "按照《清河县机构改革方案》和《改革方案实施意见》的通知》要求。。\n加强监管。；提高效率。\n落实《十四五”规划》要求。\n",
            &expect![[r#"
                finding 3 of 3
                JS821-1 name info [1] 书名号“》”缺前一半“《”（1处）。
                  A title mark 》 without its 《 (1 places).
                JS821-1-2 name info [1, 2] 标点重叠（2处）。
                  Two stops follow each other (2 places).
                JS821-3 name info [3] 后引号缺前一半（1处）。
                  A closing quotation mark without its opening one (1 places).
            "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS821",
            &Report::default(),
            "按照《关于印发〈办法〉的通知》和《关于开展\n自评的通知》，注意：“节约”；下同。。。\n",
            &expect![[r#"
                pass 0 of 3
            "#]],
        );
    }
}
