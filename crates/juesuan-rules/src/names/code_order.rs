use juesuan_model::{Code, CodeLevel, FindingKind, Place, RowIndex, Severity, StatementId};

use crate::figure_name::table_zh;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Sheet, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS827"),
    status: crate::RuleStatus::Preview,
    family: Family::Names,
    title: Text::new(
        "科目按编码顺序排列，上级科目齐全（试行）",
        "Codes stand in order, each below its parent (preview)",
    ),
    message: Text::new(
        "{table}中科目{code}的位置不合编码顺序：{what}。",
        "In {table} the code {code} stands out of order: {what_en}.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Form, "部门决算公开报表：功能分类科目按类、款、项顺序排列"),
    why: Text::new(
        "顺序错乱多半是插入了行，或者编码抄错。",
        "Rows out of order were inserted by hand, or a code was miscopied.",
    ),
    example: Text::new("21303之下紧接21208。", "21208 right below 21303."),
};

/// JS827: the codes of a table rise from row to row, and each has its parent above it where the table prints parents.
pub(crate) struct CodeOrder;

/// Tables whose rows are those of the function classification.
const TABLES: [StatementId; 3] = [StatementId::Z02, StatementId::Z03, StatementId::Z05];

impl Rule for CodeOrder {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for id in TABLES {
            let Some(sheet) = context.book().sheet(id).filter(|sheet| sheet.has_unique_codes()) else {
                continue;
            };
            if let Some(doubt) = context.book().doubts().of_rows(id) {
                log.missing(format!("{}的全部科目（{}）", table_zh(id), doubt.text().zh));
                continue;
            }
            match first_amiss(sheet) {
                None => log.held(),
                Some(Amiss { row, code, what, severity }) => {
                    let place = sheet.table().cells_of(row).first().map(|cell| cell.place);
                    let line = sheet.table().row(row).map_or(0, |row| row.line);
                    let draft = Draft::at(place.unwrap_or(Place { line, ..Place::default() }));
                    let english = Text::owned(what.en.to_string(), what.en.to_string());
                    log.found(
                        draft
                            .severity(severity)
                            .printed(code.to_string())
                            .with("code", code)
                            .with_text("what", what)
                            .with_text("what_en", english)
                            .with_text("table", Text::owned(table_zh(id), id.to_string())),
                    );
                }
            }
        }
    }
}

/// The first row that stands below a greater code, or not below its parent. Classes may follow another order: a body may
/// put what it mainly does first.
fn first_amiss(sheet: &Sheet<'_>) -> Option<Amiss> {
    let prints = |level: CodeLevel| sheet.coded().iter().any(|(_, code)| code.level() == level);
    let mut before: Option<Code> = None;
    let mut above: Vec<Code> = Vec::new();
    let mut of_class: Option<Amiss> = None;
    for &(row, code) in sheet.coded() {
        let amiss = |what: Text, severity: Severity| Amiss { row, code, what, severity };
        above.retain(|known| known.level() < code.level());
        if let Some(parent) = code.parent().filter(|parent| prints(parent.level())) {
            let what = if sheet.row_of_code(parent).is_none() {
                Some(Text::owned(
                    format!("表中没有它的上级{parent}"),
                    format!("its parent {parent} is missing"),
                ))
            } else {
                let apart = !above.contains(&parent);
                apart.then(|| {
                    Text::owned(
                        format!("它不在上级{parent}之下"),
                        format!("it does not stand below {parent}"),
                    )
                })
            };
            if let Some(what) = what {
                // the class that came between is the one out of place
                let between = of_class.take().map(|class| Amiss { severity: Severity::Warning, ..class });
                return Some(between.unwrap_or_else(|| amiss(what, Severity::Warning)));
            }
        }
        if let Some(known) = before.filter(|known| *known > code) {
            let what = Text::owned(format!("它排在{known}之后"), format!("it stands below {known}"));
            if code.level() > CodeLevel::Class {
                return Some(amiss(what, Severity::Warning));
            }
            of_class = of_class.or_else(|| Some(amiss(what, Severity::Info)));
        }
        before = Some(code);
        above.push(code);
    }
    of_class
}

/// A row out of order.
struct Amiss {
    row: RowIndex,
    code: Code,
    what: Text,
    severity: Severity,
}
