//! Years within sentences: where the same words elsewhere have the year of the accounts, another one is odd.

use std::collections::BTreeMap;

use juesuan_model::Place;
use juesuan_source::chars::is_blank;
use juesuan_vocabulary::{WordList as _, budget, changes, dates};

use crate::Context;
use crate::quick::find_all;
use crate::shared::half_width::HalfWidth;
use crate::shared::text_index::lines_with_any;
use crate::tuning::TUNING;

/// The last letter before a year, and what it is said to be the year of: 项 … 决算.
type Frame = (char, &'static str);

/// The years that stand where others of the accounts stand.
pub(super) fn odd(context: &Context<'_>, own: &str) -> Vec<(String, Place)> {
    let mut frames: BTreeMap<Frame, (usize, Vec<(String, Place)>)> = BTreeMap::new();
    // cells of a table have heads for many years
    for line in lines_with_any(context, &[dates::YEAR]).into_iter().filter(|line| !line.text.contains('\t')) {
        let half = HalfWidth::of(line.text);
        for (frame, start, end) in framed(half.text(), own) {
            let (same, others) = frames.entry(frame).or_default();
            match half.text().get(start..end) {
                Some(printed) if printed != own => {
                    let place = line.place(half.original(start), half.original(end));
                    others.push((printed.to_owned(), place));
                }
                _ => *same += 1,
            }
        }
    }
    let odd =
        frames.into_values().filter(|(same, others)| *same >= TUNING.framed_years.own && others.len() == 1);
    odd.flat_map(|(_, others)| others).collect()
}

/// The years of a line with their frames.
fn framed(line: &str, own: &str) -> Vec<(Frame, usize, usize)> {
    let own: u32 = own.parse().unwrap_or_default();
    let found = find_all(line, dates::YEAR).filter_map(|at| {
        let before = line.get(..at)?.trim_end_matches(is_blank);
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let year: u32 = before.get(start..).filter(|year| year.len() == 4)?.parse().ok()?;
        (own.saturating_sub(TUNING.framed_years.before)..=own + 1).contains(&year).then_some(())?;
        let behind = line.get(at + dates::YEAR.len()..)?.trim_start_matches(is_blank);
        let behind = behind.strip_prefix(dates::OF_YEAR).unwrap_or(behind).trim_start_matches(is_blank);
        let word = *budget::TOLD_BEHIND_YEAR.iter().find(|word| behind.starts_with(**word))?;
        // 与2021年决算相比 is told of the year before
        let leads = before.get(..start)?;
        let clause = leads.rsplit(ends_clause).next()?;
        let rest = behind.split(ends_clause).next()?;
        (!changes::AGAINST.any_in(clause) && !changes::AGAINST.any_in(rest)).then_some(())?;
        let letter = leads.chars().rev().find(|c| !is_blank(*c) && c.is_alphanumeric())?;
        letter.is_alphabetic().then_some(((letter, word), start, before.len()))
    });
    found.collect()
}

const fn ends_clause(c: char) -> bool {
    matches!(c, '。' | '，' | '；' | '：' | '（' | '）')
}
