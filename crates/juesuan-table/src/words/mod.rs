//! The words by which headers, stubs and the furniture of forms are known. The caller brings them, so that a table knows no
//! word of the field by itself.

mod key;
mod list;

use std::sync::LazyLock;

use juesuan_source::chars::{is_digit, is_numeral};

use crate::cell::clean;
use crate::heads::{Fit, Head, Heads};
use crate::table::Role;
use crate::tuning::grid::TUNING;
use crate::word_fault::WordFault;

use list::{FURNISHINGS, LISTS};

pub(crate) use key::{
    BOUNDS, OF_WHICH, begins_item, is_bounded, is_numbered, is_of_which, is_titled, names_rate,
};
pub(crate) use list::{Furnishing, List};

/// The words by which the parts of tables are known: heads of columns with their roles, furnishings of forms, sums, units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    heads: Heads,
    furnishings: Vec<(String, Furnishing)>,
    lists: Vec<Vec<String>>,
}

impl Default for Words {
    /// Words that any table may print, none of a budget.
    fn default() -> Self {
        let rows = include_str!("../../data/words.tsv").lines().filter(|line| !line.starts_with('#'));
        let mut words = Self::empty();
        for (list, entry) in rows.filter_map(|row| row.split_once('\t')) {
            // a test sees to it that each of them is taken
            let _ = words.add(list, entry);
        }
        words
    }
}

/// The words of those who bring none.
pub(crate) static GENERAL: LazyLock<Words> = LazyLock::new(Words::default);

impl Words {
    /// No word at all.
    pub fn empty() -> Self {
        Self { heads: Heads::default(), furnishings: Vec::new(), lists: vec![Vec::new(); LISTS.len()] }
    }

