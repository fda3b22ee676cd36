//! Where the head of a form ends and its first row begins.

use super::printed_head::is_year;
use super::tokens::{Kind, Line, Mode, begins_item};
use super::{Knowledge, stub_order};
use crate::cell::clean;
use crate::text::Text;
use crate::words::is_of_which;

/// The index of the first line that is no head. `None` where there is no row.
pub(super) fn first_row(
    source: &Text<'_>,
    lines: &[Line],
    mode: Mode,
    knowledge: &Knowledge<'_>,
) -> Option<usize> {
    let numbers = |line: &Line| {
        line.names().all(|name| {
            let key = clean::key(name.text(source));
            source.words.numbers_columns(&key) || source.words.names_stub(&key)
        })
    };
    let mut counted = 0_usize;
    let mut counting = false;
    for (at, line) in lines.iter().enumerate() {
        if line.numbers_columns(source) {
            continue;
        }
        // 其中 may stand in a head too: 其中：教育收费
        let item = line.names().any(|name| {
            let text = name.text(source);
            begins_item(text) && !is_of_which(text)
        });
        let code = line.code() > 0 && (line.tokens.len() > 1 || mode == Mode::Cells);
        // 栏次 1 2 3: whole numbers that count
        let mut values = line.tokens.iter().filter(|token| token.kind != Kind::Name).peekable();
        let has_values = values.peek().is_some();
        counting |= has_values && numbers(line)
            || line.names().any(|name| source.words.numbers_columns(&clean::key(name.text(source))));
        let counts = counting
            && has_values
            && values.all(|token| {
                let number: Option<usize> = token.at.text(source).parse().ok();
                let next = number == Some(counted + 1) || number == Some(1);
                counted = number.unwrap_or(0);
                next
            });
        if counts {
            continue;
        }
        if item || code && !counts || has_values {
            return Some(at - usize::from(begins_above(source, lines, at, mode, knowledge)));
        }
    }
    None
}

/// Whether the first row with a code or a figure begins on the line above: with the name of a total, the beginning of a wrapped
/// name, or, where each cell has a line, a name that is printed in front of its code and the year that is the name of a row.
fn begins_above(source: &Text<'_>, lines: &[Line], at: usize, mode: Mode, knowledge: &Knowledge<'_>) -> bool {
    let Some((line, above)) = lines.get(at).zip(at.checked_sub(1).and_then(|above| lines.get(above))) else {
        return false;
    };
    let named = line.names().next().is_some();
    let key: String = above.names().map(|name| clean::key(name.text(source)).into_owned()).collect();
    let totals = || line.code() == 0 && source.words.totals(&key);
    if mode == Mode::Cells {
        let is_alone = matches!(above.tokens.as_slice(), [name] if name.kind == Kind::Name) && !named;
        let names_first = || stub_order::names_first(source, lines.get(..at).unwrap_or(&[]));
        return totals() || is_alone && if line.code() > 0 { names_first() } else { is_year(&key) };
    }
    // the name of the total, left of the figures on the line below it or alone on its line
    let left = || {
        let begin = line.tokens.first().map_or(0, |token| token.from);
        matches!(above.tokens.as_slice(), [name] if name.to <= begin)
    };
    begins_name(source, above, line, knowledge) || !named && totals() && left()
}

/// Whether the name of a line with a code begins on the line above it; of several sides, that of the first.
fn begins_name(source: &Text<'_>, above: &Line, line: &Line, knowledge: &Knowledge<'_>) -> bool {
    let first = |line: &Line| line.names().next().map(|name| clean::key(name.text(source)).into_owned());
    let Some((code, begun)) = line.tokens.first().filter(|_| line.code() > 0).zip(first(above)) else {
        return false;
    };
    let own = first(line);
    let name = begun + own.as_deref().unwrap_or_default();
    knowledge
        .names_of(code.at.text(source))
        .map(clean::key)
        .any(|known| if own.is_some() { known == name } else { known.starts_with(&name) })
}
