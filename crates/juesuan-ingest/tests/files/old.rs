//! Compound files and the workbooks of old Excel in them, put together by hand.

const SECTOR: usize = 512;
const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;
const TABLE: u32 = 0xffff_fffd;

/// A compound file with one stream, which is padded so that it is no short one.
pub(crate) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().max(4096).div_ceil(SECTOR);
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(24, 0);
    file.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    file.resize(44, 0);
    // one table, the directory behind it, no short streams
    for word in [1, 1, 0, 4096, END, 0, END, 0, 0] {
        file.extend(u32::to_le_bytes(word));
    }
    file.resize(SECTOR, 0xff);
    let mut table = vec![TABLE, END];
    table.extend((0..sectors).map(|at| if at + 1 == sectors { END } else { u32::try_from(at).unwrap() + 3 }));
    table.resize(SECTOR / 4, FREE);
    file.extend(table.into_iter().flat_map(u32::to_le_bytes));
    file.extend(entry("Root Entry", 5, END, 0, 1));
    file.extend(entry(name, 2, 2, stream.len().max(4096), FREE));
    file.resize(3 * SECTOR, 0);
    file.extend(stream);
    file.resize((3 + sectors) * SECTOR, 0);
    file
}

fn entry(name: &str, kind: u8, first: u32, size: usize, child: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(entry.len() + 2).unwrap();
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    for word in [FREE, FREE, child] {
        entry.extend(word.to_le_bytes());
    }
    entry.resize(116, 0);
    entry.extend(first.to_le_bytes());
    entry.extend(u64::try_from(size).unwrap().to_le_bytes());
    entry
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let count = u16::try_from(units.len()).unwrap();
    [&count.to_le_bytes()[..], &[1], &units.into_iter().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()]
        .concat()
}

/// What stands in a cell: its place, its style, and a label or numbers beside one another.
pub(crate) enum Cell<'c> {
    Label(u16, u16, &'c str),
    Number(u16, u16, u16, f64),
    /// Hundredths, as short numbers, in one record.
    Hundredths(u16, u16, &'c [(u16, i32)]),
    /// A row without height.
    HiddenRow(u16),
    /// Columns that are not shown, the last included.
    HiddenColumns(u16, u16),
}

/// A workbook of Excel 97 with one sheet; style 1 is `0.00`, style 2 its own `#,##0.00_ `, style 3 percent.
pub(crate) fn xls(cells: &[Cell<'_>]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let style = |format: u8| {
        let mut data = vec![0, 0, format, 0];
        data.resize(20, 0);
        record(0x00e0, &data)
    };
    let own = record(0x041e, &[&[176, 0][..], &wide("#,##0.00_ ")].concat());
    let styles = [style(0), style(2), style(176), style(10)].concat();
    let globals = [begin(5), own, styles].concat();
    let name =
        [&[3, 1][..], &"甲表1".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    let bound =
        |at: usize| record(0x0085, &[&u32::try_from(at).unwrap().to_le_bytes()[..], &[0, 0], &name].concat());
    let end = record(0x000a, &[]);
    let start = globals.len() + bound(0).len() + end.len();
    let mut stream = [globals, bound(start), end.clone(), begin(0x10)].concat();
    for cell in cells {
        stream.extend(match cell {
            Cell::Label(row, column, text) => {
                let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
                record(0x0204, &[place, wide(text)].concat())
            }
            Cell::Number(row, column, style, value) => {
                let place = [row.to_le_bytes(), column.to_le_bytes(), style.to_le_bytes()].concat();
                record(0x0203, &[&place[..], &value.to_le_bytes()].concat())
            }
            Cell::Hundredths(row, first, numbers) => {
                let mut data = [row.to_le_bytes(), first.to_le_bytes()].concat();
                for (style, hundredths) in *numbers {
                    data.extend(style.to_le_bytes());
                    data.extend((hundredths << 2 | 3).to_le_bytes());
                }
                let last = first + u16::try_from(numbers.len()).unwrap() - 1;
                data.extend(last.to_le_bytes());
                record(0x00bd, &data)
            }
            Cell::HiddenRow(row) => {
                let mut data = row.to_le_bytes().to_vec();
                data.resize(12, 0);
                data.extend([0x20, 0, 0, 0]);
                record(0x0208, &data)
            }
            Cell::HiddenColumns(first, last) => {
                let mut data = [first.to_le_bytes(), last.to_le_bytes()].concat();
                data.resize(8, 0);
                data.extend([1, 0, 0, 0]);
                record(0x007d, &data)
            }
        });
    }
    stream.extend(end);
    compound("Workbook", &stream)
}
