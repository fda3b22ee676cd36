//! Programmes and indicators: self-evaluation reports, summaries, indicator lists.

mod budget;
mod cues;
mod figure;
mod form;
mod form_money;
mod form_result;
mod headers;
mod indicators;
mod rate;
mod result;
mod summary;
mod zone;

use std::ops::Range;

use juesuan_model::{
    Indicator, PlacedNumber, PlacedText, Programme, ProgrammeKind, ProgrammeSource, Repair, Row, Table,
    TableKind,
};
use juesuan_segment::{Block, BlockKind, Span, plain};
use juesuan_vocabulary::performance;

use crate::Document;
use crate::coverage::{Coverage, at_cut_edge};
use cues::Cues;
use zone::{Zone, Zones};

/// What a document says of programmes.
pub(crate) struct Found {
    /// Those with a report of their own first, in order; then those of summaries.
    pub(crate) programmes: Vec<Programme>,
    /// Of each programme with a report of its own, the bytes of that report.
    pub(crate) reports: Vec<Range<u32>>,
    /// The rows of all tables of indicators.
    pub(crate) indicators: Vec<Indicator>,
    /// Rates that were read otherwise than printed.
    pub(crate) repairs: Vec<Repair>,
}

/// All programmes and indicators of a document. `tables` are the bound tables in the order of the rebuilt grids.
pub(crate) fn read(
    document: &Document<'_>,
    tables: &[Table],
    entity: Option<&str>,
    coverage: &mut Coverage,
) -> Found {
    let cues = Cues::of(document.source());
    let mut zones = zone::zones(document, entity);
    zones.add_forms(form::zones(document, tables));
    let sections = sections_with_result(document, &cues, &zones);
    zones.extend(sections);

    let (mut programmes, mut reports) = (Vec::new(), Vec::new());
    let mut index_of_zone = vec![None; zones.iter().count()];
    for (zone, index) in zones.iter().zip(&mut index_of_zone) {
        if let Some(programme) = of_zone(document, tables, &cues, zone) {
            *index = u32::try_from(programmes.len()).ok();
            programmes.push(programme);
            reports.push(zone.bytes.clone());
            zone.form.into_iter().for_each(|name| coverage.read(name));
        }
    }
    let mut indicators = Vec::new();
    for (grid, table) in document.tables.tables.iter().zip(tables) {
        match table.kind() {
            TableKind::Score | TableKind::Target | TableKind::Overall => {
                let zone = zones.at(grid.span);
                let name = zone.map_or(table.title(), |(_, zone)| &zone.name);
                let index = zone.and_then(|(at, _)| index_of_zone.get(at).copied().flatten());
                let own = indicators::indicators(document, grid, name, index, coverage);
                let scores_rate = zone.is_some_and(|(_, zone)| zone.scores_rate());
                let (rates, mut own): (Vec<_>, Vec<_>) =
                    own.into_iter().partition(|row| scores_rate && form_money::is_execution_row(row));
                let programme = index.and_then(|index| programmes.get_mut(index as usize));
                if let Some((programme, rate)) = programme.zip(rates.into_iter().next()) {
                    form_money::take_rate_row(programme, rate);
                }
                indicators.append(&mut own);
            }
            TableKind::Summary => programmes.extend(summary::from_table(document, grid, table.unit())),
            _ => {}
        }
    }
    let outside = |block: &&Block| {
        zone::is_text(block.kind) && cues.any_in(block.span) && zones.at(block.span).is_none()
    };
    for block in document.segmentation.blocks.iter().filter(outside) {
        match summary::from_review(document, block) {
            Some(programme) => programmes.push(programme),
            None if block.kind == BlockKind::Paragraph => {
                programmes.extend(summary::from_text(document, block, entity));
            }
            None => {}
        }
    }
    for programme in &programmes {
        cover(programme, coverage);
    }
    let repairs = programmes.iter_mut().filter_map(rate::settle).collect();
    Found { programmes, reports, indicators, repairs }
}

/// The numbers of a programme were read.
fn cover(programme: &Programme, coverage: &mut Coverage) {
    let Programme {
        budget_initial,
        budget_adjusted,
        executed,
        rate,
        rate_weight,
        rate_score,
        total_score,
        ..
    } = programme;
    let numbers = [budget_initial, budget_adjusted, executed, rate, rate_weight, rate_score, total_score];
    for number in numbers.into_iter().flatten() {
        coverage.read(number.place.span);
    }
}

