//! Names of the codes of the budget classification, by year.

use std::hash::Hash;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use super::{label_key, lines};
use crate::{Code, CodeLevel, EconomicCode, FunctionCode};
use juesuan_source::TextMap;
use juesuan_vocabulary::budget;

struct Named<C> {
    code: C,
    name: &'static str,
    years: RangeInclusive<u16>,
}

struct List<C> {
    entries: Vec<Named<C>>,
    /// Which of the entries are those of a code: every row of a table asks for its own.
    of_code: TextMap<C, Range<usize>>,
}

impl<C: Copy + Ord + Hash> List<C> {
    fn read(file: &'static str, code: impl Fn(&str) -> Option<C>) -> Self {
        let entry = |[text, name, span, ..]: [&'static str; 5]| {
            Some(Named { code: code(text)?, name, years: years(span) })
        };
        let mut entries: Vec<_> = lines(file).filter_map(entry).collect();
        entries.sort_by_key(|entry| (entry.code, *entry.years.end()));
        let mut of_code: TextMap<C, Range<usize>> = TextMap::default();
        for (at, entry) in entries.iter().enumerate() {
            of_code.entry(entry.code).or_insert(at..at).end = at + 1;
        }
        Self { entries, of_code }
    }

    fn all(&self, code: C) -> &[Named<C>] {
        self.of_code.get(&code).and_then(|entries| self.entries.get(entries.clone())).unwrap_or_default()
    }

    fn name(&self, code: C, year: Option<u16>) -> Option<&'static str> {
        let names = self.all(code);
        let of_year = year.and_then(|year| names.iter().find(|entry| entry.years.contains(&year)));
        of_year.or(names.last()).map(|entry| entry.name)
    }
}

/// `2014–2018`, either end may be missing.
fn years(text: &str) -> RangeInclusive<u16> {
    let (first, last) = text.split_once('–').unwrap_or((text, text));
    first.parse().unwrap_or(0)..=last.parse().unwrap_or(u16::MAX)
}

static FUNCTIONS: LazyLock<List<FunctionCode>> = LazyLock::new(|| {
    List::read(include_str!("../../data/function-codes.tsv"), |text| FunctionCode::new(text).ok())
});
/// Names in use for codes of which the list has none.
static USUAL: LazyLock<TextMap<FunctionCode, &'static str>> = LazyLock::new(|| {
    let entries = lines(include_str!("../../data/usual-names.tsv"));
    entries.filter_map(|[code, name, ..]| Some((FunctionCode::new(code).ok()?, name))).collect()
});
static ECONOMICS: LazyLock<List<EconomicCode>> = LazyLock::new(|| {
    List::read(include_str!("../../data/economic-codes.tsv"), |text| EconomicCode::new(text).ok())
});

/// Classes by every name they have had.
static CLASSES: LazyLock<TextMap<String, FunctionCode>> = LazyLock::new(|| {
    let classes = FUNCTIONS.entries.iter().filter(|entry| entry.code.level() == CodeLevel::Class);
    classes.map(|entry| (label_key(entry.name).into_owned(), entry.code)).collect()
});

/// Codes of the economic classification of departments by name, those left out whose name another one has, too.
static ECONOMIC_NAMES: LazyLock<TextMap<String, Option<EconomicCode>>> = LazyLock::new(|| {
    let mut names = TextMap::default();
    let departments = |code: EconomicCode| code.to_string().starts_with('3');
    let of_departments = || ECONOMICS.entries.iter().filter(|entry| departments(entry.code));
    let in_use = |entry: &&Named<EconomicCode>| *entry.years.end() == u16::MAX;
    // a name that one code has now and another one had means the one that has it, unless that is a section of the other
    let held: TextMap<&str, EconomicCode> =
        of_departments().filter(in_use).map(|entry| (entry.name, entry.code)).collect();
    let is_meant = |entry: &&Named<EconomicCode>| {
        in_use(entry) || held.get(entry.name).is_none_or(|now| now.class() == entry.code)
    };
    for entry in of_departments().filter(is_meant) {
        let known = names.entry(label_key(entry.name).into_owned()).or_insert(Some(entry.code));
        // a class and the only section of it may share a name: the label of a total table means the class
        if known.is_some_and(|known| known != entry.code && known != entry.code.class()) {
            *known = None;
        }
    }
    names
});

/// The name of a function code in a year; the newest name where the year is not given or not covered.
pub fn function_name(code: FunctionCode, year: Option<u16>) -> Option<&'static str> {
    FUNCTIONS.name(code, year)
}

/// The name of an economic code in a year; the newest name where the year is not given or not covered.
pub fn economic_name(code: EconomicCode, year: Option<u16>) -> Option<&'static str> {
    ECONOMICS.name(code, year)
}

/// Every name that a function code has had.
pub fn function_names(code: FunctionCode) -> impl Iterator<Item = &'static str> {
    FUNCTIONS.all(code).iter().map(|entry| entry.name)
}

/// Every name that an economic code has had.
pub fn economic_names(code: EconomicCode) -> impl Iterator<Item = &'static str> {
    ECONOMICS.all(code).iter().map(|entry| entry.name)
}

/// The class of the function classification with this name, in any year: 卫生健康支出 is 210. 支出 at the end may
/// be missing.
pub fn function_class_named(label: &str) -> Option<FunctionCode> {
    function_class_of(&label_key(label))
}

/// The same by the key of the label.
pub(super) fn function_class_of(key: &str) -> Option<FunctionCode> {
    CLASSES.get(key).or_else(|| CLASSES.get(&format!("{key}{}", budget::EXPENDITURE))).copied()
}

/// The code of the economic classification of departments with this name, in any year: 商品和服务支出 is 302.
pub fn economic_code_named(label: &str) -> Option<EconomicCode> {
    economic_code_of(&label_key(label))
}

/// The same by the key of the label.
pub(super) fn economic_code_of(key: &str) -> Option<EconomicCode> {
    ECONOMIC_NAMES.get(key).copied().flatten()
}

impl Code {
    /// The name of the code in a year; the newest name where the year is not given or not covered. `None` for a code
    /// that is not in the list, which says nothing against the code.
    pub fn name(self, year: Option<u16>) -> Option<&'static str> {
        match self {
            Self::Function(code) => function_name(code, year),
            Self::Economic(code) => economic_name(code, year),
        }
    }

    /// The name by which a reader tells where the name of a row ends: that of the list, else the one most bodies print.
    /// No document is held to the latter.
    pub fn usual_name(self, year: Option<u16>) -> Option<&'static str> {
        let usual = || match self {
            Self::Function(code) => USUAL.get(&code).copied(),
            Self::Economic(_) => None,
        };
        self.name(year).or_else(usual)
    }
}
