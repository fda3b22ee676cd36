//! Text of a document on its way into HTML and JSON: nothing in it is ever markup.

use juesuan_source::chars::{picture, steers};

/// Appends text as HTML, good inside elements and quoted attributes. Characters that HTML forbids go when the page is whole:
/// [`shown`].
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let shown = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            _ => continue,
        };
        out.push_str(text.get(plain..at).unwrap_or_default());
        out.push_str(shown);
        plain = at + c.len_utf8();
    }
    out.push_str(text.get(plain..).unwrap_or_default());
}

/// A page in which nothing steers how it is shown, wherever the text of a document stands in it: control characters, which
/// HTML forbids, and those that would turn the order of a line round are pictures; tab and line ends stay.
pub(super) fn shown(page: String) -> String {
    let steering = |character: char| steers(character) && !matches!(character, '\t' | '\n' | '\r');
    if !page.contains(steering) {
        return page;
    }
    page.chars().map(|one| if steering(one) { picture(one) } else { one }).collect()
}

/// JSON that can stand in a script element: `<` never appears, so neither `</script>` nor `<!--` can. What would turn the
/// order of a line round is shown as its picture.
pub(super) fn json_in_script(json: &str) -> String {
    let shown = |character: char| {
        if character > '\u{7e}' && steers(character) { picture(character) } else { character }
    };
    json.replace('<', "\\u003c").chars().map(shown).collect()
}

/// A relative path as a link: each part percent-encoded, `/` kept.
pub(super) fn link(path: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_markup_survives() {
        let mut out = String::new();
        push_escaped(&mut out, "</script><a href=\"x\" onclick='y'>&\t");
        assert_eq!(out, "&lt;/script&gt;&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;\t");
        assert_eq!(shown("<p>\u{0}\u{1b}\u{9b}\u{202e}\t\n".into()), "<p>␀␛\u{fffd}\u{fffd}\t\n");
        assert_eq!(json_in_script("[\n\"\u{202e}1\"]"), "[\n\"\u{fffd}1\"]");
        assert_eq!(json_in_script(r#"{"t":"</script><!--"}"#), r#"{"t":"\u003c/script>\u003c!--"}"#);
        assert_eq!(link("a b/决算#?.html"), "a%20b/%E5%86%B3%E7%AE%97%23%3F.html");
    }
}