    /// The words of some lists: pairs of a list's name and an entry, whose fields are parted by tabs.
    ///
    /// # Errors
    /// [`WordFault`] as [`add`](Self::add).
    pub fn of<'w>(entries: impl IntoIterator<Item = (&'w str, &'w str)>) -> Result<Self, WordFault> {
        let mut words = Self::empty();
        entries.into_iter().try_for_each(|(list, entry)| words.add(list, entry))?;
        Ok(words)
    }

    /// Adds an entry behind those of a list: the first that fits decides. One that is known adds nothing.
    ///
    /// # Errors
    /// [`WordFault`] where there is no such list, the entry is none of it, or it contradicts one that is known.
    pub fn add(&mut self, list: &str, entry: &str) -> Result<(), WordFault> {
        let fields: Vec<&str> = entry.split('\t').collect();
        if fields.iter().any(|field| field.trim().is_empty()) {
            return Err(WordFault::Field(String::new()));
        }
        match list {
            "heads" => match *fields.as_slice() {
                [fit, word, role] => self.heads.add(fit, word, role),
                _ => Err(WordFault::Fields(3)),
            },
            "furnishings" => match *fields.as_slice() {
                [start, what] => self.add_furnishing(start, what),
                _ => Err(WordFault::Fields(2)),
            },
            _ => {
                let known = LISTS.iter().find(|(name, _)| *name == list);
                let (_, list) = known.ok_or_else(|| WordFault::List(list.to_owned()))?;
                let [word] = *fields.as_slice() else { return Err(WordFault::Fields(1)) };
                self.push(*list, word);
                Ok(())
            }
        }
    }

    /// Adds a word that means what a known one means, as a head of columns, a sum or a unit; nothing where it has a meaning.
    pub fn add_synonym(&mut self, word: &str, known: &str) {
        let known = clean::key(known);
        if let (Some(role), None) = (self.header(&known), self.header(word)) {
            self.heads.push(Head { fit: Fit::Stem, word: word.to_owned(), role });
        }
        let lists = [
            (List::Totals, self.totals(&known)),
            (List::Sums, self.sums_up(&known)),
            (List::Units, self.is_unit(&known)),
        ];
        for (list, _) in lists.into_iter().filter(|(_, holds)| *holds) {
            self.push(list, word);
        }
    }

    /// Adds a word to a list that does not have it.
    fn push(&mut self, list: List, word: &str) {
        if let Some(words) = self.lists.get_mut(list as usize)
            && !words.iter().any(|known| known == word)
        {
            words.push(word.to_owned());
        }
    }

    fn add_furnishing(&mut self, start: &str, what: &str) -> Result<(), WordFault> {
        let named = FURNISHINGS.iter().find(|(name, _)| *name == what);
        let (_, named) = named.ok_or_else(|| WordFault::Field(what.to_owned()))?;
        match self.furnishings.iter().find(|(known, _)| known == start) {
            None => self.furnishings.push((start.to_owned(), *named)),
            Some((_, known)) if known == named => {}
            Some((_, known)) => {
                let name = FURNISHINGS.iter().find(|(_, one)| one == known).map_or("", |(name, _)| *name);
                return Err(WordFault::Contradiction(name.to_owned()));
            }
        }
        Ok(())
    }

    /// The words of a list.
    pub(crate) fn list(&self, list: List) -> &[String] {
        self.lists.get(list as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the list has this word.
    pub(crate) fn has(&self, list: List, word: &str) -> bool {
        self.list(list).iter().any(|known| known == word)
    }

    /// Whether the text begins with a word of the list.
    pub(crate) fn begins(&self, list: List, text: &str) -> bool {
        self.list(list).iter().any(|word| text.starts_with(word.as_str()))
    }

    /// Whether the text ends in a word of the list.
    pub(crate) fn ends(&self, list: List, text: &str) -> bool {
        self.list(list).iter().any(|word| text.ends_with(word.as_str()))
    }

    /// Whether a word of the list stands in the text.
    pub(crate) fn occurs(&self, list: List, text: &str) -> bool {
        self.list(list).iter().any(|word| text.contains(word.as_str()))
    }

    /// Whether a cell with this key can hardly be anything but a header. Words that also end the names of revenue and
    /// expenditure items (收入, 支出, 结余 …) are not enough in the middle of a table.
    pub(crate) fn heads(&self, key: &str) -> bool {
        let weak = |fit, role| matches!((fit, role), (Fit::End, Role::Figure));
        self.heads.candidates(key).any(|head| !weak(head.fit, head.role) && head.fits(key))
    }

    /// The role that a header cell with this key announces; `None` where it is no known header word.
    pub(crate) fn header(&self, key: &str) -> Option<Role> {
        self.heads.candidates(key).find(|head| head.fits(key)).map(|head| head.role)
    }

    /// Whether a cell with this key is a header word and nothing more.
    pub(crate) fn names_column(&self, key: &str) -> bool {
        self.heads.candidates(key).any(|head| head.word == key)
    }

    /// Whether a cell with this key is a word that names figures, and nothing more: 人员经费, 小计.
    pub(crate) fn names_figures(&self, key: &str) -> bool {
        self.names_column(key) && self.header(key) == Some(Role::Figure)
    }

    /// Whether a header word goes on from the end of one line at the beginning of the next: 事业收 | 入.
    pub(crate) fn breaks_word(&self, upper: &str, lower: &str) -> bool {
        let whole = [upper, lower].concat();
        self.heads.candidates(&whole).any(|head| {
            let across = |(at, _): (usize, &str)| at < upper.len() && upper.len() < at + head.word.len();
            head.fits(&whole) && whole.match_indices(head.word.as_str()).any(across)
        })
    }

    /// What a cell with this key says about the form, if it does.
    pub(crate) fn furnishing(&self, key: &str) -> Option<Furnishing> {
        let key = key.strip_prefix('(').unwrap_or(key);
        let listed = self.furnishings.iter().find(|(start, _)| key.starts_with(start.as_str()));
        let numbered = || {
            let mut beginnings = self.list(List::FormNumbers).iter();
            let number = beginnings.find_map(|start| key.strip_prefix(start.as_str()))?;
            let short = number.len() <= TUNING.words.form_number.bytes()
                && (is_titled(number) || number.ends_with(|c: char| c.is_ascii_digit()));
            short.then_some(Furnishing::FormNumber)
        };
        let year = || {
            let digits = key.strip_suffix("年度)").or_else(|| key.strip_suffix("年度"))?;
            (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
                .then_some(Furnishing::Date)
        };
        let department = || juesuan_segment::names_department(key).then_some(Furnishing::Department);
        listed.map(|(_, what)| *what).or_else(numbered).or_else(year).or_else(department)
    }

    /// Whether a text is the title of a form of accounts or a budget: it ends in 表 and speaks of neither an evaluation
    /// nor all tables together.
    pub(crate) fn names_statement(&self, title: &str) -> bool {
        let name = title.split(['（', '(']).next().unwrap_or(title);
        let name = if is_titled(name) { name } else { title };
        is_titled(name) && self.occurs(List::StatementParts, name) && !self.occurs(List::NoStatement, name)
    }

    /// Whether a line says that the table above goes on, and nothing else: 续表, 续表1, （续上表）.
    pub(crate) fn says_goes_on(&self, line: &str) -> bool {
        let inside = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')'));
        let mut behind = self.list(List::Continued).iter().filter_map(|words| inside.strip_prefix(&**words));
        behind.any(|number| number.trim_start().chars().all(|c| is_digit(c) || is_numeral(c)))
    }

    /// Marks of the row that numbers the columns.
    pub(crate) fn numbers_columns(&self, key: &str) -> bool {
        self.has(List::ColumnNumbers, key)
    }

    /// Whether a cell holds nothing but words that stand above a stub: 类, 款, 项, 栏次, in any order.
    pub(crate) fn names_stub(&self, key: &str) -> bool {
        key.chars().all(|c| self.list(List::StubMarks).iter().any(|marks| marks.contains(c)))
    }

    /// Beginnings of rows that sum up: never the continuation of a row above.
    pub(crate) fn sums_up(&self, key: &str) -> bool {
        self.begins(List::Sums, key)
    }

    /// Whether a header or the name of a row says that it is a sum: 合计, 小计, 本年支出合计, 总分.
    pub(crate) fn totals(&self, key: &str) -> bool {
        let stem = key.split_once('(').map_or(key, |(stem, _)| stem);
        self.ends(List::Totals, stem)
    }

    /// The places of what was left, came in, was spent and is left among the heads of a form that has all four.
    pub(crate) fn balance(&self, heads: impl Iterator<Item = String>) -> Option<[usize; 4]> {
        let heads: Vec<String> = heads.collect();
        let at = |fits: &dyn Fn(&str) -> bool| heads.iter().position(|head| fits(head));
        let opening = at(&|head| self.begins(List::Opening, head))?;
        let income = at(&|head| self.begins(List::Income, head))?;
        let spent = at(&|head| self.totals(head)).filter(|&spent| spent > income)?;
        let closing = at(&|head| self.begins(List::Closing, head))?;
        (opening < income && spent < closing).then_some([opening, income, spent, closing])
    }

    /// Whether the name of an item may end with this text.
    pub(crate) fn ends_name(&self, key: &str) -> bool {
        self.ends(List::EndsOfNames, key)
    }

    /// Whether a label opens the form of a self-evaluation: 项目名称, with the name of a programme beside it.
    pub fn opens_form(&self, label: &str) -> bool {
        let key = clean::key(label);
        self.has(List::FormNames, key.trim_end_matches(':'))
    }

    /// Whether a label is that of a row behind the points of such a form: 自评等级, 其他需要说明的事项.
    pub fn is_form_tail(&self, label: &str) -> bool {
        let key = clean::key(label);
        self.has(List::FormTails, key.trim_end_matches(':'))
    }

    /// Headers of the three columns into which some forms part a code, apart or together.
    pub(crate) fn is_code_part(&self, key: &str) -> bool {
        self.has(List::CodeParts, key)
    }

    /// Whether a text is the unit of a number: 元, 人次, 元/人.
    pub(crate) fn is_unit(&self, text: &str) -> bool {
        text.split('/').all(|unit| self.has(List::Units, unit))
    }
}

