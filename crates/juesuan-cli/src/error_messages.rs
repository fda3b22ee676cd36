//! Why a path gave no document or a document could not be read, in words that say what to do next.

use std::io::ErrorKind;

use super::args::Language;
use super::death::{Death, Told};
use super::office_trouble::OfficeTrouble;
use super::pattern::PatternTrouble;
use super::pipeline::Panicked;
use super::resume::Foreign;
use super::summary::grouped;
use juesuan::Error;
use juesuan::ingest::{Format, IngestError};
use juesuan::output::OutputError;
use juesuan::refusal::name;
use juesuan::rules::{FormulaError, RuleSetError};

/// Why a PATH led to no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathTrouble {
    /// Nothing is there.
    Missing {
        /// What is there and is called alike.
        near: Option<String>,
    },
    /// A link to nothing.
    DeadLink,
    /// A folder without a document that can be read.
    NoDocument,
    /// An archive without a document that can be read.
    EmptyArchive,
    /// A pattern that matches no file.
    NoMatch,
    /// A pattern that is none.
    Pattern(PatternTrouble),
    /// A pipe or a device.
    NotOrdinary,
    /// The system does not let us read it.
    System(ErrorKind, String),
    /// An archive, or a file in it, that cannot be unpacked.
    Archive(IngestError),
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
            (Self::DeadLink, language) => Refused::DeadLink.say(language),
            (Self::NoDocument, Language::Zh) => {
                "文件夹里没有可读的文件（.txt、.md、.pdf、.docx、.xlsx、.html 等）；其他名字的文本文件请直接给出路径".into()
            }
            (Self::NoDocument, Language::En) => {
                "the folder holds nothing that is read (.txt, .md, .pdf, .docx, .xlsx, .html …); name text files with other \
                 endings one by one"
                    .into()
            }
            (Self::EmptyArchive, Language::Zh) => "压缩包里没有可读的文件（.txt、.md、.pdf、.docx、.xlsx、.html 等）".into(),
            (Self::EmptyArchive, Language::En) => {
                "the archive holds nothing that is read (.txt, .md, .pdf, .docx, .xlsx, .html …)".into()
            }
            (Self::NoMatch, Language::Zh) => "没有文件符合这个通配符；** 表示任意层文件夹，请加引号以免 shell 展开".into(),
            (Self::NoMatch, Language::En) => {
                "no file matches; ** stands for folders at any depth, and quotes keep the shell from expanding it".into()
            }
            (Self::Pattern(why), Language::Zh) => format!("通配符写法有误：{}", why.say(Language::Zh)),
            (Self::Pattern(why), Language::En) => format!("this is no pattern: {why}"),
            (Self::NotOrdinary, language) => Refused::NotOrdinary.say(language),
            (Self::System(kind, why), language) => system(*kind, why, language),
            (Self::Archive(error), language) => unread(&Error::from(error.clone()).into(), language),
        }
    }
}

/// Why a file that a run needs cannot be read: the system says the same of files that are written.
#[derive(Debug, thiserror::Error)]
#[error("{0:#}")]
pub(super) struct Unreadable(pub(super) anyhow::Error);

/// A document in a folder of a kind that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Untried {
    /// The ending of its name.
    pub(super) ending: String,
}

impl Untried {
    /// The sentence for a person.
    pub(super) fn say(&self, language: Language) -> String {
        let ending = &self.ending;
        match language {
            Language::Zh => format!("目前还不能读取 .{ending} 文件"),
            Language::En => format!(".{ending} files cannot be read yet"),
        }
    }
}

