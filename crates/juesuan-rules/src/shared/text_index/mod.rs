//! The text read once for all rules that look at it: its clauses and words between marks, the words that rules look for,
//! the marks that are out of place, and the names of programmes in another order.

pub(crate) mod marks;
pub(crate) mod names;
pub(crate) mod scan;
mod words;

use std::borrow::Cow;

use transient::Transient;

use crate::quick::is_letter;
use crate::tuning::TUNING;
use crate::{Analysis, Context, TextLine};
use marks::Misplaced;
use names::{Names, Reordered};
use scan::{CharClasses, Sought};

/// How many letters terms have that are kept.
pub(crate) const TERMS: std::ops::RangeInclusive<u32> = 5..=14;

/// What a text consists of.
#[derive(Debug, Transient)]
pub(crate) struct TextIndex {
    clauses: Vec<Clause>,
    terms: Vec<Term>,
    /// Whether anything of the length of a term stands between marks, be it of letters or not.
    pub(crate) has_terms: bool,
    /// The indexes of the lines in which a 、 stands, in order.
    pub(crate) lists: Vec<u32>,
    pub(crate) sought: Sought,
    pub(crate) misplaced: Misplaced,
    pub(crate) reordered: Vec<Reordered>,
}

/// What stands between two marks of a line, blanks included.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clause {
    /// The index of its line.
    pub(crate) line: u32,
    /// Where it begins in the line, and where it ends, the mark included.
    pub(crate) span: (u32, u32),
    /// How many letters it has.
    pub(crate) count: u32,
    /// Whether there is a digit of ASCII among them.
    pub(crate) has_digit: bool,
    /// Whether anything else stands between its beginning and the mark at its end.
    is_mixed: bool,
}

/// What stands between two marks or blanks of a line, if it is of letters and digits alone.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// The index of its line.
    pub(crate) line: u32,
    /// Where it begins and ends in the line.
    pub(crate) span: (u32, u32),
}

/// The lines in which a word stands, one of those that are looked for.
pub(crate) fn lines_with<'c>(context: &Context<'c>, word: &str) -> impl Iterator<Item = TextLine<'c>> {
    context.get::<TextIndex>().sought.lines_with(word).iter().filter_map(|at| context.line(*at))
}

/// The lines in which any of these words stands, in order and each once.
pub(crate) fn lines_with_any<'c>(context: &Context<'c>, words: &[&str]) -> Vec<TextLine<'c>> {
    let sought = &context.get::<TextIndex>().sought;
    let mut lines: Vec<u32> = words.iter().flat_map(|word| sought.lines_with(word)).copied().collect();
    lines.sort_unstable();
    lines.dedup();
    lines.into_iter().filter_map(|at| context.line(at)).collect()
}

impl<'c> Analysis<'c> for TextIndex {
    type Output = Self;

    fn run(context: &Context<'c>) -> Self {
        Self::of(context.lines(), context.get::<Names>())
    }
}

impl TextIndex {
    /// Reads the lines of a text, and looks for these names in it.
    pub(crate) fn of<'t>(lines: impl Iterator<Item = TextLine<'t>>, names: &Names) -> Self {
        let classes = CharClasses::with_names(names);
        let mut found = Self {
            clauses: Vec::new(),
            terms: Vec::new(),
            has_terms: false,
            lists: Vec::new(),
            sought: Sought::default(),
            misplaced: Misplaced::default(),
            reordered: Vec::new(),
        };
        for (index, line) in (0..).zip(lines) {
            found.read(index, &line, &classes, names);
        }
        found.sought.sort();
        found
    }

    fn read(&mut self, index: u32, line: &TextLine<'_>, classes: &CharClasses, names: &Names) {
        self.misplaced.begin(line);
        let (mut clause, mut term) = (Clause { line: index, ..Clause::default() }, Part::at(0));
        let mut at = 0;
        loop {
            let (count, end, has_digit) = classes.letters(line.text.as_bytes(), at);
            if count > 0 {
                term.add_letters(end, count);
                clause.has_digit |= has_digit;
                at = end;
            }
            let rest = line.text.get(at..).unwrap_or("");
            let Some(c) = rest.chars().next() else { break };
            let class = classes.of(c);
            let behind = at + c.len_utf8();
            if class.is_of_word() {
                self.sought.add(index, line.text, at, c);
            }
            if class.begins_name() {
                self.reordered.extend(names.at(rest, index, at));
            }
            if class.is_mark() {
                self.mark(index, line, at, c);
            }
            if class.is_letter() {
                term.add_letters(behind, 1);
                clause.has_digit |= c.is_ascii_digit();
            } else if class.parts() {
                clause.count += term.letters;
                clause.is_mixed |= term.others > 0 || c == ' ';
                self.keep_term(index, &term);
                term = Part::at(behind);
                if c != ' ' {
                    self.keep_clause(clause, behind);
                    clause = Clause { line: index, span: (offset(behind), 0), ..Clause::default() };
                }
            } else {
                term.others += 1;
            }
            at = behind;
        }
        clause.count += term.letters;
        clause.is_mixed |= term.others > 0;
        self.keep_term(index, &term);
        self.keep_clause(clause, line.text.len());
    }

    fn mark(&mut self, index: u32, line: &TextLine<'_>, at: usize, c: char) {
        self.misplaced.mark(line, at, c);
        if c == '、' && self.lists.last() != Some(&index) {
            self.lists.push(index);
        }
    }

    fn keep_term(&mut self, line: u32, term: &Part) {
        let length = term.letters + term.others_inside;
        if TERMS.contains(&length) {
            self.has_terms = true;
            if term.others_inside == 0 {
                self.terms.push(Term { line, span: (offset(term.begin), offset(term.last)) });
            }
        }
    }

    fn keep_clause(&mut self, clause: Clause, end: usize) {
        if clause.count >= TUNING.text_index.clause {
            self.clauses.push(Clause { span: (clause.span.0, offset(end)), ..clause });
        }
    }

    /// The clauses that say anything, in order.
    pub(crate) fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The terms in order.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.terms
    }
}

