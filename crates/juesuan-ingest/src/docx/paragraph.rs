//! The paragraph that is being read.

use crate::flow::tidy;

/// What stands for a tab in a table of contents, where it leads to the page number.
const LEADERS: &str = "........";

/// Characters of symbol fonts that mean something in a form: boxes, ticked and not.
const SYMBOLS: [(u32, char); 9] = [
    (0xf052, '☑'),
    (0xf0fe, '☑'),
    (0xf0fd, '☒'),
    (0xf053, '☒'),
    (0xf0a8, '□'),
    (0xf06f, '□'),
    (0xf0a3, '□'),
    (0xf0fc, '√'),
    (0xf050, '√'),
];

/// A paragraph of which a part has been read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) style: Option<String>,
    pub(super) list: Option<String>,
    pub(super) level: Option<u32>,
    /// Whether the end of the paragraph was deleted under tracking: the next one goes on where it ends.
    pub(super) is_joined: bool,
}

impl Paragraph {
    /// Appends a tab, which is a blank but in a table of contents.
    pub(super) fn tab(&mut self, in_contents: bool) {
        let is_led = in_contents && !self.text.trim().is_empty();
        self.text.push_str(if is_led { LEADERS } else { " " });
    }

    /// Appends a character of a symbol font, where it is known what it shows.
    pub(super) fn symbol(&mut self, code: &str) {
        let code = u32::from_str_radix(code.trim(), 16).unwrap_or(0);
        let known = SYMBOLS.iter().find(|(known, _)| *known == code).map(|&(_, shown)| shown);
        let is_private = (0xe000..0xf900).contains(&code);
        self.text.extend(known.or_else(|| char::from_u32(code).filter(|_| !is_private && code >= 0x20)));
    }

    /// The finished line, its number in front.
    pub(super) fn line(&self, number: &str) -> String {
        let text = tidy(&self.text);
        // "1." in front of "5万元" would be another number
        let meets = number.ends_with('.') && text.starts_with(|c: char| c.is_ascii_digit());
        format!("{number}{}{text}", if meets { " " } else { "" })
    }
}
