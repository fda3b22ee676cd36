//! The section tree.

use juesuan_model::Report;
use maud::{Markup, PreEscaped, html};

use super::escape::push_escaped;
use super::words::both;

/// The sections as a list to jump by; each is indented by its level, and can be folded with what lies below it.
pub(super) fn tree(report: &Report) -> Markup {
    use std::fmt::Write as _;
    if report.sections.is_empty() {
        return html! { ol #tree {} p.none { (both("没有标题", "No headings")) } };
    }
    let mut out = String::new();
    for (nth, section) in report.sections.iter().enumerate() {
        let level = section.level.clamp(1, 6);
        let below = report.sections.get(nth + 1).is_some_and(|next| next.level > section.level);
        let _ = write!(
            out,
            "<li data-level=\"{level}\"{}><a href=\"#L{}\">",
            if below { " class=\"parent\"" } else { "" },
            section.place.line
        );
        if !section.number.is_empty() {
            out.push_str("<b>");
            push_escaped(&mut out, &section.number);
            out.push_str("</b> ");
        }
        push_escaped(&mut out, &section.title);
        out.push_str("</a></li>");
    }
    html! { ol #tree lang="zh-CN" { (PreEscaped(out)) } }
}
