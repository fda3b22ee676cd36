//! The help of the command line in Chinese.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

/// Commands: what they do, and what more there is to say.
const COMMANDS: [(&str, &str, &str); 12] = [
    ("", "把公开的部门决算和绩效自评文件变成精确、有类型的数据", ""),
    (
        "convert",
        "把文件转换成数据：CSV 数据包、JSON、Parquet、工作簿、网页",
        "能读的文件全部写入输出，不能读的逐个指出原因。标准输出列出写了哪些文件，汇总写到标准错误。",
    ),
    (
        "check",
        "按规则核对文件",
        "核对表内和表间的合计、文字与表格的数字、占比、增减、得分和公开的完整性。`juesuan explain 规则号` 说明某条问题的依据。",
    ),
    (
        "diff",
        "比较两份文件或两个数据包有哪些变化",
        "同一单位的两个年度，或同一份文件的两个版本。数字按行和列的含义对应，所以换了表式、次序或单位不算变化；项目和指标也一并比较。\
         两个数据包里的文件先按名字、再按公开单位对应。CSV 和 JSON 形式列出数据包的各列、两边的值、差额（B 的单位）和百分比（相对于 A）。",
    ),
    (
        "serve",
        "在浏览器里审阅一个文件夹，由本机提供网页",
        "打印出要打开的地址。只在 127.0.0.1 上监听，不知道带令牌的地址就得不到任何内容。看到哪份读哪份；给出 --out 时读过的保留下来，再次运行同一条命令接着用。",
    ),
    ("rules", "列出全部规则，或显示其中一条", ""),
    ("explain", "说明一条规则查什么、为什么、依据是什么", ""),
    ("segments", "显示一份文件的文本块和章节", ""),
    ("tables", "显示一份文件里识别出的表格", ""),
    ("schema", "输出 JSON 形式的 JSON Schema", ""),
    ("completions", "输出某种 shell 的命令补全脚本", ""),
    ("man", "输出一页 man 手册，或把全部手册写入文件夹", ""),
];

/// Options and arguments by their id, which means the same in every command.
const ARGS: [(&str, &str); 48] = [
    ("paths", "文件、文件夹（遵守 .gitignore）、通配符，或 - 表示标准输入"),
    ("files_from", "从清单里取更多路径，一行一个或以 NUL 分隔；- 从标准输入读清单"),
    ("stdin_name", "标准输入里那份文件叫什么名字"),
    ("select", "只用这些规则：规则号（JS131）、开头（JS1）或类别（within），逗号分隔"),
    ("ignore", "不用这些规则"),
    ("severity", "改变规则所报问题的级别：JS401=info"),
    ("per_file_ignores", "符合通配符的文件不报某些规则：'2021/**=JS7'"),
    ("exit_zero", "无论发现什么，退出码都为 0"),
    ("sort", "一份文件里问题的顺序；给人看时重的在前，数据形式按位置"),
    ("statistics", "按规则统计问题数，不逐条显示"),
    ("watch", "文件一有变化就重新核对，Ctrl-C 结束"),
    ("reason", "写入的问题为什么可以接受"),
    ("by", "谁接受的"),
    ("jobs", "同时读取的文件数；不给出时等于处理器数"),
    ("encoding", "文本的编码（utf-8、utf-16le、gb18030、big5 等），代替自动判断"),
    ("vocabulary", "内置之外的表名、栏目、行名和单位的说法（docs/cli.zh-CN.md）"),
    ("max_bytes", "一份文件最多多少字节，不给出时文本为其四分之一；更大的不读，并指出名字"),
    ("max_seconds", "一份文件最多读多少秒；更久的不读，并指出名字"),
    ("isolate", "在单独的进程里读文件：进程因某份文件中止时指出它的名字，其余照常进行"),
    ("max_memory", "这样的进程最多用多少字节内存（Linux）；需要更多的文件不读，并指出名字"),
    ("ocr", "用已安装的 tesseract 识别 PDF 中图片页的文字；其中的数字未经合计证实的都存疑"),
    ("out", "输出文件夹，不存在时新建"),
    ("to", "输出格式，可用逗号分隔多个"),
    ("partition", "Parquet 文件怎样分区"),
    ("csv_bom", "CSV 文件以 BOM 开头，Excel 双击打开不乱码"),
    ("port", "监听的端口；0 表示任选一个空闲的"),
    ("resume", "保留已完成的部分；中断后用同一条命令接着做"),
    ("rules", "目录之外的自定规则，用公式语言书写（docs/formulas.md）"),
    ("format", "输出的形式"),
    ("deny", "达到这一级别的问题使退出码为 1"),
    ("show", "显示这一级别及以上的问题；给人看时默认不显示提示，数据形式默认全部给出"),
    ("baseline", "以前已接受的问题，不再显示"),
    ("write_baseline", "把这次的问题记为已接受；文件里已有的理由保留"),
    ("before", "较早的文件，或其数据包所在文件夹"),
    ("after", "较晚的文件，或其数据包所在文件夹"),
    ("id", "规则号"),
    ("file", "一份文件，或 - 表示标准输入"),
    ("why", "说明每张表为何这样读：试过哪些表式，各有什么依据，有什么不合"),
    ("shell", "哪种 shell"),
    ("command", "输出哪个命令的手册；不给出时为 juesuan"),
    ("lang", "消息的语言；不给出时随区域设置，既非中文也非英文时用中文"),
    ("quiet", "只显示错误，不显示进度和汇总"),
    ("verbose", "显示做了什么；重复一次更详细"),
    ("log", "把做了什么连同时间写入文件"),
    ("color", "何时使用颜色；环境变量 NO_COLOR 也可关闭"),
    ("config", "从这个文件取设置，代替找到的 juesuan.toml；其中可写任何位置"),
    ("no_config", "不采用任何设置文件"),
    ("help", "显示帮助"),
];

