//! What a line says about itself as a heading: its number, its title, and the form of both.

use juesuan_source::chars::is_digit;
use juesuan_vocabulary::bodies;
use juesuan_vocabulary::{WordList as _, budget, headings, units};

use crate::markup::{self, close_title, plain};
use crate::tuning::TUNING;
use crate::{Marker, MarkerStyle, Span};

/// How a numbered line goes on after its number.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A title and nothing else.
    Title,
    /// A short text closed by a full stop: a title or a short sentence.
    Stopped,
    /// A title, a full stop, and its paragraph on the same line.
    RunIn,
    /// A sentence, a definition, a statement of figures.
    Sentence,
}

/// What a heading is beside its number.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It has a number.
    Numbered,
    /// It is the title of a report.
    Report,
    /// It is the title of a statutory table, or a marked title of another.
    Table,
    /// 附件 alone.
    BareAnnex,
    /// It has nothing but its words, or markup.
    Plain,
}

/// A line that may be a heading.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) marker: Option<Marker>,
    /// Its title without markup and stop.
    pub(crate) title: Span,
    pub(crate) form: Form,
    pub(crate) role: Role,
    /// Number of `#` before it.
    pub(crate) hashes: u8,
    /// Whether markup says that it is a heading.
    pub(crate) marked: bool,
    /// Where its paragraph begins, for [`Form::RunIn`].
    pub(crate) split: u32,
}

/// Reads the line at `text` as a heading; `None` where it cannot be one.
pub(crate) fn candidate(source: &str, text: Span) -> Option<Candidate> {
    let line = text.text(source);
    let head = markup::lead(line);
    let body = &line[head.at..];
    let at = text.start + Span::of(0..head.at).end;
    let marker = Marker::at_start(body, at).or_else(|| Marker::of_table(body, at));
    if marker.is_none() && head.hashes == 0 && !head.bold && line.len() > TUNING.heading.title_limit.bytes() {
        return None;
    }
    let after = marker.map_or(at, |marker| marker.span.end);
    let inner = Span::new(after, text.end).text(source);
    let skipped = inner.len() - after_marker(inner).len();
    let start = after + Span::of(0..skipped).end;
    let rest = Span::new(start, text.end).text(source);
    let reading = Reading::of(rest, head.bold);
    let title = Span::new(start, start + Span::of(0..reading.title).end);
    let mut candidate = Candidate {
        marker,
        title,
        form: reading.form,
        role: Role::Numbered,
        hashes: head.hashes,
        marked: head.hashes > 0 || reading.whole_bold,
        split: start + Span::of(0..reading.split).end,
    };
    candidate.role = candidate.find_role(source, rest)?;
    Some(candidate)
}

/// Reads a line below 附件 alone as the title of that annex, whatever its words.
pub(crate) fn annex_title(source: &str, text: Span) -> Option<Candidate> {
    let line = text.text(source);
    let lead = markup::lead(line);
    let start = text.start + Span::of(0..lead.at).end;
    let title = Span::new(start, start + Span::of(0..close_title(&line[lead.at..]).len()).end);
    let fits = is_title_line(line) && title.len() >= TUNING.heading.fewest.bytes() && !line.ends_with('。');
    let marked = lead.hashes > 0 || lead.bold;
    let candidate = Candidate {
        marker: None,
        title,
        form: Form::Title,
        role: Role::Report,
        hashes: lead.hashes,
        marked,
        split: 0,
    };
    fits.then_some(candidate)
}

/// What stands after a number's own characters: blanks, markup, a colon.
fn after_marker(text: &str) -> &str {
    let text = &text[markup::lead(text).at..];
    text.strip_prefix(['：', ':', '、']).map_or(text, |text| &text[markup::lead(text).at..])
}

