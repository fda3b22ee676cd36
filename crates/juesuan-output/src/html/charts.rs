//! Pictures as inline SVG: bars that stand beside their names, and lead to the figures they show.

use juesuan_model::Decimal;
use maud::{Markup, html};

use super::marks::Target;
use super::words::{both, shortened};

/// Measures of a picture, in the units of its view box.
const WIDTH: f64 = 600.0;
const NAME: f64 = 204.0;
const VALUE: f64 = 118.0;
const ROW: f64 = 24.0;
const BAR: f64 = 14.0;
/// Characters of the width of Chinese ones that fit beside a bar.
const NAME_CHARS: usize = 14;

/// A line of a picture: one bar, or two of which the second is the outline behind the first.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    /// What it is about.
    pub(super) zh: String,
    pub(super) en: String,
    /// How long it is.
    pub(super) value: Decimal,
    /// What it is measured against, as an outline.
    pub(super) against: Option<Decimal>,
    /// What is written behind it.
    pub(super) shown: String,
    /// Its class, which gives the colour.
    pub(super) tone: &'static str,
    /// Where its figures stand.
    pub(super) target: Target,
}

/// A picture.
#[derive(Debug)]
pub(super) struct Chart {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    /// A line under the title: units, what outline and colours mean.
    pub(super) note: Markup,
    pub(super) bars: Vec<Bar>,
    /// The right end of the scale; the longest bar where none is given.
    pub(super) full: Option<Decimal>,
    /// Lines across the picture at these values.
    pub(super) guides: &'static [u8],
}

impl Chart {
    /// The picture; nothing where there is nothing to show.
    pub(super) fn draw(&self) -> Markup {
        if self.bars.is_empty() {
            return Markup::default();
        }
        let longest = self.bars.iter().flat_map(|bar| [Some(bar.value), bar.against]).flatten().max();
        let full = self.full.max(longest).map(float).filter(|full| *full > 0.0).unwrap_or(1.0);
        let scale = (WIDTH - NAME - VALUE) / full;
        #[allow(clippy::cast_precision_loss)] // a picture of 2^52 bars is not drawn
        let height = ROW * self.bars.len() as f64 + 4.0;
        html! {
            figure.chart {
                figcaption { b { (both(self.zh, self.en)) } span.dim { (self.note) } }
                svg viewBox={ "0 0 " (WIDTH) " " (height) } role="group" data-rove {
                    @for guide in self.guides {
                        @let x = coordinate(NAME + f64::from(*guide) * scale);
                        line.guide x1=(x) x2=(x) y1="0" y2=(height) {}
                    }
                    @for (nth, bar) in self.bars.iter().enumerate() { (row(nth, bar, scale)) }
                }
            }
        }
    }
}

fn row(nth: usize, bar: &Bar, scale: f64) -> Markup {
    #[allow(clippy::cast_precision_loss)]
    let top = ROW * nth as f64 + 2.0;
    let (middle, y) = (top + ROW / 2.0, top + (ROW - BAR) / 2.0);
    let length = |value: Decimal| float(value).max(0.0) * scale;
    let end = length(bar.value).max(bar.against.map_or(0.0, length));
    html! {
        g.bar role="button" tabindex=(if nth == 0 { "0" } else { "-1" }) data-m=[&bar.target.marks] data-l=[&bar.target.lines] {
            title { (bar.zh) @if bar.en != bar.zh { " · " (bar.en) } ": " (bar.shown) }
            rect.hit x="0" y=(top) width=(WIDTH) height=(ROW) {}
            (name(&bar.zh, &bar.en, middle))
            @if let Some(against) = bar.against {
                rect.against x=(NAME) y=(y) width=(coordinate(length(against))) height=(BAR) rx="2" {}
            }
            rect class=(bar.tone) x=(NAME) y=(y) width=(coordinate(length(bar.value).max(1.0))) height=(BAR) rx="2" {}
            text.value x=(coordinate(NAME + end + 6.0)) y=(middle) { (bar.shown) }
        }
    }
}

/// The name to the left of a bar, in both languages where they differ.
fn name(zh: &str, en: &str, y: f64) -> Markup {
    let x = NAME - 8.0;
    html! {
        @if zh == en {
            text.name x=(x) y=(y) { (shortened(zh, NAME_CHARS)) }
        } @else {
            text.name lang="zh" x=(x) y=(y) { (shortened(zh, NAME_CHARS)) }
            text.name lang="en" x=(x) y=(y) { (shortened(en, NAME_CHARS)) }
        }
    }
}

/// One part of a whole.
#[derive(Clone, Debug)]
pub(super) struct Share {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) value: Decimal,
    pub(super) shown: String,
    pub(super) target: Target,
}

/// A bar of parts that make a whole, with a legend.
pub(super) fn whole(zh: &str, en: &str, shares: &[Share]) -> Markup {
    let total: Decimal = shares.iter().map(|share| share.value).sum();
    let total = float(total);
    if total <= 0.0 {
        return Markup::default();
    }
    let length = |share: &Share| float(share.value) / total * WIDTH;
    let mut from = 0.0;
    let mut placed = Vec::with_capacity(shares.len());
    for share in shares.iter().filter(|share| share.value > Decimal::ZERO) {
        placed.push((from, share));
        from += length(share);
    }
    html! {
        figure.chart.whole {
            figcaption { b { (both(zh, en)) } }
            svg viewBox={ "0 0 " (WIDTH) " 18" } role="group" data-rove {
                @for (nth, (from, share)) in placed.iter().enumerate() {
                    g.bar role="button" tabindex=(if nth == 0 { "0" } else { "-1" }) data-m=[&share.target.marks] data-l=[&share.target.lines] {
                        title { (share.zh) " · " (share.en) ": " (share.shown) }
                        rect class={ "part" (nth % 4) } x=(coordinate(*from)) y="0" width=(coordinate(length(share))) height="18" {}
                    }
                }
            }
            ul.legend {
                @for (nth, (_, share)) in placed.iter().enumerate() {
                    li { i class={ "part" (nth % 4) } {} (both(share.zh, share.en)) b { (share.shown) } }
                }
            }
        }
    }
}

/// A value as a length. Only pictures are drawn with it: money is never computed in floats.
fn float(value: Decimal) -> f64 {
    f64::try_from(value).unwrap_or(0.0)
}

/// A coordinate with one decimal: shorter, and as exact as can be seen.
fn coordinate(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
