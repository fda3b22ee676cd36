//! What a document states, as rows of the data package: the answer that a reader has to find.

use std::collections::BTreeMap;

/// A row of `observations.csv` without what follows from it: one figure of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Observation {
    /// `Z01` … `Z09` for the statutory forms, else any name of the table.
    pub table: String,
    /// The printed 行次, empty where the form has none.
    pub row_no: String,
    /// The printed code, empty where the row has none.
    pub code: String,
    /// The row's label without white space and markup.
    pub label: String,
    /// The header path, joined by `/`.
    pub column: String,
    /// The figure as printed, without separators, stray spaces and percent sign.
    pub value: String,
    /// 万元, 元, %, …
    pub unit: String,
    /// 1-based line in the decoded text.
    pub line: u32,
}

/// A row of `sections.csv`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionRow {
    /// 1-based line of the heading.
    pub line: u32,
    /// Depth by meaning: 1 part or report, 2 一、, 3 （一）, 4 1., 5 below that.
    pub level: u8,
    /// The printed number.
    pub number: String,
    /// The title without number and markup.
    pub title: String,
}

/// A row of `programmes.csv`; amounts and points are as printed, empty where the document has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Programme {
    /// Its name.
    pub programme: String,
    /// `programme`, `department` or `fund`.
    pub kind: String,
    /// `report` or `summary`.
    pub source: String,
    /// 年初预算数.
    pub budget_initial: String,
    /// 全年预算数.
    pub budget_adjusted: String,
    /// 全年执行数.
    pub executed: String,
    /// The amounts' unit.
    pub unit: String,
    /// 执行率 in percent.
    pub rate: String,
    /// Points that 执行率 can bring.
    pub rate_weight: String,
    /// Points that it brought.
    pub rate_score: String,
    /// 总得分.
    pub total_score: String,
    /// 等级.
    pub grade: String,
    /// The line of the total score; of the row in a summary table.
    pub line: u32,
}

/// A row of `indicators.csv`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Indicator {
    /// The programme whose table it stands in.
    pub programme: String,
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub level3: String,
    /// 目标值.
    pub target: String,
    /// 实际完成值.
    pub actual: String,
    /// 分值.
    pub weight: String,
    /// 得分.
    pub score: String,
    /// 偏差原因.
    pub note: String,
    /// The line of the level-3 name.
    pub line: u32,
}

/// A row of `facts.csv`: a number that the running text states.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    /// 1-based line.
    pub line: u32,
    /// What the number says something about.
    pub subject: String,
    /// `2022`, or `2022-2021` for a change.
    pub period: String,
    /// `amount`, `change`, `percent`, `count`, `part`, `unit_price`, `score`.
    pub role: String,
    /// As printed, without separators.
    pub value: String,
    /// Its unit.
    pub unit: String,
}

/// Everything that a document states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// Figures of tables.
    pub observations: Vec<Observation>,
    /// Headings.
    pub sections: Vec<SectionRow>,
    /// Lines whose headings are neither asked for nor wrong: covers, captions.
    pub neutral: Vec<u32>,
    /// Programmes.
    pub programmes: Vec<Programme>,
    /// Indicators of programmes.
    pub indicators: Vec<Indicator>,
    /// Numbers in running text.
    pub facts: Vec<Fact>,
}

impl Truth {
    /// The truth as the files that `score.py` reads: name and content. Resources without a row have no file, other
    /// than observations and sections, of which every document is expected to have some.
    ///
    /// # Errors
    /// Those of the csv writer, which writes to memory here.
    pub fn files(&self) -> Result<Vec<(&'static str, String)>, csv::Error> {
        let lines = self.lines();
        let mut files = Vec::new();
        for (name, header, rows) in [
            (
                "observations.csv",
                &OBSERVATION[..],
                self.observations.iter().map(Observation::record).collect(),
            ),
            ("sections.csv", &SECTION[..], self.sections.iter().map(SectionRow::record).collect()),
            ("programmes.csv", &PROGRAMME[..], self.programmes.iter().map(Programme::record).collect()),
            ("indicators.csv", &INDICATOR[..], self.indicators.iter().map(Indicator::record).collect()),
            ("facts.csv", &FACT[..], self.facts.iter().map(Fact::record).collect()),
            ("neutral.csv", &["resource", "line"][..], lines),
        ] {
            let rows: Vec<Vec<String>> = rows;
            if !rows.is_empty() || matches!(name, "observations.csv" | "sections.csv") {
                files.push((name, write_csv(header, &rows)?));
            }
        }
        Ok(files)
    }

    fn lines(&self) -> Vec<Vec<String>> {
        self.neutral.iter().map(|line| vec!["sections".to_owned(), line.to_string()]).collect()
    }
}

