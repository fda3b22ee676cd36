//! What is done with a request.

use std::sync::LazyLock;

use juesuan::ingest::{self, Format, archive};
use juesuan::model::{DocumentStatus, Report};
use juesuan::output::{self, PackagePart, RESOURCES};
use juesuan::rules::{Language, RuleSet, catalogue};
use juesuan::{LONGEST_DOCUMENT, LONGEST_TEXT, Options, Reading};

use crate::{Answer, PageError, Task};

/// In how many archives a document may lie, as for the command line.
const DEEPEST: u8 = 2;

/// All rules.
static RULES: LazyLock<RuleSet> = LazyLock::new(catalogue);

/// What is done with a document of this name after it was read: rules are applied.
pub type Check<'c> = dyn Fn(&str, &mut Reading) + 'c;

/// Applies all rules.
pub fn check_all(_: &str, reading: &mut Reading) {
    reading.check(&RULES);
}

/// Carries out a task on the bytes of a document, which come with it.
///
/// # Errors
/// [`PageError`] where an output cannot be made, or the document of a workbook cannot be read.
pub fn carry_out(task: &Task, body: &[u8], check: &Check<'_>) -> Result<Answer, PageError> {
    match task {
        Task::Read { name, parts, deep, pictures } => {
            let options = Options { page_pictures: *pictures, ..Options::default() };
            Ok(opened(body, (name, *deep), How { options: &options, check }).only(parts))
        }
        Task::Unread { name, reason, bytes } => Ok(unread(name, reason, *bytes)),
        Task::Xlsx { name } => {
            let how = How { options: &Options::default(), check };
            let Reading { report, text } = checked(body, name, how)?;
            workbook(&report, &text)
        }
        Task::Index => {
            let (before, after) = output::review_index();
            let mut answer = Answer::default();
            answer.add("before", before);
            answer.add("after", after);
            Ok(answer)
        }
        Task::Package => {
            let mut answer = Answer::default();
            for (name, bytes) in output::empty_package(body)? {
                answer.add(name, bytes);
            }
            Ok(answer)
        }
    }
}

/// How a document is read, and what is done with it then.
#[derive(Copy, Clone)]
struct How<'h, 'c> {
    options: &'h Options,
    check: &'h Check<'c>,
}

fn checked(bytes: &[u8], name: &str, how: How<'_, '_>) -> Result<Reading, juesuan::Error> {
    let mut reading = juesuan::read_text(bytes, name, how.options)?;
    (how.check)(name, &mut reading);
    Ok(reading)
}

/// The workbook of a report.
///
/// # Errors
/// [`PageError::Output`], which no report is known to cause.
pub fn workbook(report: &Report, text: &str) -> Result<Answer, PageError> {
    let mut answer = Answer::default();
    answer.add("xlsx", output::to_xlsx_with(report, text)?);
    Ok(answer)
}

/// Everything that the page shows and saves of a document, but for its workbook.
pub fn read(report: &Report, text: &str) -> Answer {
    let mut answer = lines(report, &report.source.path);
    answer.add("page", output::review_page(report, text));
    answer
}

/// Reads a document, or finds out what is in an archive.
fn opened(bytes: &[u8], (name, deep): (&str, u8), how: How<'_, '_>) -> Answer {
    if deep < DEEPEST && Format::of(bytes).is_archive() {
        return members(bytes, name).unwrap_or_else(|error| refused(name, &error.into(), bytes));
    }
    if let Some(reason) = unfit(bytes) {
        return unread(name, &reason, bytes.len() as u64);
    }
    match checked(bytes, name, how) {
        Ok(Reading { report, text }) => read(&report, &text),
        Err(error) => refused(name, &error, bytes),
    }
}

/// Why bytes are not even tried.
fn unfit(bytes: &[u8]) -> Option<String> {
    let longest = if Format::of(bytes) == Format::Text { LONGEST_TEXT } else { LONGEST_DOCUMENT };
    match bytes {
        [] | [0xef, 0xbb, 0xbf] | [0xff, 0xfe] | [0xfe, 0xff] => {
            Some("文件是空的；请检查它是否保存或下载完整".into())
        }
        _ if bytes.len() as u64 > longest => {
            Some(format!("超过 {longest} 字节的上限；请用命令行读取，并以 --max-bytes 放宽"))
        }
        _ => None,
    }
}

