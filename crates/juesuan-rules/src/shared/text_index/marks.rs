//! Marks that are out of place: without their other half, or two stops in a row.

use juesuan_model::Place;

use crate::TextLine;

/// The marks whose neighbours matter.
pub(crate) const MARKS: [char; 9] = ['《', '》', '“', '”', '。', '，', '、', '；', '：'];

/// Whether a mark is a stop: no two of them follow each other.
const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '，' | '、' | '；' | '：')
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
    pub(crate) unpaired: Marked,
    pub(crate) unquoted: Marked,
    pub(crate) doubled: Marked,
}

/// The first as it is printed, and the places of all.
pub(crate) type Marked = Option<(String, Vec<Place>)>;

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
