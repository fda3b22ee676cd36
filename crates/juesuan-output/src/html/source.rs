//! The source pane: the text line by line, with its marks.

use juesuan_model::Report;
use juesuan_segment::Span;
use juesuan_source::chars;

use super::escape::push_escaped;
use super::marks::{self, Mark, Marks};

/// How many marks may lie on one another; further ones are found by what lies around them.
const DEEPEST: usize = 6;
/// Lines that the browser may leave out of the layout together while they are out of sight.
const CHUNK: usize = 64;
/// Lines of one table in one such chunk: only within it do columns line up.
const TALLEST_BLOCK: usize = 512;

/// The lines of the text as HTML.
pub(super) fn lines(report: &Report, text: &str, marks: &Marks) -> String {
    let mut sheet = Sheet { out: String::with_capacity(text.len() * 3), in_chunk: 0, block: Block::Text };
    let heads = headings(report);
    let tables = table_lines(report);
    let mut pen = Pen { text, marks: marks.all(), next: 0, open: Vec::with_capacity(DEEPEST) };
    let (mut head_at, mut table_at, mut page) = (0, 0, 1);
    let mut content = String::new();
    let mut was_blank = false;
    for index in 0..marks.lines().len() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        advance(&mut head_at, &heads, |&(line, _)| line < number);
        advance(&mut table_at, &tables, |&(_, end)| end < number);
        let level = heads.get(head_at).filter(|(line, _)| *line == number).map(|(_, level)| *level);
        let in_table = tables.get(table_at).is_some_and(|(start, _)| *start <= number);
        let line = marks.lines().content(text, index);
        let words = line.text(text);
        let class = match line_class(words, level, in_table) {
            // one blank line says all that forty do
            "b" if was_blank => "b z",
            class => class,
        };
        was_blank = class.starts_with('b');
        content.clear();
        let block = Block::of(class);
        let rewritten = pen.line(&mut content, line, block == Block::Cells);
        let feeds = words.matches(FORM_FEED).count();
        page += feeds;
        let page = (feeds > 0).then_some(page);
        sheet.line(&Shown { number, class, rewritten, page, block }, &content);
    }
    sheet.end()
}

/// The end of a page in a text.
const FORM_FEED: char = '\u{c}';

/// What lines are shown in: those of a table keep their columns and are moved sideways together.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Block {
    Text,
    Cells,
    Aligned,
}

impl Block {
    fn of(class: &str) -> Self {
        match class {
            "t g" => Self::Cells,
            "t al" => Self::Aligned,
            _ => Self::Text,
        }
    }
}

/// How a line is shown.
struct Shown {
    number: u32,
    class: &'static str,
    /// Whether it was repaired as a whole.
    rewritten: bool,
    /// The page that begins with it.
    page: Option<usize>,
    block: Block,
}

/// The lines in their chunks and blocks.
struct Sheet {
    out: String,
    in_chunk: usize,
    block: Block,
}

impl Sheet {
    fn line(&mut self, line: &Shown, content: &str) {
        use std::fmt::Write as _;
        let Shown { number, class, rewritten, page, block } = *line;
        let goes_on = block != Block::Text && block == self.block;
        let full = self.in_chunk >= if goes_on { TALLEST_BLOCK } else { CHUNK };
        if self.in_chunk == 0 || full {
            self.turn(Block::Text);
            self.out.push_str(if number == 1 { "<div class=\"c\">" } else { "</div><div class=\"c\">" });
            self.in_chunk = 0;
        }
        self.turn(block);
        self.in_chunk += 1;
        let _ = write!(self.out, "<p id=\"L{number}\" data-n=\"{number}\"");
        if let Some(page) = page {
            let _ = write!(self.out, " data-p=\"{page}\"");
        }
        let classes = [class, if rewritten { "v" } else { "" }, page.map_or("", |_| "pg")];
        let classes = classes.join(" ");
        let classes = classes.trim();
        if !classes.is_empty() {
            let _ = write!(self.out, " class=\"{}\"", classes.replace("  ", " "));
        }
        let _ = write!(self.out, ">{content}</p>");
    }

    /// Ends the block of the lines before where another one begins.
    fn turn(&mut self, block: Block) {
        if block == self.block {
            return;
        }
        self.out.push_str(if self.block == Block::Text { "" } else { "</div>" });
        self.out.push_str(match block {
            Block::Text => "",
            // what can be moved sideways must be reached by the keyboard
            Block::Cells => "<div class=\"rows\" tabindex=\"0\">",
            Block::Aligned => "<div class=\"lines\" tabindex=\"0\">",
        });
        self.block = block;
    }

    fn end(mut self) -> String {
        self.turn(Block::Text);
        self.out.push_str("</div>");
        self.out
    }
}

