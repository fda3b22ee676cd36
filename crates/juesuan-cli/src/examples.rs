//! The examples below the help of each command.

use super::args::Language;

/// What a line does, in Chinese and English, and the line.
type Example = (&'static str, &'static str, &'static str);

/// The examples of each command.
const EXAMPLES: [(&str, &[Example]); 11] = [
    (
        "convert",
        &[
            (
                "一个文件夹的文件转换成 CSV 数据包",
                "A folder of documents into a CSV data package",
                "juesuan convert 2022/ --out data",
            ),
            (
                "符合通配符的全部文件，两种格式",
                "Everything under a pattern, in two formats",
                "juesuan convert 'reports/**/*.txt' --out data --to csv,json",
            ),
            (
                "在浏览器里审阅的页面",
                "Pages to review in a browser",
                "juesuan convert 2022/ --out review --to html",
            ),
            (
                "用于分析的带类型的列，按年度分区",
                "Typed columns for analysis, parted by year",
                "juesuan convert 20*/ --out lake --to parquet --partition year",
            ),
            (
                "时间长的转换，中断后可以接着做",
                "A long run that can be stopped and gone on with",
                "juesuan convert all/ --out data --resume",
            ),
            (
                "接在别的程序之后",
                "From another program",
                "curl -s https://example.org/a.pdf | juesuan convert - --out data",
            ),
        ],
    ),
    (
        "serve",
        &[(
            "在浏览器里审阅一个文件夹，读过的保留在 review 里",
            "A folder in the browser; what was read is kept in review",
            "juesuan serve 2022/ --out review",
        )],
    ),
    (
        "check",
        &[
            ("一份文件有哪些问题", "What is wrong in a document", "juesuan check report.txt"),
            (
                "交给代码审阅工具",
                "For a code review tool",
                "juesuan check 2022/ --format sarif > findings.sarif",
            ),
            (
                "加上自定规则，有警告也算不通过",
                "With own rules; warnings fail too",
                "juesuan check 2022/ --rules own.txt --deny warning",
            ),
            (
                "接受已知的问题，只对新问题报错",
                "Accept what is known, fail on what is new",
                "juesuan check 2022/ --write-baseline known.tsv",
            ),
            ("", "", "juesuan check 2022/ --baseline known.tsv"),
        ],
    ),
    (
        "diff",
        &[
            ("一份文件的两个版本", "Two versions of a document", "juesuan diff first.txt corrected.txt"),
            (
                "两个年度，输出为数据",
                "Two years, as data",
                "juesuan diff 2021.txt 2022.txt --format csv > changes.csv",
            ),
            ("两个数据包", "Two data packages", "juesuan diff data-2021 data-2022 --format json"),
        ],
    ),
    (
        "rules",
        &[
            ("按类别列出全部规则", "All rules by family", "juesuan rules"),
            ("其中一条", "One of them", "juesuan rules JS131"),
        ],
    ),
    ("explain", &[("一条问题的依据", "What is behind a finding", "juesuan explain JS131")]),
    ("segments", &[("章节树", "The section tree", "juesuan segments report.txt")]),
    ("tables", &[("识别出的表格", "What was understood of the tables", "juesuan tables report.txt | less")]),
    ("schema", &[("交给校验程序", "For a validator", "juesuan schema > report.schema.json")]),
    (
        "completions",
        &[
            ("bash", "bash", "juesuan completions bash > ~/.local/share/bash-completion/completions/juesuan"),
            (
                "zsh，放进 $fpath 中的文件夹",
                "zsh, into a folder of $fpath",
                "juesuan completions zsh > ~/.zfunc/_juesuan",
            ),
            ("fish", "fish", "juesuan completions fish > ~/.config/fish/completions/juesuan.fish"),
        ],
    ),
    (
        "man",
        &[
            ("阅读一个命令的手册", "Read the page of a command", "juesuan man convert | man -l -"),
            ("安装全部手册", "Install all pages", "juesuan man --out ~/.local/share/man/man1"),
        ],
    ),
];

/// What the exit codes mean, by command; the last is for all others.
const EXIT_CODES: [(&str, &str, &str); 4] = [
    (
        "convert",
        "0 全部读取 · 2 有输入无法读取，其余照常转换",
        "0 all was read · 2 some input could not be read; the others are converted all the same",
    ),
    (
        "check",
        "0 没有达到 --deny 的问题 · 1 有 · 2 有输入无法读取",
        "0 nothing at or above --deny · 1 some findings are · 2 some input could not be read",
    ),
    (
        "diff",
        "0 没有差别 · 1 有差别 · 2 有一边无法读取",
        "0 no difference · 1 differences · 2 one side could not be read",
    ),
    ("", "0 完成 · 2 未完成", "0 done · 2 not done"),
];

/// The examples of a command: what each line does, and the line.
pub(super) fn examples(command: &str, language: Language) -> Vec<(&'static str, &'static str)> {
    let found = EXAMPLES.iter().find(|(name, _)| *name == command).map_or(&[][..], |(_, examples)| *examples);
    found.iter().map(|(zh, en, line)| (language.of(*zh, *en), *line)).collect()
}

/// What its exit codes mean.
pub(super) fn exit_codes(command: &str, language: Language) -> &'static str {
    let found = EXIT_CODES.iter().find(|(name, ..)| *name == command || name.is_empty());
    found.map_or("", |(_, zh, en)| language.of(*zh, *en))
}

/// The same command line with exit codes and examples below the help of each command.
pub(super) fn with_examples(command: clap::Command, language: Language) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.iter().filter(|name| *name != "help").fold(command, |command, name| {
        command.mut_subcommand(name, |sub| sub.after_help(below_help(name, language)))
    })
}

fn below_help(name: &str, language: Language) -> String {
    let (codes, head) = language.of(("退出码：", "例子："), ("Exit code: ", "Examples:"));
    let mut text = format!("{codes}{}\n\n{head}", exit_codes(name, language));
    for (about, line) in examples(name, language) {
        if !about.is_empty() {
            text.push_str(&format!("\n  # {about}"));
        }
        text.push_str(&format!("\n  {line}"));
    }
    text
}
