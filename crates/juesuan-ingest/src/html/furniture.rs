//! Elements of a page that are not part of the document: scripts, menus, footers, hidden ones.

use std::collections::BTreeMap;

use html5gum::{HtmlString, Spanned};

/// Elements that never hold text of the document.
const NEVER: [&[u8]; 14] = [
    b"script",
    b"style",
    b"noscript",
    b"template",
    b"title",
    b"select",
    b"button",
    b"svg",
    b"iframe",
    b"textarea",
    b"object",
    b"xml",
    b"rt",
    b"rp",
];

/// Elements that frame a document on its site.
const FRAMES: [&[u8]; 3] = [b"nav", b"footer", b"aside"];

/// Words of `id` and `class` that tell menus and footers.
const WORDS: [&str; 13] = [
    "nav",
    "navbar",
    "menu",
    "foot",
    "footer",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "sidebar",
    "share",
    "related",
    "copyright",
];

pub(super) type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, ()>>;

/// Whether an element and what it holds is left out.
pub(super) fn is_left_out(name: &[u8], attributes: &Attributes) -> bool {
    NEVER.contains(&name) || is_hidden(attributes)
}

fn is_hidden(attributes: &Attributes) -> bool {
    let style = value(attributes, b"style");
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none")
        || style.contains("mso-hide:all")
        || attributes.contains_key(&b"hidden"[..])
}

/// Whether an element belongs to the site and not to the document.
pub(super) fn is_frame(name: &[u8], attributes: &Attributes) -> bool {
    let has_word = |key: &[u8]| {
        value(attributes, key)
            .split_whitespace()
            .any(|word| WORDS.contains(&word.to_ascii_lowercase().as_str()))
    };
    let can_be = matches!(name, b"div" | b"ul" | b"section" | b"header" | b"table");
    FRAMES.contains(&name)
        || value(attributes, b"role") == "navigation"
        || can_be && (has_word(b"id") || has_word(b"class"))
}

/// The value of an attribute, empty where there is none.
pub(super) fn value(attributes: &Attributes, name: &[u8]) -> String {
    attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
}

/// The value of an attribute as a number.
pub(super) fn number(attributes: &Attributes, name: &[u8]) -> Option<u32> {
    let value = value(attributes, name);
    let digits: String = value.trim().chars().take_while(char::is_ascii_digit).take(9).collect();
    digits.parse().ok()
}
