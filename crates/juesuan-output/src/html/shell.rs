//! What every page has: its head with the content-security policy, the top bar, styles and scripts.

use std::sync::LazyLock;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::escape;
use super::words::both;

/// A style sheet or script with the value that the policy knows it by.
pub(super) struct Asset {
    text: String,
    hash: String,
}

impl Asset {
    /// Of the parts of a style sheet or script, one behind the other.
    pub(super) fn new(parts: &[&str]) -> Self {
        // browsers hash what is left after making all line ends alike
        let text = parts.join("\n").replace("\r\n", "\n");
        let hash = format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
        Self { text, hash }
    }
}

/// The styles of all pages.
static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(&[
        include_str!("assets/theme.css"),
        include_str!("assets/source.css"),
        include_str!("assets/pages.css"),
        include_str!("assets/panel.css"),
        include_str!("assets/index.css"),
        include_str!("assets/print.css"),
    ])
});

/// The script of the page of a document.
pub(super) static DOCUMENT_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(&[
        include_str!("assets/shell.js"),
        include_str!("assets/decisions.js"),
        include_str!("assets/views.js"),
        include_str!("assets/pages.js"),
        include_str!("assets/links.js"),
        include_str!("assets/search.js"),
        include_str!("assets/keys.js"),
    ])
});

/// The script of the index.
pub(super) static INDEX_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(&[
        include_str!("assets/shell.js"),
        include_str!("assets/decisions.js"),
        include_str!("assets/index.js"),
    ])
});

/// The policy: nothing is loaded from anywhere; only our own style and script run, known by their hashes.
fn policy(script: &Asset) -> String {
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        script.hash, STYLE.hash
    )
}

/// The policy of a page that shows others in frames: their scripts run beside its own, and WebAssembly does in workers
/// whose code stands in the page. `connect` is what may be asked of a server.
pub(super) fn policy_around(script: &Asset, style: &Asset, connect: &str) -> String {
    let scripts = [&script.hash, &DOCUMENT_SCRIPT.hash, &INDEX_SCRIPT.hash].map(String::as_str).join(" ");
    let styles = [&STYLE.hash, &style.hash].map(String::as_str).join(" ");
    format!(
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; worker-src blob:; style-src {styles}; img-src data:; \
         connect-src {connect}; base-uri 'none'; form-action 'none'"
    )
}

/// A whole page; the script comes last, when all that it works on is there.
pub(super) fn page(title: &str, class: &str, script: &Asset, content: &Markup) -> String {
    let dress = Dress { class, policy: policy(script), style: None, script };
    whole(title, &dress, content)
}

/// What a page has besides its content.
pub(super) struct Dress<'a> {
    pub(super) class: &'a str,
    pub(super) policy: String,
    /// A style beside that of all pages.
    pub(super) style: Option<&'a Asset>,
    pub(super) script: &'a Asset,
}

/// A whole page with a policy and a style of its own.
pub(super) fn whole(title: &str, dress: &Dress<'_>, content: &Markup) -> String {
    let Dress { class, policy, style, script } = dress;
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" data-lang="zh" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="juesuan";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(&STYLE.text)) }
                @if let Some(style) = style { style { (PreEscaped(&style.text)) } }
            }
            body.(class) {
                (content)
                div #live role="status" aria-live="polite" {}
                script { (PreEscaped(&script.text)) }
            }
        }
    }
    .into_string();
    escape::shown(page) + "\n"
}

/// The faces of the buttons: strokes in a square of 24.
const ICONS: [(&str, &str); 4] = [
    ("toggle-outline", "M4 6h10M4 12h16M4 18h13"),
    ("theme", "M20 14.5A8 8 0 1 1 9.5 4a6.5 6.5 0 0 0 10.5 10.5z"),
    ("print", "M7 9V4h10v5M7 17H4.5V10.5q0-1.5 1.5-1.5h12q1.5 0 1.5 1.5V17H17M7 14.5h10V20H7z"),
    (
        "help",
        "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M9.5 9.5a2.5 2.5 0 1 1 3.6 2.200q-1.100.6-1.100 1.800M12 16.6v.1",
    ),
];

/// A button of the top bar, with its names in Chinese and English.
pub(super) fn tool(id: &str, zh: &str, en: &str) -> Markup {
    let icon = ICONS.iter().find(|(name, _)| *name == id).map(|(_, strokes)| *strokes);
    html! {
        button.tool id=(id) type="button" data-t={ "aria-label|" (zh) "|" (en) } data-tip={ (zh) "|" (en) } aria-label=(zh) title=(zh) {
            @if let Some(strokes) = icon { svg viewBox="0 0 24 24" aria-hidden="true" { path d=(strokes) {} } }
        }
    }
}

/// A button of the top bar whose face is a character.
pub(super) fn plain_tool(id: &str, zh: &str, en: &str, face: &str) -> Markup {
    html! {
        button.tool id=(id) type="button" data-t={ "aria-label|" (zh) "|" (en) } data-tip={ (zh) "|" (en) } aria-label=(zh) title=(zh) { (face) }
    }
}

/// Language, colours, print and help: the same on every page.
pub(super) fn tools() -> Markup {
    html! {
        (tool("lang", "切换到英文 EN（E）", "Switch to Chinese 中 (E)"))
        (tool("theme", "浅色或深色（T）", "Light or dark (T)"))
        (tool("print", "打印", "Print"))
        (tool("help", "快捷键（?）", "Keyboard (?)"))
    }
}

/// The dialog that lists the keys.
pub(super) fn help(keys: &[(&str, &str, &str)]) -> Markup {
    html! {
        dialog #keys {
            h2 { (both("快捷键", "Keyboard")) }
            dl {
                @for (key, zh, en) in keys {
                    dt { @for key in key.split(' ') { kbd { (key) } } }
                    dd { (both(zh, en)) }
                }
            }
            button.plain type="button" { (both("关闭", "Close")) }
        }
    }
}

/// Base64 as pages need it: hashes for their policy, and the program of the desk.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |six: u32| LETTERS.get((six & 63) as usize).copied().map_or('A', char::from);
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut three = [0; 3];
        three.iter_mut().zip(group).for_each(|(to, from)| *to = *from);
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for nth in 0..4_u32 {
            out.push(if nth as usize > group.len() { '=' } else { letter(bits >> (18 - 6 * nth)) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_padded() {
        let check = |bytes: &str, text: &str| assert_eq!(base64(bytes.as_bytes()), text);
        check("", "");
        check("M", "TQ==");
        check("Ma", "TWE=");
        check("Man", "TWFu");
        check("\u{7fff}~", "57+/fg==");
    }

    #[test]
    fn scripts_and_styles_do_not_end_their_element() {
        for asset in [&*STYLE, &*DOCUMENT_SCRIPT, &*INDEX_SCRIPT] {
            assert!(!asset.text.contains("</s"), "an asset must not contain </script> or </style>");
            assert!(asset.text.is_ascii() || !asset.text.contains('\u{0}'));
        }
    }
}
