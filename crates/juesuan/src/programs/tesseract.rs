//! `tesseract`, which recognises characters on pictures of pages.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use juesuan_ingest::{Picture, Recogniser, RecognitionError, Word};

use super::child::{finished, installed};

/// The language of the documents.
const LANGUAGE: &str = "chi_sim";

/// How it looks for text: as much of it as there is, in any order; what belongs together is told by places.
const SPARSE: &str = "11";

/// Longest time in which it must say which languages it knows.
const ANSWER: Duration = Duration::from_secs(30);

/// Largest answer that is read, in bytes: a full page has 10,000 words.
const MOST_BYTES: u64 = 8 << 20;

/// The program, as it is found when the first page is to be recognised.
#[derive(Debug, Default)]
pub struct Tesseract {
    program: OnceLock<Result<PathBuf, RecognitionError>>,
}

impl Tesseract {
    /// The program, if it knows Chinese.
    fn program(&self, left: Duration) -> Result<&Path, RecognitionError> {
        let found = self.program.get_or_init(|| {
            let program = installed(&["tesseract"]).ok_or(RecognitionError::NotInstalled)?;
            let folder = folder()?;
            let mut asked = command(&program, folder.path());
            asked.arg("--list-langs");
            let languages = answer(asked, folder.path(), ANSWER.min(left))?;
            if languages.lines().any(|line| line.trim() == LANGUAGE) {
                Ok(program)
            } else {
                Err(RecognitionError::NoChinese)
            }
        });
        found.as_deref().map_err(Clone::clone)
    }
}

impl Recogniser for Tesseract {
    fn words(&self, picture: &Picture, left: Duration) -> Result<Vec<Word>, RecognitionError> {
        let begun = Instant::now();
        let program = self.program(left)?;
        let left = left.saturating_sub(begun.elapsed());
        let folder = folder()?;
        let input = folder.path().join("page.pgm");
        std::fs::write(&input, picture.file()).map_err(failed)?;
        let dots = format!("{:.0}", picture.dots());
        let mut asked = command(program, folder.path());
        asked.arg(&input).args(["stdout", "-l", LANGUAGE, "--psm", SPARSE, "--dpi", &dots, "tsv"]);
        Ok(answer(asked, folder.path(), left)?.lines().filter_map(word).collect())
    }
}

/// A folder that is gone when it is no longer needed.
fn folder() -> Result<tempfile::TempDir, RecognitionError> {
    tempfile::Builder::new().prefix("juesuan-ocr-").tempdir().map_err(failed)
}

/// The program in a folder; documents are read at once, so that each takes one processor.
fn command(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.env("OMP_THREAD_LIMIT", "1").current_dir(folder).stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// What the program prints.
fn answer(mut command: Command, folder: &Path, longest: Duration) -> Result<String, RecognitionError> {
    let out = folder.join("out");
    command.stdout(File::create(&out).map_err(failed)?);
    let status = finished(command, longest).map_err(failed)?.ok_or(RecognitionError::TooSlow)?;
    if !status.success() {
        return Err(RecognitionError::Failed(status.to_string()));
    }
    let mut text = String::new();
    File::open(&out).map_err(failed)?.take(MOST_BYTES).read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn failed(error: io::Error) -> RecognitionError {
    RecognitionError::Failed(error.to_string())
}

/// A line of its table: the place of a word in pixels, how sure it is, and what it says.
fn word(line: &str) -> Option<Word> {
    /// What the first column says of lines that are words.
    const WORD: &str = "5";
    let mut fields = line.splitn(12, '\t');
    if fields.next()? != WORD {
        return None;
    }
    let numbers: Vec<f32> = fields.by_ref().take(10).map_while(|field| field.parse().ok()).collect();
    let &[_, block, paragraph, line, _, left, top, width, height, confidence] = numbers.as_slice() else {
        return None;
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "small counts; out of range is capped"
    )]
    let count = |number: f32| number as u32;
    let text = fields.next()?.trim().to_owned();
    (!text.is_empty()).then(|| Word {
        line: (count(block), count(paragraph), count(line)),
        text,
        confidence,
        x0: left,
        x1: left + width,
        y0: top,
        y1: top + height,
    })
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn words_are_lines_of_the_fifth_level() {
        let found = word("5\t1\t9\t1\t1\t2\t536\t131\t30\t17\t91.5\t12.50").expect("a word");
        assert_eq!((found.text.as_str(), found.x0, found.x1, found.y1), ("12.50", 536.0, 566.0, 148.0));
        for line in
            ["", "5\t1", "4\t1\t9\t1\t1\t0\t536\t131\t30\t17\t-1\t", "5\t1\t9\t1\t1\t2\tx\t1\t3\t1\t9\ta"]
        {
            assert!(word(line).is_none(), "{line}");
        }
    }
}
