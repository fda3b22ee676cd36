//! Rows of forms with one side: a code, a name and figures. Names may be wrapped around the line of their figures.

use std::ops::Range;

use juesuan_segment::{Marker, MarkerStyle, Span};

use super::fitted::Side;
use super::tokens::{Kind, Line, Mode, begins_item, is_exact};
use super::{Knowledge, shares, without_number, write};
use crate::cell::clean;
use crate::text::Text;
use crate::tuning::template::TUNING;

/// A row: its code, its name in parts, its figures.
#[derive(Clone, Debug, Default)]
struct Core {
    line: Span,
    code: Vec<Span>,
    name: Vec<Span>,
    figures: Vec<Span>,
    /// The number of the body or project that it is about.
    number: Option<Span>,
    /// Lines of names between the row above and this one.
    above: Vec<Vec<Span>>,
}

/// The rows below the head of a form.
pub(super) fn rows(
    source: &Text<'_>,
    lines: &[Line],
    mode: Mode,
    side: &Side,
    knowledge: &Knowledge<'_>,
) -> Vec<write::Row> {
    let (mut cores, last) = match mode {
        Mode::Words | Mode::Spaced(_) => cores(source, lines, side, knowledge),
        Mode::Cells => (cells(source, lines, side, Some(knowledge)), Vec::new()),
    };
    if mode == Mode::Words {
        share_names(source, &mut cores, &last, knowledge);
    }
    cores.into_iter().map(|core| row(source, core, side)).collect()
}

fn row(source: &Text<'_>, mut core: Core, side: &Side) -> write::Row {
    let mut row = write::Row { span: core.line, ..write::Row::default() };
    if let Some(number) = side.row
        && let [first, _, ..] = core.figures.as_slice()
        && !is_exact(first.text(source))
    {
        row.cells.push((number, vec![core.figures.remove(0)]));
    }
    if let (true, true, Some(number)) = (side.numbers, core.code.is_empty(), core.number) {
        core.code.push(number);
    }
    if let (Some(code), false) = (side.code, core.code.is_empty()) {
        row.cells.push((code, core.code));
    }
    if !side.more.is_empty() && core.name.len() == side.more.len() + 1 {
        // a name in each of its columns
        let more = core.name.split_off(1);
        row.cells.extend(side.more.iter().copied().zip(more.into_iter().map(|name| vec![name])));
    }
    if let (Some(label), false) = (side.label, core.name.is_empty()) {
        row.cells.push((label, core.name));
    }
    row.figures = vec![(side.figures.clone(), core.figures)];
    row
}

/// The lines of codes or figures, each with the lines of names above it; and the lines below the last one.
fn cores(
    source: &Text<'_>,
    lines: &[Line],
    side: &Side,
    knowledge: &Knowledge<'_>,
) -> (Vec<Core>, Vec<Vec<Span>>) {
    let mut cores: Vec<Core> = Vec::new();
    let mut loose: Vec<Vec<Span>> = Vec::new();
    let mut head = None;
    for line in lines {
        if counts_columns(source, line) {
            // what stands above it on a next page is its head
            loose.clear();
            continue;
        }
        let length = if side.code.is_some() { line.code() } else { 0 };
        let (code, rest) = line.tokens.split_at(length);
        let code: Vec<Span> = code.iter().map(|token| token.at).collect();
        let name = without_code_heads(
            source,
            rest.iter().filter(|token| token.kind == Kind::Name).map(|token| token.at),
        );
        let figures: Vec<Span> =
            rest.iter().filter(|token| token.kind != Kind::Name).map(|token| token.at).collect();
        if side.code.is_none()
            && let Some(above) = blank_row(source, &loose, &name, knowledge)
        {
            loose.clear();
            cores.push(above);
        }
        if code.is_empty() && figures.is_empty() {
            if is_head(source, &name, side) {
                head = Some(loose.len());
            }
            loose.push(name);
            continue;
        }
        if head.take().is_some() {
            // the head of a next page
            loose.clear();
        }
        let line_of = Core { line: line.span, code, name, figures, number: line.number, above: Vec::new() };
        match cores.last_mut() {
            // a row on several lines: its code, more of its name, then its figures
            Some(above) if ends_row(source, above, &loose, &line_of) => {
                above.name.extend(loose.drain(..).flatten().chain(line_of.name));
                above.figures = line_of.figures;
                above.line = above.line.join(line.span);
            }
            _ => cores.push(Core { above: std::mem::take(&mut loose), ..line_of }),
        }
    }
    (cores, loose)
}