/// Values by option and name.
const VALUES: [(&str, &str, &str); 30] = [
    ("to", "csv", "Frictionless 数据包：CSV 文件和 datapackage.json"),
    ("to", "json", "每份文件一个 json/<文件>.json，附 report.schema.json"),
    ("to", "jsonl", "reports.jsonl，每份文件一行"),
    ("to", "md", "每份文件一份可读的报告 md/<文件>.md"),
    (
        "to",
        "xlsx",
        "每份文件一个工作簿 xlsx/<文件>.xlsx，按报表原样排列，问题链接到单元格；整次转换一个 xlsx/index.xlsx，含全部文件、主要数据、项目和问题",
    ),
    ("to", "html", "html/index.html 和 html/<文件>.html：从每个数字回到原文的审阅页面"),
    ("to", "sqlite", "整次转换一个 juesuan.db：数据包各表、视图、章节全文检索"),
    ("to", "parquet", "整次转换每张表一个 <表>.parquet，列带类型"),
    ("partition", "none", "整次转换每张表一个 <表>.parquet"),
    ("partition", "document", "<表>/document=…/part-0.parquet，按文件"),
    ("partition", "entity", "<表>/entity=…/part-0.parquet，按公开单位"),
    ("partition", "year", "<表>/year=…/part-0.parquet，按年度"),
    ("format", "human", "给人看"),
    ("format", "json", "JSON 数组"),
    ("format", "csv", "带表头的 CSV"),
    ("format", "sarif", "SARIF 2.1.0"),
    ("format", "github", "GitHub Actions 的工作流命令"),
    ("deny", "error", "错误"),
    ("deny", "warning", "警告和错误"),
    ("deny", "info", "全部"),
    ("show", "error", "错误"),
    ("show", "warning", "警告和错误"),
    ("show", "info", "全部"),
    ("sort", "severity", "重的在前"),
    ("sort", "place", "按在文件中的位置"),
    ("lang", "zh", "中文"),
    ("lang", "en", "English"),
    ("color", "auto", "在终端上"),
    ("color", "always", "写入文件和管道时也用"),
    ("color", "never", "不用"),
];