/// The words of accounts, budgets and self-evaluations.
#[cfg(test)]
pub(crate) fn of_field() -> Words {
    Words::of(juesuan_vocabulary::entries("table_words")).unwrap_or_else(|fault| panic!("{fault}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_general_word_is_taken() {
        let rows = include_str!("../../data/words.tsv").lines().filter(|line| !line.starts_with('#'));
        let entries = rows.map(|row| row.split_once('\t').unwrap_or((row, "")));
        assert_eq!(Words::of(entries).err(), None);
    }

    #[test]
    fn entries_that_are_none_are_refused() {
        let mut words = Words::default();
        assert_eq!(words.add("colours", "红"), Err(WordFault::List("colours".to_owned())));
        assert_eq!(words.add("totals", "共计\t总"), Err(WordFault::Fields(1)));
        assert_eq!(words.add("heads", "half\t级别\ttext"), Err(WordFault::Field("half".to_owned())));
        assert_eq!(
            words.add("heads", "stem\t金额\ttext"),
            Err(WordFault::Contradiction("figure".to_owned()))
        );
        assert_eq!(words.add("furnishings", "注:\tdate"), Err(WordFault::Contradiction("note".to_owned())));
        assert_eq!(words.add("heads", "stem\t金额\tfigure"), Ok(()));
        assert_eq!(words.add("totals", "共计"), Ok(()));
        assert!(words.totals("全部共计"));
    }

    #[test]
    fn headers() {
        let words = Words::of([
            ("heads", "end\t编码\tcode"),
            ("heads", "end\t级指标\ttext"),
            ("heads", "stem\t项目\tlabel"),
            ("heads", "part\t预算数\tfigure"),
            ("heads", "part\t出国\tfigure"),
            ("heads", "stem\t项目支出\tfigure"),
            ("heads", "end\t收入\tfigure"),
        ]);
        let Ok(words) = words else { panic!("lists of words") };
        assert_eq!(words.header("功能分类科目编码"), Some(Role::Code));
        assert_eq!(words.header("项目"), Some(Role::Label));
        assert_eq!(words.header("项目(按功能分类)"), Some(Role::Label));
        assert_eq!(words.header("项目支出"), Some(Role::Figure));
        assert_eq!(words.header("全年预算数(A)"), Some(Role::Figure));
        assert_eq!(words.header("三级指标"), Some(Role::Text));
        assert_eq!(words.header("产出指标"), None);
        assert_eq!(words.header("因公出国(境)费"), Some(Role::Figure));
        assert_eq!(words.header("其他收入(含利息)"), Some(Role::Figure));
    }
}