fn advance<T>(at: &mut usize, list: &[T], passed: impl Fn(&T) -> bool) {
    while list.get(*at).is_some_and(&passed) {
        *at += 1;
    }
}

/// Line and level of every heading, in order.
fn headings(report: &Report) -> Vec<(u32, u8)> {
    let mut heads: Vec<_> =
        report.sections.iter().map(|section| (section.place.line, section.level.clamp(1, 4))).collect();
    heads.sort_unstable();
    heads
}

/// First and last lines of the tables, in order, not overlapping.
fn table_lines(report: &Report) -> Vec<(u32, u32)> {
    let mut lines: Vec<_> =
        report.tables.iter().map(|table| (table.line_start(), table.line_end())).collect();
    lines.sort_unstable();
    lines.dedup_by(|next, kept| {
        let overlap = next.0 <= kept.1;
        if overlap {
            kept.1 = kept.1.max(next.1);
        }
        overlap
    });
    lines
}

/// The class of a line: blank, the end of a page, a heading by level, part of a table, a row of cells.
fn line_class(line: &str, level: Option<u8>, in_table: bool) -> &'static str {
    let blank = line.chars().all(|c| c.is_whitespace() || c.is_control());
    match level {
        _ if blank && line.contains(FORM_FEED) => "f",
        _ if blank => "b",
        Some(1) => "h1",
        Some(2) => "h2",
        Some(3) => "h3",
        Some(_) => "h4",
        // columns that blanks hold apart need a face of one width
        None if in_table && line.contains("  ") && !line.contains('\t') => "t al",
        None if in_table && line.contains('\t') => "t g",
        None if in_table => "t",
        None => "",
    }
}

/// Cells up to this width stay on one line, in columns.
const NARROW_CELL: usize = 16;
const CELL: &str = "<span>";

/// What begins a cell with this text.
fn cell_tag(text: &str) -> &'static str {
    if chars::columns(text) > NARROW_CELL { "<span class=\"x\">" } else { CELL }
}

/// Writes text in order, opening and closing marks on the way.
struct Pen<'a> {
    text: &'a str,
    marks: &'a [Mark],
    /// The first mark that is not yet open.
    next: usize,
    /// Numbers of the open marks.
    open: Vec<usize>,
}

impl Pen<'_> {
    /// Writes a line, as cells where tabs part it, and says whether it was repaired as a whole.
    fn line(&mut self, out: &mut String, line: Span, cells: bool) -> bool {
        use std::fmt::Write as _;
        let mut at = line.start;
        let mut opened = line.text(self.text).split('\t').map(cell_tag);
        out.push_str(if cells { opened.next().unwrap_or(CELL) } else { "" });
        let mut rewritten = false;
        while at < line.end {
            self.turn(at);
            let until = self.next_turn().map_or(line.end, |turn| turn.min(line.end));
            let piece = Span::new(at, until).text(self.text);
            if cells {
                self.cells(out, piece, &mut opened);
            } else if at == line.start && self.open.is_empty() {
                let signs = piece.len() - piece.trim_start_matches('#').len();
                let (signs, rest) = piece.split_at_checked(signs).unwrap_or(("", piece));
                if !signs.is_empty() {
                    let _ = write!(out, "<i>{signs}</i>");
                }
                self.piece(out, rest);
            } else {
                self.piece(out, piece);
            }
            rewritten |= self.open.iter().filter_map(|&id| self.marks.get(id)).any(Mark::is_rewritten);
            at = until.max(at + 1);
        }
        out.push_str(if cells { "</span>" } else { "" });
        rewritten
    }

    /// A piece of a row: each tab ends a cell, and the marks with it.
    fn cells(&self, out: &mut String, piece: &str, opened: &mut impl Iterator<Item = &'static str>) {
        for (nth, cell) in piece.split('\t').enumerate() {
            if nth > 0 {
                out.push_str("<s>\t</s></span>");
                out.push_str(opened.next().unwrap_or(CELL));
            }
            if !cell.is_empty() {
                self.piece(out, cell);
            }
        }
    }

    /// Closes the marks that ended, opens those that begin.
    fn turn(&mut self, at: u32) {
        self.open.retain(|&id| self.marks.get(id).is_some_and(|mark| mark.span.end > at));
        while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.span.start <= at) {
            if mark.span.end > at && self.open.len() < DEEPEST {
                self.open.push(self.next);
            }
            self.next += 1;
        }
    }

    /// Where the next mark begins or an open one ends.
    fn next_turn(&self) -> Option<u32> {
        let ends = self.open.iter().filter_map(|&id| self.marks.get(id)).map(|mark| mark.span.end);
        ends.chain(self.marks.get(self.next).map(|mark| mark.span.start)).min()
    }

    fn piece(&self, out: &mut String, piece: &str) {
        use std::fmt::Write as _;
        if self.open.is_empty() {
            push_text(out, piece);
            return;
        }
        out.push_str("<mark data-m=\"");
        for (nth, id) in self.open.iter().enumerate() {
            let _ = write!(out, "{}{id}", if nth == 0 { "" } else { " " });
        }
        out.push('"');
        let classes = marks::classes(self.open.iter().filter_map(|&id| self.marks.get(id)));
        if !classes.is_empty() {
            let _ = write!(out, " class=\"{classes}\"");
        }
        out.push('>');
        push_text(out, piece);
        out.push_str("</mark>");
    }
}