fn refused(name: &str, error: &juesuan::Error, bytes: &[u8]) -> Answer {
    // data are the same in whichever language the page is
    unread(name, &error.say(Language::Zh), bytes.len() as u64)
}

/// The row and the lines of a document that was not read.
pub fn unread(name: &str, reason: &str, bytes: u64) -> Answer {
    let mut report = Report::unread(name, DocumentStatus::Failed, reason);
    report.source.bytes = bytes;
    lines(&report, "")
}

/// The row in the index, the lines of the data package, and the units that its descriptor names.
fn lines(report: &Report, page: &str) -> Answer {
    let mut answer = Answer::default();
    answer.add("row", output::review_row(report, page));
    let part = PackagePart::render(report);
    for resource in RESOURCES {
        answer.add(format!("csv/{}.csv", resource.name), part.csv(resource.name).unwrap_or_default());
    }
    answer.add("units", part.units());
    answer
}

/// The documents in an archive: their names as JSON, why those are not read that cannot be unpacked, and each as a part.
fn members(bytes: &[u8], name: &str) -> Result<Answer, ingest::IngestError> {
    let is_wanted = |name: &str| {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        crate::endings().iter().any(|known| ending.eq_ignore_ascii_case(known))
    };
    let members = archive::members(bytes, is_wanted)?;
    // a file that is packed by itself has no other name than the archive
    let called = |own: &'_ str| if own.is_empty() { archive::unpacked_name(name) } else { own }.to_owned();
    let names: Vec<String> = members.iter().map(|member| called(&member.name)).collect();
    let mut answer = Answer::default();
    answer.add("members", serde_json::json!(names).to_string());
    let reason = |error: &ingest::IngestError| juesuan::Error::from(error.clone()).say(Language::Zh);
    let reasons: Vec<Option<String>> =
        members.iter().map(|member| member.contents.as_ref().err().map(reason)).collect();
    answer.add("reasons", serde_json::json!(reasons).to_string());
    for (nth, member) in members.into_iter().enumerate() {
        answer.add(format!("member/{nth}"), member.contents.unwrap_or_default());
    }
    Ok(answer)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot build its input fails")]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// An archive of two texts, of which a byte of the second is not what its sum says.
    fn damaged() -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, text) in [("a.txt", "whole"), ("b.txt", "not whole")] {
            archive.start_file(name, stored).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        let mut bytes = archive.finish().unwrap().into_inner();
        let at = bytes.windows(9).position(|window| window == b"not whole").unwrap();
        bytes[at] = b'N';
        bytes
    }

    #[test]
    fn a_damaged_file_in_an_archive_is_not_called_empty() {
        let task = Task::Read { name: "all.zip".into(), parts: Vec::new(), deep: 0, pictures: false };
        let answer = carry_out(&task, &damaged(), &check_all).unwrap();
        assert_eq!(answer.part("members"), Some(&br#"["a.txt","b.txt"]"#[..]));
        let reasons: Vec<Option<String>> = serde_json::from_slice(answer.part("reasons").unwrap()).unwrap();
        assert_eq!(reasons[0], None);
        let reason = reasons[1].as_deref().unwrap();
        assert!(reason.contains("损坏") && !reason.contains("空的"), "{reason}");
        assert_eq!(answer.part("member/0"), Some(&b"whole"[..]));
    }

    #[test]
    fn documents_are_checked_as_the_caller_says() {
        let task = Task::Read { name: "a.txt".into(), parts: Vec::new(), deep: 0, pictures: false };
        let called = std::cell::RefCell::new(Vec::new());
        let check = |name: &str, _: &mut Reading| called.borrow_mut().push(name.to_owned());
        carry_out(&task, "某局".as_bytes(), &check).unwrap();
        assert_eq!(*called.borrow(), ["a.txt"]);
    }
}
