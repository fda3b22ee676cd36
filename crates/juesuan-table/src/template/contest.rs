//! Which template a form has: each is tried, and what explains more of its head, its figures and its sums wins.

use super::evidence::{self, Evidence};
use super::fitted::{self, Fitted};
use super::form::Form;
use super::tokens::{self, Mode};
use super::{Read, Template, item_order, printed_columns, write};
use crate::choice::{Candidate, Choice};
use crate::text::Text;

/// What a reading by the printed head alone is called among the templates.
const AS_PRINTED: &str = "as printed";

/// The templates that were tried, and the best of them.
pub(super) struct Contest<'c> {
    choice: &'c mut Choice,
    best: Option<Best>,
}

impl<'c> Contest<'c> {
    pub(super) const fn new(choice: &'c mut Choice) -> Self {
        Self { choice, best: None }
    }

    /// Tries templates.
    pub(super) fn enter_all(&mut self, form: &Form<'_>, templates: &[Template]) {
        for template in templates {
            self.enter(form, template);
        }
    }

    /// Tries a template.
    pub(super) fn enter(&mut self, form: &Form<'_>, template: &Template) {
        let noise = form.knowledge.lexicon.head_words();
        // a cell a line says nothing about the figures of a row
        let most = if form.mode == Mode::Cells { usize::MAX } else { tokens::most_figures(form.rows) };
        let fitted = fitted::fit(template, form.head, noise);
        let mut fitted = fitted::without_unprinted(&fitted, most, form.head, noise).unwrap_or(fitted);
        fitted.numbers = fitted.codes_bodies(form.source);
        let other_form = fitted.others || fitted::is_invented(&fitted, most);
        if other_form || fitted.names_no_rows() && form.rows.iter().any(tokens::names_figures) {
            self.choice.candidates.push(candidate(form.source, template, &fitted, None));
            return;
        }
        let rows = put_in_order(form, &mut fitted);
        let sums =
            rows.as_ref().map_or(Evidence::default(), |rows| evidence::evidence(form.source, rows, &fitted));
        let read =
            rows.and_then(|rows| write::write(form.source, &rows, &fitted, form.head, form.knowledge.said));
        let tried = candidate(form.source, template, &fitted, read.as_ref());
        let (fits, rank, at) = (tried.fits(), ranked(&tried, &fitted), self.choice.candidates.len());
        self.choice.candidates.push(tried);
        if let Some(read) = read.filter(|_| fits)
            && self.best.as_ref().is_none_or(|known| known.is_worse(rank, fitted.score, &sums))
        {
            self.best = Some(Best { rank, head: fitted.score, at, sums, read });
        }
    }

    /// Tries what the printed head says by itself.
    pub(super) fn enter_as_printed(&mut self, form: &Form<'_>) {
        let Some((fitted, sums, read)) = printed_columns::read(form) else { return };
        let template = Template { name: AS_PRINTED.to_owned(), columns: Vec::new() };
        let tried = candidate(form.source, &template, &fitted, Some(&read));
        let (fits, rank, at) = (tried.fits(), ranked(&tried, &fitted), self.choice.candidates.len());
        self.choice.candidates.push(tried);
        if fits && self.best.as_ref().is_none_or(|best| best.yields_to(rank.0, fitted.score, &sums)) {
            self.best = Some(Best { rank, head: fitted.score, at, sums, read });
        }
    }

    /// The reading by the best, which is noted as chosen.
    pub(super) fn end(self) -> Option<Read> {
        let best = self.best?;
        self.choice.chosen = Some(best.at);
        Some(best.read)
    }
}

/// Puts the rows to the columns of a template, in the order that their sums tell where the head leaves it open.
fn put_in_order(form: &Form<'_>, fitted: &mut Fitted) -> Option<Vec<write::Row>> {
    let rows = form.put(fitted)?;
    if !matches!(form.mode, Mode::Spaced(_))
        && let Some(columns) = item_order::told(form.source, &rows, fitted, form.head)
    {
        fitted.columns = columns;
    }
    Some(rows)
}

/// What speaks for a template and against it.
fn candidate(source: &Text<'_>, template: &Template, fitted: &Fitted, read: Option<&Read>) -> Candidate {
    Candidate {
        template: template.name.clone(),
        head: fitted.score,
        columns: (fitted.columns.len(), template.columns.len()),
        figures: read.map_or((0, 0), |read| (read.placed, read.printed)),
        codes: read.map_or((0, 0), |read| read.codes(source, fitted)),
        open: read.map_or(0, |read| read.open.len()),
        proved: read.map_or(0, |read| read.proved.len()),
    }
}

/// The share of the head and of the figures that a candidate explains, and how many characters.
fn ranked(tried: &Candidate, fitted: &Fitted) -> (usize, usize) {
    let full = (tried.share() * 10).saturating_sub(tried.open.min(100));
    (fitted.score + full, fitted.common)
}

/// The best reading so far.
struct Best {
    /// The share of the head and of the figures that it explains, and how many characters.
    rank: (usize, usize),
    /// The share of the head alone.
    head: usize,
    /// Its place among the candidates.
    at: usize,
    sums: Evidence,
    read: Read,
}

impl Best {
    /// Whether another template explains more, or as much of the head with sums that hold where those of this one do not.
    fn is_worse(&self, rank: (usize, usize), head: usize, sums: &Evidence) -> bool {
        let same = head == self.head;
        same && sums.hold && self.sums.fail || rank > self.rank && !(same && self.sums.hold && sums.fail)
    }

    /// Whether what the head says by itself is better: it explains more of it, or its sums hold and those of the template
    /// do not.
    fn yields_to(&self, rank: usize, head: usize, sums: &Evidence) -> bool {
        head > self.head && rank > self.rank.0 || sums.hold && self.sums.fail
    }
}
