//! Why a path gave no document or a document could not be read, in words that say what to do next.

use std::io::ErrorKind;

use super::args::Language;
use super::office::OfficeTrouble;
use super::summary::grouped;
use juesuan::Error;
use juesuan::ingest::{Format, IngestError};

/// Why a PATH led to no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathTrouble {
    /// Nothing is there.
    Missing {
        /// What is there and is called alike.
        near: Option<String>,
    },
    /// A folder without a document that can be read.
    NoDocument,
    /// A pattern that matches no file.
    NoMatch,
    /// A pattern that is none.
    Pattern(String),
    /// A pipe or a device.
    NotOrdinary,
    /// The system does not let us read it.
    System(ErrorKind, String),
}

impl PathTrouble {
    /// What the system said.
    pub(super) fn system(error: &std::io::Error) -> Self {
        Self::System(error.kind(), error.to_string())
    }

    /// The sentence for a person.
    pub(super) fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::Missing { near: None }, Language::Zh) => "没有这个文件或文件夹，请检查路径".into(),
            (Self::Missing { near: None }, Language::En) => "no such file or folder; check the path".into(),
            (Self::Missing { near: Some(near) }, Language::Zh) => format!("没有这个文件或文件夹，是不是 {near}？"),
            (Self::Missing { near: Some(near) }, Language::En) => {
                format!("no such file or folder; did you mean {near}?")
            }
            (Self::NoDocument, Language::Zh) => {
                "文件夹里没有可读的文件（.txt、.text、.md、.markdown）；其他名字的文本文件请直接给出路径".into()
            }
            (Self::NoDocument, Language::En) => {
                "the folder holds no .txt, .text, .md or .markdown; name text files with other endings one by one".into()
            }
            (Self::NoMatch, Language::Zh) => "没有文件符合这个通配符；** 表示任意层文件夹，请加引号以免 shell 展开".into(),
            (Self::NoMatch, Language::En) => {
                "no file matches; ** stands for folders at any depth, and quotes keep the shell from expanding it".into()
            }
            (Self::Pattern(why), Language::Zh) => format!("通配符写法有误：{why}"),
            (Self::Pattern(why), Language::En) => format!("this is no pattern: {why}"),
            (Self::NotOrdinary, language) => Refused::NotOrdinary.say(language),
            (Self::System(kind, why), language) => system(*kind, why, language),
        }
    }
}

/// A file that we neither read nor write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refused {
    /// A pipe, a device, a folder.
    #[error("this is no ordinary file")]
    NotOrdinary,
    /// More bytes than allowed.
    #[error("this is longer than {longest} bytes")]
    TooLong {
        /// How many are allowed.
        longest: u64,
    },
    /// A text that must be UTF-8 and is not.
    #[error("this is no UTF-8")]
    NotUtf8,
    /// A file that would be replaced and that we did not write.
    #[error("this file was not written by juesuan")]
    NotOurs,
}

impl Refused {
    /// The sentence for a person.
    fn say(self, language: Language) -> String {
        match (self, language) {
            (Self::NotOrdinary, Language::Zh) => "不是普通文件；管道里的内容请用 - 从标准输入读取".into(),
            (Self::NotOrdinary, Language::En) => {
                "no ordinary file; what comes through a pipe is read by -".into()
            }
            (Self::TooLong { longest }, Language::Zh) => {
                format!("超过 {} 字节的上限；文件确需这么大时请用 --max-bytes 放宽", grouped(longest))
            }
            (Self::TooLong { longest }, Language::En) => {
                format!("longer than {} bytes; --max-bytes allows more", grouped(longest))
            }
            (Self::NotUtf8, Language::Zh) => "不是 UTF-8 文本，请另存为 UTF-8".into(),
            (Self::NotUtf8, Language::En) => "no UTF-8; save it as UTF-8".into(),
            (Self::NotOurs, Language::Zh) => {
                "已有这个文件，且不是 juesuan 写的；请换一个名字或先删去它".into()
            }
            (Self::NotOurs, Language::En) => {
                "exists and was not written by juesuan; choose another name or remove it".into()
            }
        }
    }
}

fn system(kind: ErrorKind, why: &str, language: Language) -> String {
    match (kind, language) {
        (ErrorKind::PermissionDenied, Language::Zh) => "没有读取权限，请用 chmod 放开或换一个用户".into(),
        (ErrorKind::PermissionDenied, Language::En) => {
            "not readable by you; change its rights (chmod) or your user".into()
        }
        (ErrorKind::NotFound, Language::Zh) => "文件已经不在".into(),
        (_, Language::Zh) => format!("系统拒绝读取：{why}"),
        (_, Language::En) => why.into(),
    }
}

/// Why a document could not be read.
pub(super) fn unread(error: &anyhow::Error, language: Language) -> String {
    if let Some(io) = error.downcast_ref::<std::io::Error>() {
        return system(io.kind(), &io.to_string(), language);
    }
    if let Some(refused) = error.downcast_ref::<Refused>() {
        return refused.say(language);
    }
    match (error.downcast_ref::<OfficeTrouble>(), language) {
        (Some(OfficeTrouble::Refused { format }), Language::Zh) => {
            return format!("这是{}，LibreOffice 打不开；请用原程序另存为 .docx", name(*format));
        }
        (Some(OfficeTrouble::TooSlow { format }), Language::Zh) => {
            return format!("这是{}，LibreOffice 转换超时；请用原程序另存为 .docx", name(*format));
        }
        _ => {}
    }
    match (error.downcast_ref::<Error>(), language) {
        (Some(Error::Ingest(IngestError::Unsupported { format, .. })), Language::Zh) => {
            format!("这是{}，目前还不能直接读取；{}", name(*format), advice(*format))
        }
        (Some(Error::Ingest(IngestError::Unsupported { format, .. })), Language::En) => {
            format!("this is {format}, which cannot be read yet; {}", format.advice())
        }
        (Some(Error::Ingest(IngestError::Damaged { format, .. })), Language::Zh) => {
            format!("这是{}，但已损坏；请重新下载，或用原程序打开后另存一份", name(*format))
        }
        (Some(Error::Ingest(IngestError::Encrypted { format })), Language::Zh) => {
            format!("这是{}，打开需要密码；请另存一份不带密码的", name(*format))
        }
        (Some(Error::Ingest(IngestError::NoText { format, pages })), Language::Zh) => {
            format!("这是{}，{pages} 页都没有文字，是扫描件；请先做文字识别（OCR）", name(*format))
        }
        (Some(Error::Ingest(IngestError::TooMuch { format, limit, .. })), Language::Zh) => {
            format!("这是{}，内容超过一份文件的上限（{limit}）；请拆成几份", name(*format))
        }
        _ => format!("{error:#}"),
    }
}

const fn name(format: Format) -> &'static str {
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
        Format::Zip => "压缩包",
        _ => "二进制文件",
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
        _ => "请先解压，再给出其中的文件",
    }
}