impl Candidate {
    fn find_role(&mut self, source: &str, open: &str) -> Option<Role> {
        let title = self.title.text(source);
        let one_title = matches!(self.form, Form::Title);
        let annex = self.marker.is_some_and(|marker| marker.style == MarkerStyle::Annex);
        if annex && title.is_empty() {
            return Some(Role::BareAnnex);
        }
        if self.marker.is_some() && !annex {
            return Some(Role::Numbered);
        }
        if one_title && is_report_title(title) {
            return Some(Role::Report);
        }
        let names_table = title.ends_with(headings::TABLE) && (self.marked || annex || is_title_line(title));
        if one_title && (is_statutory_title(title) || names_table) {
            return Some(Role::Table);
        }
        if annex {
            return Some(Role::Numbered).filter(|_| self.form != Form::Sentence);
        }
        if self.marked {
            let fits = matches!(self.form, Form::Title | Form::Stopped) && !title.is_empty();
            return fits.then_some(Role::Plain);
        }
        is_bare_heading(open, title).then_some(Role::Plain)
    }

    /// Whether the title is that of a chapter which every document of the kind has.
    pub(crate) fn names_chapter(&self, source: &str) -> bool {
        self.form == Form::Title && headings::CHAPTERS.any_ends(&plain(self.title.text(source)))
    }

    /// Whether the title ends as that of forms does.
    pub(crate) fn ends_as_form(&self, source: &str) -> bool {
        self.title.text(source).ends_with(headings::TABLE)
    }

    /// Whether the title ends as headings do, over whatever lines it is broken.
    pub(crate) fn ends_as_heading(&self, source: &str) -> bool {
        headings::BARE_ENDS.any_ends(&plain(self.title.text(source)))
    }
}

/// What is read after a number.
struct Reading {
    form: Form,
    /// Bytes of the title.
    title: usize,
    /// Bytes up to the paragraph that follows on the same line; 0 where none does.
    split: usize,
    whole_bold: bool,
}

impl Reading {
    fn of(text: &str, bold: bool) -> Self {
        let closed = close_title(text);
        let whole = Self { form: Form::Sentence, title: closed.len(), split: 0, whole_bold: false };
        if bold {
            return Self::of_bold(text, closed);
        }
        let head = prefix(closed, 2 * TUNING.heading.title_limit.bytes());
        if let Some(stop) = head.find(['。', '；']) {
            let title = close_title(&head[..stop]);
            let split = stop + "。".len();
            let runs_in = head[stop..].starts_with('。')
                && title.len() <= TUNING.heading.run_in_limit.bytes()
                && is_title_like(title)
                && !title.contains('，');
            let form = if runs_in { Form::RunIn } else { Form::Sentence };
            return if runs_in { Self { form, title: title.len(), split, ..whole } } else { whole };
        }
        if closed.len() > TUNING.heading.title_limit.bytes() || !is_title_like(closed) {
            return whole;
        }
        let tail = markup::trim(&text[closed.len()..]);
        let stopped = tail.starts_with('。') || closed.ends_with(['；', '，', '.', ';']);
        Self { form: if stopped { Form::Stopped } else { Form::Title }, ..whole }
    }

    /// In bold type the title ends where the type does.
    fn of_bold(text: &str, closed: &str) -> Self {
        let end = ["**", "</b>"].iter().filter_map(|tag| closed.find(tag).map(|at| (at, tag.len()))).min();
        let Some((at, tag)) = end else {
            let form =
                if closed.len() > TUNING.heading.title_limit.bytes() { Form::Sentence } else { Form::Title };
            return Self { form, title: closed.len(), split: 0, whole_bold: form == Form::Title };
        };
        let title = close_title(&text[..at]);
        let form =
            if title.len() > TUNING.heading.title_limit.bytes() { Form::Sentence } else { Form::RunIn };
        Self { form, title: title.len(), split: at + tag, whole_bold: false }
    }
}

/// The longest piece of at most `len` bytes at the start of `text`.
fn prefix(text: &str, len: usize) -> &str {
    &text[..text.floor_char_boundary(len)]
}

/// A title without the unit in brackets behind it: 支出预算表（单位：万元）.
fn without_unit(title: &str) -> &str {
    let parted = title.strip_suffix(['）', ')']).and_then(|title| title.rsplit_once(['（', '(']));
    let stated = |inside: &str| units::LABELS.iter().any(|label| inside.starts_with(label));
    parted.filter(|(_, inside)| stated(inside)).map_or(title, |(before, _)| before)
}

