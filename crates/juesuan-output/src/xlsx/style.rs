//! How cells look.

use std::collections::HashMap;

use juesuan_model::Severity;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// What a cell is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Look {
    /// The title of a sheet.
    Title,
    /// What stands between title and table: unit, body, lines.
    Caption,
    /// The same at the right edge.
    CaptionRight,
    /// A note below a table.
    Note,
    /// A header of a table.
    Head,
    /// The column's name in the data package, under its header.
    Key,
    /// Text that may be long.
    Text,
    /// Text that a spreadsheet would take for a formula.
    Quoted,
    /// Short text in the middle: dashes.
    Centre,
    /// The label of a total.
    Total,
    /// A figure that is text, since no number of a spreadsheet is exactly it.
    Figure,
    /// A number with so many decimals, and its own unit behind it.
    Number(u32, Option<String>),
    /// A printed row number.
    Ordinal,
    /// A link.
    Link,
}

/// The formats in use, each made once.
#[derive(Default)]
pub(super) struct Styles(HashMap<(Look, Option<Severity>), Format>);

impl Styles {
    /// The format of a cell, coloured where findings speak of it.
    pub(super) fn get(&mut self, look: Look, marked: Option<Severity>) -> &Format {
        self.0.entry((look, marked)).or_insert_with_key(|(look, marked)| {
            let format = format(look);
            marked.map_or(format.clone(), |severity| format.set_background_color(colour(severity)))
        })
    }
}

/// The colour of a cell that a finding speaks of.
pub(super) const fn colour(severity: Severity) -> Color {
    match severity {
        Severity::Error => Color::RGB(0x00FF_C7CE),
        Severity::Warning => Color::RGB(0x00FF_EB9C),
        Severity::Info => Color::RGB(0x00DD_EBF7),
    }
}

fn format(look: &Look) -> Format {
    let plain = Format::new().set_align(FormatAlign::VerticalCenter);
    let cell = || plain.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00BF_BFBF));
    match look {
        Look::Title => plain.set_bold().set_font_size(16).set_align(FormatAlign::Center),
        Look::Caption => plain.set_font_color(Color::RGB(0x0059_5959)),
        Look::Note => plain.set_text_wrap().set_align(FormatAlign::Left),
        Look::CaptionRight => plain.set_font_color(Color::RGB(0x0059_5959)).set_align(FormatAlign::Right),
        Look::Head => cell()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(0x00F2_F2F2)),
        Look::Key => {
            cell().set_font_size(9).set_font_color(Color::RGB(0x0080_8080)).set_align(FormatAlign::Center)
        }
        Look::Text => cell().set_text_wrap().set_align(FormatAlign::Left).set_indent(1),
        Look::Quoted => cell().set_text_wrap().set_align(FormatAlign::Left).set_indent(1).set_quote_prefix(),
        Look::Ordinal => cell().set_align(FormatAlign::Center).set_num_format("0"),
        Look::Centre => cell().set_align(FormatAlign::Center),
        Look::Total => cell().set_bold().set_text_wrap().set_align(FormatAlign::Center),
        Look::Figure => cell().set_align(FormatAlign::Right).set_num_format("@"),
        Look::Number(scale, unit) => {
            let code = number_format(*scale, unit.as_deref());
            cell().set_align(FormatAlign::Right).set_num_format(code)
        }
        Look::Link => cell().set_hyperlink(),
    }
}

/// `#,##0.00`, with the unit in quotation marks behind it.
fn number_format(scale: u32, unit: Option<&str>) -> String {
    let mut code = String::from("#,##0");
    if scale > 0 {
        code.push('.');
        code.extend(std::iter::repeat_n('0', scale as usize));
    }
    if let Some(unit) = unit {
        code.push('"');
        code.push_str(unit);
        code.push('"');
    }
    code
}
