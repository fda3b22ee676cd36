use std::collections::BTreeMap;

use juesuan_model::{Code, FindingKind, Place, Severity, vocabulary};
use juesuan_vocabulary::budget::EXPENDITURE;

use crate::code_of;
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
        let mut known: BTreeMap<Code, (&str, Place)> = BTreeMap::new();
        for sheet in context.book().sheets() {
            for (index, row) in (0..).zip(sheet.table().rows()) {
                let Some(code) = code_of(row).filter(|_| row.code.is_some()) else { continue };
                if row.label.is_empty() {
                    log.missing(format!("科目{code}的名称"));
                    continue;
                }
                let line = Place { line: row.line, ..Place::default() };
                let place = sheet.table().cells_of(index).first().map_or(line, |cell| cell.place);
                let Some((label, first_place)) = known.get(&code) else {
                    known.insert(code, (&row.label, place));
                    continue;
                };
                if is_same(label, &row.label) {
                    log.held();
                    continue;
                }
                let (left, right) = (plain(label), plain(&row.label));
                if is_woven(&left, &right) || is_woven(&right, &left) {
                    // what the extractor wove together says nothing; the name itself is the shorter of the two
                    log.missing(format!("科目{code}的名称"));
                    if right.len() < left.len() {
                        known.insert(code, (&row.label, place));
                    }
                    continue;
                }
                let draft = Draft::at(place).and_at(*first_place).printed(&row.label).expected(*label);
                log.found(draft.with("code", code).with("line", first_place.line));
            }
        }
    }
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
