//! What is printed beside a form and is no part of its table: its number above, its notes below.

use juesuan_model::{StatementId, Table};
use juesuan_source::LineIndex;

/// Lines above a table in which its number is looked for, and below it for its notes.
const NEAR: u32 = 6;

/// Notes of a form at most, and their length in characters.
const MOST_NOTES: usize = 4;
const LONGEST_NOTE: usize = 400;

/// What is printed around the tables of a text.
pub(super) struct Beside<'t> {
    text: &'t str,
    lines: LineIndex,
}

impl<'t> Beside<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, lines: LineIndex::new(text) }
    }

    fn line(&self, number: u32) -> &'t str {
        let index = (number as usize).saturating_sub(1);
        if index >= self.lines.len() {
            return "";
        }
        self.lines.content(self.text, index).text(self.text).trim()
    }

    /// The number of a form as printed above it, else that of the ministry's forms.
    pub(super) fn number(&self, table: &Table, statement: StatementId) -> String {
        let first = table.line_start();
        let near = (first.saturating_sub(NEAR).max(1)..=first).rev();
        let printed = near.map(|line| self.line(line)).find_map(form_number);
        printed.unwrap_or_else(|| format!("公开{}表", statement.as_str().trim_start_matches('Z')))
    }

    /// The notes below a table.
    pub(super) fn notes(&self, table: &Table) -> Vec<String> {
        let below = table.line_end() + 1..table.line_end() + 1 + NEAR;
        let mut notes: Vec<String> = Vec::new();
        for line in below.map(|number| self.line(number)).filter(|line| !line.is_empty()) {
            let is_note = line.starts_with('注') || (!notes.is_empty() && is_numbered(line));
            if !is_note || notes.len() == MOST_NOTES {
                break;
            }
            notes.push(line.chars().take(LONGEST_NOTE).collect());
        }
        notes
    }
}

/// `公开01表` in a line.
fn form_number(line: &str) -> Option<String> {
    let rest = line.get(line.find("公开")?..)?;
    let number = rest.get(..=rest.find('表')? + '表'.len_utf8() - 1)?;
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (digits > 0 && number.chars().count() <= 8).then(|| number.split_whitespace().collect())
}

/// A further note: `2.…`
fn is_numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && line.get(digits..).is_some_and(|rest| rest.starts_with(['.', '、', '．']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_forms_are_found_in_their_lines() {
        assert_eq!(form_number("附件\t公开03表"), Some("公开03表".into()));
        assert_eq!(form_number("部门公开表"), None);
        assert_eq!(form_number("公开后全部信息均列于下列各表 1"), None);
    }
}
