//! The table of statistics that accounts published up to 2018: expenses and counts beside running costs, assets, procurement.

mod reader;

const ROWS: [[&str; 5]; 15] = [
    ["一、“三公”经费支出", "", "", "二、机关运行经费", ""],
    ["（一）支出合计", "9.40", "7.80", "（一）行政单位", "56.20"],
    ["1．因公出国（境）费", "", "", "（二）参照公务员法管理事业单位", ""],
    ["2．公务用车购置及运行维护费", "6.00", "5.10", "三、国有资产占用情况", ""],
    ["（1）公务用车购置费", "", "", "（一）车辆数合计（辆）", "3"],
    ["（2）公务用车运行维护费", "6.00", "5.10", "1．一般公务用车", "2"],
    ["3．公务接待费", "3.40", "2.70", "2．其他用车", "1"],
    ["（1）国内接待费", "", "2.70", "（二）单价50万元以上通用设备（台，套）", ""],
    ["（2）国（境）外接待费", "", "", "四、政府采购支出信息", ""],
    ["（二）相关统计数", "", "", "（一）政府采购支出合计", "31.50"],
    ["1．因公出国（境）团组数（个）", "", "", "1．政府采购货物支出", "20.50"],
    ["2．公务用车保有量（辆）", "", "3", "2．政府采购工程支出", "11.00"],
    ["3．国内公务接待批次（个）", "", "42", "3．政府采购服务支出", ""],
    ["其中：外事接待批次（个）", "", "", "", ""],
    ["4．国内公务接待人次（人）", "", "260", "", ""],
];

const HEAD: [&str; 5] = ["项目", "预算数", "统计数", "项目", "统计数"];

const WANTED: [&str; 19] = [
    "（一）支出合计|预算数=9.40",
    "（一）支出合计|统计数=7.80",
    "（一）行政单位|统计数=56.20",
    "2．公务用车购置及运行维护费|预算数=6.00",
    "2．公务用车购置及运行维护费|统计数=5.10",
    "（一）车辆数合计（辆）|统计数=3",
    "（2）公务用车运行维护费|预算数=6.00",
    "（2）公务用车运行维护费|统计数=5.10",
    "1．一般公务用车|统计数=2",
    "3．公务接待费|预算数=3.40",
    "3．公务接待费|统计数=2.70",
    "2．其他用车|统计数=1",
    "（1）国内接待费|统计数=2.70",
    "（一）政府采购支出合计|统计数=31.50",
    "1．政府采购货物支出|统计数=20.50",
    "2．公务用车保有量（辆）|统计数=3",
    "2．政府采购工程支出|统计数=11.00",
    "3．国内公务接待批次（个）|统计数=42",
    "4．国内公务接待人次（人）|统计数=260",
];

fn text(blank: &str, kept: bool) -> String {
    let line = |row: &[&str; 5]| {
        let cells = row.iter().filter(|cell| kept || !cell.is_empty());
        cells.copied().collect::<Vec<_>>().join(blank) + "\n"
    };
    let rows: String = std::iter::once(&HEAD).chain(&ROWS).map(line).collect();
    format!(
        "清河县体育中心2017年度部门决算公开\n\n第二部分 部门决算报表\n\n部门决算相关信息统计表\n公开08表\n\
         部门：清河县体育中心\n金额单位：万元\n{rows}"
    )
}

#[test]
fn each_text_form_gives_the_same_figures() {
    let tabs = reader::rows(&text("\t", true));
    let mut wanted: Vec<&str> = tabs.lines().collect();
    assert!(wanted.first().is_some_and(|id| id.starts_with('T')));
    assert_eq!(wanted[1..], WANTED);
    wanted.remove(0);
    wanted.sort_unstable();
    for blank in [" ", "\n"] {
        let found = reader::rows(&text(blank, false));
        let mut found: Vec<&str> = found.lines().skip(1).collect();
        found.sort_unstable();
        assert_eq!(found, wanted, "{blank:?}");
    }
}
