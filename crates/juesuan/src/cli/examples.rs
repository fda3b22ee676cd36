//! The examples below the help of each command.

/// Command and examples: what the line does, and the line.
const EXAMPLES: [(&str, &[(&str, &str)]); 10] = [
    (
        "convert",
        &[
            ("A folder of documents into a CSV data package", "juesuan convert 2022/ --out data"),
            (
                "Everything under a pattern, in two formats",
                "juesuan convert 'reports/**/*.txt' --out data --to csv,json",
            ),
            ("Pages to review in a browser", "juesuan convert 2022/ --out review --to html"),
            (
                "Typed columns for analysis, parted by year",
                "juesuan convert 20*/ --out lake --to parquet --partition year",
            ),
            ("A long run that can be stopped and gone on with", "juesuan convert all/ --out data --resume"),
            ("From another program", "pdftotext -layout a.pdf - | juesuan convert - --out data"),
        ],
    ),
    (
        "check",
        &[
            ("What is wrong in a document", "juesuan check report.txt"),
            ("For a code review tool", "juesuan check 2022/ --format sarif > findings.sarif"),
            ("With own rules; warnings fail too", "juesuan check 2022/ --rules own.txt --deny warning"),
            ("Accept what is known, fail on what is new", "juesuan check 2022/ --write-baseline known.tsv"),
            ("", "juesuan check 2022/ --baseline known.tsv"),
        ],
    ),
    (
        "diff",
        &[
            ("Two versions of a document", "juesuan diff first.txt corrected.txt"),
            ("Two years, as data", "juesuan diff 2021.txt 2022.txt --format csv > changes.csv"),
            ("Two data packages", "juesuan diff data-2021 data-2022 --format json"),
        ],
    ),
    ("rules", &[("All rules by family", "juesuan rules"), ("One of them", "juesuan rules JS131")]),
    ("explain", &[("What is behind a finding", "juesuan explain JS131")]),
    ("segments", &[("The section tree", "juesuan segments report.txt")]),
    ("tables", &[("What was understood of the tables", "juesuan tables report.txt | less")]),
    ("schema", &[("For a validator", "juesuan schema > report.schema.json")]),
    (
        "completions",
        &[
            ("bash", "juesuan completions bash > ~/.local/share/bash-completion/completions/juesuan"),
            ("zsh, into a folder of $fpath", "juesuan completions zsh > ~/.zfunc/_juesuan"),
            ("fish", "juesuan completions fish > ~/.config/fish/completions/juesuan.fish"),
        ],
    ),
    (
        "man",
        &[
            ("Read the page of a command", "juesuan man convert | man -l -"),
            ("Install all pages", "juesuan man --out ~/.local/share/man/man1"),
        ],
    ),
];

/// What the exit codes mean, by command; the last is for all others.
const EXIT_CODES: [(&str, &str); 4] = [
    ("convert", "0 all was read · 2 some input could not be read; the others are converted all the same"),
    ("check", "0 nothing at or above --deny · 1 some findings are · 2 some input could not be read"),
    ("diff", "0 no difference · 1 differences · 2 one side could not be read"),
    ("", "0 done · 2 not done"),
];

/// The examples of a command.
pub(super) fn examples(command: &str) -> &'static [(&'static str, &'static str)] {
    EXAMPLES.iter().find(|(name, _)| *name == command).map_or(&[], |(_, examples)| examples)
}

/// What its exit codes mean.
pub(super) fn exit_codes(command: &str) -> &'static str {
    EXIT_CODES.iter().find(|(name, _)| *name == command || name.is_empty()).map_or("", |(_, codes)| codes)
}

/// The same command line with exit codes and examples below the help of each command.
pub(super) fn with_examples(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names
        .iter()
        .fold(command, |command, name| command.mut_subcommand(name, |sub| sub.after_help(below_help(name))))
}

fn below_help(name: &str) -> String {
    let mut text = format!("Exit code: {}\n\nExamples:", exit_codes(name));
    for (about, line) in examples(name) {
        if !about.is_empty() {
            text.push_str(&format!("\n  # {about}"));
        }
        text.push_str(&format!("\n  {line}"));
    }
    text
}