/// Whether a text has no inner colon, but for that of a unit, and states no figures.
fn is_title_like(title: &str) -> bool {
    let title = without_unit(title);
    if ends_with_column(title) {
        return false;
    }
    let mut before = ' ';
    for c in title.chars() {
        let figure = is_digit(before);
        if matches!(c, '：' | ':' | '；') || (figure && units::BEHIND_FIGURE.contains(&c)) {
            return false;
        }
        before = c;
    }
    true
}

/// Whether a figure stands apart at the end: 一、收入合计     2500 is a row whose columns blanks hold apart.
fn ends_with_column(title: &str) -> bool {
    let words = title.trim_end_matches(|c: char| is_digit(c) || matches!(c, '.' | ',' | '-'));
    let figure = &title[words.len()..];
    let apart = words.ends_with("  ") || words.ends_with('\t') || words.ends_with('\u{3000}');
    // a short whole number is the page of an entry of a table of contents
    let amount = figure.contains('.') || figure.chars().filter(|c| is_digit(*c)).count() > 3;
    apart && amount && !words.trim().is_empty()
}

/// Whether a title is that of a report.
pub(crate) fn is_report_title(title: &str) -> bool {
    title.len() <= TUNING.heading.title_limit.bytes() + 30
        && title.len() > headings::REPORT.len()
        && headings::REPORT_ENDS.any_ends(title)
        && !title.contains(['，', '。', '：', '；', '《', '、'])
        && !title.starts_with(headings::SEE)
}

/// Whether a title is that of a table which the law asks for: "支出决算表", "…决算明细表", "…决算总表".
pub(crate) fn is_statutory_title(title: &str) -> bool {
    if !title.ends_with(headings::FORM_TITLE_ENDS) || title.len() > TUNING.heading.title_limit.bytes() {
        return false;
    }
    // （单位：万元）, （含政府性基金预算）, （按功能分类）
    let name = without_brackets(&plain(title));
    let of_budget = || budget::BUDGET_FORM_ENDS.any_ends(&name);
    name.ends_with(headings::TABLE)
        && !name.contains(['。', '，', '；', '：'])
        && (name.contains(budget::ACCOUNTS) || of_budget())
        && !headings::REFERRED_TABLES.any_in(&name)
}

/// A text without what stands in brackets; a bracket that is not closed leaves all behind it out.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(outside).collect()
}

/// Whether a line that can be a part of a title has no mark that a title has not.
pub(crate) fn is_title_line(text: &str) -> bool {
    let text = close_title(&text[markup::lead(text).at..]);
    !text.is_empty()
        && text.len() <= TUNING.heading.title_line.bytes()
        && !text.contains(['，', '。', '：', '；', ':', ';', '\t', '、'])
}

/// Whether a line is the name of a public body.
pub(crate) fn is_body_name(text: &str) -> bool {
    is_title_line(text) && bodies::TITLE_LINE_ENDS.any_ends(close_title(&text[markup::lead(text).at..]))
}

/// Whether a line is the end of a heading and nothing else: 说明.
pub(crate) fn is_end_of_heading(line: &str) -> bool {
    !line.is_empty() && headings::BARE_ENDS.iter().any(|end| end.ends_with(line))
}

/// Whether a line without number and markup has the words of a heading.
fn is_bare_heading(open: &str, title: &str) -> bool {
    let stopped = open.len() > title.len() && markup::trim(&open[title.len()..]).starts_with('。');
    let (limit, ends): (_, &[&str]) = if stopped {
        (TUNING.heading.stopped.bytes(), headings::STOPPED_ENDS)
    } else {
        (TUNING.heading.bare_title_limit.bytes(), headings::BARE_ENDS)
    };
    title.len() <= limit
        && title.len() >= TUNING.heading.fewest.bytes()
        && ends.any_ends(title)
        && !title.contains(['，', '。', '：', '；', ':', ',', '\t'])
        && !headings::DENIALS.iter().any(|denial| title.starts_with(denial))
}
