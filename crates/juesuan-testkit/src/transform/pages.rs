//! One more page break inside every table.

use super::sheet::{self, Sheet, tabbed};

/// What stands between the two pages.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// A blank line and the header again.
    Header,
    /// A rule (`---`) and the header again.
    Rule,
    /// A page number, a form feed and the header again.
    FormFeed,
    /// A blank line alone; empty cells at the end of rows are gone.
    Bare,
    /// A page number and a form feed, without the header; empty cells at the end of rows are gone.
    Number,
    /// A page number, a form feed, then title, form number, department and unit, and the header again.
    Title,
}

/// Cuts every table of at least four data rows in the middle.
pub fn cut(text: &str, cut: Cut) -> String {
    let mut page = 0;
    sheet::each(text, |sheet, above| {
        let body = sheet.body();
        if body.len() < 4 || sheet.header == 0 {
            return tabbed(&sheet.rows);
        }
        page += 1;
        let (first, second) = body.split_at(body.len() / 2);
        let mut lines = tabbed(sheet.head());
        lines.extend(tabbed(first));
        lines.extend(seam(cut, sheet, above, page));
        match cut {
            Cut::Bare | Cut::Number => {
                lines.extend(second.iter().map(|row| row.join("\t").trim_end().to_owned()));
            }
            _ => lines.extend(tabbed(second)),
        }
        lines
    })
}

fn seam(cut: Cut, sheet: &Sheet, above: &[&str], page: u32) -> Vec<String> {
    let mut lines = vec![String::new()];
    match cut {
        Cut::Header => {}
        Cut::Bare => return lines,
        Cut::Number => {
            lines.extend([format!("第 {page} 页"), "\u{c}".to_owned()]);
            return lines;
        }
        Cut::Rule => lines.extend(["---".to_owned(), String::new()]),
        Cut::FormFeed => lines.push(format!("- {page} -\n\u{c}")),
        Cut::Title => {
            lines.extend([format!("— {page} —"), "\u{c}".to_owned()]);
            lines.extend(title(above));
        }
    }
    lines.extend(tabbed(sheet.head()));
    lines
}

/// The lines from the table's title to the table: at most eight, and not across another table.
fn title(above: &[&str]) -> Vec<String> {
    let near = above.get(above.len().saturating_sub(8)..).unwrap_or(above);
    let is_title = |line: &&str| line.trim_end().ends_with('表') && !line.contains("公开");
    match near.iter().rposition(is_title) {
        Some(at) => near.get(at..).unwrap_or(&[]).iter().map(|&line| line.to_owned()).collect(),
        None => Vec::new(),
    }
}