/// Above what `-h` prints, in place of the English words for usage, arguments, options and commands.
const TEMPLATE: &str = "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The same command line with its help in Chinese.
pub(super) fn in_chinese(mut command: Command) -> Command {
    // options of all commands, `help` and `version` are there only when it is built
    command.build();
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = names.iter().fold(one(command, ""), |command, name| {
        command.mut_subcommand(name, |sub| match &**name {
            "help" => sub.about("显示某个命令的帮助"),
            _ => one(sub, name),
        })
    });
    let command = command.after_help("`juesuan 路径…` 就是 `juesuan check 路径…`");
    command.subcommand_help_heading("命令").subcommand_value_name("命令")
}

fn one(command: Command, name: &str) -> Command {
    let command = match COMMANDS.iter().find(|(known, ..)| *known == name) {
        Some((_, about, "")) => command.about(*about).long_about(None),
        Some((_, about, more)) => command.about(*about).long_about(format!("{about}\n\n{more}")),
        None => command,
    };
    command.help_template(TEMPLATE).mut_args(arg)
}

fn arg(arg: Arg) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    if id == "version" {
        return arg.help("显示版本").help_heading("选项");
    }
    let Some((_, help)) = ARGS.iter().find(|(known, _)| *known == id) else { return arg };
    let heading = match (arg.get_help_heading(), arg.is_positional(), arg.is_global_set()) {
        (_, true, _) => "参数",
        (_, _, true) => "通用选项",
        (Some("Rules"), ..) => "规则",
        (Some("Accepted findings"), ..) => "已接受的问题",
        _ => "选项",
    };
    let takes = !matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::Count | ArgAction::Help);
    let values: Vec<PossibleValue> = if takes { arg.get_possible_values() } else { Vec::new() };
    let default = arg.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
    let default = default.filter(|_| takes).map(|value| format!("默认 {value}"));
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let names = (!names.is_empty()).then(|| format!("可选 {}", names.join("、")));
    let notes: Vec<String> = [default.clone(), names].into_iter().flatten().collect();
    let short =
        if notes.is_empty() { (*help).to_owned() } else { format!("{help}（{}）", notes.join("；")) };
    let lines = values.iter().map(|value| {
        let about = value_in_chinese(&id, value.get_name()).map(|about| format!("：{about}"));
        format!("\n- {}{}", value.get_name(), about.unwrap_or_default())
    });
    let long = format!(
        "{help}{}{}",
        default.map(|default| format!("（{default}）")).unwrap_or_default(),
        lines.collect::<String>()
    );
    arg.help(short).long_help(long).help_heading(heading).hide_possible_values(true).hide_default_value(true)
}

/// What a value of an option means.
pub(super) fn value_in_chinese(option: &str, value: &str) -> Option<&'static str> {
    VALUES.iter().find(|(known, name, _)| *known == option && *name == value).map(|(.., about)| *about)
}

/// What an option or argument means.
pub(super) fn option_in_chinese(id: &str) -> Option<&'static str> {
    ARGS.iter().find(|(known, _)| *known == id).map(|(_, help)| *help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_can_be_typed_is_explained_in_chinese() {
        let command = in_chinese(crate::command());
        let chinese = |text: &str| text.chars().any(|character| ('一'..='龥').contains(&character));
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(chinese(&about), "{}: {about}", sub.get_name());
            for arg in sub.get_arguments() {
                let id = arg.get_id().as_str();
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(chinese(&help), "{} {id}: {help}", sub.get_name());
                let values = if id == "shell" { Vec::new() } else { arg.get_possible_values() };
                for value in values.iter().filter(|_| VALUES.iter().any(|(known, ..)| *known == id)) {
                    assert!(value_in_chinese(id, value.get_name()).is_some(), "{id} {}", value.get_name());
                }
            }
        }
    }

    #[test]
    fn nothing_is_explained_that_cannot_be_typed() {
        let mut command = crate::command();
        command.build();
        let ids: Vec<&str> = command
            .get_subcommands()
            .flat_map(Command::get_arguments)
            .map(|arg| arg.get_id().as_str())
            .collect();
        for (id, _) in ARGS {
            assert!(ids.contains(&id), "{id}");
        }
        for (name, ..) in COMMANDS {
            assert!(name.is_empty() || command.find_subcommand(name).is_some(), "{name}");
        }
    }
}
