//! What a table gives away about how well it was read.

use juesuan_model::{
    Cell, Certainty, Code, Column, ColumnIndex, Decimal, Item, Measure, Place, Report, Row, RowIndex,
    StatementId, Table, vocabulary,
};
use juesuan_source::Span;
use juesuan_vocabulary::budget;

use super::{Doubt, Doubts, TableDoubt, is_form, labels, places};
use crate::quick::QuickMap;

/// What is found out about one table.
struct Finds<'t> {
    table: &'t Table,
    whole: Option<Doubt>,
    rows: Option<Doubt>,
    /// Doubts about rows and cells.
    by_row: Vec<(RowIndex, Doubt)>,
    by_cell: Vec<(usize, Doubt)>,
}

/// Looks at a table and notes what of it is in doubt.
///
/// `usual` is what [`usual_scale`] says of the report.
pub(super) fn examine(
    report: &Report,
    (index, table): (usize, &Table),
    usual: Option<u32>,
    doubts: &mut Doubts,
) {
    let mut finds = Finds { table, whole: None, rows: None, by_row: Vec::new(), by_cell: Vec::new() };
    finds.cells();
    if is_form(table.kind()) {
        finds.columns();
        finds.labels(report.year);
        finds.codes();
        finds.meanings();
        if table.id().is_budget() {
            finds.budget();
        }
        finds.places();
        finds.decimals(usual);
        finds.unread(report);
        finds.pieces(report.tables.get(index + 1));
    }
    finds.note(doubts);
}

