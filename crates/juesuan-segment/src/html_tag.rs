//! The tags of HTML tables.

use std::ops::Range;

use memchr::memmem;

use juesuan_source::chars::blanks_length;

use crate::markup::trim;
use crate::tuning::TUNING;

/// Tags that stand between `<table>` and its cells, or around them.
const INSIDE: [&str; 10] = ["tr", "/tr", "td", "/td", "th", "/th", "tbody", "/tbody", "thead", "/thead"];

/// Whether the line begins with tags, and one of them opens a table.
pub(crate) fn opens_table(line: &[u8]) -> bool {
    let mut at = 0;
    while at < line.len().min(TUNING.html_tag.tags_limit.bytes()) && line[at] == b'<' {
        let rest = &line[at..];
        if is(rest, "table") {
            return true;
        }
        let Some(end) = memchr::memchr(b'>', &rest[..rest.len().min(TUNING.html_tag.tags_limit.bytes())])
        else {
            return false;
        };
        at += end + 1;
        at += line.get(at..).map_or(0, blanks_length);
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

/// Elements of running text, each a paragraph or heading of its own.
const PARAGRAPHS: [&str; 9] = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "center"];

/// What the elements say of which a line consists from end to end: `<h3>…</h3><p>…</p>`. `None` for any other line.
pub(crate) fn elements(line: &str) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let rest = line.get(at..)?;
        let name = PARAGRAPHS.iter().find(|name| is(rest.as_bytes(), name))?;
        let open =
            at + rest.bytes().take(TUNING.html_tag.tags_limit.bytes()).position(|byte| byte == b'>')? + 1;
        let close = open + memmem::find(line.get(open..)?.as_bytes(), b"</")?;
        let end = close
            + line
                .get(close..)?
                .bytes()
                .take(TUNING.html_tag.tags_limit.bytes())
                .position(|byte| byte == b'>')?
            + 1;
        let closes = line.get(close + 2..end - 1)?.trim().eq_ignore_ascii_case(name);
        let inner = line.get(open..close)?;
        let (from, text) = (open + inner.len() - inner.trim_start().len(), inner.trim());
        if !closes || text.contains(['\t', '<']) {
            return None;
        }
        if !text.is_empty() {
            found.push(from..from + text.len());
        }
        at = end;
        at += line.as_bytes().get(at..).map_or(0, blanks_length);
    }
    (!found.is_empty()).then_some(found)
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
    fn lines_of_elements() {
        let of = |line: &'static str| {
            elements(line).map(|found| found.into_iter().map(|range| &line[range]).collect::<Vec<_>>())
        };
        assert_eq!(of("<h3>支出表</h3><p class=\"a\"> 单位：元 </p>"), Some(vec!["支出表", "单位：元"]));
        assert_eq!(of("<DIV>甲</DIV>  <p></p>"), Some(vec!["甲"]));
        assert_eq!(of("<p>甲"), None);
        assert_eq!(of("<p>甲</h1>"), None);
        assert_eq!(of("<p>甲</p>乙"), None);
        assert_eq!(of("<95%"), None);
        assert_eq!(of("<p></p>"), None);
    }

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
