//! Addresses of cells as workbooks write them.

/// Row and column of `B12`, counted from 0; columns have no more than three letters.
pub(super) fn place(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().filter(u8::is_ascii_alphabetic).count();
    juesuan_source::cell_at(name).filter(|_| letters <= 3)
}

/// What a column is called, counted from 0: `B`.
pub(super) fn letters(column: u32) -> String {
    let name = juesuan_source::CellName { sheet: "", row: 0, column };
    name.address().trim_end_matches('1').to_owned()
}