impl Finds<'_> {
    fn number_cells(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.table.cells().iter().enumerate().filter(|(_, cell)| cell.number().is_some())
    }

    /// Cells of which the reader itself is not sure.
    fn cells(&mut self) {
        let open = |(_, cell): &(usize, &Cell)| !cell.certainty.may_accuse();
        self.by_cell =
            self.table.cells().iter().enumerate().filter(open).map(|(at, _)| (at, Doubt::Cell)).collect();
    }

    /// Columns without a name, with one name, or with codes in them.
    fn columns(&mut self) {
        let columns = self.table.columns();
        let mut filled = vec![0_usize; columns.len()];
        let mut codes = vec![0_usize; columns.len()];
        let decimals =
            self.number_cells().any(|(_, cell)| cell.number().is_some_and(|value| value.scale() > 0));
        for (_, cell) in self.number_cells() {
            let at = cell.column.get();
            filled[at] += 1;
            codes[at] += usize::from(decimals && cell.number().is_some_and(is_code));
        }
        let titles: Vec<String> =
            columns.iter().map(|column| vocabulary::label_key(&column.title()).into_owned()).collect();
        for at in (0..columns.len()).filter(|at| filled[*at] > 0) {
            if titles[at].trim_matches('/').is_empty() {
                self.whole = self.whole.or(Some(Doubt::NamelessColumn));
            }
            if codes[at] > 1 {
                self.whole = self.whole.or(Some(Doubt::CodesAmongAmounts));
            }
            let again = |other: &usize| *other != at && filled[*other] > 0 && titles[*other] == titles[at];
            if !titles[at].is_empty() && (0..columns.len()).any(|other| again(&other)) {
                let of_column =
                    self.table.cells().iter().enumerate().filter(|(_, cell)| cell.column.get() == at);
                self.by_cell.extend(of_column.map(|(cell, _)| (cell, Doubt::ColumnsAlike)));
            }
        }
    }

    /// Names with figures in them, and names made of those of their neighbours.
    fn labels(&mut self, year: Option<u16>) {
        for (at, row) in self.table.indexed_rows() {
            // the digits of a code are no amount
            let amount_as_code = || row.code.is_none() && labels::is_amount(&row.code_text());
            if labels::has_figures(row) || amount_as_code() {
                self.by_row.push((at, Doubt::FiguresInLabel));
                self.rows = self.rows.or(Some(Doubt::FiguresInLabel));
            }
        }
        self.by_row.extend(labels::torn(self.table, year).map(|at| (at, Doubt::TornLabel)));
        if !self.is_given() {
            self.by_row.extend(labels::cut(self.table, year).map(|at| (at, Doubt::TornLabel)));
            let form = self.table.id();
            if form.form_title().is_none() {
                return;
            }
            let two = labels::of_two_rows(self.table, form, year).map(|at| (at, Doubt::TwoRowsInOne));
            let before = self.by_row.len();
            self.by_row.extend(two);
            self.rows = self.rows.or((self.by_row.len() > before).then_some(Doubt::TwoRowsInOne));
        }
    }

    /// One code on rows of different names, where nothing but positions says which rows there are.
    fn codes(&mut self) {
        if self.is_given() {
            return;
        }
        let mut known: QuickMap<Code, (RowIndex, &Row)> = QuickMap::default();
        for (at, row) in self.table.indexed_rows() {
            let Some(code) = row.code else { continue };
            let first = known.entry(code).or_insert((at, row));
            let apart = vocabulary::label_key(&first.1.label) != vocabulary::label_key(&row.label);
            if apart && self.has_number(first.0) && self.has_number(at) {
                self.by_row.extend([(first.0, Doubt::CodeOfTwoRows), (at, Doubt::CodeOfTwoRows)]);
                self.rows = self.rows.or(Some(Doubt::CodeOfTwoRows));
            }
        }
    }

    /// Amounts with fewer or more decimals than all others, where only positions say that they belong to the table: a number
    /// of a page, or one with such a number at its end.
    fn decimals(&mut self, usual: Option<u32>) {
        let Some(usual) = usual else { return };
        let cells = self.table.cells().iter().enumerate();
        let odd = cells.filter(|(_, cell)| {
            let value = cell.number().filter(|value| !value.is_zero());
            let alone = || self.table.cells_of(cell.row).len() == 1;
            cell.certainty > Certainty::Ruled
                && value.is_some_and(|value| value.scale() > usual || (value.scale() == 0 && alone()))
        });
        let odd: Vec<usize> = odd.map(|(at, _)| at).collect();
        self.by_cell.extend(odd.into_iter().map(|at| (at, Doubt::Cell)));
    }

    /// Figures that positions alone have put where they stand, and that cannot belong there.
    fn places(&mut self) {
        let numbered = places::column_numbers(self.table);
        self.by_row.extend(numbered.map(|row| (row, Doubt::Cell)));
        let torn: Vec<RowIndex> = places::torn(self.table).collect();
        self.rows = self.rows.or((!torn.is_empty()).then_some(Doubt::Cell));
        self.by_row.extend(torn.into_iter().map(|row| (row, Doubt::Cell)));
        let crowded: Vec<RowIndex> = places::crowded(self.table).collect();
        self.rows = self.rows.or((!crowded.is_empty()).then_some(Doubt::Cell));
        self.by_row.extend(crowded.into_iter().map(|row| (row, Doubt::Cell)));
        self.by_row.extend(places::halved(self.table).map(|row| (row, Doubt::Cell)));
        let public = self.table.id().accounts() == Some(StatementId::Z09);
        if public && self.table.id().is_budget() && !self.is_given() {
            self.by_row.extend(places::packed(self.table).map(|row| (row, Doubt::Cell)));
        }
        let nameless = if public { Vec::new() } else { places::nameless(self.table, !self.is_given()) };
        self.rows = self.rows.or((!nameless.is_empty()).then_some(Doubt::UnknownRow));
        self.by_row.extend(nameless.into_iter().map(|row| (row, Doubt::UnknownRow)));
        if !self.is_given() && self.has_parts() {
            let partial = places::partial(self.table);
            self.rows = self.rows.or((!partial.is_empty()).then_some(Doubt::Cell));
            self.by_row.extend(partial.into_iter().map(|row| (row, Doubt::Cell)));
        }
        if !self.is_given() && (places::contradict(self.table) || places::are_displaced(self.table)) {
            self.whole = self.whole.or(Some(Doubt::Cell));
        }
        if !self.is_given() && places::are_between_sides(self.table) {
            self.whole = self.whole.or(Some(Doubt::Cell));
        }
        if !self.is_given() && places::are_mixed(self.table) {
            self.whole = self.whole.or(Some(Doubt::CodesAmongAmounts));
        }
    }

    /// Whether the columns of the form are a total and what it consists of.
    fn has_parts(&self) -> bool {
        use StatementId::{Z02, Z03, Z05, Z08};
        self.table.id().accounts().is_some_and(|id| matches!(id, Z02 | Z03 | Z05 | Z08))
    }

    /// Figures of which nobody knows what they are about, where only positions say which row they belong to: the row may
    /// be a part of the one above. In the table of the three public expenses every figure has an item and a phase.
    fn meanings(&mut self) {
        let public = self.table.id().accounts() == Some(StatementId::Z09);
        let table = self.table;
        if public && !self.is_given() && labels::skip_numbers(table.rows()) {
            self.whole = self.whole.or(Some(Doubt::UnknownRow));
        }
        for cell in table.cells().iter().filter(|cell| cell.number().is_some()) {
            let row = table.row(cell.row);
            let column = table.column(cell.column);
            let Some((row, column)) = row.zip(column) else { continue };
            let positioned = cell.certainty > Certainty::Ruled;
            let measured = column.measure.or(row.measure).is_some();
            if positioned && public && !(measured && row.item.or(column.item).is_some()) {
                self.whole = self.whole.or(Some(Doubt::UnknownColumn));
            }
            let unknown = row.item.is_none() && row.code.is_none() && row.measure.is_none();
            if positioned && unknown && !row.is_of_which() && column.item.is_none() {
                self.rows = self.rows.or(Some(Doubt::UnknownRow));
            }
        }
    }

    /// Tables of budgets, which have no form that all print: figures whose row stands on one side and whose column on the
    /// other, and columns that mean the same.
    fn budget(&mut self) {
        let table = self.table;
        let sided = matches!(table.id().accounts(), Some(StatementId::Z01 | StatementId::Z04));
        let side_of = |item: Item| item.line_key().and_then(|key| key.split_once(':')).map(|(side, _)| side);
        let head = |column: &Column, side: &str| column.path.iter().any(|head| head.contains(side));
        let other_side = |row: &Row, column: &Column| match row.item.and_then(side_of) {
            Some("income") => head(column, budget::EXPENDITURE) && !head(column, budget::INCOME),
            Some("expenditure") => head(column, budget::INCOME) && !head(column, budget::EXPENDITURE),
            _ => false,
        };
        let mut first: QuickMap<(Measure, Option<Item>), ColumnIndex> = QuickMap::default();
        let mut alike: Vec<ColumnIndex> = Vec::new();
        let mut odd = Vec::new();
        for (at, cell) in self.number_cells() {
            let Some((row, column)) = table.row(cell.row).zip(table.column(cell.column)) else { continue };
            if sided && other_side(row, column) {
                odd.push((at, Doubt::Cell));
            }
            let meaning = column.measure.map(|measure| (measure, column.item));
            let known = meaning.map(|meaning| *first.entry(meaning).or_insert(cell.column));
            if let Some(known) = known.filter(|known| *known != cell.column) {
                alike.extend([known, cell.column]);
            }
        }
        // forms with two sides measure on both the same, and that of the three public expenses has a total over more
        if !sided && table.id().accounts() != Some(StatementId::Z09) {
            alike.sort_unstable();
            alike.dedup();
            let in_alike = |cell: &Cell| alike.binary_search(&cell.column).is_ok();
            let cells = self.number_cells().filter(|(_, cell)| in_alike(cell));
            odd.extend(cells.map(|(at, _)| (at, Doubt::ColumnsAlike)));
        }
        self.by_cell.extend(odd);
    }

    /// Amounts between its lines that were not read, and repairs that were left open.
    fn unread(&mut self, report: &Report) {
        // a row that was not taken for one stands right below the last
        let below = u32::from(!self.is_given());
        let lines = self.table.line_start()..=self.table.line_end().saturating_add(below);
        let from = report.unread.partition_point(|unread| unread.place.line < *lines.start());
        let unread = report.unread.iter().skip(from).take_while(|unread| lines.contains(&unread.place.line));
        let amounts = unread.filter(|unread| labels::is_amount(&unread.text)).map(|unread| unread.place.line);
        let open = report.repairs.iter().filter(|repair| repair.kind == "uncertain");
        let repaired = open.map(|repair| repair.line).filter(|line| lines.contains(line));
        // in the order of lines, which rows of panels are not in
        let mut rows: Vec<(u32, RowIndex)> =
            self.table.indexed_rows().map(|(at, row)| (row.line, at)).collect();
        rows.sort_unstable();
        for line in amounts.chain(repaired) {
            self.rows = self.rows.or(Some(Doubt::UnreadAmounts));
            let near = rows.partition_point(|&(of_row, _)| of_row.saturating_add(1) < line);
            let near = rows.iter().skip(near).take_while(|(of_row, _)| *of_row <= line.saturating_add(1));
            self.by_row.extend(near.map(|&(_, at)| (at, Doubt::UnreadAmounts)));
        }
    }

    /// A form without figures that cannot be empty, and one whose rows go on in a table without a title.
    fn pieces(&mut self, next: Option<&Table>) {
        let id = self.table.id();
        let seldom = [StatementId::Z07, StatementId::Z08, StatementId::Z09];
        let always = id.accounts().is_some_and(|form| !seldom.contains(&form));
        let is_tail = |next: &&Table| {
            let coded = next.rows().iter().filter(|row| row.code.is_some()).count();
            let figures = next.cells().iter().filter(|cell| cell.number().is_some()).count();
            next.title().is_empty() && !is_form(next.kind()) && coded > 0 && figures > 0
        };
        if next.as_ref().is_some_and(is_tail) {
            self.whole = self.whole.or(Some(Doubt::Pieces));
        } else if always && self.number_cells().next().is_none() && !self.table.rows().is_empty() {
            // a form that nobody has filled in has dashes or blanks in all its rows, and was read as such
            let filled = self.table.cells().iter().any(|cell| cell.number().is_none());
            self.rows = self.rows.or(filled.then_some(Doubt::NoFigures));
        } else if always && self.table.rows().is_empty() {
            self.whole = self.whole.or(Some(Doubt::NoFigures));
        }
    }

    /// Whether the format itself states the cells.
    fn is_given(&self) -> bool {
        self.table.cells().iter().all(|cell| cell.certainty <= Certainty::Ruled)
    }

    fn has_number(&self, row: RowIndex) -> bool {
        self.table.cells_of(row).iter().any(|cell| cell.number().is_some())
    }

    fn note(self, doubts: &mut Doubts) {
        let Self { table, whole, rows, by_row, by_cell } = self;
        let first = by_row.first().map(|(_, doubt)| *doubt).or(by_cell.first().map(|(_, doubt)| *doubt));
        let Some(any) = whole.or(rows).or(first) else { return };
        let lines = (table.line_start(), table.line_end());
        if let Some(doubt) = whole {
            doubts.lines.push((lines.0, lines.1, doubt));
            let ends = table.cells().iter().map(|cell| cell.place.span).filter(|span| !span.is_empty());
            let around = ends.fold(None, |around: Option<Span>, span| {
                Some(around.map_or(span, |all| Span::new(all.start.min(span.start), all.end.max(span.end))))
            });
            if let Some(span) = around {
                doubts.add(Place::new(span, lines.0), doubt);
            }
        }
        for (row, doubt) in by_row {
            if let Some(printed) = table.row(row).filter(|printed| printed.line > 0) {
                doubts.lines.push((printed.line, printed.line, doubt));
            }
            // a name that is torn says nothing about the figures beside it
            for cell in table.cells_of(row) {
                match doubt {
                    Doubt::TornLabel => {
                        doubts.names.push((cell.place.span.start, cell.place.span.end, doubt));
                    }
                    _ => doubts.add(cell.place, doubt),
                }
            }
        }
        for (at, doubt) in by_cell {
            if let Some(cell) = table.cells().get(at) {
                doubts.add(cell.place, doubt);
            }
        }
        let form = Some(table.id()).filter(|id| id.form_title().is_some());
        doubts.tables.push(TableDoubt { form, lines, whole, rows, any });
    }
}

/// How many decimals most amounts of the statutory forms have; `None` where none has any.
pub(super) fn usual_scale(report: &Report) -> Option<u32> {
    let scales = report.tables.iter().filter(|table| is_form(table.kind())).flat_map(Table::cells);
    let scales = scales.filter_map(Cell::number).map(|value| value.scale());
    let mut counts = [0_u32; 29];
    for scale in scales.filter(|scale| *scale > 0) {
        counts[scale as usize] += 1;
    }
    let usual = (0..).zip(counts).max_by_key(|(scale, count)| (*count, *scale));
    usual.filter(|(_, count)| *count > 0).map(|(scale, _)| scale)
}

/// Whether a figure is a code of a section or an item, of a class that the vocabulary knows.
fn is_code(value: Decimal) -> bool {
    // nearly all amounts have decimals
    if value.scale() > 0 || !(10_000..10_000_000).contains(&value.mantissa()) {
        return false;
    }
    let text = value.to_string();
    let class = text.get(..3).and_then(|class| Code::new(class).ok());
    matches!(text.len(), 5 | 7)
        && class.is_some_and(|class| class.name(None).is_some())
        && Code::new(&text).is_ok()
}
