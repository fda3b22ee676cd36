//! Workbooks that a spreadsheet program saved as one page: a list of links to the sheets, then each sheet below its name.

use super::furniture::{Attributes, value};

/// How programs call the place of a sheet: this and a number.
const PLACE: &str = "table";

/// What has been met of the sheets of a page.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    /// Sheets so far.
    pub(super) count: usize,
    /// Links to sheets so far.
    pub(super) links: usize,
    /// Whether the tag before was the place of a sheet.
    is_at_place: bool,
}

impl Sheets {
    /// Takes a start tag; `true` where it is that of the heading with the name of a sheet.
    pub(super) fn begins(&mut self, name: &[u8], attributes: &Attributes) -> bool {
        let begins = std::mem::take(&mut self.is_at_place) && name == b"h1";
        if begins {
            self.count += 1;
        } else if name == b"a" {
            self.is_at_place = is_place(&value(attributes, b"name"));
            let link = value(attributes, b"href");
            self.links += usize::from(link.strip_prefix('#').is_some_and(is_place));
        }
        begins
    }
}

fn is_place(name: &str) -> bool {
    let number = name.strip_prefix(PLACE).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}