/// A file that we neither read nor write.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refused {
    /// A pipe, a device, a folder.
    #[error("this is no ordinary file")]
    NotOrdinary,
    /// A link to nothing.
    #[error("this is a link that leads nowhere")]
    DeadLink,
    /// More bytes than allowed.
    #[error("this is longer than {longest} bytes")]
    TooLong {
        /// How many are allowed.
        longest: u64,
    },
    /// A document with more bytes than a document may have, unless more are allowed.
    #[error("this is longer than {longest} bytes")]
    LargeDocument {
        /// How many are allowed.
        longest: u64,
    },
    /// A file without content.
    #[error("this is empty")]
    Empty,
    /// An input lies where the output would be written.
    #[error("the output would replace {0}")]
    WouldReplace(String),
    /// A text that must be UTF-8 and is not.
    #[error("this is no UTF-8")]
    NotUtf8,
    /// A list that names no file.
    #[error("the list names no file")]
    EmptyList,
    /// Standard input as the list of documents and as one of them.
    #[error("standard input is the list of documents and cannot be one of them")]
    StdinTwice,
    /// A line of a file of accepted findings that is none.
    #[error("line {0} is no accepted finding")]
    Baseline(
        /// Its number, from 1.
        usize,
    ),
    /// A text or web page that is called as what is none, and says nothing.
    #[error("this is called .{ending} and is none")]
    Mislabelled {
        /// How its name ends.
        ending: String,
        /// What it is.
        format: Format,
    },
    /// A file that does not lie any more in the folder in which it was found.
    #[error("this leads out of its folder")]
    LeadsOut,
    /// A folder in the place of a file.
    #[error("this is a folder")]
    Folder,
    /// A file in a folder that does not exist.
    #[error("there is no folder {0}")]
    NoFolder(String),
    /// A link in a place that is written.
    #[error("this is a link")]
    Link,
    /// A file that would be replaced and that we did not write.
    #[error("this file was not written by juesuan")]
    NotOurs,
}

impl Refused {
    /// The sentence for a person.
    fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::NotOrdinary, Language::Zh) => "不是普通文件；管道里的内容请用 - 从标准输入读取".into(),
            (Self::NotOrdinary, Language::En) => {
                "no ordinary file; what comes through a pipe is read by -".into()
            }
            (Self::DeadLink, Language::Zh) => "是失效的链接，请检查它指向哪里".into(),
            (Self::DeadLink, Language::En) => "a link that leads nowhere; check its target".into(),
            (Self::TooLong { longest }, Language::Zh) => format!("超过 {} 字节的上限", grouped(*longest)),
            (Self::TooLong { longest }, Language::En) => format!("longer than {} bytes", grouped(*longest)),
            (Self::LargeDocument { longest }, Language::Zh) => {
                format!("超过 {} 字节的上限；文件确需这么大时请用 --max-bytes 放宽", grouped(*longest))
            }
            (Self::LargeDocument { longest }, Language::En) => {
                format!("longer than {} bytes; --max-bytes allows more", grouped(*longest))
            }
            (Self::Empty, Language::Zh) => "文件是空的；请检查它是否保存或下载完整".into(),
            (Self::Empty, Language::En) => {
                "the file is empty; check whether it was saved or downloaded whole".into()
            }
            (Self::WouldReplace(input), Language::Zh) => {
                format!("它的输出会覆盖本次的另一个输入 {input}；请换一个 --out")
            }
            (Self::WouldReplace(input), Language::En) => {
                format!("its output would replace {input}, another input; choose another --out")
            }
            (Self::NotUtf8, Language::Zh) => "不是 UTF-8 文本，请另存为 UTF-8".into(),
            (Self::NotUtf8, Language::En) => "no UTF-8; save it as UTF-8".into(),
            (Self::EmptyList, Language::Zh) => "清单里没有任何文件".into(),
            (Self::EmptyList, Language::En) => "the list names no file".into(),
            (Self::Baseline(line), Language::Zh) => {
                format!("第 {line} 行不是已接受的问题：应为以制表符分隔的文件、规则、原文、应为")
            }
            (Self::Baseline(line), Language::En) => format!(
                "line {line} is no accepted finding: document, rule, printed and expected, parted by tabs"
            ),
            (Self::StdinTwice, Language::Zh) => "标准输入已用作清单，不能同时是一份文件（-）".into(),
            (Self::StdinTwice, Language::En) => {
                "standard input is the list of documents and cannot be one of them (-)".into()
            }
            (Self::Mislabelled { ending, format }, Language::Zh) => {
                let is = if *format == Format::Html { "网页" } else { "纯文本" };
                format!(
                    "名字是 .{ending}，内容却是{is}，里面没有表格也没有数字；多半是下载失败的页面，请重新下载"
                )
            }
            (Self::Mislabelled { ending, format }, Language::En) => {
                let is = if *format == Format::Html { "a web page" } else { "plain text" };
                format!(
                    "called .{ending}, but this is {is} without a table or a statement; a download that failed looks so: \
                     download it again"
                )
            }
            (Self::LeadsOut, Language::Zh) => "已成为指向文件夹之外的链接，未读".into(),
            (Self::LeadsOut, Language::En) => "has become a link out of its folder, and was not read".into(),
            (Self::Folder, Language::Zh) => "这是文件夹，请给出文件名".into(),
            (Self::Folder, Language::En) => "this is a folder; name a file".into(),
            (Self::NoFolder(folder), Language::Zh) => format!("没有文件夹 {folder}，请先建立它"),
            (Self::NoFolder(folder), Language::En) => format!("there is no folder {folder}; make it first"),
            (Self::Link, Language::Zh) => "这是链接，不往链接指向的地方写".into(),
            (Self::Link, Language::En) => "this is a link, and nothing is written through it".into(),
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
    if let Some(known) = known(kind).filter(|_| language == Language::Zh) {
        return known.to_owned();
    }
    match (kind, language) {
        (ErrorKind::PermissionDenied, Language::Zh) => "没有读取权限，请用 chmod 放开或换一个用户".into(),
        (ErrorKind::PermissionDenied, Language::En) => {
            "not readable by you; change its rights (chmod) or your user".into()
        }
        (ErrorKind::NotFound, language) => {
            language.of("没有这个文件，请检查路径", "no such file; check the path").into()
        }
        (_, Language::Zh) => format!("系统拒绝读取：{why}"),
        (_, Language::En) => why.into(),
    }
}

