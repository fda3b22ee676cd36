//! Why a document could not be read, in words that say what to do next.

use juesuan_ingest::{Format, INSTALL, IngestError, Reached, RecognitionError, is_of_this};
use juesuan_rules::Language;

use crate::Error;

impl Error {
    /// The sentence for a person: what the document is, and what to do.
    pub fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::Ingest(IngestError::Unsupported { format, .. }), Language::Zh) => {
                format!("这是{}，目前还不能直接读取；{}", name(*format), advice(*format))
            }
            (Self::Ingest(IngestError::Unsupported { format, .. }), Language::En) => {
                format!("this is {format}, which cannot be read yet; {}", format.advice())
            }
            (Self::Ingest(IngestError::Damaged { format, .. }), Language::Zh) => {
                format!("这是{}，但已损坏；请重新下载，或用原程序打开后另存一份", name(*format))
            }
            (Self::Ingest(IngestError::Encrypted { format }), Language::Zh) => {
                format!("这是{}，打开需要密码；请另存一份不带密码的", name(*format))
            }
            (Self::Ingest(IngestError::NoText { format, pages }), Language::Zh) => {
                format!("这是{}，{pages} 页都没有文字，是扫描件；请加 --ocr 识别文字", name(*format))
            }
            (Self::Ingest(IngestError::Unrecognised { format, error }), Language::Zh) => {
                format!("这是{}，有的页是图片；{}", name(*format), unrecognised(error))
            }
            (Self::Ingest(IngestError::Empty { format }), Language::Zh) => {
                format!("这是{}，里面没有任何文字和表格；请检查它是否保存或下载完整", name(*format))
            }
            (Self::Ingest(IngestError::TooSlow { format, seconds, place }), Language::Zh) => {
                let (name, place) = (name(*format), reached(place));
                format!(
                    "这是{name}，读了 {seconds} 秒还没有读完，停在{place}；请拆成几份，或用 --max-seconds 放宽"
                )
            }
            (Self::Ingest(IngestError::TooMuch { format, what, limit }), Language::Zh) => {
                format!("这是{}，{}超过一份文件的上限（{limit}）；请拆成几份", name(*format), part(what))
            }
            (Self::Ingest(IngestError::NotUnpacked { format, reason }), Language::Zh) => {
                format!("它在{}里{}；请另打一个包", name(*format), stands_as(reason))
            }
            _ => self.to_string(),
        }
    }
}

/// As what a file stands in an archive, in Chinese.
fn stands_as(reason: &str) -> &'static str {
    match reason {
        _ if reason.contains("several files") => "是几个同名文件之一，只读出了最后一个",
        _ if reason.contains("second name") => "是另一文件的第二个名字，而那个文件不在包里",
        _ => "只有一部分，或属于未知的类型",
    }
}

/// What a format is called in Chinese, as it stands behind 这是.
pub const fn name(format: Format) -> &'static str {
    match format {
        Format::Pdf => " PDF 文件",
        Format::Docx => " Word 文档（.docx）",
        Format::Doc => "旧版 Word 文档（.doc）",
        Format::Xlsx => " Excel 工作簿（.xlsx）",
        Format::Xls => "旧版 Excel 工作簿（.xls）",
        Format::Odt => " OpenDocument 文档（.odt）",
        Format::Ods => " OpenDocument 表格（.ods）",
        Format::Rtf => " RTF 文件",
        Format::Html => "网页（HTML）",
        Format::Ofd => " OFD 文件",
        Format::Picture => "图片",
        Format::Zip => " zip 压缩包",
        Format::Tar => " tar 归档",
        Format::Gzip => " gzip 压缩文件",
        Format::Zstd => " Zstandard 压缩文件",
        Format::Locked => " Office 文档",
        _ => "二进制文件",
    }
}

/// Why no characters were recognised, in Chinese.
fn unrecognised(error: &RecognitionError) -> String {
    let install = || {
        let one = |(system, command): &(&str, &str)| format!("`{command}`（{system}）");
        let all: Vec<String> = INSTALL.iter().filter(|(system, _)| is_of_this(system)).map(one).collect();
        all.join("、")
    };
    match error {
        RecognitionError::NotInstalled => format!("没有安装 tesseract，请安装：{}", install()),
        RecognitionError::NoChinese => format!("tesseract 没有中文数据（chi_sim），请安装：{}", install()),
        RecognitionError::Failed(why) => format!("tesseract 运行失败（{why}）"),
        _ => error.to_string(),
    }
}

/// How far reading had come, in Chinese.
fn reached(place: &Reached) -> String {
    match place {
        Reached::Page(page) => format!("第 {page} 页"),
        Reached::Cell(cell) => format!("单元格 {cell}"),
        Reached::Line(line) => format!("第 {line} 行"),
        Reached::File(name) if name.is_empty() => "解压".into(),
        Reached::File(name) => format!("其中的 {name}"),
        _ => place.to_string(),
    }
}

/// What there is too much of, in Chinese.
fn part(what: &str) -> &'static str {
    match what {
        "pages" => "页数",
        "sheets" => "工作表数",
        "cells" | "columns" => "单元格数",
        "tables" => "表格数",
        "nested tables" => "表格嵌套层数",
        "nested elements" => "标记嵌套层数",
        "files" | "entries" => "文件数",
        "bytes of text" => "文字字节数",
        "bytes when unpacked" => "解压后字节数",
        "bytes in one file" => "其中一个文件的字节数",
        "bytes in one stream when unpacked" => "其中一个数据流解压后的字节数",
        "texts of cells" => "单元格文字数",
        "bytes" => "字节数",
        _ if what.contains("drawing") => "绘图对象数",
        _ => "内容",
    }
}

const fn advice(format: Format) -> &'static str {
    match format {
        Format::Pdf => "请先用 `pdftotext -layout` 转成文本",
        Format::Doc | Format::Odt | Format::Rtf => {
            "请安装 LibreOffice（之后可直接读取），或运行 `soffice --headless --convert-to docx 文件` 转换后再给出"
        }
        Format::Docx | Format::Html => {
            "请另存为纯文本（.txt），或运行 `soffice --headless --convert-to txt:Text 文件`"
        }
        Format::Xlsx | Format::Xls | Format::Ods => "请把每张工作表另存为制表符分隔的文本",
        Format::Ofd => "请另存为 PDF",
        Format::Picture => "扫描页没有文字，请先做文字识别（OCR）",
        Format::Ole | Format::Locked | Format::Binary => {
            "请用原程序打开后另存为 .docx、.xlsx 或 PDF；打不开则已损坏，请重新下载"
        }
        _ => "请先解压，再给出其中的文件",
    }
}
