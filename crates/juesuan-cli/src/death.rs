//! Why a process that read a document ended before it answered.

use std::process::ExitStatus;

use super::args::Language;
use super::summary::grouped;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the process that read this document ended")]
pub(crate) enum Death {
    /// It asked for more memory than it may have.
    Memory {
        /// Bytes that it may have.
        limit: Option<u64>,
    },
    /// Calls within calls, too deep for the stack.
    Stack,
    /// A signal ended it.
    Signal(i32),
    /// It ended by itself.
    Code(Option<i32>),
    /// It took too long, and was ended.
    TooSlow {
        /// How long it may take.
        seconds: u64,
    },
    /// Its answer is none.
    Garbled,
    /// It could not be started.
    NotStarted,
}

impl Death {
    /// As its status and its last words tell.
    pub(crate) fn of(status: ExitStatus, said: &str, limit: Option<u64>) -> Self {
        /// What Windows says of a full stack and of no more memory.
        const WINDOWS: [(u32, bool); 3] = [(0xc000_00fd, true), (0xc000_0017, false), (0xc000_012d, false)];
        let code = status.code();
        let windows = WINDOWS.iter().find(|(known, _)| code.map(i32::cast_unsigned) == Some(*known));
        if said.contains("has overflowed its stack") || windows.is_some_and(|(_, stack)| *stack) {
            return Self::Stack;
        }
        if said.contains("memory allocation of") || windows.is_some() {
            return Self::Memory { limit };
        }
        signal(status).map_or(Self::Code(code), Self::Signal)
    }

    /// The sentence for a person.
    pub(crate) fn say(self, language: Language) -> String {
        match (self, language) {
            (Self::Memory { limit: None }, Language::Zh) => "读取它的进程因内存不足而中止".into(),
            (Self::Memory { limit: None }, Language::En) => {
                "the process that read it ran out of memory".into()
            }
            (Self::Memory { limit: Some(limit) }, Language::Zh) => {
                format!("读取它的进程用尽了 {} 字节内存；可用 --max-memory 放宽，或拆成几份", grouped(limit))
            }
            (Self::Memory { limit: Some(limit) }, Language::En) => format!(
                "the process that read it used up {} bytes of memory; --max-memory allows more, or part the document",
                grouped(limit)
            ),
            (Self::Stack, Language::Zh) => {
                "读取它的进程栈溢出而中止，这是 juesuan 的缺陷；请连同文件一起报告".into()
            }
            (Self::Stack, Language::En) => {
                "the process that read it overflowed its stack, which is a defect of juesuan; please report it with the \
                 document"
                    .into()
            }
            (Self::Signal(number), Language::Zh) => {
                format!("读取它的进程被信号 {number} 终止；其他文件不受影响")
            }
            (Self::Signal(number), Language::En) => {
                format!("the process that read it was ended by signal {number}; the others are not concerned")
            }
            (Self::TooSlow { seconds }, Language::Zh) => {
                format!("读取它的进程 {seconds} 秒没有结束，已终止；请拆成几份，或用 --max-seconds 放宽")
            }
            (Self::TooSlow { seconds }, Language::En) => format!(
                "the process that read it did not end within {seconds} seconds; part the document, or --max-seconds allows more"
            ),
            (Self::NotStarted, Language::Zh) => "无法启动读取它的进程；请检查系统的进程数和内存".into(),
            (Self::NotStarted, Language::En) => {
                "no process could be started to read it; check the system's limits of processes and memory".into()
            }
            (Self::Code(_) | Self::Garbled, Language::Zh) => {
                format!("读取它的进程意外结束{}；其他文件不受影响", self.code("（退出码 ", "）"))
            }
            (Self::Code(_) | Self::Garbled, Language::En) => format!(
                "the process that read it ended unexpectedly{}; the others are not concerned",
                self.code(" (exit code ", ")")
            ),
        }
    }

    fn code(self, before: &str, after: &str) -> String {
        match self {
            Self::Code(Some(code)) => format!("{before}{code}{after}"),
            _ => String::new(),
        }
    }
}

/// Why a document could not be read, as another process said it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{en}")]
pub(crate) struct Told {
    pub(crate) zh: String,
    pub(crate) en: String,
}

impl Told {
    /// The sentence for a person.
    pub(crate) fn say(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
const fn signal(_: ExitStatus) -> Option<i32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;

    use super::*;

    #[test]
    fn the_last_words_say_more_than_the_signal() {
        const ABORTED: i32 = 6;
        let of = |raw: i32, said: &str| Death::of(ExitStatus::from_raw(raw), said, Some(1000));
        assert_eq!(of(ABORTED, "thread 'main' (1) has overflowed its stack\n"), Death::Stack);
        assert_eq!(of(ABORTED, "memory allocation of 8 bytes failed"), Death::Memory { limit: Some(1000) });
        assert_eq!(of(ABORTED, ""), Death::Signal(ABORTED));
        assert_eq!(of(3 << 8, ""), Death::Code(Some(3)));
    }
}