/// What the system says often, in Chinese.
const fn known(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::StorageFull => Some("磁盘已满"),
        ErrorKind::QuotaExceeded => Some("磁盘配额已用完"),
        ErrorKind::ReadOnlyFilesystem => Some("磁盘是只读的"),
        ErrorKind::FileTooLarge => Some("文件超过系统允许的大小"),
        ErrorKind::InvalidFilename => Some("文件名太长或含有系统不允许的字符"),
        ErrorKind::NotADirectory => Some("路径中的一段不是文件夹"),
        ErrorKind::IsADirectory => Some("那里已有同名的文件夹"),
        ErrorKind::AlreadyExists => Some("那里已有同名的文件"),
        ErrorKind::OutOfMemory => Some("内存不足"),
        _ => None,
    }
}

/// Why a run ended, as all its causes in a row say it.
pub(super) fn of_run(error: &anyhow::Error, language: Language) -> String {
    // every other error of the system is told with the file that it is about
    if error.chain().len() == 1 && error.is::<std::io::Error>() {
        let output = language.of("标准输出", "standard output");
        return format!("{output}: {}", unwritten(error, language));
    }
    unwritten(error, language)
}

/// Why nobody can be listened to at a port of this machine.
#[cfg(feature = "serve")]
pub(super) fn of_port(error: &std::io::Error, port: u16, language: Language) -> String {
    let why = match (error.kind(), language) {
        (ErrorKind::AddrInUse, Language::Zh) => {
            "端口已被占用，请换一个 --port，或不写 --port 由程序自选".into()
        }
        (ErrorKind::AddrInUse, Language::En) => {
            "the port is taken; choose another --port, or none to have one chosen".into()
        }
        (ErrorKind::PermissionDenied, Language::Zh) => {
            "没有权限使用这个端口（1024 以下的端口通常只留给管理员），请换一个 --port".into()
        }
        (ErrorKind::PermissionDenied, Language::En) => {
            "the port may not be used by you, as mostly those below 1024; choose another --port".into()
        }
        (_, Language::Zh) => format!("系统不允许使用这个端口：{error}"),
        (_, Language::En) => error.to_string(),
    };
    format!("127.0.0.1:{port}: {why}")
}

/// Why a file that was named before could not be written, as all causes in a row say it.
pub(super) fn unwritten(error: &anyhow::Error, language: Language) -> String {
    error.chain().map(|cause| of_cause(cause, language)).collect::<Vec<_>>().join(": ")
}

