//! Zones of forms: from the title of a form to the next title, note or part everything is that form, also where the lines
//! look like running text or headings: a cell a line, one blank between the cells, or columns aligned by blanks.

use juesuan_source::chars::{ends_cell, is_figure, is_page_line, page_number};
use juesuan_vocabulary::units;
use juesuan_vocabulary::{WordList as _, headings, lists as words};

use crate::heading::is_statutory_title;
use crate::label::is_year;
use crate::markup::{lead, plain};
use crate::piece::{Piece, Shape};
use crate::tuning::TUNING;
use crate::{BlockKind, FragmentLayout, Marker, MarkerStyle};

/// The body of a form: the pieces `first..end`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) layout: FragmentLayout,
}

/// The zones of a document in order; none overlaps another.
pub(crate) fn zones(source: &str, pieces: &[Piece]) -> Vec<Zone> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some(title) = title(source, &pieces[at]) else {
            at += 1;
            continue;
        };
        let (zone, end) = body(source, pieces, at + 1, &title);
        found.extend(zone);
        at = end.max(at + 1);
    }
    found
}

/// The title that a line is, without its number: 表 1：, 五、.
pub(crate) fn title(source: &str, piece: &Piece) -> Option<String> {
    if !piece.shape.is_text() && !matches!(piece.shape, Shape::Label(BlockKind::Caption)) {
        return None;
    }
    let text = piece.text.text(source);
    if text.len() > TUNING.zone.longest.bytes() || !text.trim_end().ends_with(headings::FORM_TITLE_ENDS) {
        return None;
    }
    let name = match text.split_once(['：', ':']) {
        Some((front, rest)) if front.starts_with(headings::FORM_NUMBER_FRONTS) => rest,
        _ => text,
    };
    let name = &name[lead(name).at..];
    is_statutory_title(name).then(|| plain(name).into_owned())
}

/// The body that begins below a title, and where it was looked for.
fn body(source: &str, pieces: &[Piece], from: usize, title: &str) -> (Option<Zone>, usize) {
    let first = below_labels(source, pieces, from);
    let mut counts = Counts::default();
    let (mut next, mut end) = (first, first);
    // behind the last line with a figure, and the lines right below it
    let mut rows = first;
    while let Some(piece) = pieces.get(next) {
        let text = piece.text.text(source);
        match piece.shape {
            Shape::Blank | Shape::PageBreak | Shape::Number => counts.number(piece, text),
            Shape::Text | Shape::Gap | Shape::Spaced | Shape::Label(BlockKind::Caption) => {
                if !belongs(source, piece, title) || tells(piece, text) {
                    break;
                }
                if !is_page_line(text) {
                    counts.add(piece, text);
                    end = next + 1;
                    // figures may stand above their name
                    let above = next.checked_sub(1).map(|above| pieces[above].text.text(source));
                    let named = above.is_some_and(|above| above.split_whitespace().all(is_figure));
                    let loose = !is_valued(text) && (rows < next || is_numbered(text) && !named);
                    rows = if loose { rows } else { end };
                }
            }
            // a next page repeats what stands above the form
            Shape::Label(BlockKind::Unit | BlockKind::FormNumber | BlockKind::Department) => {}
            _ => break,
        }
        next += 1;
    }
    let mut zone = counts.layout().map(|layout| Zone { first, end, layout });
    if let Some(zone) = zone.as_mut().filter(|_| counts.is_spaced()) {
        zone.end = rows;
    }
    if let Some(zone) = zone.as_mut().filter(|zone| zone.layout == FragmentLayout::Exploded) {
        zone.end = last_figure(source, pieces, zone.end, next);
    }
    (zone.filter(|zone| zone.end > zone.first), next)
}

/// Where the labels between a title and its body end: unit, number, name of the body, and a few lines of marks.
fn below_labels(source: &str, pieces: &[Piece], from: usize) -> usize {
    let mut first = from;
    let mut strays = 0;
    while let Some(piece) = pieces.get(first) {
        let text = piece.text.text(source);
        let stray = !text.chars().any(char::is_alphanumeric) && strays < TUNING.zone.most_strays;
        strays += usize::from(stray && piece.shape == Shape::Text);
        let year = piece.shape == Shape::Text && is_year(text);
        let above = matches!(
            piece.shape,
            Shape::Blank
                | Shape::PageBreak
                | Shape::Number
                | Shape::Label(
                    BlockKind::Unit | BlockKind::FormNumber | BlockKind::Department | BlockKind::Furniture
                )
        );
        if !above && !year && !stray {
            break;
        }
        first += 1;
    }
    first
}

