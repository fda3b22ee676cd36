//! Text of a document on its way into HTML and JSON: nothing in it is ever markup.

/// Appends text as HTML, good inside elements and quoted attributes. Control characters, which HTML forbids, are shown
/// as their pictures; tab and line ends stay.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let picture;
        let shown = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\t' | '\n' | '\r' => continue,
            '\u{7f}' => "\u{2421}",
            c if c < ' ' => {
                picture =
                    char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
                &picture
            }
            _ => continue,
        };
        out.push_str(text.get(plain..at).unwrap_or_default());
        out.push_str(shown);
        plain = at + c.len_utf8();
    }
    out.push_str(text.get(plain..).unwrap_or_default());
}

/// JSON that can stand in a script element: `<` never appears, so neither `</script>` nor `<!--` can.
pub(super) fn json_in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
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
        push_escaped(&mut out, "</script><a href=\"x\" onclick='y'>&\u{0}\u{1b}\t");
        assert_eq!(out, "&lt;/script&gt;&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;␀␛\t");
        assert_eq!(json_in_script(r#"{"t":"</script><!--"}"#), r#"{"t":"\u003c/script>\u003c!--"}"#);
        assert_eq!(link("a b/决算#?.html"), "a%20b/%E5%86%B3%E7%AE%97%23%3F.html");
    }
}
