use std::collections::BTreeMap;

use juesuan_model::{Code, FindingKind, Place, Severity, vocabulary};

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
            for (index, row) in sheet.table().indexed_rows() {
                let Some(code) = row.code.filter(|_| !row.label.is_empty()) else { continue };
                match bears_its_name(code, &row.label) {
                    None => {}
                    Some(true) => log.held(),
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

/// Whether the label is a name of the code, cut short or with 支出 at its end; `None` for a code that is not known.
fn bears_its_name(code: Code, label: &str) -> Option<bool> {
    let names: Vec<&str> = match code {
        Code::Function(code) => vocabulary::function_names(code).collect(),
        Code::Economic(code) => vocabulary::economic_names(code).collect(),
    };
    // most labels are printed as the list has them
    if names.is_empty() || names.contains(&label) {
        return (!names.is_empty()).then_some(true);
    }
    let label = vocabulary::label_key(label);
    let mut keys = names.into_iter().map(vocabulary::label_key);
    Some(keys.any(|name| name.contains(&label) || label.contains(&name)))
}