/// Where a form ends whose cells stand on lines of their own: figures that look like page numbers may be its last ones.
fn last_figure(source: &str, pieces: &[Piece], end: usize, next: usize) -> usize {
    let text = |at: usize| pieces[at].text.text(source).trim();
    let mut end = (end..next).rev().find(|&at| is_amount(text(at))).map_or(end, |last| last + 1);
    // what counts things has a small number below it
    let counted = end.checked_sub(1).is_some_and(|last| names_count(text(last)));
    end += usize::from(counted && end < next && is_figure(text(end)));
    // no page has the number 0
    end + (end..next).take_while(|&at| text(at) == "0").count()
}

/// Whether a line speaks of money, as running text does and the rows of a form do not.
fn tells(piece: &Piece, text: &str) -> bool {
    piece.shape == Shape::Text
        && !names_count(text)
        && units::MONEY_IN_TEXT.iter().any(|word| text.contains(word))
        && text.contains(|c: char| c.is_ascii_digit())
        && !text.split_whitespace().next_back().is_some_and(is_figure)
}

/// Whether a word of a line is an amount, or several are figures.
fn is_valued(text: &str) -> bool {
    let mut figures = text.split_whitespace().filter(|word| is_figure(word));
    figures.next().is_some_and(|first| is_amount(first) || figures.next().is_some())
}

/// Whether a word can be nothing but an amount: a figure with decimals or separators, or one of more digits than years,
/// pages and parts of codes have and of another number than codes.
fn is_amount(word: &str) -> bool {
    let whole = || {
        let digits = word.strip_prefix('-').unwrap_or(word);
        matches!(digits.len(), 6 | 8..) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_figure(word) && (word.contains(['.', ',', '，']) || whole())
}

/// Whether a line is an amount and one word that is none: 300.00 三、公共安全支出.
fn shares_line(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next(), words.next());
    first.is_some_and(ends_cell) && second.is_some_and(|word| !is_amount(word)) && words.next().is_none()
}

/// Whether a line begins as a heading may.
fn is_numbered(text: &str) -> bool {
    Marker::at_start(&text[lead(text).at..], 0).is_some()
}

/// Whether a long line is many short words, as the heads of a wide form are.
fn is_row_of_heads(text: &str) -> bool {
    let short = |word: &str| word.len() <= TUNING.zone.longest_word.bytes();
    text.split_whitespace().all(short) && text.split_whitespace().count() >= TUNING.zone.many
}

/// A line without what it ends with in brackets: （台，套） is a unit.
fn outside_brackets(text: &str) -> &str {
    let end = text.trim_end();
    let inside = end.strip_suffix(['）', ')']).and_then(|end| end.rfind(['（', '(']));
    inside.map_or(text, |at| &text[..at])
}

/// Whether a name ends with the unit of what it counts: 车辆数（辆）.
fn names_count(text: &str) -> bool {
    let name = outside_brackets(text);
    let unit = text.trim()[name.trim_start().len()..].trim_matches(['（', '(', '）', ')']);
    !unit.is_empty()
        && unit.len() <= TUNING.zone.longest_unit.bytes()
        && unit.chars().all(|c| c.is_alphabetic() || matches!(c, '，' | '、'))
}

/// Whether a line of text can stand in the form with this title.
fn belongs(source: &str, piece: &Piece, form: &str) -> bool {
    let text = piece.text.text(source);
    let long = text.len() > TUNING.zone.longest.bytes() && !is_row_of_heads(text);
    if long || outside_brackets(text).contains(['。', '；', '，']) {
        return false;
    }
    if title(source, piece).is_some_and(|other| other != form) {
        return false;
    }
    let head = lead(text);
    let marker = Marker::at_start(&text[head.at..], 0);
    let outer = marker.is_some_and(|marker| matches!(marker.style, MarkerStyle::Part | MarkerStyle::Annex));
    let explains = headings::EXPLANATIONS.any_ends(text.trim_end());
    let speaks = text.contains(['：', ':'])
        && !text.contains(words::OF_WHICH)
        && !text.contains(headings::COLUMN_NUMBERS)
        && text.len() > TUNING.zone.longest_cell.bytes();
    let ends = outer || speaks || explains && marker.is_some();
    head.hashes == 0 && !ends
}

/// What the lines of a body look like.
#[derive(Default)]
struct Counts {
    lines: usize,
    /// Lines of several words.
    several: usize,
    /// Lines with wide gaps.
    spaced: usize,
    /// Figures that can be nothing but amounts.
    amounts: usize,
    /// Lines that are one figure.
    lone: usize,
    /// Those of them below all others that may number pages.
    last_pages: usize,
    longest: usize,
}

impl Counts {
    fn add(&mut self, piece: &Piece, text: &str) {
        self.lines += 1;
        self.last_pages = 0;
        self.longest = self.longest.max(text.len());
        self.spaced += usize::from(matches!(piece.shape, Shape::Spaced | Shape::Gap));
        let mut words = 0;
        for word in text.split_whitespace() {
            words += 1;
            self.amounts += usize::from(is_amount(word));
        }
        // a figure at the right of its cell and what begins the next one may share a line: two cells, and two lines
        let shared = shares_line(text);
        self.lines += usize::from(shared);
        self.several += usize::from(words > 1 && !shared);
        self.lone += usize::from(words == 1 && is_figure(text.trim()) || shared);
    }

