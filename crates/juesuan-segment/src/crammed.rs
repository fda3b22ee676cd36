//! The cell that spans a whole table in a PDF and holds all its words in one line: title, department, unit, and then the
//! heads and rows that the grid below repeats.

use juesuan_source::chars::blanks_length;
use juesuan_vocabulary::headings;
use juesuan_vocabulary::{bodies, units};

use crate::heading::is_statutory_title;
use crate::tuning::TUNING;

/// Where the title of such a line ends, where its unit begins and where the unit ends.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Crammed {
    pub(crate) title: usize,
    pub(crate) unit: (usize, usize),
}

/// The parts of a line that begins with the title of a form, without a blank between it and the department, and goes on
/// behind the unit or ends there.
pub(crate) fn crammed(text: &str) -> Option<Crammed> {
    let head = &text[..text.floor_char_boundary(TUNING.crammed.longest_title.bytes())];
    let title =
        head.match_indices(headings::FORM_TITLE_ENDS).map(|(at, mark)| at + mark.len()).find(|&end| {
            let labelled = bodies::DEPARTMENT_LABELS.iter().any(|word| begins(&text[end..], word));
            labelled && is_statutory_title(&text[..end])
        })?;
    let rest = &text[title..];
    let unit = units::LABELS.iter().find_map(|word| {
        rest.match_indices(word).find_map(|(at, _)| {
            let value = at + rest.get(at..)?.find(['：', ':'])?;
            let value = value + rest.get(value..)?.chars().next()?.len_utf8();
            let value = value + blanks_length(&rest.as_bytes()[value..]);
            let unit = units::TABLE_UNITS.iter().find(|unit| rest[value..].starts_with(**unit))?;
            begins(&rest[at..], word).then_some((title + at, title + value + unit.len()))
        })
    })?;
    Some(Crammed { title, unit })
}

/// Whether a text begins with a word and a colon.
fn begins(text: &str, word: &str) -> bool {
    let rest = text[blanks_length(text.as_bytes())..].strip_prefix(word);
    rest.is_some_and(|rest| rest[blanks_length(rest.as_bytes())..].starts_with(['：', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_department_and_unit_are_found() {
        let text = "支出预算总表部门：清河县水利局 单位：万元合计 基本支出5.00 3.00";
        let found = crammed(text).unwrap();
        assert_eq!(&text[..found.title], "支出预算总表");
        assert_eq!(&text[found.unit.0..found.unit.1], "单位：万元");
        assert_eq!(crammed("部门：清河县水利局 单位：万元"), None);
        let unit = crammed("支出预算总表 单位：万元合计").unwrap();
        assert_eq!((unit.title, unit.unit), (18, (19, 34)));
        assert_eq!(crammed("见支出预算总表部门分布：水利局"), None);
    }
}
