//! How a drawn document is printed: a layout or a file, and habits of programs on top of it.

use std::fmt;

use anyhow::Result;
use juesuan_testkit::drawn::Chance;
use juesuan_testkit::ofd::Steps;
use juesuan_testkit::press::{Rules, Style};
use juesuan_testkit::transform::{ALL, Transformation, UNSURE};
use juesuan_testkit::{Document, Layout, files, ofd, pdf, print};

/// What a document is printed as.
#[derive(Copy, Clone)]
enum Form {
    Text(Layout),
    /// Text in rows of tabs, to which a habit was applied.
    Spoilt(&'static Transformation),
    Html,
    Docx,
    Pdf(Style),
    Ofd(Style),
}

/// A form, and a habit of characters on top of it.
#[derive(Copy, Clone)]
pub(super) struct Shape {
    form: Form,
    above: Option<&'static Transformation>,
}

/// Habits that change characters or the encoding alone, so that they go with every layout.
const OF_CHARACTERS: [&str; 7] =
    ["crlf", "bom", "utf16le", "gb18030", "full-width-digits", "trailing-blanks", "no-break-spaces"];

impl Shape {
    /// Draws one of all shapes, each layout as often as the next.
    pub(super) fn draw(chance: &mut Chance) -> Self {
        let style = Style {
            rules: *chance.pick(&[Rules::All, Rules::All, Rules::Rows, Rules::None]).unwrap_or(&Rules::All),
            has_low_digits: chance.happens(20),
            is_doubled: chance.happens(10),
            has_watermark: chance.happens(15),
            is_turned: chance.happens(10),
            has_page_numbers: chance.happens(80),
            has_merged_heads: false,
        };
        let layouts: Vec<&'static Transformation> =
            ALL.iter().filter(|habit| !OF_CHARACTERS.contains(&habit.name)).collect();
        let form = match chance.below(12) {
            0 | 1 => Form::Text(Layout::Tabbed),
            2 => Form::Text(Layout::Exploded),
            3 => Form::Text(Layout::Piped),
            4 => Form::Text(Layout::Aligned),
            5 | 6 => chance.pick(&layouts).map_or(Form::Html, |habit| Form::Spoilt(habit)),
            7 => UNSURE.get(chance.below(UNSURE.len())).map_or(Form::Html, Form::Spoilt),
            8 => Form::Html,
            9 => Form::Docx,
            10 => Form::Pdf(style),
            _ => Form::Ofd(style),
        };
        let is_text = matches!(form, Form::Text(_) | Form::Spoilt(_));
        let named = |habit: &&'static Transformation| OF_CHARACTERS.contains(&habit.name);
        let habits: Vec<&'static Transformation> = ALL.iter().filter(named).collect();
        let above = chance.pick(&habits).copied().filter(|_| is_text);
        let above = above.filter(|_| chance.happens(40));
        Self { form, above }
    }

    /// The bytes of a document.
    pub(super) fn print(&self, document: &Document) -> Result<Vec<u8>> {
        let tabbed = || print(document, Layout::Tabbed).text;
        let bytes = match self.form {
            Form::Text(layout) => print(document, layout).text.into_bytes(),
            Form::Spoilt(habit) => (habit.apply)(&tabbed()),
            Form::Html => files::html(&files::whole(document)),
            Form::Docx => files::docx(&files::whole(document))?,
            Form::Pdf(style) => pdf::print(&tabbed(), &style),
            Form::Ofd(style) => ofd::print(&tabbed(), style, Steps::Each)?,
        };
        Ok(match (self.above, std::str::from_utf8(&bytes)) {
            (Some(habit), Ok(text)) => (habit.apply)(text),
            _ => bytes,
        })
    }

    /// The name of the file, with its ending.
    pub(super) fn file_name(&self) -> String {
        let ending = match self.form {
            Form::Text(_) | Form::Spoilt(_) => "txt",
            Form::Html => "html",
            Form::Docx => "docx",
            Form::Pdf(_) => "pdf",
            Form::Ofd(_) => "ofd",
        };
        format!("accounts.{ending}")
    }

    /// The name of the form alone.
    pub(super) fn name(&self) -> String {
        match self.form {
            Form::Text(layout) => format!("{layout:?}").to_lowercase(),
            Form::Spoilt(habit) => habit.name.to_owned(),
            Form::Html => "html".to_owned(),
            Form::Docx => "docx".to_owned(),
            Form::Pdf(style) => format!("pdf, lines: {:?}", style.rules).to_lowercase(),
            Form::Ofd(style) => format!("ofd, lines: {:?}", style.rules).to_lowercase(),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name())?;
        self.above.map_or(Ok(()), |habit| write!(f, " + {}", habit.name))
    }
}