/// Text with its tabs made visible as the borders of cells, and the signs of markdown made faint.
fn push_text(out: &mut String, text: &str) {
    for (nth, cell) in text.split('\t').enumerate() {
        if nth > 0 {
            out.push_str("<s>\t</s>");
        }
        for (nth, words) in cell.split("**").enumerate() {
            if nth > 0 {
                out.push_str("<i>**</i>");
            }
            for (nth, words) in words.split(FORM_FEED).enumerate() {
                if nth > 0 {
                    // seen as the rule above the line
                    out.push_str("<u>\u{240c}</u>");
                }
                push_escaped(out, words);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use juesuan_model::{Layout, Place, SourceInfo, StatementId, Table, TableKind, TableParts, Unread};

    fn check(text: &str, spans: &[(u32, u32)], expected: &Expect) {
        let mut report = Report::new(SourceInfo::default());
        for &(start, end) in spans {
            let place = Place::new(Span::new(start, end), 1);
            report.unread.push(Unread { place, text: "x".into(), reason: "y".into() });
        }
        let marks = Marks::new(&report, text);
        expected.assert_eq(&lines(&report, text, &marks));
    }

    #[test]
    fn marks_that_overlap_are_cut_at_each_others_ends() {
        check(
            "abcdef\r\nij",
            &[(1, 4), (2, 6), (5, 10)],
            &expect![[
                r#"<div class="c"><p id="L1" data-n="1">a<mark data-m="0" class="u">b</mark><mark data-m="0 1" class="u">cd</mark><mark data-m="1" class="u">e</mark><mark data-m="1 2" class="u">f</mark></p><p id="L2" data-n="2"><mark data-m="2" class="u">ij</mark></p></div>"#
            ]],
        );
    }

    #[test]
    fn text_is_escaped_and_tabs_are_seen() {
        check(
            "<b>1</b>\t\"&\"",
            &[(3, 4)],
            &expect![[
                r#"<div class="c"><p id="L1" data-n="1">&lt;b&gt;<mark data-m="0" class="u">1</mark>&lt;/b&gt;<s>	</s>&quot;&amp;&quot;</p></div>"#
            ]],
        );
    }

    fn table_over(line_start: u32, line_end: u32) -> Table {
        Table::new(TableParts {
            id: StatementId::Z01.into(),
            kind: TableKind::Statement,
            title: String::new(),
            unit: None,
            line_start,
            line_end,
            fragments: 1,
            layout: Layout::Tabbed,
            columns: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
        })
        .unwrap()
    }

    #[test]
    fn rows_of_a_table_are_cells_and_pages_are_numbered() {
        let text = "表\n甲\t1\t2\n\u{c}乙\t\t3\n后";
        let mut report = Report::new(SourceInfo::default());
        report.tables.push(table_over(2, 3));
        let place = Place::new(Span::new(7, 10), 2);
        report.unread.push(Unread { place, text: "x".into(), reason: "y".into() });
        let marks = Marks::new(&report, text);
        expect![[r#"<div class="c"><p id="L1" data-n="1">表</p><div class="rows" tabindex="0"><p id="L2" data-n="2" class="t g"><span>甲<s>	</s></span><span><mark data-m="0" class="u">1</mark><s>	</s></span><span>2</span></p><p id="L3" data-n="3" data-p="2" class="t g pg"><span><u>␌</u>乙<s>	</s></span><span><s>	</s></span><span>3</span></p></div><p id="L4" data-n="4">后</p></div>"#]].assert_eq(&lines(&report, text, &marks));
    }

    proptest::proptest! {
        /// Whatever the text and the spans: the page shows the text, whole and in order.
        #[test]
        fn the_text_is_whole(text in "[a<&*#\t \n\r数。]{0,60}", spans in proptest::collection::vec((0u32..70, 0u32..70), 0..12)) {
            let mut report = Report::new(SourceInfo::default());
            for (start, end) in spans {
                let place = Place::new(Span::new(start.min(end), start.max(end)), 1);
                report.unread.push(Unread { place, text: "x".into(), reason: "y".into() });
            }
            let html = lines(&report, &text, &Marks::new(&report, &text));
            let shown: String = html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
            let shown = shown.replace("&lt;", "<").replace("&amp;", "&");
            proptest::prop_assert_eq!(shown, text.replace(['\n', '\r'], ""));
        }
    }
}
