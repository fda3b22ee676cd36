//! Tables in HTML inside the text, as programs leave them that turn PDF into markdown.

use super::sheet::{self, Sheet};

/// How the tags stand on the lines.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// The whole table on one line.
    One,
    /// A row a line.
    Rows,
    /// A tag a line, indented.
    Tags,
}

/// Every table as `<table>`. Header cells that cover several columns or rows have `colspan` and `rowspan` where
/// `spans` asks for it; else the cells they cover are empty.
pub fn tables(text: &str, lines: Lines, spans: bool) -> String {
    sheet::each(text, |sheet, _| table(sheet, lines, spans))
}

fn table(sheet: &Sheet, lines: Lines, spans: bool) -> Vec<String> {
    let mut out = vec!["<table>".to_owned()];
    let sizes = if spans { sheet.sizes() } else { Vec::new() };
    for (index, row) in sheet.rows.iter().enumerate() {
        let mut cells = Vec::with_capacity(row.len());
        for (column, cell) in row.iter().enumerate() {
            let cell = escaped(cell);
            cells.push(match sizes.get(index).and_then(|sizes| sizes.get(column)) {
                None | Some((1, 1)) => format!("<td>{cell}</td>"),
                Some((0, _) | (_, 0)) => continue,
                Some((1, columns)) => format!("<td colspan=\"{columns}\">{cell}</td>"),
                Some((rows, 1)) => format!("<td rowspan=\"{rows}\">{cell}</td>"),
                Some((rows, columns)) => format!("<td rowspan='{rows}' colspan='{columns}'>{cell}</td>"),
            });
        }
        match lines {
            Lines::Tags => {
                out.push("  <tr>".to_owned());
                out.extend(cells.iter().map(|cell| format!("    {cell}")));
                out.push("  </tr>".to_owned());
            }
            _ => out.push(format!("<tr>{}</tr>", cells.concat())),
        }
    }
    out.push("</table>".to_owned());
    if lines == Lines::One { vec![out.concat()] } else { out }
}

/// Signs of HTML as entities; the markup of the cell stays.
fn escaped(cell: &str) -> String {
    let kept = ["<b>", "</b>", "<p>", "</p>"];
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        if let Some(tag) = kept.iter().find(|tag| rest.starts_with(**tag)) {
            out.push_str(tag);
            rest = &rest[tag.len()..];
            continue;
        }
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}
