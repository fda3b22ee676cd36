//! The index of a run: every document a row, written as the documents come.

use juesuan_model::{FindingKind, Report};
use maud::{Markup, html};
use serde_json::json;

use crate::baseline::BASELINE_HEAD;

use super::escape::{json_in_script, link};
use super::findings::{SEVERITIES, how_many};
use super::page::title;
use super::shell::{self, INDEX_SCRIPT};
use super::words::{both, finding_kind, report_kind, say, severities};

/// The columns: key of the script, names, whether numbers are in it.
const COLUMNS: [(&str, &str, &str, bool); 10] = [
    ("t", "文件", "Document", false),
    ("e", "公开单位", "Publisher", false),
    ("y", "年度", "Year", true),
    ("n", "表格", "Tables", true),
    ("g", "项目", "Programmes", true),
    ("a", "数字", "Numbers", true),
    ("s", "已读", "Read", true),
    ("l", "可能漏读", "Lost", true),
    ("f", "问题", "Findings", true),
    ("u", "已用规则", "Rules applied", true),
];

const KEYS: &[(&str, &str, &str)] = &[
    ("/", "搜索", "Search"),
    ("J K", "下一个、上一个文件", "Next and previous document"),
    ("Enter", "打开文件", "Open the document"),
    ("E", "中文 / English", "中文 / English"),
    ("T", "浅色、深色", "Light and dark"),
    ("Esc", "清除筛选", "Clear filters"),
];

/// The page before and after its rows: they stand in front of the script.
pub(super) fn around() -> (String, String) {
    let content = html! {
        header #bar {
            div.heading { h1 { (both("决算审阅", "Final accounts in review")) } p.dim #summary {} }
            div.search role="search" {
                input #search type="search" autocomplete="off" spellcheck="false"
                    data-t="placeholder|搜索文件（/）|Search documents (/)" aria-label="Search";
            }
            (shell::tools())
        }
        main {
            div.cards #totals {}
            (filters())
            div.decisions hidden { button.plain #save-baselines type="button" data-head=(BASELINE_HEAD) { (both("导出全部已接受的问题（基线）", "Save all accepted findings (baseline)")) } }
            table #documents {
                thead { tr { @for (key, zh, en, number) in COLUMNS { (column(key, zh, en, number)) } } }
                tbody lang="zh-CN" {}
            }
            p.none #no-documents hidden { (both("没有符合筛选的文件。", "No document passes the filters.")) }
            button.plain #more type="button" hidden { (both("显示更多", "Show more")) }
            noscript { p.none { "请启用脚本 · Please enable scripts" } }
        }
        (shell::help(KEYS))
    };
    let page = shell::page("决算 · juesuan", "index", &INDEX_SCRIPT, &content);
    let at = page.find("<script>").unwrap_or(page.len());
    let (before, after) = page.split_at_checked(at).unwrap_or((&page, ""));
    (format!("{before}<script type=\"application/json\" id=\"rows\">["), format!("]</script>{after}"))
}

fn column(key: &str, zh: &str, en: &str, number: bool) -> Markup {
    html! {
        th.n[number] scope="col" data-key=(key) aria-sort="none" { button type="button" { (both(zh, en)) } }
    }
}

fn filters() -> Markup {
    html! {
        div.filters {
            div role="group" data-t="aria-label|程度|Severity" {
                @for (nth, level) in SEVERITIES.into_iter().enumerate() {
                    button.chip.(super::marks::severity_class(level)) type="button" data-severity=(nth) aria-pressed="false" {
                        (say(severities(level, 0))) b {}
                    }
                }
                button.chip type="button" data-severity="none" aria-pressed="false" { (both("无问题", "None")) b {} }
            }
            div role="group" data-t="aria-label|类别|Family" {
                @for (nth, kind) in FindingKind::ALL.iter().enumerate() {
                    button.chip type="button" data-family=(nth) aria-pressed="false" hidden { (say(finding_kind(*kind))) b {} }
                }
            }
            button.plain #unfilter type="button" hidden { (both("清除筛选", "Clear filters")) }
        }
    }
}

/// The row of a document whose page is at this path, relative to the index, as the script knows it: `h` link, `p` path,
/// `t` title, `e` publisher, `y` year, `d` kind, `n` tables, `g` programmes, `a` numbers, `r` numbers read, `l` those that
/// may be lost, `w` why the document was not read (it has no page then), `f` errors,
/// warnings and infos, `k` families of findings by position in [`FindingKind::ALL`], `c` rules, `u`
/// those that were applied at least once.
pub(super) fn row(report: &Report, page: &str) -> String {
    let mut families: Vec<usize> = report
        .findings
        .iter()
        .filter_map(|finding| FindingKind::ALL.iter().position(|kind| *kind == finding.kind))
        .collect();
    families.sort_unstable();
    families.dedup();
    let row = json!({
        "h": link(page),
        "p": report.source.path,
        "t": title(report),
        "e": report.entity.as_ref().map_or("", |entity| entity.name.as_str()),
        "y": report.year,
        "d": report.kind.map(report_kind),
        "n": report.tables.len(),
        "g": report.programmes.len(),
        "a": report.numbers,
        "r": report.numbers_read,
        "l": report.unread.iter().filter(|unread| unread.is_lost()).count(),
        "w": report.source.reason,
        "f": SEVERITIES.map(|severity| how_many(report, severity)),
        "k": families,
        "c": report.checks.len(),
        "u": report.checks.iter().filter(|check| check.instances > 0).count(),
    });
    json_in_script(&row.to_string())
}
