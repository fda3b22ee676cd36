//! `juesuan rules` and `juesuan explain`: the catalogue of rules, and the page of one.

use std::io::Write as _;

use anyhow::{Result, bail};
use juesuan::rules::{Family, Rule, RuleSet, page};

use super::Done;
use crate::cli::{Catalogue, Explain};

/// Lists all rules by family, or prints the page of one.
pub(crate) fn list(args: &Catalogue) -> Result<Done> {
    if let Some(id) = &args.id {
        return explain(&Explain { id: id.clone(), lang: args.lang });
    }
    let language = args.lang.into();
    let rules = RuleSet::all();
    let mut out = std::io::stdout().lock();
    for family in Family::ALL {
        let mut members = rules.iter().map(Rule::info).filter(|info| info.family == family).peekable();
        if members.peek().is_none() {
            continue;
        }
        writeln!(out, "{}", family.title().get(language))?;
        for info in members {
            writeln!(out, "  {:<6} {:<8} {}", info.id, info.severity, info.title.get(language))?;
        }
    }
    Ok(Done::default())
}

/// Prints what a rule checks, why, on what it rests, and an example.
pub(crate) fn explain(args: &Explain) -> Result<Done> {
    let rules = RuleSet::all();
    let Some(rule) = rules.get(&args.id) else {
        bail!("there is no rule {}; `juesuan rules` lists all", args.id);
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", page(rule, args.lang.into()).trim_end())?;
    Ok(Done::default())
}
