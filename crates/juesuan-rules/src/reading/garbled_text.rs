use juesuan_model::{FindingKind, Severity};

use crate::shared::text_index::lines_with;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS907"),
    family: Family::Reading,
    title: Text::new("文字中没有乱码", "The text has no garbled characters"),
    message: Text::new(
        "有{count}处乱码（如第{line}行“{printed}”），相应的文字无法读出。",
        "{count} places are garbled (such as “{printed}” on line {line}) and cannot be read.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "乱码处的文字或数字丢失，读者也看不到。",
        "What is garbled is lost, for the readers as well.",
    ),
    example: Text::new("“支出\u{fffd}\u{fffd}万元”。", "“支出\u{fffd}\u{fffd}万元”."),
};

/// JS907: no characters that stand for something that could not be decoded. All of them are one finding.
pub(crate) struct GarbledText;

impl Rule for GarbledText {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if context.text().is_none() {
            if context.report().numbers > 0 {
                log.missing("原文");
            }
            return;
        }
        let mut places = Vec::new();
        let mut printed = String::new();
        for line in lines_with(context, "\u{fffd}") {
            let Some(at) = line.text.find('\u{fffd}') else { continue };
            let garbled = line.text.get(at..).unwrap_or("");
            let length = garbled.len() - garbled.trim_start_matches('\u{fffd}').len();
            if places.is_empty() {
                let before = line.text.get(..at).unwrap_or("").chars().rev().take(6).collect::<Vec<_>>();
                printed = before.into_iter().rev().chain(garbled.chars().take(4)).collect();
            }
            places.push(line.place(at, at + length));
        }
        let Some((first, others)) = places.split_first() else { return log.held() };
        let draft = others.iter().fold(Draft::at(*first), |draft, place| draft.and_at(*place));
        log.found(draft.printed(printed).with("count", places.len()).with("line", first.line));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::Report;

    use crate::testing::{said, said_without_text};

    #[test]
    fn fires() {
        said(
            "JS907",
            &Report::default(),
            "收入\n本年支出\u{fffd}\u{fffd}.5万元\n",
            &expect![[r#"
            finding 1 of 1
            JS907-2 missing warning [2] 有1处乱码（如第2行“本年支出��.5”），相应的文字无法读出。
              1 places are garbled (such as “本年支出��.5” on line 2) and cannot be read.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS907",
            &Report::default(),
            "本年支出12.5万元\n",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_text() {
        let mut report = Report::default();
        report.numbers = 3;
        said_without_text(
            "JS907",
            &report,
            &expect![[r#"
            insufficient_data 0 of 0 missing 原文
        "#]],
        );
    }
}
