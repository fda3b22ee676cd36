//! The tokens of running text: figures with their units, years, marks, and the words that say what figures mean.

use std::sync::LazyLock;

use juesuan_model::Approximation;
use juesuan_source::chars::{COUNTING, is_counting};
use juesuan_vocabulary::units;

use super::han;
use super::lexicon::Buckets;
use super::measures::UnitKind;
use super::number::{self, Digits, Figure};
use super::unit::{self, UnitMatch};
use super::words::{self, Cue};

/// A token of clean text.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    /// First byte in the clean text.
    pub(super) start: usize,
    /// Byte after the last; of a figure after its digits, see [`Token::unit_end`].
    pub(super) end: usize,
}

/// What a token is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Figure(Figure, Option<UnitMatch<'a>>),
    Year(u16),
    Cue(Cue),
    Mark(Mark),
    /// The number of a list item.
    ListNumber,
}

/// Punctuation.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Stop,
    Semicolon,
    Comma,
    Colon,
    /// 、
    Enumeration,
    Open,
    Close,
}

impl Token<'_> {
    /// How exact the unit of a figure says it is: 5万余元.
    pub(super) fn hedge(&self) -> Option<Approximation> {
        match self.kind {
            Kind::Figure(_, Some(unit)) => unit.hedge,
            _ => None,
        }
    }

    /// The byte after the unit of a figure.
    pub(super) fn unit_end(&self) -> usize {
        match self.kind {
            Kind::Figure(_, Some(unit)) => self.end + unit.length,
            _ => self.end,
        }
    }
}

/// Cuts `text` into `tokens`; what lies between them is plain words.
pub(super) fn tokens<'a>(text: &'a str, tokens: &mut Vec<Token<'a>>) {
    let mut at = 0;
    // titles of documents: their numbers are names
    let mut titles = 0_u32;
    let suspects: &Buckets = &SUSPECTS;
    while let Some(start) = suspects.next(text, at) {
        let (before, rest) = text.split_at(start);
        let (kind, length) = token(before, rest);
        titles = match (rest.chars().next(), titles) {
            (Some('《'), open) => open + 1,
            (Some('》'), open) => open.saturating_sub(1),
            // a title that was never closed ends with its sentence
            (Some('。'), _) => 0,
            (_, open) => open,
        };
        if let Some(kind) = kind.filter(|kind| titles == 0 || matches!(kind, Kind::Mark(Mark::Stop))) {
            // the minus belongs to the number
            let minus = matches!(kind, Kind::Figure(figure, _) if figure.value.is_sign_negative());
            tokens.push(Token { kind, start: start - usize::from(minus), end: start + length });
        }
        at = start + length + unit_length(kind);
    }
}

/// The characters with which tokens begin.
static SUSPECTS: LazyLock<Buckets> = LazyLock::new(|| {
    let marks = "。！!？?；;，,：:、（(）)《》〔".chars();
    let cues = words::cues().filter_map(|word| word.chars().next());
    Buckets::of(
        marks.chain('0'..='9').chain(COUNTING).chain(units::NUMERAL_STARTS.iter().copied()).chain(cues),
    )
});

fn unit_length(kind: Option<Kind<'_>>) -> usize {
    match kind {
        Some(Kind::Figure(_, Some(unit))) => unit.length,
        _ => 0,
    }
}

/// What begins at `rest`, if it is a token, and how many bytes to go on by.
fn token<'a>(before: &str, rest: &'a str) -> (Option<Kind<'a>>, usize) {
    let Some(first) = rest.chars().next() else { return (None, 1) };
    let width = first.len_utf8();
    if first.is_ascii_digit() {
        return digits(before, rest);
    }
    if let Some(mark) = mark(first) {
        return (Some(Kind::Mark(mark)), width);
    }
    if first.is_ascii() {
        return (None, width);
    }
    if let Some((word, cue)) = words::cue(rest) {
        return (Some(Kind::Cue(cue)), word.len());
    }
    if first == '〔' {
        // the year of a document number
        let inside = rest.chars().take(12).take_while(|c| *c != '〕').map(char::len_utf8).sum();
        return (None, inside);
    }
    han(before, rest, first).unwrap_or((None, width))
}

fn mark(char: char) -> Option<Mark> {
    Some(match char {
        '。' | '！' | '!' | '？' | '?' => Mark::Stop,
        '；' | ';' => Mark::Semicolon,
        '，' | ',' => Mark::Comma,
        '：' | ':' => Mark::Colon,
        '、' => Mark::Enumeration,
        '（' | '(' => Mark::Open,
        '）' | ')' => Mark::Close,
        _ => return None,
    })
}

