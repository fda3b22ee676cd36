//! The rules that are applied to a report.

use std::collections::HashSet;
use std::sync::Arc;

use juesuan_model::RuleId;

use crate::formula::{self, Doubt, FormulaError, FormulaRule};
use crate::{Cause, Family, Rule, RuleInfo};

/// The rules that are applied.
#[derive(Clone)]
pub struct RuleSet {
    rules: Vec<Chosen>,
}

#[derive(Clone)]
enum Chosen {
    BuiltIn(&'static dyn Rule),
    Own(Arc<dyn Rule>),
}

impl Chosen {
    fn get(&self) -> &dyn Rule {
        match self {
            Self::BuiltIn(rule) => *rule,
            Self::Own(rule) => &**rule,
        }
    }
}

/// Why rules could not be chosen or added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleSetError {
    /// A formula cannot be understood.
    #[error(transparent)]
    Formula(#[from] FormulaError),
    /// Two rules have one id.
    #[error("编号{0}已有规则使用 (the id {0} is taken)")]
    Taken(String),
    /// There is no rule and no family of this name.
    #[error("没有编号或类别为{0}的规则 (no rule and no family is called {0})")]
    Unknown(String),
}

impl RuleSet {
    /// These rules, in the order of their ids.
    pub fn of(rules: impl IntoIterator<Item = &'static dyn Rule>) -> Self {
        let mut rules: Vec<_> = rules.into_iter().map(Chosen::BuiltIn).collect();
        rules.sort_by(|a, b| a.get().info().id.cmp(&b.get().info().id));
        Self { rules }
    }

    /// No rules, for those of a caller alone.
    pub const fn empty() -> Self {
        Self { rules: Vec::new() }
    }

    /// The rules with these ids or of these families (`within`, `between` …).
    ///
    /// # Errors
    /// [`RuleSetError::Unknown`] where a name is neither.
    pub fn only<'n>(self, names: impl IntoIterator<Item = &'n str>) -> Result<Self, RuleSetError> {
        let mut rules = Vec::new();
        for name in names {
            let matches = |rule: &&Chosen| {
                let info = rule.get().info();
                info.id == name || info.family.as_str() == name
            };
            let before = rules.len();
            rules.extend(self.rules.iter().filter(matches).cloned());
            if rules.len() == before && !Family::ALL.iter().any(|family| family.as_str() == name) {
                return Err(RuleSetError::Unknown(name.to_owned()));
            }
        }
        rules.sort_by(|a: &Chosen, b| a.get().info().id.cmp(&b.get().info().id));
        rules.dedup_by(|a, b| a.get().info().id == b.get().info().id);
        Ok(Self { rules })
    }

    /// These rules and those of a text in the formula language.
    ///
    /// # Errors
    /// [`RuleSetError`] where the text cannot be understood, or uses an id that is taken.
    pub fn with_formulas(self, text: &str) -> Result<Self, RuleSetError> {
        self.with_all(formula::parse(text)?)
    }

    /// The same for a text that a person wrote: see [`formula::parse_own`].
    ///
    /// # Errors
    /// As [`Self::with_formulas`], and where a column is named that no form has.
    pub fn with_own_formulas(self, text: &str) -> Result<(Self, Vec<Doubt>), RuleSetError> {
        let (rules, doubts) = formula::parse_own(text)?;
        Ok((self.with_all(rules)?, doubts))
    }

    fn with_all(mut self, rules: Vec<FormulaRule>) -> Result<Self, RuleSetError> {
        let mut ids: HashSet<RuleId> = self.iter().map(|rule| rule.info().id.clone()).collect();
        for rule in rules {
            if !ids.insert(rule.info().id.clone()) {
                return Err(RuleSetError::Taken(rule.info().id.to_string()));
            }
            self.rules.push(Chosen::Own(Arc::new(rule)));
        }
        Ok(self)
    }

    /// These rules and one more.
    ///
    /// # Errors
    /// [`RuleSetError::Taken`] where its id is taken.
    pub fn with(mut self, rule: impl Rule + 'static) -> Result<Self, RuleSetError> {
        if self.get(&rule.info().id).is_some() {
            return Err(RuleSetError::Taken(rule.info().id.to_string()));
        }
        self.rules.push(Chosen::Own(Arc::new(rule)));
        Ok(self)
    }

    /// The rules in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &dyn Rule> {
        self.rules.iter().map(Chosen::get)
    }

    /// The rule with this id.
    pub fn get(&self, id: &str) -> Option<&dyn Rule> {
        // those of the catalogue stand in the order of their ids; rules of users are behind them
        let behind = self.rules.partition_point(|rule| *rule.get().info().id < *id);
        let known = self.rules.get(behind).filter(|rule| rule.get().info().id == id).map(Chosen::get);
        known.or_else(|| self.iter().find(|rule| rule.info().id == id))
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    pub(crate) fn info(&self, position: u32) -> Option<&RuleInfo> {
        self.rules.get(position as usize).map(|rule| rule.get().info())
    }

    /// The place of the rule that describes what the diagnosis finds out by itself, and what is known of it.
    pub(crate) fn describing(&self, cause: Cause) -> Option<(usize, &RuleInfo)> {
        let (at, rule) = self.iter().enumerate().find(|(_, rule)| rule.cause() == Some(cause))?;
        Some((at, rule.info()))
    }

    pub(crate) fn single(&self, position: usize) -> Self {
        Self { rules: self.rules.get(position).cloned().into_iter().collect() }
    }
}

impl std::fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter().map(|rule| rule.info().id.clone())).finish()
    }
}
