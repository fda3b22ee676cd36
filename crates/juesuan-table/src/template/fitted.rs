//! A template fitted to a printed head: which spelling of each level is printed, and which optional columns are.

use super::printed_head::{Bag, Chosen, Head};
use super::{ColumnKind, Template, order, shared_heads};
use crate::cell::clean;
use crate::text::Text;
use crate::tuning::template::TUNING;
use crate::words::List;

/// A template as it is printed.
pub(super) struct Fitted {
    pub(super) columns: Vec<Chosen>,
    /// A word above all columns of figures that the template does not know.
    pub(super) above: Option<String>,
    /// A word below every column of figures.
    pub(super) below: Option<String>,
    /// The share of characters that head and template have in common, in thousandths.
    pub(super) score: usize,
    /// How many characters that are.
    pub(super) common: usize,
    /// Whether the head names columns of figures that are none of the template, or names them in another order.
    pub(super) others: bool,
    /// Whether its codes are any numbers, of bodies and projects too.
    pub(super) numbers: bool,
}

/// The columns of one side, as indices into the columns of the table.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    pub(super) code: Option<usize>,
    pub(super) label: Option<usize>,
    pub(super) row: Option<usize>,
    pub(super) figures: Vec<usize>,
    /// Further columns of names.
    pub(super) more: Vec<usize>,
    /// Whether its codes are any numbers, of bodies and projects too.
    pub(super) numbers: bool,
}

impl Fitted {
    /// The heads of a column as they are printed.
    pub(super) fn path(&self, column: &Chosen) -> Vec<String> {
        let figure = column.kind == ColumnKind::Figure;
        let (above, below) = (self.above.iter().filter(|_| figure), self.below.iter().filter(|_| figure));
        above.chain(&column.path).chain(below).cloned().collect()
    }

