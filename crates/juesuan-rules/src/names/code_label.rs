use std::cmp::Reverse;
use std::collections::BTreeMap;

use juesuan_model::{Code, FindingKind, Place, Row, Severity, vocabulary};
use juesuan_vocabulary::budget::EXPENDITURE;

use crate::code_of;
use crate::shared::torn_names::is_torn;
use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS811"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("同一科目编码在各表中名称一致", "A code has one name in all tables"),
    message: Text::new(
        "科目{code}在这里印作“{printed}”，在第{line}行印作“{expected}”。",
        "The code {code} is called “{printed}” here and “{expected}” on line {line}.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "政府收支分类科目"),
    why: Text::new(
        "一个编码两个名称，有一张表填错了科目。",
        "With two names for one code, one table has the wrong one.",
    ),
    example: Text::new("2080505在一张表中是“职业年金缴费支出”。", "One code under two names."),
};

/// JS811: a code has the same name in all statutory tables, up to white space, brackets, numbering, and 支出 at the end.
pub(crate) struct CodeLabel;

impl Rule for CodeLabel {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let by_code = names_by_code(context, log);
        for (code, names) in &by_code {
            let Some(usual) = usual(names) else { continue };
            (1..usual.places.len()).for_each(|_| log.held());
            let Some(first) = usual.places.first() else { continue };
            for name in names.iter().filter(|name| name.label != usual.label) {
                let (left, right) = (plain(usual.label), plain(name.label));
                let torn = || {
                    name.beside.iter().any(|(other, label)| {
                        let right = by_code.get(other).and_then(|names| self::usual(names));
                        right.is_some_and(|right| is_torn([name.label, label], [usual.label, right.label]))
                    })
                };
                if is_woven(&left, &right) || is_woven(&right, &left) || torn() {
                    // what the extractor wove together or tore apart says nothing
                    log.missing(format!("科目{code}的名称"));
                    continue;
                }
                let draft = name.places.iter().fold(Draft::default(), |draft, place| draft.and_at(*place));
                let draft = draft.and_at(*first).printed(name.label).expected(usual.label);
                log.found(draft.with("code", code).with("line", first.line));
            }
        }
    }
}

/// A name of a code, and where it is printed.
struct Name<'r> {
    label: &'r str,
    places: Vec<Place>,
    /// The rows above and below its first place: their codes and names.
    beside: Vec<(Code, &'r str)>,
}

/// The name that most tables print is taken for the right one, of equals the first.
fn usual<'n>(names: &'n [Name<'_>]) -> Option<&'n Name<'n>> {
    let most = |(at, name): &(usize, &Name<'_>)| (name.places.len(), Reverse(*at));
    names.iter().enumerate().max_by_key(most).map(|(_, name)| name)
}

/// The names of each code in all tables.
fn names_by_code<'r>(context: &Context<'r>, log: &mut Log<'_, '_>) -> BTreeMap<Code, Vec<Name<'r>>> {
    let mut names: BTreeMap<Code, Vec<Name<'r>>> = BTreeMap::new();
    for sheet in context.book().sheets() {
        let rows = sheet.table().rows();
        for (at, (index, row)) in sheet.table().indexed_rows().enumerate() {
            let Some(code) = code_of(row).filter(|_| row.code.is_some()) else { continue };
            if row.label.is_empty() {
                log.missing(format!("科目{code}的名称"));
                continue;
            }
            let line = Place { line: row.line, ..Place::default() };
            let place = sheet.table().cells_of(index).first().map_or(line, |cell| cell.place);
            let known = names.entry(code).or_default();
            match known.iter().position(|name| is_same(name.label, &row.label)) {
                Some(at) => known.get_mut(at).into_iter().for_each(|name| name.places.push(place)),
                None if known.len() < TUNING.code_label.most_names => {
                    let beside = beside(rows, at).collect();
                    known.push(Name { label: &row.label, places: vec![place], beside });
                }
                None => {}
            }
        }
    }
    names
}

/// The codes and names of the rows above and below a row.
fn beside(rows: &[Row], at: usize) -> impl Iterator<Item = (Code, &str)> {
    let beside = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
    beside.filter_map(|at| rows.get(at)).filter_map(|row| Some((row.code?, row.label.as_str())))
}

/// Whether two labels are one name. A label cut off by the edge of its cell is no other name.
fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = if left == right { return true } else { (plain(left), plain(right)) };
    left.starts_with(&right) || right.starts_with(&left)
}

/// Whether a name stands in another with the characters of a neighbour between its own, in several places: two lines
/// of a narrow column were read as one.
fn is_woven(name: &str, woven: &str) -> bool {
    let (mut rest, mut gaps, mut inside) = (name.chars().peekable(), 0, false);
    for c in woven.chars() {
        if rest.next_if_eq(&c).is_some() {
            inside = false;
        } else {
            gaps += usize::from(!inside);
            inside = true;
        }
    }
    rest.peek().is_none() && name.chars().count() >= 4 && gaps >= TUNING.code_label.fewest_gaps
}

fn plain(label: &str) -> String {
    let label: String = vocabulary::label_key(label).chars().filter(|c| c.is_alphanumeric()).collect();
    label.strip_suffix(EXPENDITURE).filter(|rest| !rest.is_empty()).map_or(label.clone(), str::to_owned)
}
