use std::collections::BTreeMap;

use juesuan_model::{Code, FindingKind, Place, Row, Severity, Table, vocabulary};

use crate::shared::torn_names::is_torn;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS801"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("科目名称与编码相符", "A code carries the name that belongs to it"),
    message: Text::new(
        "科目{code}印作“{printed}”，该编码的名称是“{expected}”。",
        "The code {code} is called “{printed}”; its name is “{expected}”.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "政府收支分类科目"),
    why: Text::new(
        "编码与名称不符，不知道钱花在哪个科目上。",
        "Where code and name differ, nobody knows what the money was spent on.",
    ),
    example: Text::new("210印作“教育支出”。", "210 is called education."),
};

/// JS801: a known code has one of the names it has ever had. Unknown codes are none of its business.
pub(crate) struct CodeName;

impl Rule for CodeName {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut wrong: BTreeMap<(Code, &str), Vec<Place>> = BTreeMap::new();
        for sheet in context.book().sheets() {
            for (at, (index, row)) in sheet.table().indexed_rows().enumerate() {
                let Some(code) = row.code.filter(|_| !row.label.is_empty()) else { continue };
                match bears_its_name(code, &row.label) {
                    None => {}
                    Some(true) => log.held(),
                    Some(false) if beside(sheet.table(), at).any(|other| is_torn_from(row, other)) => {
                        log.missing(format!("科目{code}的名称"));
                    }
                    Some(false) => {
                        let first = sheet.table().cells_of(index).first();
                        let place =
                            first.map_or(Place { line: row.line, ..Place::default() }, |cell| cell.place);
                        wrong.entry((code, &row.label)).or_default().push(place);
                    }
                }
            }
        }
        for ((code, label), places) in wrong {
            let mut places = places.into_iter();
            let draft = Draft::at(places.next().unwrap_or_default());
            let draft = places.fold(draft, Draft::and_at).printed(label).with("code", code);
            log.found(draft.expected(code.name(context.report().year).unwrap_or_default()));
        }
    }
}

/// The rows above and below a row that have codes.
fn beside(table: &Table, at: usize) -> impl Iterator<Item = &Row> {
    let beside = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
    beside.filter_map(|at| table.rows().get(at)).filter(|row| row.code.is_some())
}

/// Whether the names of two rows were torn: together they have the letters of the names of both codes.
fn is_torn_from(row: &Row, other: &Row) -> bool {
    let names = |row: &Row| row.code.map(names).unwrap_or_default();
    let of_other = names(other);
    names(row)
        .iter()
        .any(|own| of_other.iter().any(|other_name| is_torn([&row.label, &other.label], [own, other_name])))
}

/// The names that a code has had.
fn names(code: Code) -> Vec<&'static str> {
    match code {
        Code::Function(code) => vocabulary::function_names(code).collect(),
        Code::Economic(code) => vocabulary::economic_names(code).collect(),
    }
}

/// Whether the label is a name of the code, cut short or with 支出 at its end; `None` for a code that is not known.
fn bears_its_name(code: Code, label: &str) -> Option<bool> {
    let names = names(code);
    // most labels are printed as the list has them
    if names.is_empty() || names.contains(&label) {
        return (!names.is_empty()).then_some(true);
    }
    let label = vocabulary::label_key(label);
    let mut keys = names.into_iter().map(vocabulary::label_key);
    Some(keys.any(|name| name.contains(&*label) || label.contains(&*name)))
}
