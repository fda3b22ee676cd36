//! What programs do to running text: marks go, paragraphs are broken into lines, pages end in their midst.
//!
//! [`ALL`] changes nothing that the text says: the same sections and figures are read. Lines with tabs or pipes are
//! tables and stay as they are.

/// A way in which running text is changed.
#[derive(Copy, Clone)]
pub struct Change {
    /// Its name, for messages.
    pub name: &'static str,
    /// What it does.
    pub apply: fn(&str) -> String,
    /// Whether every line stays where it is.
    pub keeps_lines: bool,
}

/// All changes.
pub const ALL: &[Change] = &[
    Change { name: "carriage returns", apply: |text| text.replace('\n', "\r"), keeps_lines: true },
    Change { name: "no marks of headings", apply: without_marks, keeps_lines: true },
    Change { name: "blanks around figures", apply: spaced, keeps_lines: true },
    Change { name: "wrapped at 40 characters", apply: |text| wrapped(text, 40), keeps_lines: false },
    Change { name: "wrapped at 33 characters", apply: |text| wrapped(text, 33), keeps_lines: false },
    Change { name: "wrapped at 80 columns", apply: |text| wrapped_by_columns(text, 80), keeps_lines: false },
    Change {
        name: "pages with dashed numbers",
        apply: |text| paged(text, |n| format!("\n— {n} —\n\n")),
        keeps_lines: false,
    },
    Change {
        name: "pages with form feeds",
        apply: |text| paged(text, |n| format!("{n}\n\u{c}\n")),
        keeps_lines: false,
    },
    Change {
        name: "pages that count",
        apply: |text| paged(text, |n| format!("第 {n} 页 共 90 页\n")),
        keeps_lines: false,
    },
];

/// Whether a line is running text or a heading.
fn is_prose(line: &str) -> bool {
    !line.trim().is_empty() && !line.contains(['\t', '|', '\u{c}']) && !line.trim_start().starts_with("---")
}

/// Every line of running text as `change` prints it.
fn each_line(text: &str, change: impl Fn(&str) -> String) -> String {
    let line = |line: &str| if is_prose(line) { change(line) } else { line.to_owned() };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// No `#` and no `**` before headings.
pub fn without_marks(text: &str) -> String {
    each_line(text, |line| line.trim_start_matches(['#', ' ']).replace("**", ""))
}

/// Blanks between figures and the Chinese characters beside them.
pub fn spaced(text: &str) -> String {
    each_line(text, |line| {
        let mut out = String::with_capacity(line.len() * 2);
        let mut before = ' ';
        for c in line.chars() {
            let figure = |c: char| c.is_ascii_digit();
            let word = |c: char| ('一'..='龥').contains(&c);
            if (figure(before) && word(c)) || (word(before) && figure(c)) {
                out.push(' ');
            }
            out.push(c);
            before = c;
        }
        out
    })
}

/// Lines of so many characters.
pub fn wrapped(text: &str, width: usize) -> String {
    broken(&without_marks(text), width, |_| 1)
}

/// Lines of so many columns, of which a Chinese character takes two.
pub fn wrapped_by_columns(text: &str, width: usize) -> String {
    broken(&without_marks(text), width, |c| if c.is_ascii() { 1 } else { 2 })
}

fn broken(text: &str, width: usize, wide: fn(char) -> usize) -> String {
    each_line(text, |line| {
        let (mut out, mut filled) = (String::with_capacity(line.len() + 8), 0);
        for c in line.trim_end().chars() {
            if filled + wide(c) > width {
                out.push('\n');
                filled = 0;
            }
            out.push(c);
            filled += wide(c);
        }
        out
    })
}

/// Wrapped lines with a page break in the midst of every second long paragraph.
fn paged(text: &str, seam: impl Fn(usize) -> String) -> String {
    let wrapped = wrapped(text, 40);
    let lines: Vec<&str> = wrapped.split('\n').collect();
    let full = |at: usize| lines.get(at).is_some_and(|line| is_prose(line) && line.chars().count() == 40);
    let (mut out, mut page, mut run) = (String::with_capacity(text.len() * 2), 0, 0);
    for (at, line) in lines.iter().enumerate() {
        out.push_str(line);
        out.push('\n');
        run = if full(at) { run + 1 } else { 0 };
        if run == 2 && lines.get(at + 1).is_some_and(|below| is_prose(below)) {
            page += 1;
            if page % 2 == 0 {
                out.push_str(&seam(page / 2));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_and_tables_stay() {
        assert_eq!(wrapped("## 一、收入情况\na\tb", 4), "一、收入\n情况\na\tb");
        assert_eq!(wrapped_by_columns("收入12万元", 6), "收入12\n万元");
        assert_eq!(spaced("收入12.5万元"), "收入 12.5 万元");
        assert_eq!(without_marks("**（一）总体**"), "（一）总体");
    }
}
