//! The desk: one page on which documents are put, and on which their review pages and the index stand.

use std::sync::LazyLock;

use maud::{Markup, PreEscaped, html};

use super::shell::{self, Asset, Dress};
use super::words::both;

/// What reads the documents that are put on the desk.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Engine<'a> {
    /// A WebAssembly program that stands in the page: gzip, in base64. It runs in workers, and nothing leaves the page.
    Embedded(&'a str),
    /// The server that the page comes from.
    Server,
}

/// The style of the desk.
static STYLE: LazyLock<Asset> = LazyLock::new(|| Asset::new(&[include_str!("assets/desk.css")]));

/// The script of the desk; the code of its workers stands in the page as text.
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(&[
        include_str!("assets/shell.js"),
        include_str!("assets/decisions.js"),
        include_str!("assets/zip.js"),
        include_str!("assets/engine.js"),
        include_str!("assets/pile.js"),
        include_str!("assets/frame.js"),
        include_str!("assets/desk.js"),
    ])
});

/// The code of a worker: a program reads a request from its standard input and writes the answer to its standard output.
const WORKER: &str = include_str!("assets/worker.js");

const KEYS: &[(&str, &str, &str)] =
    &[("E", "中文 / English", "中文 / English"), ("T", "浅色、深色", "Light and dark")];

/// The desk as one HTML file. `endings` are those of the names of files that are read, small and without a dot.
pub fn desk_page(engine: Engine<'_>, endings: &[&str]) -> String {
    let connect = if engine == Engine::Server { "'self'" } else { "'none'" };
    let policy = shell::policy_around(&SCRIPT, &STYLE, connect);
    let content = html! {
        (bar())
        div #progress role="status" hidden {
            progress #share max="1" value="0" data-t="aria-label|进度|Progress" {}
            span #doing {}
            button.plain #skip type="button" { (both("跳过这一份", "Skip this one")) }
        }
        p #notice role="alert" hidden {}
        main #place data-endings=(endings.join(" ")) { (welcome(engine)) }
        iframe #frame hidden data-t="title|审阅|Review" title="审阅" {}
        div #here hidden aria-hidden="true" { p { (both("松手即可读取", "Drop to read")) } }
        (shell::help(KEYS))
        @if let Engine::Embedded(program) = engine {
            script type="text/plain" id="worker" { (PreEscaped(WORKER)) }
            script type="text/plain" id="program" { (program) }
        }
    };
    let dress = Dress { class: "desk", policy, style: Some(&STYLE), script: &SCRIPT };
    shell::whole("决算审阅台 · juesuan", &dress, &content)
}

/// The bar: where one is, and what can be done with everything that was read.
fn bar() -> Markup {
    html! {
        header #bar {
            nav.neighbours hidden data-t="aria-label|文件|Documents" {
                (shell::plain_tool("all", "全部文件", "All documents", "☰"))
                (shell::plain_tool("before", "上一个文件", "Previous document", "‹"))
                (shell::plain_tool("behind", "下一个文件", "Next document", "›"))
            }
            div.heading { h1 { (both("决算审阅台", "Final accounts on the desk")) } p.dim #where {} }
            (picker("files", "加文件", "Add files", false))
            (picker("folder", "加文件夹", "Add a folder", true))
            div.exports hidden {
                button.plain #save-csv type="button" { (both("导出 CSV", "Save CSV")) }
                button.plain #save-xlsx type="button" { (both("导出 Excel", "Save Excel")) }
            }
            span.tools { (shell::tools()) }
        }
    }
}

/// A button that chooses files or a folder.
fn picker(id: &str, zh: &str, en: &str, folder: bool) -> Markup {
    html! {
        label.plain.picker { (both(zh, en)) input id=(id) type="file" multiple webkitdirectory[folder]; }
    }
}

/// What stands on the desk before anything is put there.
fn welcome(engine: Engine<'_>) -> Markup {
    html! {
        section #welcome {
            p.large { (both("把决算文件或文件夹拖到这里", "Drop final accounts here: files or a folder")) }
            p { (both("PDF、Word、Excel、OFD、网页、文本；一份或许多份，压缩包也可以",
                "PDF, Word, Excel, OFD, web pages, text; one or many, archives too")) }
            p.hint {
                @if engine == Engine::Server {
                    (both("文件由本机上的 juesuan 读取，不离开这台电脑。", "Documents are read by juesuan on this machine and do not leave it."))
                } @else {
                    (both("文件只在这个网页里读取，不上传，断网也能用。", "Documents are read inside this page. Nothing is sent anywhere; no network is needed."))
                }
            }
            noscript { p.none { "请启用脚本 · Please enable scripts" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_its_program_and_speaks_to_nobody() {
        let page = desk_page(Engine::Embedded("QUJD"), &["pdf", "txt"]);
        assert!(page.contains(r#"<script type="text/plain" id="program">QUJD</script>"#));
        assert!(page.contains("connect-src &#39;none&#39;") || page.contains("connect-src 'none'"));
        assert!(page.contains(r#"data-endings="pdf txt""#));
        assert!(desk_page(Engine::Server, &[]).contains("connect-src 'self'"));
        // what stands in a script element must not end it
        assert!(!WORKER.contains("</s") && !WORKER.contains("<!--"));
    }
}
