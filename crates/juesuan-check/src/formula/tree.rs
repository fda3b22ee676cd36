//! The tree of a table by code: 合计 above the classes, classes above sections, sections above items, as far as printed.

use juesuan_model::{Code, Item, RowIndex};

use crate::quick::TextMap;
use crate::statement_index::Sheet;

/// Every row that has rows below it, with these rows. The total comes first.
pub(super) fn families(sheet: &Sheet<'_>) -> Vec<(RowIndex, Vec<RowIndex>)> {
    let mut families: Vec<(RowIndex, Vec<RowIndex>)> = Vec::new();
    let mut at: TextMap<RowIndex, usize> = TextMap::default();
    let root = root(sheet);
    for (parent, child) in parents(sheet) {
        let Some(parent) = parent.or(root) else { continue };
        let family = *at.entry(parent).or_insert_with(|| {
            families.push((parent, Vec::new()));
            families.len() - 1
        });
        if let Some((_, children)) = families.get_mut(family) {
            children.push(child);
        }
    }
    families
}

/// The row of the total over all codes.
fn root(sheet: &Sheet<'_>) -> Option<RowIndex> {
    let root = |key| sheet.row_about(Item::named(key).ok()?);
    root("total").or_else(|| root("basic:total"))
}

/// The rows of the classification, each with the nearest printed row above it in the tree.
fn parents(sheet: &Sheet<'_>) -> Vec<(Option<RowIndex>, RowIndex)> {
    if sheet.has_unique_codes() {
        let above = |code: Code| {
            let mut code = code.parent();
            while let Some(parent) = code {
                if let Some(row) = sheet.row_of_code(parent) {
                    return Some(row);
                }
                code = parent.parent();
            }
            None
        };
        return sheet.coded().iter().map(|&(row, code)| (above(code), row)).collect();
    }
    in_order(sheet)
}

/// Where codes are printed twice, a row belongs to the last one above it that it can belong to. Of the outermost rows
/// nothing is known: between them the units of a department may be named.
fn in_order(sheet: &Sheet<'_>) -> Vec<(Option<RowIndex>, RowIndex)> {
    let mut path: Vec<(RowIndex, Code)> = Vec::new();
    let mut found = Vec::new();
    for &(row, code) in sheet.coded() {
        while path.last().is_some_and(|&(_, last)| !is_below(code, last)) {
            path.pop();
        }
        if let Some(&(parent, _)) = path.last() {
            found.push((Some(parent), row));
        }
        path.push((row, code));
    }
    found
}

fn is_below(code: Code, above: Code) -> bool {
    let mut code = code.parent();
    while let Some(parent) = code {
        if parent == above {
            return true;
        }
        code = parent.parent();
    }
    false
}