/// The row without figures that lines of names above a line are, where these begin an item and the line another one.
fn blank_row(
    source: &Text<'_>,
    loose: &[Vec<Span>],
    name: &[Span],
    knowledge: &Knowledge<'_>,
) -> Option<Core> {
    let above: Vec<Span> = loose.iter().flatten().copied().collect();
    let line = above.iter().copied().reduce(Span::join)?;
    let other = parts_items(source, &above, name, knowledge);
    other.then(|| Core { line, name: above, ..Core::default() })
}

/// Whether a name is that of another item of a list than the names above it, which begin one.
fn parts_items(source: &Text<'_>, above: &[Span], name: &[Span], knowledge: &Knowledge<'_>) -> bool {
    let key = |parts: &[Span]| -> String {
        parts.iter().map(|part| clean::key(part.text(source)).into_owned()).collect()
    };
    let (above, name) = (key(above), key(name));
    let row = |name: &str| knowledge.is_row(without_number(name));
    opens_item(&above)
        && (opens_item(&name)
            || source.words.sums_up(&name)
            || row(&above) && row(&name) && !row(&format!("{above}{name}")))
}

/// Whether a name begins with the number of an item of a list: 四、 （二） 3．
fn opens_item(name: &str) -> bool {
    let counted = || {
        Marker::at_start(name, 0).is_some_and(|marker| {
            marker.style == MarkerStyle::Arabic
                && name.get(marker.span.len()..).is_some_and(|rest| rest.starts_with(|c: char| !c.is_ascii()))
        })
    };
    begins_item(name) || counted()
}

/// Whether a line has the figures of the row above, which has none yet: in forms with codes a line without one goes on with
/// the code above it, unless it sums up or begins an item.
fn ends_row(source: &Text<'_>, above: &Core, loose: &[Vec<Span>], line: &Core) -> bool {
    if !above.figures.is_empty() || !line.code.is_empty() || line.figures.is_empty() {
        return false;
    }
    let whole = line.name.is_empty() || above.name.is_empty();
    if loose.is_empty() && whole {
        return true;
    }
    let name: String = line.name.iter().map(|part| clean::key(part.text(source)).into_owned()).collect();
    let other = source.words.totals(&name) || begins_item(&name);
    !above.code.is_empty() && !other && loose.len() <= TUNING.template_coded.most_loose
}

/// 类 款 项 in front of the name of the total are the heads of the code.
fn without_code_heads(source: &Text<'_>, names: impl Iterator<Item = Span>) -> Vec<Span> {
    let names: Vec<Span> = names.collect();
    let is_head = |name: &&Span| source.words.is_code_part(&clean::key(name.text(source)));
    let heads = names.iter().take_while(is_head).count();
    names.get(if heads < names.len() { heads } else { 0 }..).unwrap_or(&[]).to_vec()
}

/// 栏次 1 2 3, or the numbers alone.
fn counts_columns(source: &Text<'_>, line: &Line) -> bool {
    let figures = line.tokens.iter().filter(|token| token.kind != Kind::Name);
    let mut count = 0_usize;
    let all = figures.into_iter().all(|token| {
        count += 1;
        token.at.text(source).parse() == Ok(count)
    });
    all && count >= 2 || line.numbers_columns(source)
}

