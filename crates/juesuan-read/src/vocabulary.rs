//! The words by which titles, columns, rows and units are known: those that are built in, and those of a user's file.

use std::borrow::Cow;

use juesuan_model::vocabulary::{self, Form, label_key};
use juesuan_model::{Item, Measure, MeasureWord, StatementId, TableKind, Unit};
use juesuan_source::TextMap;
use juesuan_source::chars::behind_year;
use juesuan_table::Words;
use juesuan_vocabulary::performance;

use crate::table_words::WORDS;

/// What a word of a user's file is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WordKind {
    /// The title of a table.
    Title,
    /// The head of a column.
    Column,
    /// The label of a row.
    Row,
    /// A unit.
    Unit,
}

impl WordKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Title, Self::Column, Self::Row, Self::Unit];

    /// Its name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Column => "column",
            Self::Row => "row",
            Self::Unit => "unit",
        }
    }
}

/// Why a line of a user's file is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VocabularyFault {
    /// It begins with no kind of words.
    #[error("the first column is title, column, row or unit, not `{0}`")]
    Kind(String),
    /// It has not three fields: kind, the word as printed, the word that is known.
    #[error("a line has three columns parted by tabs: kind, the word as printed, the word that is known")]
    Fields,
    /// The word that should be known is not.
    #[error("no {kind} is known as `{word}`", kind = .0.as_str(), word = .1)]
    Unknown(WordKind, String),
    /// The word already means something else.
    #[error("the {kind} `{word}` already means something else", kind = .0.as_str(), word = .1)]
    Contradiction(WordKind, String),
}

/// A line of a user's file that is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct VocabularyError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: VocabularyFault,
}

/// The vocabulary of forms, codes and names, with the words that a user adds.
///
/// ```
/// use juesuan_read::Vocabulary;
///
/// let words = Vocabulary::parse("# 本省的说法\ntitle\t收支情况一览表\t收入支出决算总表\nunit\t床位\t床位\n");
/// assert!(words.is_ok());
///
/// // 决算数 and 预算数 are two things
/// let refused = Vocabulary::parse("column\t决算数\t预算数\n").unwrap_err();
/// assert_eq!(refused.line, 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    own: Option<Box<Own>>,
}

/// The words of a user: each as it is compared, and the word that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Own {
    words: Words,
    known: TextMap<(WordKind, String), String>,
    /// Titles, which stand behind a year and a name.
    titles: Vec<(String, String)>,
}

impl Vocabulary {
    /// The built-in vocabulary with the words of a file: a line a word, its kind, the word as printed and the word that
    /// is known parted by tabs. Blank lines and lines that begin with `#` say nothing.
    ///
    /// # Errors
    /// [`VocabularyError`] at the first line that is no word, means nothing that is known, or contradicts what is.
    pub fn parse(text: &str) -> Result<Self, VocabularyError> {
        let mut own = Own { words: WORDS.clone(), known: TextMap::default(), titles: Vec::new() };
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if !line.trim().is_empty() && !line.starts_with('#') {
                own.add(line).map_err(|fault| VocabularyError { line: at + 1, fault })?;
            }
        }
        Ok(Self { own: Some(Box::new(own)) })
    }

    /// The words of tables.
    pub(crate) fn words(&self) -> &Words {
        self.own.as_ref().map_or(&WORDS, |own| &own.words)
    }

    /// A title as the vocabulary knows it.
    pub(crate) fn title<'t>(&self, title: &'t str) -> Cow<'t, str> {
        let Some(own) = self.own.as_ref().filter(|own| !own.titles.is_empty()) else { return title.into() };
        let key = label_key(title);
        let found = own
            .titles
            .iter()
            .find_map(|(word, known)| Some(key.strip_suffix(word.as_str())?.to_owned() + known));
        found.map_or(Cow::Borrowed(title), Cow::Owned)
    }

    /// The head of a column as the vocabulary knows it; a year in front stays.
    pub(crate) fn head<'t>(&'t self, head: &'t str) -> Cow<'t, str> {
        let Some(own) = &self.own else { return head.into() };
        let key = label_key(head);
        if let Some(known) = own.find(WordKind::Column, &key) {
            return known.into();
        }
        let dated = key.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        let rest = dated.and_then(|_| behind_year(key.get(4..)?));
        let known = rest.and_then(|rest| Some((key.strip_suffix(rest)?, own.find(WordKind::Column, rest)?)));
        known.map_or(Cow::Borrowed(head), |(year, known)| Cow::Owned(format!("{year}{known}")))
    }

    /// The label of a row as the vocabulary knows it.
    pub(crate) fn label<'t>(&'t self, label: &'t str) -> &'t str {
        let own = self.own.as_ref();
        own.and_then(|own| own.find(WordKind::Row, &label_key(label))).unwrap_or(label)
    }

    /// The unit of this name.
    pub(crate) fn unit(&self, word: &str) -> Option<Unit> {
        Unit::named(word).or_else(|| {
            let known = self.own.as_ref()?.find(WordKind::Unit, word.trim())?;
            unit_named(known, word.trim())
        })
    }
}

/// The unit that a user's word means: a known one, or, where the word means itself, a counted thing.
fn unit_named(known: &str, word: &str) -> Option<Unit> {
    let counted = || MeasureWord::new(word).ok().filter(|_| known == word).map(Unit::Measure);
    Unit::named(known).or_else(counted)
}

impl Own {
    fn find(&self, kind: WordKind, key: &str) -> Option<&str> {
        self.known.get(&(kind, key.to_owned())).map(String::as_str)
    }