fn write_csv(header: &[&str], rows: &[Vec<String>]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

const OBSERVATION: [&str; 8] = ["table", "row_no", "code", "label", "column", "value", "unit", "line"];
const SECTION: [&str; 4] = ["line", "level", "number", "title"];
const PROGRAMME: [&str; 13] = [
    "programme",
    "kind",
    "source",
    "budget_initial",
    "budget_adjusted",
    "executed",
    "unit",
    "rate",
    "rate_weight",
    "rate_score",
    "total_score",
    "grade",
    "line",
];
const INDICATOR: [&str; 10] =
    ["programme", "level1", "level2", "level3", "target", "actual", "weight", "score", "note", "line"];
const FACT: [&str; 6] = ["line", "subject", "period", "role", "value", "unit"];

fn record<const N: usize>(fields: [&str; N], line: u32) -> Vec<String> {
    fields.iter().map(|&field| field.to_owned()).chain([line.to_string()]).collect()
}

impl Observation {
    fn record(&self) -> Vec<String> {
        let Self { table, row_no, code, label, column, value, unit, line } = self;
        record([table, row_no, code, label, column, value, unit], *line)
    }

    /// What is compared: every field but the line, names and figures without white space and markup, numbers without
    /// separators and sign of percent.
    pub fn key(&self) -> [String; 7] {
        let statutory = self.table.starts_with('Z');
        [
            if statutory { self.table.clone() } else { String::new() },
            plain(&self.row_no),
            plain(&self.code),
            plain(&self.label),
            plain(&self.column),
            number_key(&self.value),
            plain(&self.unit),
        ]
    }
}

impl SectionRow {
    fn record(&self) -> Vec<String> {
        vec![self.line.to_string(), self.level.to_string(), self.number.clone(), self.title.clone()]
    }
}

impl Programme {
    fn record(&self) -> Vec<String> {
        let p = self;
        record(
            [
                &p.programme,
                &p.kind,
                &p.source,
                &p.budget_initial,
                &p.budget_adjusted,
                &p.executed,
                &p.unit,
                &p.rate,
                &p.rate_weight,
                &p.rate_score,
                &p.total_score,
                &p.grade,
            ],
            p.line,
        )
    }
}

impl Indicator {
    fn record(&self) -> Vec<String> {
        let Self { programme, level1, level2, level3, target, actual, weight, score, note, line } = self;
        record([programme, level1, level2, level3, target, actual, weight, score, note], *line)
    }
}

impl Fact {
    fn record(&self) -> Vec<String> {
        let Self { line, subject, period, role, value, unit } = self;
        [&line.to_string(), subject, period, role, value, unit].into_iter().cloned().collect()
    }
}

/// A name as the data package gives it: as printed, without white space and markup.
pub fn bare(text: &str) -> String {
    let text = ["<b>", "</b>", "<p>", "</p>", "**"]
        .iter()
        .fold(text.to_owned(), |text, mark| text.replace(mark, ""));
    text.chars().filter(|c| !c.is_whitespace() && *c != '#').collect()
}

/// A name for comparison: bare, full-width forms narrow, a trailing `：` or `。` gone.
pub fn plain(text: &str) -> String {
    let mut plain: String = bare(text).chars().map(narrow).collect();
    while plain.ends_with([':', '。']) {
        plain.pop();
    }
    plain
}

/// A figure for comparison: `1,234.50` = `1234.5`.
pub fn number_key(value: &str) -> String {
    let digits: String = plain(value).chars().filter(|c| !matches!(c, ',' | '%')).collect();
    if digits.contains('.') && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-')) {
        digits.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        digits
    }
}

/// The half-width form of a full-width ASCII character; others stay.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// How well what was read meets what is true, counted as multisets.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Items in both.
    pub met: usize,
    /// Items read.
    pub read: usize,
    /// True items.
    pub wanted: usize,
}

impl Score {
    /// Compares two collections of keys.
    pub fn of<K: Ord>(read: impl IntoIterator<Item = K>, wanted: impl IntoIterator<Item = K>) -> Self {
        let mut open: BTreeMap<K, usize> = BTreeMap::new();
        let mut score = Self::default();
        for key in wanted {
            *open.entry(key).or_default() += 1;
            score.wanted += 1;
        }
        for key in read {
            score.read += 1;
            if let Some(left) = open.get_mut(&key).filter(|left| **left > 0) {
                *left -= 1;
                score.met += 1;
            }
        }
        score
    }

    /// The harmonic mean of precision and recall; 1 where nothing was wanted and nothing read.
    #[allow(clippy::cast_precision_loss, reason = "counts of table cells")]
    pub fn f1(self) -> f64 {
        match self.read + self.wanted {
            0 => 1.0,
            both => 2.0 * self.met as f64 / both as f64,
        }
    }

    /// Share of the wanted items that were read.
    #[allow(clippy::cast_precision_loss, reason = "counts of table cells")]
    pub fn recall(self) -> f64 {
        if self.wanted == 0 { 1.0 } else { self.met as f64 / self.wanted as f64 }
    }
}
