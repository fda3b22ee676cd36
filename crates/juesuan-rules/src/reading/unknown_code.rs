use juesuan_model::{Code, CodeLevel, FindingKind, Place, Severity, vocabulary};

use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS905"),
    status: crate::RuleStatus::Stable,
    family: Family::Reading,
    title: Text::new("科目编码可以辨认", "Codes of the classification can be told"),
    message: Text::new(
        "有{count}个科目编码无法对应（如第{line}行“{printed}”{label}），请核对编码。",
        "{count} codes cannot be told (such as “{printed}” {label} on line {line}).",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::new(BasisKind::Regulation, "政府收支分类科目"),
    why: Text::new("对不上的编码可能印错了一位。", "A code that nobody knows may have a wrong digit."),
    example: Text::new("“2l0”的第二位是字母。", "“2l0” with a letter in it."),
};

/// JS905: every code is one, and its 类 is one that the classification has ever had. Items that are not in the list
/// are none of its business: the list is not complete.
pub(crate) struct UnknownCode;

impl Rule for UnknownCode {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut unknown: Vec<(Place, String, &str)> = Vec::new();
        for sheet in context.book().sheets() {
            for row in sheet.table().rows() {
                let known = match (row.code, &row.printed_code) {
                    (Some(code), _) => is_known(code),
                    (None, Some(_)) => false,
                    (None, None) => continue,
                };
                if row.label.is_empty() && !known {
                    log.missing(format!("编码{}的科目名称", row.code_text()));
                    continue;
                }
                if known {
                    log.held();
                } else {
                    let place = Place { line: row.line, ..Place::default() };
                    unknown.push((place, row.code_text().into_owned(), &row.label));
                }
            }
        }
        let Some(((place, code, label), others)) = unknown.split_first() else { return };
        let draft = others.iter().fold(Draft::at(*place), |draft, (place, _, _)| draft.and_at(*place));
        let draft = draft.printed(code.clone()).with("count", unknown.len()).with("label", label);
        log.found(draft.with("line", place.line));
    }
}

/// Whether the class of a code is in the list.
fn is_known(code: Code) -> bool {
    match code {
        Code::Function(code) => vocabulary::function_names(code.class()).next().is_some(),
        Code::Economic(code) if code.level() == CodeLevel::Class => {
            vocabulary::economic_names(code).next().is_some()
        }
        Code::Economic(code) => vocabulary::economic_names(code.class()).next().is_some(),
    }
}