fn of_cause(cause: &(dyn std::error::Error + 'static), language: Language) -> String {
    if let Some(RuleSetError::Formula(wrong)) = cause.downcast_ref() {
        return wrong.say(language.into());
    }
    if let Some(wrong) = cause.downcast_ref::<FormulaError>() {
        return wrong.say(language.into());
    }
    if let Some(io) = cause.downcast_ref::<std::io::Error>() {
        return written(io, language);
    }
    if let Some(OutputError::Json(_)) = cause.downcast_ref() {
        return language
            .of("不是 JSON 报告，请给出 `convert --to json` 写出的文件", "this is not the JSON of a report")
            .into();
    }
    if let Some(json) = cause.downcast_ref::<serde_json::Error>().filter(|_| language == Language::Zh) {
        return format!("第 {} 行第 {} 列不合格式", json.line(), json.column());
    }
    if let Some(refused) = cause.downcast_ref::<Refused>() {
        return refused.say(language);
    }
    if let Some(Unreadable(error)) = cause.downcast_ref() {
        return unread(error, language);
    }
    if let Some(death) = cause.downcast_ref::<Death>() {
        return death.say(language);
    }
    if let Some(told) = cause.downcast_ref::<Told>() {
        return told.say(language).to_owned();
    }
    match (cause.downcast_ref(), language) {
        (Some(Foreign::Link), Language::Zh) => return "这是链接或不是文件夹，--resume 不往那里存".into(),
        (Some(Foreign::Files(name)), Language::Zh) => {
            return format!("文件夹里有 {name:?}，不是 --resume 写的");
        }
        _ => {}
    }
    match (cause.downcast_ref(), language) {
        (Some(error), Language::Zh) => of_output(error),
        _ => match (cause.downcast_ref(), language) {
            (Some(RuleSetError::Taken(id)), Language::Zh) => format!("编号 {id} 已有规则使用"),
            (Some(RuleSetError::Taken(id)), Language::En) => format!("the id {id} is taken"),
            _ => cause.to_string(),
        },
    }
}

/// What the system says of a file that is written.
fn written(io: &std::io::Error, language: Language) -> String {
    match (io.kind(), language) {
        (ErrorKind::PermissionDenied, Language::Zh) => "没有写入权限".into(),
        (kind, Language::Zh) => known(kind).map_or_else(|| io.to_string(), str::to_owned),
        (_, Language::En) => io.to_string(),
    }
}

/// Why an output could not be written, in Chinese.
fn of_output(error: &OutputError) -> String {
    match error {
        OutputError::Io { path, .. } | OutputError::Encode { path, .. } => {
            format!("无法写入 {}", path.display())
        }
        OutputError::Link(path) => format!("{} 是链接，不往链接指向的地方写", path.display()),
        OutputError::Foreign(path) => {
            format!("{} 不是 juesuan 写的；请移走它，或换一个文件夹", path.display())
        }
        OutputError::DuplicateDocument(name) => format!("有两份文件都叫 {name}"),
        OutputError::DocumentName(name) => format!("无法按 {name} 命名输出文件"),
        _ => error.to_string(),
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
        (Some(OfficeTrouble::TooSlow { format, seconds }), Language::Zh) => {
            let name = name(*format);
            return format!("这是{name}，LibreOffice 转换超过 {seconds} 秒；请用原程序另存为 .docx");
        }
        _ => {}
    }
    if let Some(death) = error.downcast_ref::<Death>() {
        return death.say(language);
    }
    if let Some(told) = error.downcast_ref::<Told>() {
        return told.say(language).to_owned();
    }
    if error.is::<Panicked>() {
        return language
            .of(
                "程序在这份文件上出错，这是 juesuan 的缺陷；请连同文件一起报告",
                "the program failed on this document, which is a defect of juesuan; please report it with the document",
            )
            .to_owned();
    }
    if error.is::<OutputError>() {
        return of_run(error, language);
    }
    match error.downcast_ref::<Error>() {
        Some(refused) => refused.say(language.into()),
        None => format!("{error:#}"),
    }
}
