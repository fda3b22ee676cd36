//! Stubs that say more than a code and a name: the body whose money it is, a second classification, names of sides that
//! no head announces. One code and one name stand for a row, the others are kept as texts.

use crate::cell::clean;
use crate::rebuild::header;
use crate::table::{CellKind, Column, Panel, Role, RowKind, Table};
use crate::text::Text;
use crate::words::{self, List, Words};

/// Sets the codes of bodies aside where the table has others: 类, 款, 项 and 单位代码 make no code together.
pub(crate) fn set_bodies_aside(table: &mut Table, words: &Words) {
    let of_body = |column: &Column| column.role == Role::Code && is_body(column, words);
    let others = table.columns.iter().any(|column| column.role == Role::Code && !is_body(column, words));
    if others {
        for column in table.columns.iter_mut().filter(|column| of_body(column)) {
            column.role = Role::Ordinal;
        }
    }
}

/// Whether a column says whose money it is.
fn is_body(column: &Column, words: &Words) -> bool {
    let head = column.path.last().map(String::as_str).unwrap_or_default();
    words.occurs(List::Bodies, head) && !words.occurs(List::NoBodies, head)
}

/// Finds the names of sides that no head announces: columns between figures that are full of numbered items.
pub(crate) fn find_sides(table: &mut Table, source: &Text<'_>) {
    let side = |role: Option<&Column>, fits: Role| role.is_some_and(|column| column.role == fits);
    let first = table.columns.first().map(|column| column.role);
    for at in 1..table.columns.len() {
        let between =
            side(table.columns.get(at - 1), Role::Figure) && side(table.columns.get(at + 1), Role::Figure);
        let open = side(table.columns.get(at), Role::Text)
            && header::announced(source, &table.columns[at]).is_none();
        if first == Some(Role::Label) && between && open && lists_items(table, at, source) {
            table.columns[at].role = Role::Label;
        }
    }
}

/// Whether most texts of a column begin as items do.
fn lists_items(table: &Table, column: usize, source: &Text<'_>) -> bool {
    let rows = (0..table.rows.len()).filter(|&row| table.rows[row].kind == RowKind::Data);
    let (mut items, mut texts) = (0, 0);
    for cell in rows.map(|row| table.cell_at(row, column)).filter(|cell| cell.kind() == CellKind::Text) {
        texts += 1;
        items += usize::from(words::begins_item(&clean::key(&cell.text(source))));
    }
    texts > 2 && items * 2 >= texts
}

/// Leaves one code and one name to each panel.
pub(crate) fn settle(table: &mut Table, words: &Words) {
    let panels: Vec<Panel> = table.panels.clone();
    for panel in panels {
        let range = usize::from(panel.columns.start)..usize::from(panel.columns.end).min(table.columns.len());
        let with = |table: &Table, role: Role| -> Vec<usize> {
            range.clone().filter(|&column| table.columns[column].role == role).collect()
        };
        let codes = with(table, Role::Code);
        let names = with(table, Role::Label);
        let code = codes.first().copied();
        for &other in codes.get(1..).unwrap_or(&[]) {
            table.columns[other].role = Role::Ordinal;
        }
        let Some(kept) = name_of(table, &names, code, words) else { continue };
        let head = table.columns[kept].path.clone();
        for name in names {
            if table.columns[name].path != head {
                table.columns[name].role = Role::Text;
            }
        }
    }
}

/// The column that names the rows, where several may: the one whose head says that it names what the money is for,
/// behind the codes where several do; else the one behind the codes.
fn name_of(table: &Table, names: &[usize], code: Option<usize>, words: &Words) -> Option<usize> {
    let first = &table.columns.get(*names.first()?)?.path;
    if names.iter().all(|&name| table.columns[name].path == *first) {
        return None;
    }
    let says = |name: &usize| {
        let column = &table.columns[*name];
        let end = column.path.last().map(|head| clean::key(head).into_owned()).unwrap_or_default();
        !is_body(column, words) && words.ends(List::NamesOfItems, &end)
    };
    // a column of codes that is printed over two is not what names them
    let behind = code.and_then(|code| names.iter().copied().find(|&name| name == code + 1));
    behind.filter(says).or_else(|| names.iter().copied().find(says)).or(behind)
}
