//! `juesuan rules` and `juesuan explain`: the catalogue of rules, and the page of one.

use std::io::Write as _;

use anyhow::{Result, bail};

use super::args::{Catalogue, Explain, Language};
use super::suggest::nearest;
use super::terminal::Terminal;
use super::{Done, show};
use juesuan::rules::{Family, Rule, RuleStatus, catalogue, page};

/// Lists all rules by family, or prints the page of one.
pub(super) fn list(args: &Catalogue, terminal: &Terminal) -> Result<Done> {
    if let Some(id) = &args.id {
        return explain(&Explain { id: id.clone() }, terminal);
    }
    let language = terminal.language.into();
    let rules = catalogue();
    let mut out = std::io::stdout().lock();
    for family in Family::ALL {
        let mut members = rules.iter().map(Rule::info).filter(|info| info.family == family).peekable();
        if members.peek().is_none() {
            continue;
        }
        writeln!(out, "{}", family.title().get(language))?;
        for info in members {
            let severity = show::severity(info.severity, terminal.language);
            write!(out, "  {:<6} {severity:<8} {}", info.id, info.title.get(language))?;
            if info.status != RuleStatus::Stable {
                write!(out, " [{}]", info.status.title().get(language))?;
            }
            writeln!(out)?;
        }
    }
    Ok(Done::default())
}

/// Prints what a rule checks, why, on what it rests, and an example.
pub(super) fn explain(args: &Explain, terminal: &Terminal) -> Result<Done> {
    let rules = catalogue();
    let id = args.id.to_ascii_uppercase();
    let Some(rule) = rules.get(&id) else {
        let ids: Vec<&str> = rules.iter().map(|rule| &*rule.info().id).collect();
        let near = nearest(&id, ids);
        match (terminal.language, near) {
            (Language::Zh, Some(near)) => {
                bail!("没有规则 {}，是不是 {near}？`juesuan rules` 列出全部规则", args.id)
            }
            (Language::Zh, None) => bail!("没有规则 {}；`juesuan rules` 列出全部规则", args.id),
            (Language::En, Some(near)) => {
                bail!("there is no rule {}; did you mean {near}? `juesuan rules` lists all", args.id)
            }
            (Language::En, None) => bail!("there is no rule {}; `juesuan rules` lists all", args.id),
        }
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", page(rule, terminal.language.into()).trim_end())?;
    Ok(Done::default())
}
