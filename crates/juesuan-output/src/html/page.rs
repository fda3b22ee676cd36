//! The review page of one document.

use juesuan_model::Report;
use maud::{Markup, PreEscaped, html};

use super::escape::link;
use super::findings::{self, SEVERITIES, how_many};
use super::marks::{Marks, severity_class};
use super::shell::{self, DOCUMENT_SCRIPT};
use super::words::{both, count, say, severities};
use super::{evidence, outline, overview, pages, programmes, source, tables};

/// The keys that the page knows.
const KEYS: &[(&str, &str, &str)] = &[
    ("/", "搜索", "Search"),
    (
        "Enter",
        "下一处匹配；在图表和列表中：定位到原文",
        "Next match; in tables and lists: show in the source",
    ),
    ("1 – 6", "切换视图", "Switch view"),
    ("J K", "下一个、上一个问题", "Next and previous finding"),
    ("[ ]", "所选问题的上一处、下一处数字", "Previous and next figure of the selection"),
    ("↑ ↓ ← →", "在表格、列表和原文标记间移动", "Move between cells, list entries and marks in the source"),
    ("P", "文字、版面（PDF）", "Text or pages (PDF)"),
    ("O", "显示或隐藏章节", "Show or hide the sections"),
    ("E", "中文 / English", "中文 / English"),
    ("T", "浅色、深色", "Light and dark"),
    ("Esc", "取消选择和搜索", "Clear selection and search"),
];

/// Where links to the index and the documents beside this one stand: only who writes all of them knows which these are.
pub(super) const NEIGHBOURS: &str = "<!--neighbours-->";

/// The links to the index, and to the documents before and behind, from a page that lies so many folders below the
/// index. Each document with the path of its page and its name.
pub(super) fn neighbours(
    deep: usize,
    before: Option<&(String, String)>,
    behind: Option<&(String, String)>,
) -> String {
    let up = "../".repeat(deep);
    let to = |page: &str| format!("{up}{}", link(page));
    let one = |id: &str, arrow: &str, zh: &str, en: &str, other: Option<&(String, String)>| {
        html! {
            @if let Some((page, name)) = other {
                a.tool id=(id) href=(to(page)) title=(name) data-t={ "aria-label|" (zh) "|" (en) } aria-label=(zh) { (arrow) }
            } @else {
                span.tool.none aria-hidden="true" { (arrow) }
            }
        }
    };
    html! {
        nav.neighbours data-t="aria-label|文件|Documents" {
            a.tool #to-index href=(to("index.html")) data-tip="全部文件|All documents" title="全部文件"
                data-t="aria-label|全部文件|All documents" aria-label="全部文件" { "☰" }
            (one("to-previous", "‹", "上一个文件", "Previous document", before))
            (one("to-next", "›", "下一个文件", "Next document", behind))
        }
    }
    .into_string()
}

/// A view of the panel: its id, its names, how many things it shows, its content.
struct View {
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    number: Option<String>,
    content: Markup,
}

/// The whole page. It is complete in itself: nothing is loaded from anywhere.
pub(super) fn page(report: &Report, text: &str) -> String {
    let marks = Marks::new(report, text);
    let title = title(report);
    let content = html! {
        (bar(report, title))
        main #desk {
            nav #outline data-t="aria-label|章节|Sections" { (outline::tree(report)) }
            (source_pane(report, text, &marks))
            div #splitter role="separator" tabindex="0" aria-orientation="vertical" aria-valuenow="50" aria-valuemin="0" aria-valuemax="100"
                data-t="aria-label|调整宽度|Resize" {}
            (panel(&views(report, &marks, text)))
        }
        (shell::help(KEYS))
    };
    shell::page(title, "document", &DOCUMENT_SCRIPT, &content)
}

/// The title of the document, else who publishes, else its path.
pub(super) fn title(report: &Report) -> &str {
    let entity = report.entity.as_ref().map_or("", |entity| entity.name.as_str());
    [report.source.title.as_str(), entity]
        .into_iter()
        .find(|title| !title.is_empty())
        .unwrap_or(&report.source.path)
}

