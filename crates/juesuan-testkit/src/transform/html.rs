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
    let sizes = if spans { sizes(sheet) } else { Vec::new() };
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

/// Rows and columns that each header cell covers; 0 where another one covers the cell. An empty cell belongs to the
/// filled one on its left, as long as the same cell stands above both, else to the one above it.
fn sizes(sheet: &Sheet) -> Vec<Vec<(usize, usize)>> {
    let head = sheet.head();
    // cells of the header that stand alone in their row are titles; rows of column numbers cover nothing
    let rows = head.iter().take_while(|row| !row.iter().any(|cell| cell == "栏次" || cell == "1")).count();
    let mut sizes: Vec<Vec<(usize, usize)>> = head.iter().map(|row| vec![(1, 1); row.len()]).collect();
    let filled = |row: usize, column: usize| {
        head.get(row).and_then(|row| row.get(column)).is_some_and(|cell| !cell.is_empty())
    };
    for row in 0..rows {
        for column in 0..head[row].len() {
            if !filled(row, column) {
                continue;
            }
            let below_empty = (row + 1..rows).all(|below| !filled(below, column));
            let names_below = |right: &usize| (row + 1..rows).any(|below| filled(below, *right));
            let right = (column + 1..head[row].len()).take_while(|&right| !filled(row, right));
            let covers = right.take_while(names_below).count();
            if covers > 0 && !below_empty {
                sizes[row][column].1 = 1 + covers;
                sizes[row].iter_mut().skip(column + 1).take(covers).for_each(|size| size.1 = 0);
            } else if below_empty {
                sizes[row][column].0 = rows - row;
                let below = sizes.iter_mut().take(rows).skip(row + 1);
                below.filter_map(|sizes| sizes.get_mut(column)).for_each(|size| size.0 = 0);
            }
        }
    }
    sizes
}