/// Numbered sections outside all reports whose first sentences state the result of what their title names.
fn sections_with_result(document: &Document<'_>, cues: &Cues, reports: &Zones) -> Vec<Zone> {
    let source = document.source();
    let sections = &document.segmentation.sections;
    let mut zones: Vec<Zone> = Vec::new();
    for (index, section) in sections.iter().enumerate().filter(|(_, section)| section.level >= 3) {
        let in_found = zones.last().is_some_and(|zone| zone.holds(section.heading));
        if in_found || reports.at(section.heading).is_some() {
            continue;
        }
        let heading = section.heading;
        let next = sections[index + 1..].iter().find(|later| later.level <= section.level);
        let end = next.map_or(Span::of(0..source.len()).end, |later| later.heading.start);
        if !cues.any_in(Span::new(heading.start, end)) {
            continue;
        }
        let title = plain(section.title.text(source));
        let name = title.trim_end_matches(['。', '：', ':']).to_owned();
        let zone =
            Zone { bytes: heading.start..end, kind: zone::kind(&name), name, is_report: false, form: None };
        let names_itself =
            |block: &&Block| cues.any_in(block.span) && plain(block.span.text(source)).contains(&zone.name);
        if !zone.name.is_empty()
            && texts(document, &zone).take(6).filter(names_itself).any(|block| states_result(document, block))
        {
            zones.push(zone);
        }
    }
    zones
}

fn states_result(document: &Document<'_>, block: &Block) -> bool {
    let text = block.span.text(document.source());
    performance::STATES_RESULT.iter().any(|word| text.contains(word)) && !result::stated(text).is_empty()
}

/// The running text of a zone.
fn texts<'d>(document: &'d Document<'_>, zone: &'d Zone) -> impl Iterator<Item = &'d Block> {
    let blocks = &document.segmentation.blocks;
    let first = blocks.partition_point(|block| block.span.start < zone.bytes.start);
    blocks[first..]
        .iter()
        .take_while(|block| block.span.start < zone.bytes.end)
        .filter(|block| zone::is_text(block.kind))
}

/// The programme of a zone; `None` where the zone states neither execution nor score nor grade.
fn of_zone(document: &Document<'_>, tables: &[Table], cues: &Cues, zone: &Zone) -> Option<Programme> {
    let place = document.place(zone.form.unwrap_or(Span::new(zone.bytes.start, zone.bytes.start)));
    let mut programme = Programme::new(zone.name.clone(), zone.kind, ProgrammeSource::Report, place);
    let first = document.tables.tables.partition_point(|grid| grid.span.start < zone.bytes.start);
    let inside = document.tables.tables[first..].iter().take_while(|grid| zone.holds(grid.span)).count();
    for table in &tables[first..first + inside] {
        budget::from_table(&mut programme, table);
        if table.kind() == TableKind::Overall && zone.kind == ProgrammeKind::Department {
            rate_row(&mut programme, table);
        }
    }
    let grids = &document.tables.tables[first..first + inside];
    if zone.form.is_some() {
        for grid in grids {
            form_result::take_result(document, &mut programme, grid);
        }
        let blocks = &document.segmentation.blocks;
        let above = blocks.partition_point(|block| block.span.start < zone.bytes.start);
        let lines = blocks[above..].iter().take_while(|block| block.span.start < zone.bytes.end);
        for block in lines.filter(|block| !matches!(block.kind, BlockKind::Fragment(_))) {
            form_result::take_line(document, &mut programme, block);
        }
    }
    for block in texts(document, zone).filter(|block| cues.any_in(block.span)) {
        take_result(document, &mut programme, block);
        if zone.is_report {
            budget::from_text(document, &mut programme, block.span);
        }
    }
    if zone.form.is_some() {
        programme.place = place;
    }
    let has_result =
        programme.executed.is_some() || programme.total_score.is_some() || programme.grade.is_some();
    has_result.then_some(programme)
}

/// Score and grade of a paragraph, where the programme has none yet; the score's line is the programme's.
fn take_result(document: &Document<'_>, programme: &mut Programme, block: &Block) {
    let stated = result::stated(block.span.text(document.source()));
    let at = |span: Span| Span::new(block.span.start + span.start, block.span.start + span.end);
    let whole = |span: &Span| !at_cut_edge(&document.segmentation, at(*span));
    if let (None, Some((score, span))) =
        (&programme.total_score, stated.score.filter(|(_, span)| whole(span)))
    {
        let place = document.place(at(span));
        programme.total_score = Some(PlacedNumber::new(score, place));
        programme.place = place;
    }
    if let (None, Some((grade, span))) = (&programme.grade, stated.grade) {
        let place = document.place(at(span));
        programme.grade = Some(PlacedText::new(grade, place));
        if programme.total_score.is_none() {
            programme.place = place;
        }
    }
}

/// Weight and score of the execution rate in a department's table of scores.
fn rate_row(programme: &mut Programme, table: &Table) {
    let is_rate = |row: &Row| row.label.contains(performance::BUDGET_EXECUTION_RATE);
    let Some((row, _)) = table.indexed_rows().find(|(_, row)| is_rate(row)) else { return };
    for figure in table.cells_of(row).iter().filter_map(|cell| table.figure_of(cell)) {
        let slot = match figure.column.path.last().and_then(|name| headers::field(name)) {
            Some(headers::Field::Weight) => &mut programme.rate_weight,
            Some(headers::Field::Score) => &mut programme.rate_score,
            _ => continue,
        };
        slot.get_or_insert(PlacedNumber::new(figure.value, figure.place));
    }
}
