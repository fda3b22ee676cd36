//! Whether the figures of rows add up as the heads of their columns say.

use rust_decimal::Decimal;

use super::fitted::Fitted;
use super::solve::{Across, across};
use super::ways::Way;
use super::write;
use crate::text::Text;
use crate::tuning::template::TUNING;

/// What the sums across the rows of a form say to its columns.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Evidence {
    /// Whether some hold, and nearly all that say anything do.
    pub(super) hold: bool,
    /// Whether some fail, and as many as hold.
    pub(super) fail: bool,
    /// How many hold, less three for each that fails.
    pub(super) weight: i64,
}

/// Whether the figures of whole rows add up as the heads of their columns say.
pub(super) fn evidence(source: &Text<'_>, rows: &[write::Row], fitted: &Fitted) -> Evidence {
    let mut known: Option<(&[usize], Vec<Across>)> = None;
    let (mut holds, mut fails) = (0_usize, 0_usize);
    let sides = rows.iter().flat_map(|row| row.figures.iter().map(move |side| (row, side)));
    for (row, (columns, figures)) in sides {
        if columns.len() < 2 || figures.len() != columns.len() {
            continue;
        }
        if known.as_ref().is_none_or(|(of, _)| *of != columns.as_slice()) {
            known = Some((columns, across(source.words, columns, fitted)));
        }
        let figures: Vec<Option<Decimal>> = figures.iter().map(|figure| row.value(source, *figure)).collect();
        let way: Way = (0..columns.len()).collect();
        for sum in known.iter().flat_map(|(_, sums)| sums) {
            match sum.weigh(&figures, &way) {
                Some(true) => holds += 1,
                Some(false) => fails += 1,
                None => {}
            }
        }
    }
    Evidence {
        hold: holds > 0 && fails * TUNING.template_solve.one_in_failing <= holds,
        fail: fails > 0 && fails >= holds,
        weight: i64::try_from(holds).unwrap_or(0) - 3 * i64::try_from(fails).unwrap_or(0),
    }
}