    /// The columns of figures from left to right.
    pub(super) fn figures(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, column)| column.kind == ColumnKind::Figure).map(|(at, _)| at).collect()
    }

    /// Whether its codes are those of bodies, which have digits as they like.
    pub(super) fn codes_bodies(&self, source: &Text<'_>) -> bool {
        let mut codes = self.columns.iter().filter(|column| column.kind == ColumnKind::Code);
        codes.any(|column| {
            let head = column.path.last().map_or("", String::as_str);
            source.words.occurs(List::Bodies, head) && !source.words.occurs(List::NoBodies, head)
        })
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
            side.numbers = self.numbers;
            match column.kind {
                ColumnKind::Code => side.code = Some(at),
                ColumnKind::Label if side.label.is_some() && self.numbers => side.more.push(at),
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
    let left = without_needed(template, &exact, &rest);
    let mut columns: Vec<Chosen> = Vec::new();
    for (column, exact) in template.columns.iter().zip(exact) {
        let rest = if column.optional { &left } else { &rest };
        let mut path = Vec::new();
        let mut printed = true;
        for (level, exact) in column.path.iter().zip(exact) {
            if let Some(word) = head.of_year(level) {
                path.push(word);
                continue;
            }
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
            columns.push(Chosen { path, side, kind, seldom, printed, told });
        }
    }
    lengthen(template, &mut columns, head, noise);
    name_as_printed(&mut columns, head, noise);
    order::put(&mut columns, head);
    judged(columns, head, noise)
}

/// What is left of the characters of a head for columns that may be missing, where those that all print have taken theirs.
fn without_needed(template: &Template, exact: &[Vec<Option<&String>>], rest: &Bag) -> Bag {
    let mut left = rest.clone();
    let mut taken: Vec<&String> = Vec::new();
    let needed = template.columns.iter().zip(exact).filter(|(column, _)| !column.optional);
    for (level, exact) in needed.flat_map(|(column, exact)| column.path.iter().zip(exact)) {
        let may_miss = level.iter().any(String::is_empty);
        if exact.is_some() || may_miss {
            continue;
        }
        if let Some(name) = level.iter().find(|name| rest.holds(name) && !taken.contains(name)) {
            left.take(name);
            taken.push(name);
        }
    }
    left
}

/// What speaks for these columns and against them.
fn judged(columns: Vec<Chosen>, head: &Head, noise: &[String]) -> Fitted {
    let (score, common) = score(&columns, head, noise);
    let others = head.names_others(&columns, noise) || order::contradicts(&columns, head);
    let (above, below) =
        (shared_heads::above_all(&columns, head, noise), shared_heads::below_all(&columns, head, noise));
    Fitted { columns, above, below, score, common, others, numbers: false }
}

/// Gives the only column whose name is not printed the only word of the head that names no other: 2023年预算 where the
/// template has 预算金额. Names in front of figures and those above them do so apart.
fn name_as_printed(columns: &mut [Chosen], head: &Head, noise: &[String]) {
    let is_stub = |column: &Chosen| matches!(column.kind, ColumnKind::Code | ColumnKind::Label);
    // a word above or below all columns names none of them
    if shared_heads::above_all(columns, head, noise).is_some()
        || shared_heads::below_all(columns, head, noise).is_some()
    {
        return;
    }
    for stub in [true, false] {
        let used = |word: &String| {
            columns.iter().flat_map(|column| &column.path).any(|name| clean::key(name) == word.as_str())
        };
        let left = |word: &&String| !used(word) && !noise.contains(word) && head.is_stub(word) == stub;
        let mut words = head.words.iter().filter(left);
        let (Some(word), None) = (words.next().cloned(), words.next()) else { continue };
        let unnamed = |column: &&mut Chosen| {
            !column.printed && !column.told && column.path.len() == 1 && is_stub(column) == stub
        };
        let mut unnamed = columns.iter_mut().filter(unnamed);
        if let (Some(column), None) = (unnamed.next(), unnamed.next()) {
            (column.path, column.printed) = (vec![word], true);
        }
    }
}

/// The columns that are printed for sure, where no row has more figures than these: a word that stands there once names
/// one column, and not those of two groups.
pub(super) fn without_unprinted(
    fitted: &Fitted,
    most: usize,
    head: &Head,
    noise: &[String],
) -> Option<Fitted> {
    let figure = |column: &&Chosen| column.kind == ColumnKind::Figure;
    if fitted.figures().len() <= most || fitted.sides().len() > 1 {
        return None;
    }
    let leaf = |column: &Chosen| column.path.last().cloned().unwrap_or_default();
    let mut kept: Vec<Chosen> = Vec::new();
    for column in &fitted.columns {
        let of_leaf = fitted.columns.iter().filter(figure).filter(|other| leaf(other) == leaf(column));
        let surplus = head.times(&leaf(column)) > 0 && of_leaf.count() > head.times(&leaf(column));
        // of several, those stay whose group is printed
        let grouped = column.path.len() > 1 && column.path.first().is_some_and(|group| head.says(group));
        if !figure(&column) || column.printed && (!surplus || grouped) {
            kept.push(column.clone());
        }
    }
    let fewer = (kept.iter().filter(figure).count() == most).then(|| judged(kept, head, noise));
    fewer.filter(|fewer| fewer.score >= TUNING.template_fitted.least_of_fewer)
}

/// Whether rows have fewer figures than columns, and many of these are not printed: it is another form.
pub(super) fn is_invented(fitted: &Fitted, most: usize) -> bool {
    let figures = fitted.columns.iter().filter(|column| column.kind == ColumnKind::Figure);
    let (count, unprinted) = figures
        .fold((0, 0), |(count, unprinted), column| (count + 1, unprinted + usize::from(!column.printed)));
    most < count && unprinted > 1 && unprinted * TUNING.template_fitted.one_in_unprinted >= count
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
    // heads of codes are words of no column of figures too
    let mut of_codes = rest.clone();
    for word in noise {
        while rest.holds(word) {
            rest.take(word);
        }
    }
    let levels: Vec<&Vec<String>> = template.columns.iter().flat_map(|column| &column.path).collect();
    // what stands whole in the text first: 支出 behind 对附属单位补助 is none of 支出功能分类科目编码
    for whole in [true, false] {
        for column in columns.iter_mut() {
            let coded = column.kind == ColumnKind::Code;
            for name in &mut column.path {
                let spellings = levels.iter().find(|level| level.contains(name)).copied();
                let left = if coded { &of_codes } else { &rest };
                let more = |other: &String| -> Option<String> {
                    let more =
                        other.strip_prefix(name.as_str()).or_else(|| other.strip_suffix(name.as_str()))?;
                    // the rest of a word that is printed whole is another word, and no part of one
                    let word = head.words.contains(more) || !head.words.contains(name.as_str());
                    let stands = !whole || head.text.contains(clean::key(other).as_ref());
                    (word && stands && more.chars().count() > 1 && left.holds(more)).then(|| more.to_owned())
                };
                let longer = spellings.into_iter().flatten().filter_map(|other| Some((other, more(other)?)));
                if let Some((longer, more)) = longer.max_by_key(|(longer, _)| longer.len()) {
                    rest.take(&more);
                    of_codes.take(&more);
                    name.clone_from(longer);
                }
            }
        }
    }
}

/// The first spelling that stands whole in the head; of a level that may be missing, as a word by itself: 本年支出 is none
/// of the levels above 本年支出合计.
fn whole<'t>(head: &Head, level: &'t [String]) -> Option<&'t String> {
    let may_miss = level.iter().any(String::is_empty);
    let names = || level.iter().filter(|name| !name.is_empty());
    let word = |name: &&String| head.prints(name);
    // the end of one word and the next one are no word: 支出 合计
    let inside = |name: &&String| !may_miss && head.text.contains(clean::key(name).as_ref());
    names().find(word).or_else(|| names().find(inside))
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
