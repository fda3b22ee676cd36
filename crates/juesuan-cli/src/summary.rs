//! What a run did: documents, tables, figures, findings, and where the output is.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::args::Language;
use super::visible;
use juesuan::Reading;
use juesuan::rules::Summary as Checked;

/// Counts over the documents of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    pub(super) documents: u64,
    pub(super) tables: u64,
    pub(super) numbers: u64,
    pub(super) numbers_read: u64,
    pub(super) errors: u64,
    pub(super) warnings: u64,
    pub(super) infos: u64,
}

impl Tally {
    /// Of one document.
    pub(super) fn of(reading: &Reading, checked: &Checked) -> Self {
        Self {
            documents: 1,
            tables: reading.report.tables.len() as u64,
            numbers: reading.report.numbers.into(),
            numbers_read: reading.report.numbers_read.into(),
            errors: checked.errors.into(),
            warnings: checked.warnings.into(),
            infos: checked.infos.into(),
        }
    }

    /// Adds another one.
    pub(super) fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.tables += other.tables;
        self.numbers += other.numbers;
        self.numbers_read += other.numbers_read;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
    }

    /// The findings by severity.
    fn findings(&self, language: Language) -> String {
        let counts = [self.errors, self.warnings, self.infos];
        match language {
            Language::Zh => {
                let [errors, warnings, infos] = counts.map(grouped);
                format!("错误 {errors}，警告 {warnings}，提示 {infos}")
            }
            Language::En => {
                let names = ["error", "warning", "note"];
                counts
                    .iter()
                    .zip(names)
                    .map(|(&count, name)| counted(count, name))
                    .collect::<Vec<_>>()
                    .join(", ")
            }
        }
    }

    /// The end of a conversion. `again` counts the documents whose results were kept from an earlier run.
    pub(super) fn converted(&self, failed: usize, again: u64, output: &Path, language: Language) -> String {
        let unread = grouped(self.numbers.saturating_sub(self.numbers_read));
        let [documents, tables, numbers, again, failed] =
            [self.documents, self.tables, self.numbers, again, failed as u64].map(grouped);
        let kept = match (&*again, language) {
            ("0", _) => String::new(),
            (_, Language::Zh) => format!("（其中 {again} 份沿用上次结果）"),
            (_, Language::En) => format!(" ({again} of them kept from an earlier run)"),
        };
        let findings = self.findings(language);
        let read = grouped(self.numbers_read);
        let output = visible::name(&output.to_string_lossy()).into_owned();
        match language {
            Language::Zh => rows(&[
                ("文件", format!("读取 {documents} 份{kept}，失败 {failed} 份")),
                ("表格", format!("{tables} 张")),
                ("数字", format!("{numbers} 个，读出 {read} 个，未读 {unread} 个（原因见 unread）")),
                ("问题", findings),
                ("输出", output),
            ]),
            Language::En => rows(&[
                ("documents", format!("{documents} read{kept}, {failed} failed")),
                ("tables   ", tables),
                ("numbers  ", format!("{numbers}: {read} read, {unread} not (reasons in `unread`)")),
                ("findings ", findings),
                ("output   ", output),
            ]),
        }
    }

    /// The end of a check of several documents.
    pub(super) fn checked(&self, failed: usize, language: Language) -> String {
        let (documents, findings) = (grouped(self.documents), self.findings(language));
        match language {
            Language::Zh => format!("共 {documents} 份文件，失败 {failed} 份；{findings}"),
            Language::En => format!("{}, {failed} failed; {findings}", counted(self.documents, "document")),
        }
    }
}

fn rows(rows: &[(&str, String)]) -> String {
    let lines: Vec<String> = rows.iter().map(|(name, text)| format!("{name}  {text}")).collect();
    lines.join("\n")
}

/// So many of them, in English.
pub(super) fn counted(count: u64, name: &str) -> String {
    format!("{} {name}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// A number with commas between thousands.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn the_end_of_a_run_in_both_languages() {
        let tally = Tally {
            documents: 12,
            tables: 108,
            numbers: 1_234_567,
            numbers_read: 1_234_000,
            errors: 1,
            warnings: 0,
            infos: 1000,
        };
        let output = Path::new("out");
        expect![[r#"
            文件  读取 12 份，失败 1 份
            表格  108 张
            数字  1,234,567 个，读出 1,234,000 个，未读 567 个（原因见 unread）
            问题  错误 1，警告 0，提示 1,000
            输出  out"#]]
        .assert_eq(&tally.converted(1, 0, output, Language::Zh));
        expect![[r#"
            documents  12 read (5 of them kept from an earlier run), 0 failed
            tables     108
            numbers    1,234,567: 1,234,000 read, 567 not (reasons in `unread`)
            findings   1 error, 0 warnings, 1,000 notes
            output     out"#]]
        .assert_eq(&tally.converted(0, 5, output, Language::En));
    }
}
