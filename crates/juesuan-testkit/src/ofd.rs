//! Prints a text as OFD (GB/T 33190), so that what a reader of OFD finds can be held against the text.

use std::fmt::Write as _;

use zip::result::ZipError;

use crate::files::archive;
use crate::press::{Mark, PAGE, Style, pages, width};

/// Millimetres of a point.
const MM: f64 = 25.4 / 72.0;

/// How each text object says where its characters stand.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Steps {
    /// A distance for each character.
    Each,
    /// Equal distances counted together (`g 3 2.5`), and the object moved and scaled by a matrix.
    Counted,
}

/// Prints a text: rows of tabs as tables, other lines as paragraphs, form feeds as new pages. What stands on all pages, the
/// watermark, is a template.
///
/// # Errors
/// Those of the zip writer, which writes to memory here.
pub fn print(text: &str, style: Style, steps: Steps) -> Result<Vec<u8>, ZipError> {
    let pages = pages(text, style);
    let (is_template, is_content) = (
        |mark: &&Mark| matches!(mark, Mark::Watermark { .. }),
        |mark: &&Mark| !matches!(mark, Mark::Watermark { .. }),
    );
    let templates: Vec<&Mark> = pages.first().into_iter().flatten().filter(is_template).collect();
    let uses =
        if templates.is_empty() { "" } else { "<ofd:Template TemplateID=\"2\" ZOrder=\"Background\"/>" };
    let mut parts = vec![(String::from("Doc_0/Tpls/Tpl_0/Content.xml"), page("", &templates, style, steps))];
    let mut list = String::new();
    for (at, marks) in pages.iter().enumerate() {
        let marks: Vec<&Mark> = marks.iter().filter(is_content).collect();
        let _ = write!(list, "<ofd:Page ID=\"{}\" BaseLoc=\"Pages/Page_{at}/Content.xml\"/>", at + 10);
        parts.push((format!("Doc_0/Pages/Page_{at}/Content.xml"), page(uses, &marks, style, steps)));
    }
    let area = format!(
        "<ofd:PageArea><ofd:PhysicalBox>0 0 {:.2} {:.2}</ofd:PhysicalBox></ofd:PageArea>",
        PAGE.0 * MM,
        PAGE.1 * MM
    );
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>{area}\
         <ofd:TemplatePage ID=\"2\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/></ofd:CommonData><ofd:Pages>{list}</ofd:Pages></ofd:Document>"
    );
    parts.push((String::from("Doc_0/Document.xml"), document));
    parts.push((String::from("OFD.xml"), ROOT.to_owned()));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    archive(&parts)
}

fn page(uses: &str, marks: &[&Mark], style: Style, steps: Steps) -> String {
    let mut objects = String::new();
    for mark in marks {
        match mark {
            Mark::Text { text, x, base, size } => {
                objects += &text_object(text, (x * MM, base * MM), size * MM, style, steps);
            }
            Mark::Line { from, to } => {
                let (x, y) = (from.0 * MM, from.1 * MM);
                let (across, down) = ((to.0 - from.0) * MM, (to.1 - from.1) * MM);
                let _ = write!(
                    objects,
                    "<ofd:PathObject Boundary=\"{x:.3} {y:.3} {across:.3} {down:.3}\" LineWidth=\"0.2\"><ofd:AbbreviatedData>M 0 0 L {across:.3} {down:.3}\
                     </ofd:AbbreviatedData></ofd:PathObject>"
                );
            }
            Mark::Watermark { text, x, base, size } => {
                let _ = write!(
                    objects,
                    "<ofd:TextObject Boundary=\"{:.3} {:.3} 100 100\" Font=\"3\" Size=\"{:.3}\" CTM=\"0.7 -0.7 0.7 0.7 0 50\" Alpha=\"60\">\
                     <ofd:TextCode X=\"0\" Y=\"0\" DeltaX=\"{:.3}\">{text}</ofd:TextCode></ofd:TextObject>",
                    x * MM,
                    (base - 140.0) * MM,
                    size * MM,
                    size * MM
                );
            }
        }
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:Page {NAMESPACE}>{uses}<ofd:Content><ofd:Layer ID=\"5\">{objects}\
         </ofd:Layer></ofd:Content></ofd:Page>"
    )
}

/// Characters whose base line begins at a point; places and sizes are millimetres.
fn text_object(text: &str, (x, base): (f64, f64), size: f64, style: Style, steps: Steps) -> String {
    let mut objects = String::new();
    let mut at = x;
    // digits that stand lower are objects of their own
    for run in runs(text, style.has_low_digits) {
        let is_low = style.has_low_digits && run.starts_with(|c: char| c.is_ascii_digit());
        let base = base + if is_low { 1.5 * MM } else { 0.0 };
        let advances: Vec<f64> = run.chars().map(|c| width(c.encode_utf8(&mut [0; 4])) * size).collect();
        let scale = if steps == Steps::Counted { 0.5 } else { 1.0 };
        let deltas = deltas(&advances, scale, steps);
        let matrix = if steps == Steps::Counted { " CTM=\"0.5 0 0 0.5 1 0\"" } else { "" };
        let shift = if steps == Steps::Counted { 1.0 } else { 0.0 };
        let _ = write!(
            objects,
            "<ofd:TextObject Boundary=\"{:.3} {:.3} {:.3} {:.3}\" Font=\"3\" Size=\"{:.3}\"{matrix}><ofd:FillColor Value=\"0 0 0\"/>\
             <ofd:TextCode X=\"0\" Y=\"{:.3}\"{deltas}>{}</ofd:TextCode></ofd:TextObject>",
            at - shift,
            base - size,
            advances.iter().sum::<f64>(),
            size,
            size / scale,
            size / scale,
            run.replace('&', "&amp;").replace('<', "&lt;")
        );
        at += advances.iter().sum::<f64>();
    }
    objects
}

/// The text, cut where digits begin and end if they are to stand lower.
fn runs(text: &str, cuts: bool) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    for c in text.chars() {
        match runs.last_mut() {
            Some(last) if !cuts || last.ends_with(|end: char| end.is_ascii_digit()) == c.is_ascii_digit() => {
                last.push(c);
            }
            _ => runs.push(c.into()),
        }
    }
    runs
}

/// The distances between characters as an attribute; none for one character.
fn deltas(advances: &[f64], scale: f64, steps: Steps) -> String {
    let Some((_, advances)) = advances.split_last().filter(|(_, rest)| !rest.is_empty()) else {
        return String::new();
    };
    let written: Vec<String> = if steps == Steps::Each {
        advances.iter().map(|advance| format!("{advance:.3}")).collect()
    } else {
        let same = advances.chunk_by(|a, b| (a - b).abs() < 1e-9);
        same.map(|same| format!("g {} {:.3}", same.len(), same.first().unwrap_or(&0.0) / scale)).collect()
    };
    format!(" DeltaX=\"{}\"", written.join(" "))
}

const NAMESPACE: &str = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";

const ROOT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\" Version=\"1.0\" DocType=\"OFD\">\
    <ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