    fn number(&mut self, piece: &Piece, text: &str) {
        if piece.shape == Shape::Number {
            self.lines += 1;
            self.lone += 1;
            self.amounts += usize::from(is_amount(text.trim()));
            self.last_pages = if page_number(text.trim()).is_some() { self.last_pages + 1 } else { 0 };
        }
    }

    /// Whether wide gaps part the columns.
    fn is_spaced(&self) -> bool {
        self.spaced * 5 > self.lines
    }

    /// How the cells stand; `None` where this is no form whose cells only blanks or line ends part.
    fn layout(&self) -> Option<FragmentLayout> {
        if self.amounts < TUNING.zone.fewest {
            return None;
        }
        if self.is_spaced() {
            return Some(FragmentLayout::Aligned);
        }
        if self.several * 4 <= self.lines
            && self.lone * 4 >= self.lines
            && self.longest <= TUNING.zone.longest_cell.bytes()
        {
            return Some(FragmentLayout::Exploded);
        }
        // pages below a form of one row are no cells of it
        let (lone, lines) = (self.lone - self.last_pages, self.lines - self.last_pages);
        (lone * 4 < lines).then_some(FragmentLayout::Aligned)
    }
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, FragmentLayout, segment};

    fn fragments(text: &str) -> Vec<(FragmentLayout, String)> {
        let segmentation = segment(text).unwrap();
        let mut found = Vec::new();
        for block in &segmentation.blocks {
            if let BlockKind::Fragment(layout) = block.kind {
                found.push((layout, block.span.text(text).trim().replace('\n', "|")));
            }
        }
        found
    }

    #[test]
    fn a_form_goes_on_to_the_next_title() {
        let text = "收入决算表\n单位：万元\n项目 合计\n一、教育收入\n二、文化收入\n三、卫生收入\n四、农业收入\n五、水利收入 2.50 3.00\n总计 2.50\n支出决算表\n单位：万元\n合计 1.00 2.00\n甲 1.00 2.00\n乙 1.00\n注：本表取整。\n";
        let found = fragments(text);
        assert_eq!(found.len(), 2);
        assert!(found[0].1.ends_with("总计 2.50"));
        assert_eq!(found[1].1, "合计 1.00 2.00|甲 1.00 2.00|乙 1.00");
    }

    #[test]
    fn a_cell_a_line_is_a_form_below_its_title() {
        let text = "支出决算表\n单位：万元\n科目编码\n科目名称\n合计\n205\n教育支出\n3.00\n206\n科学技术支出\n1.00\n合计\n4.00\n12\n第三部分 情况说明\n";
        let found = fragments(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, FragmentLayout::Exploded);
        assert!(found[0].1.ends_with("合计|4.00"));
    }

    #[test]
    fn a_figure_and_the_next_cell_may_share_a_line() {
        let text = "收入支出决算总表\n单位：万元\n收入\n支出\n项目\n决算数\n项目\n决算数\n一、财政拨款收入\n7.00 一、教育支出\n6.00\n二、其他收入\n1.00 二、卫生支出\n2.00\n总计\n8.00 总计\n8.00\n第三部分 情况说明\n";
        let found = fragments(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, FragmentLayout::Exploded);
        assert!(found[0].1.ends_with("8.00 总计|8.00"));
    }

    #[test]
    fn numbers_of_items_share_no_line_with_them() {
        let text = "“三公”经费支出表\n单位：万元\n项目 金额\n1.1 因公出国（境）费\n1.2 公务用车购置费\n1.3 公务用车运行费\n1.4 公务接待费\n合计 41.20\n第三部分 情况说明\n";
        let found = fragments(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, FragmentLayout::Aligned);
    }

    #[test]
    fn pages_below_a_form_of_one_row_are_no_part_of_it() {
        let form = "“三公”经费支出表\n单位：万元\n合计 因公出国（境）费 公务接待费\n预算数 决算数 预算数 决算数 预算数 决算数\n41.20 30.10 20.00 15.05 21.20 15.05";
        for pages in ["", "7\n", "7\n\n8\n", "7\n\u{c}8\n"] {
            let found = fragments(&format!("{form}\n{pages}第三部分 情况说明\n"));
            assert_eq!(found.len(), 1, "{pages:?}");
            assert_eq!(found[0].0, FragmentLayout::Aligned);
            assert!(found[0].1.contains("41.20 30.10 20.00 15.05 21.20 15.05"));
        }
    }

    #[test]
    fn a_list_of_titles_is_no_form() {
        let text = "目录\n收入决算表\n支出决算表\n收入合计为2.50万元，支出为1.50万元，结余为1.00万元。\n";
        assert!(fragments(text).is_empty());
    }
}
