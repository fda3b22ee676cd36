//! Points: what is printed beside them, how they are compared and shown.

use juesuan_model::Decimal;
use juesuan_source::chars;
use juesuan_vocabulary::{performance, units};

/// How far rounding may have moved a number of points: points are awarded in whole numbers, so that those without
/// decimals are exact, and others are rounded to the last one.
pub(crate) fn half(value: Decimal) -> Decimal {
    match value.scale() {
        0 => Decimal::ZERO,
        scale => half_of_last(scale),
    }
}

/// Half of the last decimal of a number with so many.
pub(crate) fn half_of_last(scale: u32) -> Decimal {
    Decimal::try_new(5, scale + 1).unwrap_or_default()
}

/// A number without the zeros at its end, for messages.
pub(crate) fn shown(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A computed number, rounded for messages.
pub(crate) fn rounded(value: Decimal, decimals: u32) -> String {
    value.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero).to_string()
}

/// What percentage the part is of the whole; `None` of nothing, or where it does not fit.
pub(crate) fn percentage(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if whole.is_zero() { None } else { part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole) }
}

/// A heading with its points: `项目决策(18分)` is 项目决策 with 18 points.
pub(crate) fn of_heading(heading: &str) -> Option<(&str, Decimal)> {
    let heading = heading.trim();
    let inside = heading.strip_suffix([')', '）'])?;
    let open = inside.rfind(['(', '（'])?;
    let (name, points) = (inside.get(..open)?, inside.get(open..)?.trim_start_matches(['(', '（']));
    Some((name.trim(), only_points(points)?)).filter(|(name, _)| !name.is_empty())
}

/// All points that stand alone in brackets: `符合办法（2分）；按时下达(1分)` holds 2 and 1.
pub(crate) fn in_brackets(text: &str) -> Vec<Decimal> {
    text.split(['(', '（']).skip(1).filter_map(|part| only_points(part.split([')', '）']).next()?)).collect()
}

/// A title that states points: `项目决策得分18分`, `过程管理得分为22分` are 项目决策 with 18 and 过程管理 with 22.
pub(crate) fn of_title(title: &str) -> Option<(&str, Decimal)> {
    // few titles end so
    if !title.trim_end_matches(|c: char| c == '。' || c == '.' || c.is_whitespace()).ends_with(units::POINTS)
    {
        return None;
    }
    let (name, points) = title.trim_end_matches(['。', '.', ' ']).rsplit_once(performance::SCORE)?;
    let points = points.trim_start_matches([performance::IS, '：', ':', ' ']);
    Some((name.trim(), only_points(points)?)).filter(|(name, _)| !name.is_empty())
}

/// A text that is a number of points and nothing else: `18分`, `2 分`.
fn only_points(text: &str) -> Option<Decimal> {
    let number = text.trim().strip_suffix(units::POINTS)?.trim();
    // digits of either width
    let narrow: String = number.chars().map(chars::fold).collect();
    narrow.parse().ok()
}

#[cfg(test)]
mod tests {
    use juesuan_model::Decimal;

    use super::{in_brackets, of_heading, of_title};

    #[test]
    fn headings() {
        assert_eq!(of_heading("项目决策(18分)"), Some(("项目决策", Decimal::from(18))));
        assert_eq!(of_heading("过程管理（22分）"), Some(("过程管理", Decimal::from(22))));
        assert_eq!(of_heading("补贴覆盖率(%)"), None);
        assert_eq!(of_heading("(18分)"), None);
    }

    #[test]
    fn titles() {
        assert_eq!(of_title("过程管理得分为22分"), Some(("过程管理", Decimal::from(22))));
        assert_eq!(of_title("预算执行率得分10分。"), Some(("预算执行率", Decimal::from(10))));
        assert_eq!(of_title("预算执行率得分１０分"), Some(("预算执行率", Decimal::from(10))));
        assert_eq!(of_title("评价得分"), None);
    }

    #[test]
    fn criteria() {
        let points = in_brackets("按时下达（2分）；支付率×10分（不足90%的按比例）；有台账(1.5分)");
        assert_eq!(points, [Decimal::from(2), Decimal::new(15, 1)]);
    }
}
