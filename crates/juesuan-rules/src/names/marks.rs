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

/// The marks whose neighbours matter.
pub(crate) const MARKS: [char; 9] = ['《', '》', '“', '”', '。', '，', '、', '；', '：'];

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
        let misplaced = &context.wording().misplaced;
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

/// The marks of a text that are out of place, met from line to line.
#[derive(Debug, Default)]
pub(crate) struct Misplaced {
    /// Titles that are open: a title may run over the end of a line.
    open: u32,
    /// Quotations that are open.
    quoted: u32,
    /// The stop before in this line, and how many stand in a row with it.
    before: Option<(usize, char, u32)>,
    unpaired: Marked,
    unquoted: Marked,
    doubled: Marked,
}

/// The first as it is printed, and the places of all.
type Marked = Option<(String, Vec<Place>)>;

impl Misplaced {
    /// A line begins.
    pub(crate) fn begin(&mut self, line: &TextLine<'_>) {
        self.before = None;
        if self.open + self.quoted > 0 && line.text.trim().is_empty() {
            (self.open, self.quoted) = (0, 0);
        }
    }

    /// One of [`MARKS`] stands here; those of a line come in order.
    pub(crate) fn mark(&mut self, line: &TextLine<'_>, at: usize, c: char) {
        let end = at + c.len_utf8();
        match c {
            '《' => self.open += 1,
            '》' if self.open == 0 => {
                add(&mut self.unpaired, line.place(at, end), || context_of(line.text, at));
            }
            '》' => self.open -= 1,
            '“' => self.quoted += 1,
            '”' if self.quoted == 0 => {
                add(&mut self.unquoted, line.place(at, end), || context_of(line.text, at));
            }
            '”' => self.quoted -= 1,
            '。' => self.open = 0,
            _ => {}
        }
        if !is_stop(c) {
            return;
        }
        let follows = self.before.filter(|(start, first, _)| start + first.len_utf8() == at);
        let run = follows.map_or(1, |(_, _, run)| run + 1);
        // three and more stand for an ellipsis, or fill a blank
        if run == 2
            && !line.text.get(end..).is_some_and(|rest| rest.starts_with(is_stop))
            && let Some((start, first, _)) = follows
        {
            add(&mut self.doubled, line.place(start, end), || format!("{first}{c}"));
        }
        self.before = Some((at, c, run));
    }
}

fn add(marked: &mut Marked, place: Place, printed: impl FnOnce() -> String) {
    marked.get_or_insert_with(|| (printed(), Vec::new())).1.push(place);
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