/// Whether the names of a line are words of a head: without codes, a lone word may be the name of a row as well.
fn is_head(source: &Text<'_>, name: &[Span], side: &Side) -> bool {
    let key: String = name.iter().map(|part| clean::key(part.text(source)).into_owned()).collect();
    (side.code.is_some() || name.len() > 1) && source.words.heads(&key) && source.header(&key).is_some()
}

/// Rows of a text with a cell a line: a code or a name behind figures begins one.
fn cells(source: &Text<'_>, lines: &[Line], side: &Side, knowledge: Option<&Knowledge<'_>>) -> Vec<Core> {
    let mut rows: Vec<Core> = Vec::new();
    let mut open = Core::default();
    for (at, line) in lines.iter().enumerate() {
        let Some(token) = line.tokens.first() else { continue };
        let is_code = side.code.is_some() && token.kind == Kind::Code && is_named_below(lines, at);
        let is_part = token.kind == Kind::Part
            && !open.code.is_empty()
            && open.name.is_empty()
            && open.figures.is_empty()
            && side.code.is_some();
        let begins = match token.kind {
            Kind::Name => {
                let text = token.at.text(source);
                !open.figures.is_empty()
                    || side.code.is_none()
                        && knowledge.is_some_and(|known| begins_row(source, &open, text, known))
            }
            _ => is_code,
        };
        if begins && open.line != Span::default() {
            rows.push(std::mem::take(&mut open));
        }
        open.line = if open.line == Span::default() { line.span } else { open.line.join(line.span) };
        open.number = open.number.or(line.number);
        let whole = line.tokens.iter().map(|token| token.at);
        match token.kind {
            _ if is_code || is_part => {
                open.code.push(token.at);
                open.name.extend(whole.skip(1));
            }
            Kind::Name => open.name.extend(whole),
            _ => open.figures.extend(whole),
        }
    }
    rows.push(open);
    drop_repeated_heads(source, &mut rows);
    rows
}

/// Whether a name stands below a line, or a part of a code with anything but a figure below it.
fn is_named_below(lines: &[Line], at: usize) -> bool {
    let kind = |at: usize| Some(lines.get(at)?.tokens.first()?.kind);
    match kind(at + 1) {
        Some(Kind::Name) => true,
        Some(Kind::Part) => kind(at + 2).is_some_and(|next| next != Kind::Figure),
        _ => false,
    }
}

/// Drops the head that a next page prints again: its words in names, and the row of the numbers of its columns.
fn drop_repeated_heads(source: &Text<'_>, rows: &mut Vec<Core>) {
    for row in rows.iter_mut() {
        row.name = without_code_heads(source, row.name.iter().copied());
        let total = |name: &Span| source.words.totals(&clean::key(name.text(source)));
        // the head of a next page stands in front of the total
        if let (true, Some(last)) = (row.code.is_empty(), row.name.last().copied().filter(total)) {
            row.name = vec![last];
        }
    }
    let counts = |row: &Core| {
        let numbers = || row.figures.iter().map(|figure| figure.text(source).parse::<usize>());
        row.name.iter().any(|name| source.words.numbers_columns(&clean::key(name.text(source))))
            && numbers().enumerate().all(|(at, number)| number == Ok(at + 1))
    };
    rows.retain(|row| (!row.figures.is_empty() || !row.code.is_empty()) && !counts(row));
}

/// Whether a name is that of another row than the one above it, which has no figures.
fn begins_row(source: &Text<'_>, open: &Core, name: &str, knowledge: &Knowledge<'_>) -> bool {
    let above: String = open.name.iter().map(|part| clean::key(part.text(source)).into_owned()).collect();
    let name = clean::key(name);
    let row = |name: &str| knowledge.is_row(without_number(name));
    let lists = opens_item(&above) && (opens_item(&name) || source.words.sums_up(&name));
    lists || row(&above) && row(&name) && !row(&format!("{above}{name}"))
}