    fn add(&mut self, line: &str) -> Result<(), VocabularyFault> {
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let kind = fields.first().copied().unwrap_or("");
        let named = WordKind::ALL.into_iter().find(|one| one.as_str() == kind);
        let kind = named.ok_or_else(|| VocabularyFault::Kind(kind.to_owned()))?;
        let [_, word, known] = *fields.as_slice() else { return Err(VocabularyFault::Fields) };
        let key = if kind == WordKind::Unit { word.to_owned() } else { label_key(word).into_owned() };
        if key.is_empty() || known.is_empty() {
            return Err(VocabularyFault::Fields);
        }
        let meaning = Meaning::of(kind, known, word);
        if meaning.is_nothing() {
            return Err(VocabularyFault::Unknown(kind, known.to_owned()));
        }
        let before = self.find(kind, &key).map(|before| Meaning::of(kind, before, word));
        let built_in = if kind == WordKind::Unit && known == word {
            Meaning::default()
        } else {
            Meaning::of(kind, word, "")
        };
        let differs = |other: &Meaning| !other.is_nothing() && *other != meaning;
        if differs(&built_in) || before.as_ref().is_some_and(differs) {
            return Err(VocabularyFault::Contradiction(kind, word.to_owned()));
        }
        self.words.add_synonym(&key, known);
        if kind == WordKind::Title {
            self.titles.push((key.clone(), known.to_owned()));
        }
        self.known.insert((kind, key), known.to_owned());
        Ok(())
    }
}

/// What a word means, as far as it can be compared.
#[derive(Debug, Default, PartialEq)]
struct Meaning {
    form: Option<(Option<Form>, TableKind)>,
    measure: Option<Measure>,
    is_head: bool,
    items: Vec<(StatementId, Item)>,
    unit: Option<Unit>,
}

impl Meaning {
    fn of(kind: WordKind, word: &str, itself: &str) -> Self {
        let mut meaning = Self::default();
        match kind {
            WordKind::Title => {
                let statement = vocabulary::statement_for_title(word).map(Form::Statement);
                let form = statement.or_else(|| vocabulary::budget_for_title(word).map(Form::Budget));
                let kind = vocabulary::kind_for_title(word);
                meaning.form = (kind != TableKind::Other).then_some((form, kind));
            }
            WordKind::Column => {
                meaning.measure = vocabulary::row_measure(word, None);
                let of_form = |form: StatementId| {
                    vocabulary::column(form, &[word], None) != vocabulary::ColumnMeaning::default()
                };
                meaning.is_head = performance::HEADERS.iter().any(|(_, known, _)| word.contains(known))
                    || StatementId::ALL.into_iter().any(of_form);
            }
            WordKind::Row => {
                let items = StatementId::ALL.into_iter();
                let items =
                    items.filter_map(|form| Some((form, vocabulary::item(form, "", word, None, None)?)));
                meaning.items = items.collect();
            }
            WordKind::Unit => meaning.unit = unit_named(word, itself),
        }
        meaning
    }

    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<(usize, VocabularyFault)> {
        Vocabulary::parse(text).err().map(|error| (error.line, error.fault))
    }

    #[test]
    fn words_mean_what_the_known_ones_mean() {
        let text = "# 说法\n\ntitle\t收支情况一览表\t收入支出决算总表\ncolumn\t核准数\t预算数\nrow\t财政补给\t财政拨款收入\n\
                    unit\t床位\t床位\nunit\t萬圓\t万元\n";
        let Ok(words) = Vocabulary::parse(text) else { panic!("{:?}", refused(text)) };
        assert_eq!(words.title("2022年度收支情况一览表"), "2022年度收入支出决算总表");
        assert_eq!(words.title("支出决算表"), "支出决算表");
        assert_eq!(words.head("核准数"), "预算数");
        assert_eq!(words.head("2022年度核准数"), "2022年度预算数");
        assert_eq!(words.label("一、财政补给"), "财政拨款收入");
        assert_eq!(words.unit("床位").map(|unit| unit.to_string()), Some("床位".to_owned()));
        assert_eq!(words.unit("萬圓"), Some(Unit::WAN_YUAN));
        assert_eq!(words.unit("万元"), Some(Unit::WAN_YUAN));
        assert_eq!(Vocabulary::default().unit("床位"), None);
    }

    #[test]
    fn lines_that_cannot_be_are_refused_with_their_number() {
        use VocabularyFault::{Contradiction, Fields, Kind, Unknown};
        assert_eq!(refused("\ncolour\t红\t绿"), Some((2, Kind("colour".to_owned()))));
        assert_eq!(refused("unit\t床位"), Some((1, Fields)));
        assert_eq!(
            refused("title\t花名册\t点名册"),
            Some((1, Unknown(WordKind::Title, "点名册".to_owned())))
        );
        assert_eq!(refused("row\t甲项\t乙项"), Some((1, Unknown(WordKind::Row, "乙项".to_owned()))));
        assert_eq!(
            refused("column\t决算数\t预算数"),
            Some((1, Contradiction(WordKind::Column, "决算数".to_owned())))
        );
        assert_eq!(refused("unit\t万元\t元"), Some((1, Contradiction(WordKind::Unit, "万元".to_owned()))));
        let twice = "column\t核准数\t预算数\ncolumn\t核准数\t决算数";
        assert_eq!(refused(twice), Some((2, Contradiction(WordKind::Column, "核准数".to_owned()))));
        assert_eq!(refused("column\t核准数\t预算数\ncolumn\t核准数\t预算数"), None);
    }
}