fn bar(report: &Report, title: &str) -> Markup {
    html! {
        header #bar {
            (PreEscaped(NEIGHBOURS))
            (shell::tool("toggle-outline", "章节（O）", "Sections (O)"))
            div.heading {
                h1 lang="zh-CN" { (title) }
                p.dim {
                    @if let Some(entity) = report.entity.as_ref().filter(|entity| entity.name != title) {
                        span lang="zh-CN" { (entity.name) } " · "
                    }
                    @if let Some(year) = report.year { (year) " · " }
                    span { (report.source.path) }
                }
            }
            div.severities {
                @for level in SEVERITIES {
                    @let found = how_many(report, level);
                    @if found > 0 {
                        button.badge.(severity_class(level)) type="button" data-show=(level) { (found) " " (say(severities(level, found))) }
                    }
                }
            }
            div.search role="search" {
                input #search type="search" autocomplete="off" spellcheck="false"
                    data-t="placeholder|搜索原文和结果（/）|Search source and results (/)" aria-label="Search";
                output #hits for="search" {}
                button #previous-hit type="button" data-t="aria-label|上一处|Previous" disabled { "‹" }
                button #next-hit type="button" data-t="aria-label|下一处|Next" disabled { "›" }
            }
            (shell::tools())
        }
    }
}

/// The kinds of marks that can be told apart in the source, and shown or not.
const LEGEND: [(&str, &str, &str); 5] = [
    ("o", "表内数字", "Tables"),
    ("p", "绩效", "Programmes"),
    ("a", "文中数据", "Text"),
    ("r", "修复", "Repairs"),
    ("u", "未读", "Not read"),
];

fn source_pane(report: &Report, text: &str, marks: &Marks) -> Markup {
    html! {
        section #source data-t="aria-label|原文|Source" {
            header {
                h2 { (both("原文", "Source")) }
                (pages::faces(report))
                div.legend role="group" data-t="aria-label|标记|Marks" {
                    @for (class, zh, en) in LEGEND {
                        button.(class) type="button" data-mark=(class) aria-pressed="true" { (both(zh, en)) }
                    }
                }
            }
            div.stage {
                div #text tabindex="0" lang="zh-CN" role="document" { (PreEscaped(source::lines(report, text, marks))) }
                (pages::pages(report, marks, text))
                div #ruler aria-hidden="true" {}
            }
            div #trace hidden {
                dl #card hidden {}
                span #where {}
                div #uses {}
                button #previous-place type="button" data-t="aria-label|上一处|Previous" { "‹" }
                output #nth {}
                button #next-place type="button" data-t="aria-label|下一处|Next" { "›" }
                button #unselect type="button" data-t="aria-label|取消选择|Clear selection" { "✕" }
            }
        }
    }
}

fn views(report: &Report, marks: &Marks, text: &str) -> Vec<View> {
    let some = |number: usize| (number > 0).then(|| count(number));
    vec![
        View {
            id: "overview",
            zh: "概览",
            en: "Overview",
            number: None,
            content: overview::view(report, marks),
        },
        View {
            id: "findings",
            zh: "问题",
            en: "Findings",
            number: some(report.findings.len()),
            content: findings::view(report, marks, text),
        },
        View {
            id: "tables",
            zh: "表格",
            en: "Tables",
            number: some(report.tables.len()),
            content: tables::view(report, marks),
        },
        View {
            id: "programmes",
            zh: "绩效",
            en: "Programmes",
            number: some(report.programmes.len()),
            content: programmes::view(report, marks),
        },
        View {
            id: "stated",
            zh: "文中数据",
            en: "Text",
            number: some(report.facts.len() + report.disclosures.len()),
            content: evidence::stated(report, marks),
        },
        View {
            id: "unsure",
            zh: "修复与未读",
            en: "Unsure",
            number: some(report.repairs.len() + report.unread.len()),
            content: evidence::unsure(report, marks),
        },
    ]
}

fn panel(views: &[View]) -> Markup {
    html! {
        section #panel data-t="aria-label|结果|Results" {
            div.tabs role="tablist" {
                @for (nth, view) in views.iter().enumerate() {
                    button role="tab" type="button" id={ "tab-" (view.id) } data-view=(view.id) aria-controls=(view.id)
                        aria-selected=(nth == 0) tabindex=(if nth == 0 { "0" } else { "-1" }) {
                        (both(view.zh, view.en))
                        @if let Some(number) = &view.number { span.number { (number) } }
                    }
                }
            }
            div #views {
                @for (nth, view) in views.iter().enumerate() {
                    div.view id=(view.id) role="tabpanel" aria-labelledby={ "tab-" (view.id) } hidden[nth > 0] {
                        h2.print { (both(view.zh, view.en)) }
                        (view.content)
                    }
                }
            }
        }
    }
}
