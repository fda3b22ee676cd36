//! The printed head against a template: which spelling of each level is printed, and which optional columns are.

use juesuan_segment::Span;
use juesuan_source::{TextMap, TextSet};

use super::tokens::{Kind, Line};
use super::{ColumnKind, Template, order};
use crate::cell::clean;
use crate::text::Text;

/// The words of a head, as a text and as a bag of characters.
pub(super) struct Head {
    text: String,
    /// Its words, each by itself.
    words: TextSet<String>,
    /// Whether the parts of a code are named, each by itself.
    names_code_parts: bool,
    /// The words that name columns of figures wherever they stand.
    figures: Vec<String>,
    /// The words in front of the numbers of columns and rows.
    stubs: Vec<String>,
    bag: Bag,
    /// Line and place in it of each word, as often as it stands there.
    places: TextMap<String, Vec<(usize, usize)>>,
    /// Where it stands; empty where no head is printed.
    pub(super) span: Span,
}

/// Whether a text is a year: four digits and the word for it, 2023年 or 2023年度.
fn is_year(text: &str) -> bool {
    let word = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.len() - word.len() == 4
        && matches!(word.chars().count(), 1 | 2)
        && !word.contains(|c: char| c.is_ascii())
}

/// How often each character occurs.
#[derive(Clone, Default)]
struct Bag(TextMap<char, usize>);

impl Bag {
    fn of(text: &str) -> Self {
        let mut bag = Self::default();
        bag.add(text);
        bag
    }

    fn add(&mut self, text: &str) {
        for c in text.chars() {
            *self.0.entry(c).or_default() += 1;
        }
    }

    fn holds(&self, text: &str) -> bool {
        let wanted = Self::of(text);
        wanted.0.iter().all(|(c, count)| self.0.get(c).is_some_and(|have| have >= count))
    }

    fn take(&mut self, text: &str) {
        for c in text.chars() {
            if let Some(count) = self.0.get_mut(&c) {
                *count = count.saturating_sub(1);
            }
        }
    }

    fn size(&self) -> usize {
        self.0.values().sum()
    }
}

impl Head {
    pub(super) fn of(source: &Text<'_>, lines: &[Line]) -> Self {
        let mut text = String::new();
        let mut words = TextSet::default();
        let mut places: TextMap<String, Vec<(usize, usize)>> = TextMap::default();
        for (row, line) in lines.iter().enumerate() {
            for (at, token) in line.tokens.iter().filter(|token| token.kind == Kind::Name).enumerate() {
                let word = clean::key(token.at.text(source));
                text.push_str(&word);
                places.entry(word.clone().into_owned()).or_default().push((row, at));
                words.insert(word.into_owned());
            }
        }
        // bags count the words once, stacked words come behind them
        let bag = Bag::of(&text);
        for word in stacked(source, lines) {
            text.push('\n');
            text.push_str(&word);
        }
        let span = lines.iter().map(|line| line.span).reduce(Span::join).unwrap_or_default();
        let names_code_parts = words.iter().any(|word| source.words.is_code_part(word));
        let figures = words.iter().filter(|word| source.words.names_figures(word)).cloned().collect();
        let stub = |word: &&String| source.words.numbers_columns(word) || source.words.names_stub(word);
        let stubs = words.iter().filter(stub).cloned().collect();
        Self { text, words, names_code_parts, figures, stubs, bag, places, span }
    }
}

/// The words that stand below each other in a head whose columns are aligned, put together from any word down: 财政拨款收
/// above 入.
fn stacked(source: &Text<'_>, lines: &[Line]) -> Vec<String> {
    let names = |line: &Line| -> Vec<(usize, usize, String)> {
        let names = line.tokens.iter().filter(|token| token.kind == Kind::Name && token.from < token.to);
        names.map(|token| (token.from, token.to, clean::key(token.at.text(source)).into_owned())).collect()
    };
    let lines: Vec<Vec<(usize, usize, String)>> = lines.iter().map(names).collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        for (from, to, word) in line {
            let (mut from, mut to, mut whole) = (*from, *to, word.clone());
            for below in lines.get(at + 1..).unwrap_or(&[]) {
                let mut inside = below.iter().filter(|(start, end, _)| *start < to && from < *end);
                // a word above several is the head of all
                let (Some((start, end, word)), None) = (inside.next(), inside.next()) else { continue };
                (from, to) = (from.min(*start), to.max(*end));
                whole.push_str(word);
                found.push(whole.clone());
            }
        }
    }
    found
}

