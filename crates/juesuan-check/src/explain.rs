//! The page of a rule: what `explain` prints and what the rule reference is made of.

use juesuan_model::Severity;

use crate::{BasisKind, Rule, RuleInfo, Text};

/// The languages of the catalogue.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Text {
    /// The text in a language; Chinese where there is no English.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }
}

/// Everything known of a rule as markdown: title, weight, status, why, basis, example, formula.
pub fn page(rule: &dyn Rule, language: Language) -> String {
    let info = rule.info();
    let heads = heads(language);
    let mut page = format!("# {} {}\n\n", info.id, info.title.get(language));
    let basis = basis(info, language);
    let rows = [
        (heads[0], severity(info.severity, language).to_owned()),
        (heads[1], format!("`{}`", info.kind)),
        (heads[2], info.family.title().get(language).to_owned()),
        (heads[3], basis),
        (heads[7], info.status.title().get(language).to_owned()),
    ];
    for (head, text) in rows {
        page.push_str(&format!("- {head}: {text}\n"));
    }
    for (head, text) in [(heads[4], &info.why), (heads[5], &info.example)] {
        if !text.is_empty() {
            page.push_str(&format!("\n## {head}\n\n{}\n", text.get(language).trim()));
        }
    }
    if let Some(formula) = rule.formula() {
        page.push_str(&format!("\n## {}\n\n```text\n{}\n```\n", heads[6], formula.trim()));
    }
    page
}

const fn heads(language: Language) -> [&'static str; 8] {
    match language {
        Language::Zh => ["严重程度", "类别", "规则族", "依据", "为什么", "示例", "公式", "状态"],
        Language::En => ["Severity", "Kind", "Family", "Basis", "Why", "Example", "Formula", "Status"],
    }
}

const fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Zh) => "错误",
        (Severity::Warning, Language::Zh) => "警告",
        (Severity::Info, Language::Zh) => "提示",
        (Severity::Error, Language::En) => "error",
        (Severity::Warning, Language::En) => "warning",
        (Severity::Info, Language::En) => "note",
    }
}

/// On what a rule rests, with the form or regulation where one is named.
pub fn basis(info: &RuleInfo, language: Language) -> String {
    let kind = basis_kind(info.basis.kind, language);
    let source = &info.basis.source;
    let parted = match language {
        Language::Zh => "：",
        Language::En => ": ",
    };
    if source.is_empty() { kind.to_owned() } else { format!("{kind}{parted}{source}") }
}

const fn basis_kind(kind: BasisKind, language: Language) -> &'static str {
    match (kind, language) {
        (BasisKind::Arithmetic, Language::Zh) => "算术关系",
        (BasisKind::Form, Language::Zh) => "报表勾稽关系",
        (BasisKind::Regulation, Language::Zh) => "公开规定",
        (BasisKind::Arithmetic, Language::En) => "arithmetic",
        (BasisKind::Form, Language::En) => "relations of the official form",
        (BasisKind::Regulation, Language::En) => "disclosure rules",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_english_is_chinese() {
        let both = Text::owned("合计", "total");
        assert_eq!([both.get(Language::Zh), both.get(Language::En)], ["合计", "total"]);
        let one = Text::owned("合计", "");
        assert_eq!([one.get(Language::Zh), one.get(Language::En)], ["合计", "合计"]);
    }
}
