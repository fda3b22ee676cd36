//! The tables and the numbers in them.

use std::borrow::Cow;
use std::rc::Rc;

use juesuan_model::{Column, Figure, Item, Layout, Measure, Report, Table, TableKind};

use crate::resource::{pattern, resource};
use crate::value::{cell, count, integer, number, optional, points, sheet, text, unit, written};

resource! {
    TABLES "tables" "表格" "One row a table"
    key ["document", "table"]
    refers ["document"] to "documents"
    |report| for table in &report.tables => {
        document Text required
            "文件相对路径" "Document" = text(&report.source.path);
        table Text required ~ [pattern::TABLE]
            "表号：法定报表Z01–Z09，部门预算B01–B14，其他表为T加起始行号"
            "Z01 … Z09 for the statutory tables, B01 … B14 for those of a budget, else T and the first line"
            = written(table.id().to_string());
        kind Text required [TableKind::ALL]
            "表格类别" "What the table is about" = text(table.kind().as_str());
        title Text
            "表名" "Title as printed" = text(table.title());
        unit Text
            "表头单位" "Unit printed above the table" = unit(table.unit());
        line_start Integer required >= 1
            "起始行" "First line, counted from 1" = integer(table.line_start());
        line_end Integer required >= 1
            "结束行" "Last line" = integer(table.line_end());
        fragments Integer required >= 1
            "由几段拼接而成" "From how many pieces it was joined" = integer(table.fragments());
        rows Integer required >= 0
            "行数" "Number of rows; a side-by-side form has one a side" = count(table.rows());
        columns Integer required >= 0
            "列数" "Number of columns" = count(table.columns());
        layout Text required [Layout::ALL]
            "版式" "How it stood in the text" = text(table.layout().as_str());
    }
}

resource! {
    OBSERVATIONS "observations" "表内数据" "One row a number in a table"
    key ["document", "start"]
    refers ["document"] to "documents"
    refers ["document", "table"] to "tables"
    |report| for seen in observations(report) => {
        document Text required
            "文件相对路径" "Document" = text(&report.source.path);
        table Text required ~ [pattern::TABLE]
            "表号" "Table" = text(&seen.heads.table);
        row_no Integer >= 0
            "行次" "Row number as printed" = optional(seen.figure.row.number, integer);
        code Text
            "科目编码" "Code of the row" = text(&seen.stub.code);
        label Text
            "项目名称" "Label of the row" = text(&seen.figure.row.label);
        column Text
            "栏目（各级表头以/连接）" "Headers of the column, joined by /" = text(seen.column().map_or("", |head| &head.title));
        value Number required
            "数值" "Number, without separators and stray spaces" = number(seen.figure.value);
        unit Text
            "单位" "Unit of the number" = unit(seen.figure.unit);
        amount_yuan Number
            "折合元（精确）" "Money in yuan, exactly; empty where it is not money" = number(seen.figure.yuan());
        line Integer required >= 1
            "行号（从1起）" "Line, counted from 1" = integer(seen.figure.place.line);
        page Integer >= 1
            "页码" "Page, counted from 1" = optional(seen.figure.place.page, |page| integer(page.get()));
        start Integer required >= 0
            "起始字节" "Byte offset of the first character in the decoded text" = integer(seen.figure.place.span.start);
        end Integer required >= 1
            "结束字节" "Byte offset after the last character" = integer(seen.figure.place.span.end);
        item Text ~ [pattern::ITEM]
            "统一项目" "What the row means, the same for every province and year"
            = text(seen.item());
        measure Text ~ [pattern::KEY]
            "统一口径" "What the column means, the same for every province and year"
            = text(seen.figure.measure().map_or("", Measure::as_str));
        certainty Text required
            "位置确定程度" "How sure it is that the number belongs in this row and column: given, ruled, proved, aligned, inferred, doubtful"
            = text(seen.figure.cell.certainty.name());
        decimals Integer required >= 0
            "原文的小数位数" "Decimals of the number as printed: 0, 0.0 and 0.00 are three statements" = integer(seen.figure.value.scale());
        x0 Number >= 0
            "左边距（磅）" "Left edge of the number on its page, in points; empty where the format has no positions"
            = points(report, seen.figure.place, |bounds| bounds.x0);
        y0 Number >= 0
            "上边距（磅）" "Its upper edge, in points from the top of the page" = points(report, seen.figure.place, |bounds| bounds.y0);
        x1 Number >= 0
            "右端（磅）" "Its right edge" = points(report, seen.figure.place, |bounds| bounds.x1);
        y1 Number >= 0
            "下端（磅）" "Its lower edge" = points(report, seen.figure.place, |bounds| bounds.y1);
        sheet Text
            "工作表" "Sheet of the workbook; empty where the format has none" = sheet(report, seen.figure.place);
        cell Text ~ [pattern::CELL]
            "单元格" "Its cell, B7" = cell(report, seen.figure.place);
    }
}

/// A figure with the texts that it shares with others, which are written once.
struct Observation<'r> {
    heads: Rc<Heads>,
    stub: Rc<Stub>,
    figure: Figure<'r>,
}

/// The texts of a table.
struct Heads {
    table: String,
    columns: Vec<ColumnHead>,
}

/// The texts of a column.
struct ColumnHead {
    title: String,
    item: Cow<'static, str>,
}

/// The texts of a row.
#[derive(Default)]
struct Stub {
    code: String,
    item: Cow<'static, str>,
}

impl Heads {
    fn of(table: &Table) -> Self {
        let head = |column: &Column| ColumnHead { title: column.title(), item: key(column.item) };
        Self { table: table.id().to_string(), columns: table.columns().iter().map(head).collect() }
    }
}

impl Observation<'_> {
    fn column(&self) -> Option<&ColumnHead> {
        self.heads.columns.get(self.figure.cell.column.get())
    }

    /// What the row means, else the column.
    fn item(&self) -> &str {
        if self.stub.item.is_empty() { self.column().map_or("", |head| &head.item) } else { &self.stub.item }
    }
}

fn observations(report: &Report) -> impl Iterator<Item = Observation<'_>> {
    report.tables.iter().flat_map(|table| {
        let heads = Rc::new(Heads::of(table));
        let rows = table.cells().chunk_by(|cell, next| cell.row == next.row);
        rows.flat_map(move |cells| {
            let row = cells.first().and_then(|cell| table.rows().get(cell.row.get()));
            let stub = row.map_or_else(Stub::default, |row| Stub {
                code: row.code_text().into_owned(),
                item: key(row.item),
            });
            let (heads, stub) = (Rc::clone(&heads), Rc::new(stub));
            let figures = cells.iter().filter_map(move |cell| table.figure_of(cell));
            figures.map(move |figure| Observation {
                heads: Rc::clone(&heads),
                stub: Rc::clone(&stub),
                figure,
            })
        })
    })
}

/// The key of an item; empty for none. Those of the vocabulary need not be written.
fn key(item: Option<Item>) -> Cow<'static, str> {
    let written = |item: Item| item.line_key().map_or_else(|| Cow::Owned(item.to_string()), Cow::Borrowed);
    item.map(written).unwrap_or_default()
}
