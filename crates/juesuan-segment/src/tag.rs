//! The tags of HTML tables.

use memchr::memmem;

use juesuan_source::chars::blank_length;

use crate::markup::trim;

/// Longest run of tags before that of a table, in bytes.
const TAGS_LIMIT: usize = 120;

/// Tags that stand between `<table>` and its cells, or around them.
const INSIDE: [&str; 10] = ["tr", "/tr", "td", "/td", "th", "/th", "tbody", "/tbody", "thead", "/thead"];

/// Whether the line begins with tags, and one of them opens a table.
pub(crate) fn opens_table(line: &[u8]) -> bool {
    let mut at = 0;
    while at < line.len().min(TAGS_LIMIT) && line[at] == b'<' {
        let rest = &line[at..];
        if is(rest, "table") {
            return true;
        }
        let Some(end) = memchr::memchr(b'>', &rest[..rest.len().min(TAGS_LIMIT)]) else { return false };
        at += end + 1;
        while let step @ 1.. = line.get(at..).map_or(0, blank_length) {
            at += step;
        }
    }
    false
}

/// Whether the line closes a table.
pub(crate) fn closes_table(line: &str) -> bool {
    ["</table>", "</TABLE>"].iter().any(|tag| memmem::find(line.as_bytes(), tag.as_bytes()).is_some())
}

/// Whether the line begins with a tag that stands inside tables.
pub(crate) fn is_inside_table(line: &str) -> bool {
    let line = trim(line).as_bytes();
    INSIDE.iter().any(|name| is(line, name))
}

/// Whether the bytes begin with this tag, whatever its case and attributes.
fn is(bytes: &[u8], name: &str) -> bool {
    bytes.first() == Some(&b'<')
        && bytes.get(1..=name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(name.len() + 1).is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_open() {
        for line in
            ["<table>", "<TABLE border=1>", "<html><body><table><tr>", "<div align=\"center\"> <table"]
        {
            assert!(opens_table(line.as_bytes()), "{line}");
        }
        for line in ["<tablet>", "<td>", "text <table>", "<", "<b>合计</b>"] {
            assert!(!opens_table(line.as_bytes()), "{line}");
        }
    }
}