impl Head {
    /// A name with the year that the head prints in front of it, where it prints one: 2023年预算数.
    fn dated(&self, name: &str) -> String {
        let key = clean::key(name);
        let with_year = |word: &&String| word.strip_suffix(key.as_ref()).is_some_and(is_year);
        let mut dated = self.words.iter().filter(with_year);
        match (dated.next(), dated.next()) {
            (Some(word), None) if !self.words.contains(key.as_ref()) => word.clone(),
            _ => name.to_owned(),
        }
    }

    /// Where a word stands that names so many columns, the `nth` time; `None` where it is printed more or less often.
    pub(super) fn place(&self, word: &str, nth: usize, times: usize) -> Option<(usize, usize)> {
        let places = self.places.get(clean::key(word).as_ref())?;
        places.get(nth).copied().filter(|_| places.len() == times)
    }

    /// Whether a word stands in front of the numbers of columns or rows.
    pub(super) fn is_stub(&self, word: &str) -> bool {
        self.stubs.iter().any(|stub| stub == word)
    }

    /// Whether a word that names a column of figures wherever it stands is none of these names, nor a part of one.
    fn names_others(&self, columns: &[Chosen], noise: &[String]) -> bool {
        let names = || columns.iter().flat_map(|column| &column.path);
        self.figures.iter().any(|word| {
            !noise.contains(word) && !names().any(|name| clean::key(name).contains(word.as_str()))
        })
    }

    /// Whether a word is one of the head, or a piece of it.
    pub(super) fn says(&self, word: &str) -> bool {
        self.words.contains(word) || word.chars().count() > 1 && self.text.contains(word)
    }
}

/// A column that is printed.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) path: Vec<String>,
    pub(super) side: usize,
    pub(super) kind: ColumnKind,
    /// Whether most bodies leave it blank.
    pub(super) seldom: bool,
    /// Whether other words stand for its name: 类 款 项 for a code.
    told: bool,
}

/// A template as it is printed.
pub(super) struct Fitted {
    pub(super) columns: Vec<Chosen>,
    /// A word below every column of figures.
    pub(super) below: Option<String>,
    /// The share of characters that head and template have in common, in thousandths.
    pub(super) score: usize,
    /// How many characters that are.
    pub(super) common: usize,
    /// Whether the head names columns of figures that are none of the template, or names them in another order.
    pub(super) others: bool,
}

/// The columns of one side, as indices into the columns of the table.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    pub(super) code: Option<usize>,
    pub(super) label: Option<usize>,
    pub(super) row: Option<usize>,
    pub(super) figures: Vec<usize>,
}

impl Fitted {
    /// The heads of a column as they are printed.
    pub(super) fn path(&self, column: &Chosen) -> Vec<String> {
        let below = self.below.iter().filter(|_| column.kind == ColumnKind::Figure);
        column.path.iter().chain(below).cloned().collect()
    }

    /// The columns of figures from left to right.
    pub(super) fn figures(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, column)| column.kind == ColumnKind::Figure).map(|(at, _)| at).collect()
    }

    /// Whether it has no column for the names of rows.
    pub(super) fn names_no_rows(&self) -> bool {
        self.columns.iter().all(|column| column.kind == ColumnKind::Figure)
    }

    pub(super) fn sides(&self) -> Vec<Side> {
        let count = self.columns.iter().map(|column| column.side + 1).max().unwrap_or(0);
        let mut sides = vec![Side::default(); count];
        for (at, column) in self.columns.iter().enumerate() {
            let Some(side) = sides.get_mut(column.side) else { continue };
            match column.kind {
                ColumnKind::Code => side.code = Some(at),
                ColumnKind::Label => side.label = Some(at),
                ColumnKind::RowNumber => side.row = Some(at),
                ColumnKind::Figure => side.figures.push(at),
            }
        }
        sides
    }
}

