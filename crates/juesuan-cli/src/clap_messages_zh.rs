//! Errors about words of the command line that cannot be understood, in Chinese.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args::ValueTrouble;

/// The error in Chinese; `None` for help, version, and what is rare.
pub(super) fn in_chinese(error: &Error) -> Option<String> {
    let one = |kind| error.get(kind).map(text);
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.into_iter().find_map(one).map(|near| format!("，是不是 {near}？")).unwrap_or_default();
    let word = one(ContextKind::InvalidArg).unwrap_or_default();
    let value = one(ContextKind::InvalidValue).unwrap_or_default();
    let said = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少 {word}"),
        ErrorKind::UnknownArgument => format!("没有选项 {word}{near}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}{near}", one(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{word} 后面缺少值{}", possible(error)),
        ErrorKind::InvalidValue => format!("{word} 不能是 {value}{near}{}", possible(error)),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|why| match why.downcast_ref::<ValueTrouble>() {
                Some(known) => format!("：{}", known.in_chinese()),
                None => format!("：{why}"),
            });
            let why = why.unwrap_or_default();
            format!("{word} 不能是 {value}{why}")
        }
        ErrorKind::ArgumentConflict => {
            format!("{word} 不能和 {} 一起用", one(ContextKind::PriorArg).unwrap_or_default())
        }
        _ => return None,
    };
    let usage =
        one(ContextKind::Usage).map(|usage| usage.replacen("Usage: ", "用法：", 1)).unwrap_or_default();
    let usage = if usage.is_empty() { usage } else { format!("\n{}\n", usage.trim_end()) };
    Some(format!("错误：{said}\n{usage}\n详细说明见 --help。"))
}

/// The values that an option takes.
fn possible(error: &Error) -> String {
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) if !values.is_empty() => {
            format!("（可选 {}）", values.join("、"))
        }
        _ => String::new(),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join("、"),
        // clap prints these with their styles, which we leave out
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::args::Language;

    fn check(line: &str, expected: &Expect) {
        let words = format!("juesuan {line}");
        let error = crate::command_in(Language::Zh).try_get_matches_from(words.split(' ')).unwrap_err();
        expected.assert_eq(&in_chinese(&error).unwrap_or_default());
    }

    #[test]
    fn words_that_are_missing_are_named() {
        check(
            "convert a.txt",
            &expect![[r#"
            错误：缺少 --out <DIR>

            用法：juesuan convert --out <DIR> <PATH>...

            详细说明见 --help。"#]],
        );
        check(
            "convert",
            &expect![[r#"
            错误：缺少 --out <DIR>、<PATH>...

            用法：juesuan convert --out <DIR> <PATH>...

            详细说明见 --help。"#]],
        );
        check(
            "check a.txt --deny",
            &expect![[r#"
            错误：--deny <SEVERITY> 后面缺少值（可选 error、warning、info）

            详细说明见 --help。"#]],
        );
    }

    #[test]
    fn words_near_a_known_one_are_guessed() {
        check(
            "convet",
            &expect![[r#"
            错误：没有命令 convet，是不是 convert？

            用法：juesuan [OPTIONS] <命令>

            详细说明见 --help。"#]],
        );
        check(
            "check a.txt --fromat json",
            &expect![[r#"
            错误：没有选项 --fromat，是不是 --format？

            用法：juesuan check --format <FORMAT> <PATH>...

            详细说明见 --help。"#]],
        );
    }

    #[test]
    fn values_that_do_not_fit_are_explained() {
        check(
            "check a.txt --deny eror",
            &expect![[r#"
            错误：--deny <SEVERITY> 不能是 eror，是不是 error？（可选 error、warning、info）

            详细说明见 --help。"#]],
        );
        check(
            "check a.txt --jobs 0",
            &expect![[r#"
                错误：--jobs <N> 不能是 0：应为不小于 1 的整数

                详细说明见 --help。"#]],
        );
        check(
            "check a.txt --encoding klingon",
            &expect![[r#"
                错误：--encoding <NAME> 不能是 klingon：没有这种编码；可试 utf-8、utf-16le、utf-16be、gb18030、big5

                详细说明见 --help。"#]],
        );
    }

    #[test]
    fn words_that_do_not_go_together_are_named() {
        check(
            "check a.txt -q -v",
            &expect![[r#"
            错误：--quiet 不能和 --verbose... 一起用

            用法：juesuan check --quiet <PATH>...

            详细说明见 --help。"#]],
        );
    }
}
