//! Patterns of paths, which somebody typed or wrote into settings.

use globset::{ErrorKind, GlobBuilder, GlobMatcher};

use super::args::Language;

/// Most braces in a pattern: nested beyond all use they make an expression that cannot be compiled.
const MOST_BRACES: usize = 20;

/// Longest pattern, in bytes.
const LONGEST: usize = 4096;

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PatternTrouble {
    /// It has too many braces or bytes.
    #[error("more than {MOST_BRACES} braces or {LONGEST} bytes")]
    TooLong,
    /// It is none.
    #[error("{0}")]
    Wrong(ErrorKind),
}

impl PatternTrouble {
    /// The sentence for a person.
    pub(crate) fn say(&self, language: Language) -> String {
        if language == Language::En {
            return self.to_string();
        }
        match self {
            Self::TooLong => format!("超过 {MOST_BRACES} 个花括号或 {LONGEST} 字节"),
            Self::Wrong(kind) => match kind {
                ErrorKind::UnclosedClass => "方括号没有闭合，缺少 ]".into(),
                ErrorKind::InvalidRange(from, to) => format!("范围 {from}-{to} 前大后小"),
                ErrorKind::UnopenedAlternates => "多出一个 }".into(),
                ErrorKind::UnclosedAlternates => "花括号没有闭合，缺少 }".into(),
                ErrorKind::NestedAlternates => "花括号里不能再有花括号".into(),
                ErrorKind::DanglingEscape => "末尾的反斜杠后面缺少字符".into(),
                _ => "无法理解".into(),
            },
        }
    }
}

/// The pattern, ready to be compared with paths; `*` ends at a slash where `whole` paths are not meant.
pub(crate) fn compiled(pattern: &str, whole: bool) -> Result<GlobMatcher, PatternTrouble> {
    if pattern.matches('{').count() > MOST_BRACES || pattern.len() > LONGEST {
        return Err(PatternTrouble::TooLong);
    }
    let glob = GlobBuilder::new(pattern).literal_separator(!whole).build();
    Ok(glob.map_err(|error| PatternTrouble::Wrong(error.kind().clone()))?.compile_matcher())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_in_both_languages() {
        let nested = format!("{}a{}", "{".repeat(500), "}".repeat(500));
        for pattern in ["a[", "[z-a]", "a}", "{a", "a\\", &nested] {
            let trouble = compiled(pattern, true).expect_err("no pattern");
            assert!(!trouble.say(Language::Zh).contains(" is ") && !trouble.say(Language::En).is_empty());
            assert_ne!(trouble.say(Language::Zh), trouble.say(Language::En));
        }
        assert!(
            compiled("{a,b}/*.txt", false)
                .is_ok_and(|glob| glob.is_match("a/x.txt") && !glob.is_match("a/b/x.txt"))
        );
        assert!(compiled("a/**", true).is_ok_and(|glob| glob.is_match("a/b/x.txt")));
    }
}