/// The most figures that a row of a text with a cell a line has.
pub(super) fn most_figures(source: &Text<'_>, lines: &[Line], side: &Side) -> Option<usize> {
    cells(source, lines, side, None).iter().map(|row| row.figures.len()).max()
}

/// Decides for all rows at once which lines of names between them belong to the row above and which to the one below:
/// as many stand above the figures of a row as below them, and together they are a name that its code has elsewhere.
fn share_names(source: &Text<'_>, cores: &mut [Core], last: &[Vec<Span>], knowledge: &Knowledge<'_>) {
    let mut gaps: Vec<Vec<Vec<Span>>> =
        cores.iter_mut().map(|core| std::mem::take(&mut core.above)).collect();
    gaps.push(last.to_vec());
    let bare = cores.iter().all(|core| core.code.is_empty());
    for gap in &mut gaps {
        if bare {
            drop_blank_row(source, gap, knowledge);
        }
        if gap.len() > TUNING.template_coded.most_loose {
            gap.clear();
        }
    }
    let counts: Vec<usize> = gaps.iter().map(Vec::len).collect();
    // lines behind the last row that nothing asks for belong to nothing
    let shares = shares::shares(&counts, 0, |at, share| {
        let (above, below) = (&gaps[at][share.upper..], &gaps[at + 1][..share.below]);
        cost_of(source, &cores[at], above, below, knowledge)
    });
    for ((core, share), around) in cores.iter_mut().zip(shares).zip(gaps.windows(2)) {
        let own = std::mem::take(&mut core.name);
        let (above, below) = (around[0][share.upper..].concat(), around[1][..share.below].concat());
        core.name = above.into_iter().chain(own).chain(below).collect();
    }
}

/// Takes out lines that are the name of a row without figures, put together.
fn drop_blank_row(source: &Text<'_>, gap: &mut Vec<Vec<Span>>, knowledge: &Knowledge<'_>) {
    let name = |lines: &[Vec<Span>]| -> String {
        lines.iter().flatten().map(|part| clean::key(part.text(source)).into_owned()).collect()
    };
    let most = gap.len().min(TUNING.template_coded.most_loose);
    let runs = (2..=most).flat_map(|count| (0..=gap.len() - count).map(move |first| first..first + count));
    let whole = |run: &Range<usize>| {
        let lines = gap.get(run.clone()).unwrap_or(&[]);
        lines.iter().skip(1).all(|line| !begins_item(&name(std::slice::from_ref(line))))
            && knowledge.is_row(without_number(&name(lines)))
    };
    if let Some(run) = runs.into_iter().find(whole) {
        gap.drain(run);
    }
}

/// How badly these lines above and below a row go with it.
fn cost_of(
    source: &Text<'_>,
    core: &Core,
    above: &[Vec<Span>],
    below: &[Vec<Span>],
    knowledge: &Knowledge<'_>,
) -> u32 {
    // a row without figures has its whole name
    let blank = core.figures.is_empty() && core.code.is_empty();
    if blank && !(above.is_empty() && below.is_empty()) {
        return TUNING.template_shares.orphan;
    }
    let uneven = shares::unevenness(!core.name.is_empty(), !core.code.is_empty(), above.len(), below.len());
    let digits: String = core.code.iter().map(|part| part.text(source)).collect();
    let known: Vec<&str> = knowledge.names_of(&digits).collect();
    if known.is_empty() || digits.is_empty() {
        let total = core.name.first().is_some_and(|name| source.words.totals(&clean::key(name.text(source))));
        return uneven + if total && !(above.is_empty() && below.is_empty()) { 20 } else { 0 };
    }
    let parts = above.iter().flatten().chain(&core.name).chain(below.iter().flatten());
    let name: String = parts.map(|part| clean::key(part.text(source)).into_owned()).collect();
    if known.iter().any(|known| clean::key(known) == name) { 0 } else { uneven + 12 }
}