/// Puts a template to a head.
pub(super) fn fit(template: &Template, head: &Head, noise: &[String]) -> Fitted {
    // words that stand together in the head first; what is left over may hold those that are broken over lines
    let exact: Vec<Vec<Option<&String>>> = template
        .columns
        .iter()
        .map(|column| column.path.iter().map(|level| whole(head, level)).collect())
        .collect();
    let mut rest = head.bag.clone();
    let mut taken: Vec<&String> = Vec::new();
    for name in exact.iter().flatten().flatten() {
        if !taken.contains(name) {
            rest.take(name);
            taken.push(name);
        }
    }
    let mut columns: Vec<Chosen> = Vec::new();
    for (column, exact) in template.columns.iter().zip(exact) {
        let mut path = Vec::new();
        let mut printed = true;
        for (level, exact) in column.path.iter().zip(exact) {
            let may_miss = level.iter().any(String::is_empty);
            let broken = || level.iter().find(|name| !may_miss && rest.holds(name));
            // 合计 below 本年支出 is not 本年支出合计
            let below = path.last().and_then(|above: &String| {
                let rest = exact?.strip_prefix(above.as_str())?;
                level.iter().find(|name| *name == rest && head.words.contains(rest))
            });
            match below.or(exact).or_else(broken) {
                Some(name) => path.push(head.dated(name)),
                None if may_miss => {}
                None => {
                    printed = false;
                    path.extend(level.first().cloned());
                }
            }
        }
        // a word that is printed once names one column
        let again =
            column.optional && columns.iter().any(|other| other.side == column.side && other.path == path);
        if !again && (printed || !column.optional) {
            let told = !printed && column.kind == ColumnKind::Code && head.names_code_parts;
            let (side, kind, seldom) = (column.side, column.kind, column.seldom);
            columns.push(Chosen { path, side, kind, seldom, told });
        }
    }
    lengthen(template, &mut columns, head, noise);
    order::put(&mut columns, head);
    let (score, common) = score(&columns, head, noise);
    let others = head.names_others(&columns, noise) || order::contradicts(&columns, head);
    let below = order::repeated(&columns, head, noise);
    Fitted { columns, below, score, common, others }
}

/// Takes longer spellings where their other characters are in the head and nothing else explains them: 财政拨款 of the head
/// 财政拨款 … 收入, 合计 of 本年支出 above 合计.
fn lengthen(template: &Template, columns: &mut [Chosen], head: &Head, noise: &[String]) {
    let mut rest = head.bag.clone();
    let mut seen: Vec<&String> = Vec::new();
    for name in columns.iter().flat_map(|column| &column.path) {
        if !seen.contains(&name) {
            seen.push(name);
            rest.take(name);
        }
    }
    for word in noise {
        while rest.holds(word) {
            rest.take(word);
        }
    }
    let levels: Vec<&Vec<String>> = template.columns.iter().flat_map(|column| &column.path).collect();
    for column in columns {
        for name in &mut column.path {
            let spellings = levels.iter().find(|level| level.contains(name)).copied();
            let more = |other: &&String| -> Option<String> {
                let more = other.strip_prefix(name.as_str()).or_else(|| other.strip_suffix(name.as_str()))?;
                (more.chars().count() > 1 && rest.holds(more)).then(|| more.to_owned())
            };
            let longer = spellings.into_iter().flatten().filter(|other| more(other).is_some());
            if let Some(longer) = longer.max_by_key(|longer| longer.len()) {
                rest.take(&more(&longer).unwrap_or_default());
                name.clone_from(longer);
            }
        }
    }
}

/// The first spelling that stands whole in the head; of a level that may be missing, as a word by itself: 本年支出 is none
/// of the levels above 本年支出合计.
fn whole<'t>(head: &Head, level: &'t [String]) -> Option<&'t String> {
    let may_miss = level.iter().any(String::is_empty);
    level.iter().filter(|name| !name.is_empty()).find(|name| {
        let key = clean::key(name);
        if may_miss { head.words.contains(key.as_ref()) } else { head.text.contains(key.as_ref()) }
    })
}

/// The share of characters that the head and these columns have in common; a head of several columns counts once.
fn score(columns: &[Chosen], head: &Head, noise: &[String]) -> (usize, usize) {
    let mut wanted = Bag::default();
    let mut above: &[String] = &[];
    let mut side = None;
    for column in columns {
        let same = if side == Some(column.side) {
            above.iter().zip(&column.path).take_while(|(a, b)| a == b).count()
        } else {
            0
        };
        for name in column.path.iter().skip(if column.told { column.path.len() } else { same }) {
            wanted.add(&clean::key(name));
        }
        (above, side) = (&column.path, Some(column.side));
    }
    let mut rest = head.bag.clone();
    let (mut common, mut missing) = (0, 0);
    for (c, count) in &wanted.0 {
        let have = rest.0.get(c).copied().unwrap_or(0);
        common += have.min(*count);
        missing += count - have.min(*count);
        rest.0.insert(*c, have - have.min(*count));
    }
    for word in noise {
        while rest.holds(word) {
            rest.take(word);
        }
    }
    (common * 1000 / (common + missing + rest.size()).max(1), common)
}
