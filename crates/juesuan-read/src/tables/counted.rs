//! Rows that count things: what is listed below 车辆数（辆） is counted in the same unit, though it does not print it again.

use juesuan_model::Unit;
use juesuan_segment::{Marker, MarkerStyle};
use juesuan_vocabulary::lists::OF_WHICH;

/// The row that rows further down may be parts of, by how deep it stands in the numbering, and its unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted(Option<(u8, Unit)>);

impl Counted {
    /// The unit of the next row: its own, or that of the row which it is a part of. Money is not handed down, since the
    /// unit of the table holds for it.
    pub(super) fn unit(&mut self, label: &str, own: Option<Unit>) -> Option<Unit> {
        let of_which = label.starts_with(OF_WHICH);
        let depth = Marker::at_start(label, 0).and_then(|marker| depth(marker.style));
        let part = |above: u8| of_which || depth.is_some_and(|depth| depth > above);
        if let (None, Some((above, unit))) = (&own, &self.0)
            && part(*above)
        {
            return Some(unit.clone());
        }
        if !of_which {
            let counted = own.as_ref().filter(|unit| matches!(unit, Unit::Measure(_)));
            self.0 = depth.zip(counted.cloned());
        }
        own
    }
}

/// How deep a number stands in the numbering of a form; `None` for those of documents.
const fn depth(style: MarkerStyle) -> Option<u8> {
    Some(match style {
        MarkerStyle::Han => 1,
        MarkerStyle::HanParen => 2,
        MarkerStyle::Arabic => 3,
        MarkerStyle::ArabicParen => 4,
        MarkerStyle::Circled => 5,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted_like_their_whole() {
        let mut counted = Counted::default();
        let mut unit = |label: &str, own: Option<&str>| {
            let unit = counted.unit(label, own.and_then(Unit::named));
            unit.map_or_else(String::new, |unit| unit.to_string())
        };
        assert_eq!(unit("（一）船只合计（艘）", None), "");
        assert_eq!(unit("（一）车辆合计（辆）", Some("辆")), "辆");
        assert_eq!(unit("1．巡查用车", None), "辆");
        assert_eq!(unit("其中：新购", None), "辆");
        assert_eq!(unit("2．运行费（万元）", Some("万元")), "万元");
        assert_eq!(unit("（二）运行费", None), "");
        assert_eq!(unit("1．燃料", None), "");
    }
}