impl Clause {
    /// Its characters, the mark included.
    pub(crate) fn text<'t>(&self, line: &TextLine<'t>) -> &'t str {
        cut(line.text, self.span)
    }

    /// Its letters and digits, which are copied only where something stands between them.
    pub(crate) fn letters<'t>(&self, line: &TextLine<'t>) -> Cow<'t, str> {
        let text = self.text(line);
        if !self.is_mixed {
            let mark = text.chars().next_back().filter(|c| !is_letter(*c)).map_or(0, char::len_utf8);
            return Cow::Borrowed(text.get(..text.len() - mark).unwrap_or(""));
        }
        let inside = text.trim_matches(|c| !is_letter(c));
        if inside.chars().all(is_letter) {
            return Cow::Borrowed(inside);
        }
        let mut letters = String::with_capacity(inside.len());
        letters.extend(inside.split(|c| !is_letter(c)));
        Cow::Owned(letters)
    }
}

impl Term {
    /// Its characters.
    pub(crate) fn text<'t>(&self, line: &TextLine<'t>) -> &'t str {
        cut(line.text, self.span)
    }
}

fn cut(text: &str, (start, end): (u32, u32)) -> &str {
    text.get(start as usize..end as usize).unwrap_or("")
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What stands between two marks or blanks, while it is read.
struct Part {
    begin: usize,
    /// Where its last letter ends; its beginning where it has none.
    last: usize,
    letters: u32,
    /// How many other characters stand before the last letter.
    others_inside: u32,
    /// How many other characters it has.
    others: u32,
}

impl Part {
    const fn at(begin: usize) -> Self {
        Self { begin, last: begin, letters: 0, others_inside: 0, others: 0 }
    }

    const fn add_letters(&mut self, behind: usize, count: u32) {
        self.letters += count;
        (self.last, self.others_inside) = (behind, self.others);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::TextIndex;

    use crate::TextLine;
    use crate::shared::text_index::names::Names;

    fn check(text: &str, expected: &Expect) {
        let lines: Vec<TextLine<'_>> =
            (1..).zip(text.lines()).map(|(number, text)| TextLine::new(number, text, 0)).collect();
        let index = TextIndex::of(lines.iter().copied(), &Names::of(&[]));
        let line = |at: u32| lines.get(at as usize).expect("a line");
        let terms = index.terms().iter().map(|term| format!("{}\n", term.text(line(term.line))));
        let clauses = index.clauses().iter().map(|clause| {
            let line = line(clause.line);
            format!("= {} = {}\n", clause.text(line), clause.letters(line))
        });
        expected.assert_eq(&terms.chain(clauses).collect::<String>());
    }

    #[test]
    fn terms_are_letters_alone() {
        check(
            "本年 支出合计80万元，其中（项）：\n2101501\t行政运行\t80.00\n*公务接待费*。按规定接待费 ",
            &expect![[r#"
                支出合计80万元
                2101501
                按规定接待费
                = 本年 支出合计80万元， = 本年支出合计80万元
            "#]],
        );
    }

    #[test]
    fn clauses_go_on_behind_blanks() {
        check(
            "本年 全部 的支出合计80万元，*按照 水费收缴细则*的要求 支出。\t救助配套资金到位率100%\t工作完成及时率达到100%",
            &expect![[r#"
                的支出合计80万元
                救助配套资金到位率100
                工作完成及时率达到100
                = 本年 全部 的支出合计80万元， = 本年全部的支出合计80万元
                = *按照 水费收缴细则*的要求 支出。 = 按照水费收缴细则的要求支出
                = 救助配套资金到位率100%	 = 救助配套资金到位率100
                = 工作完成及时率达到100% = 工作完成及时率达到100
            "#]],
        );
    }
}