/// What begins with a digit.
fn digits<'a>(before: &str, rest: &'a str) -> (Option<Kind<'a>>, usize) {
    let Some((found, length)) = number::read(before, rest) else { return (None, 1) };
    let kind = match found {
        Digits::Year(year) => Some(Kind::Year(year)),
        Digits::Name => None,
        Digits::ListNumber => Some(Kind::ListNumber),
        Digits::Figure(figure) => {
            let (figure, length, unit) = compound(figure, length, rest);
            return (Some(Kind::Figure(signed(figure, before), unit)), length);
        }
    };
    (kind, length)
}

/// A figure and its unit. `1亿2300万元` and `3万5千元` are one figure, in the unit of their last part.
fn compound(figure: Figure, length: usize, rest: &str) -> (Figure, usize, Option<UnitMatch<'_>>) {
    let unit = unit::unit(rest.get(length..).unwrap_or(""));
    let joined = unit.filter(|unit| unit.kind == UnitKind::Bare && unit.hedge.is_none()).and_then(|bare| {
        let at = length + bare.length;
        let (Digits::Figure(lower), digits) = number::read("", rest.get(at..)?)? else { return None };
        let unit = unit::unit(rest.get(at + digits..)?)?;
        let places =
            unit::exponent(bare.magnitude).checked_sub(unit::exponent(unit.magnitude)).filter(|n| *n > 0)?;
        let value = number::shifted(figure.value, places)?.checked_add(lower.value)?;
        Some((Figure { value, rewritten: true, ..figure }, at + digits, Some(unit)))
    });
    joined.unwrap_or((figure, length, unit))
}

/// The figure with a minus in front of it; a dash behind a figure or unit means "to".
fn signed(figure: Figure, before: &str) -> Figure {
    let mut back = before.chars().rev();
    let minus = back.next() == Some('-');
    let alone = back.next().is_none_or(|c| !c.is_ascii_digit() && !units::BEFORE_NO_MINUS.contains(c));
    if minus && alone { Figure { value: -figure.value, ..figure } } else { figure }
}

/// A figure in Chinese numerals, only where it clearly is a count or money.
fn han<'a>(before: &str, rest: &'a str, first: char) -> Option<(Option<Kind<'a>>, usize)> {
    if let Some((figure, length)) = han::percent(rest) {
        return Some((Some(Kind::Figure(figure, Some(percent()))), length));
    }
    if first == units::ZERO {
        return zero(before, rest);
    }
    if !is_counting(first) {
        return None;
    }
    let free = before.chars().next_back().is_none_or(|c| !words::HAN_NOT_AFTER.contains(c));
    if let Some((figure, length)) = han::tenths(rest).filter(|_| free) {
        return Some((Some(Kind::Figure(figure, Some(percent()))), length));
    }
    let Some((figure, length)) = han::figure(rest) else {
        // a numeral that is none is passed as a whole
        let length = rest.chars().take_while(|c| is_counting(*c)).map(char::len_utf8).sum();
        return Some((None, length));
    };
    let unit = unit::unit(rest.get(length..)?);
    let behind = |unit: &UnitMatch<'_>| rest.get(length + unit.length..).unwrap_or("");
    let kind = unit
        .filter(|unit| free && is_han_count(unit, behind(unit)))
        .map(|unit| Kind::Figure(figure, Some(unit)));
    Some((kind, length))
}

/// Per cent, said before the figure.
const fn percent() -> UnitMatch<'static> {
    UnitMatch { kind: UnitKind::Percent, magnitude: "", base: "%", per: "", hedge: None, length: 0 }
}

/// 零万元, 零辆; but not 零件, 一百零五.
fn zero<'a>(before: &str, rest: &'a str) -> Option<(Option<Kind<'a>>, usize)> {
    let length = units::ZERO.len_utf8();
    let unit = unit::unit(rest.get(length..)?)?;
    let inside = before.ends_with(|c| is_counting(c) || units::INSIDE_NUMERAL.contains(c));
    let counts = matches!(unit.kind, UnitKind::Money) || words::ZERO_MEASURES.is(unit.base);
    let figure = Figure { value: rust_decimal::Decimal::ZERO, grouped: false, rewritten: true };
    (counts && !inside).then_some((Some(Kind::Figure(figure, Some(unit))), length))
}

/// Whether a Chinese numeral before this unit is a figure.
fn is_han_count(unit: &UnitMatch<'_>, behind: &str) -> bool {
    match unit.kind {
        UnitKind::Money | UnitKind::MoneyPer | UnitKind::Points => true,
        UnitKind::Count if unit.base == units::PIECE => {
            let near: String = behind.chars().take(10).take_while(|c| mark(*c).is_none()).collect();
            words::HAN_COUNTED.inside(&near).is_some()
        }
        UnitKind::Count => words::HAN_MEASURES.is(unit.base),
        _ => false,
    }
}
