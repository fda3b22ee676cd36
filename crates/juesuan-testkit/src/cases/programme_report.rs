//! Reports on projects with budget tables and score tables, the second cut by a page break into a table of one row, the
//! third with cells cut in the middle and digits cut by blanks; then the table of all projects and the department's own
//! evaluation.

use super::Fixture;
use super::narrative::Statement;
use crate::document::Document;
use crate::grid::{Break, Cell, Grid, Row, Seam};
use crate::money::{Money, MoneyUnit};
use crate::project::{Measure, Project, points};
use crate::render::Layout;
use crate::truth::{Indicator, Observation, Programme};

const BODY: &str = "临川市云台区城市管理局";

const fn measure(
    names: [&'static str; 3],
    target: &'static str,
    actual: &'static str,
    [weight, score]: [i64; 2],
    note: &'static str,
) -> Measure {
    Measure { names, target, actual, weight, score, note }
}

const COST: &str = "成本指标";
const OUTPUT: &str = "产出指标";
const EFFECT: &str = "效益指标";
const CONTENT: &str = "满意度指标";

fn projects() -> Vec<Project> {
    vec![
        Project {
            name: "排水管网清淤",
            purpose: "对老城区的雨水管和污水管进行清淤和检测，雨季前完成。",
            initial: Money::yuan(1_850_000),
            adjusted: Money::yuan(1_850_000),
            executed: Money::yuan(1_786_400),
            measures: vec![
                measure([COST, "经济成本指标", "清淤单价"], "≤86元/米", "85元/米", [1000, 1000], ""),
                measure(
                    [OUTPUT, "数量指标", "清淤管网长度"],
                    "≥21公里",
                    "20.5公里",
                    [1000, 976],
                    "两处路段施工受阻。",
                ),
                measure([OUTPUT, "质量指标", "检测合格率"], "≥98%", "99%", [1000, 1000], ""),
                measure([OUTPUT, "时效指标", "雨季前完工率"], "=100%", "100%", [1000, 1000], ""),
                measure([EFFECT, "社会效益指标", "积水点减少"], "减少", "100%", [1300, 1300], ""),
                measure([EFFECT, "生态效益指标", "河道水质"], "不下降", "100%", [1200, 1200], ""),
                measure([CONTENT, "服务对象满意度指标", "沿线居民满意度"], "≥90%", "93%", [500, 500], ""),
            ],
        },
        Project {
            name: "公厕运行维护追加项目",
            purpose: "支付增设公厕的保洁、水电和维修费用。",
            initial: Money::ZERO,
            adjusted: Money::yuan(624_000),
            executed: Money::yuan(381_700),
            measures: vec![
                measure([COST, "经济成本指标", "每座年运行费"], "≤5.2万元", "5.1万元", [1000, 1000], ""),
                measure([OUTPUT, "数量指标", "维护公厕数量"], "≥12座", "12座", [800, 800], ""),
                measure([OUTPUT, "数量指标", "保洁人员数"], "=24人", "24人", [800, 800], ""),
                measure([OUTPUT, "质量指标", "检查达标率"], "≥95%", "96%", [700, 700], ""),
                measure([OUTPUT, "时效指标", "报修处理及时率"], "≥95%", "90%", [700, 663], "配件采购慢。"),
                measure(
                    [EFFECT, "社会效益指标", "如厕环境改善"],
                    "改善",
                    "90%",
                    [2500, 2250],
                    "仍有改进余地。",
                ),
                measure([CONTENT, "服务对象满意度指标", "市民满意度"], "≥90%", "92%", [300, 300], ""),
                measure([CONTENT, "服务对象满意度指标", "环卫工人满意度"], "≥90%", "91%", [200, 200], ""),
            ],
        },
        Project {
            name: "垃圾分类宣传",
            purpose: "在社区和学校开展垃圾分类的宣传，配备分类容器。",
            initial: Money::yuan(300_000),
            adjusted: Money::yuan(300_000),
            executed: Money::ZERO,
            measures: vec![
                measure([COST, "经济成本指标", "宣传总成本"], "≤300000元", "0元", [1000, 1000], ""),
                measure(
                    [OUTPUT, "数量指标", "宣传活动场次"],
                    "≥40场",
                    "26场",
                    [1500, 975],
                    "下半年改为线上。",
                ),
                measure([OUTPUT, "质量指标", "居民知晓率"], "≥85%", "88%", [1500, 1500], ""),
                measure([EFFECT, "社会效益指标", "分类投放率提升"], "提升", "100%", [1300, 1300], ""),
                measure([EFFECT, "社会效益指标", "容器配备社区覆盖面"], "全覆盖", "100%", [1200, 1200], ""),
                measure([CONTENT, "服务对象满意度指标", "社区居民满意度"], "≥90%", "92%", [500, 500], ""),
            ],
        },
    ]
}

pub(super) fn fixture() -> Fixture {
    let projects = projects();
    let mut d = Document::markdown();
    for (index, project) in projects.iter().enumerate() {
        report(&mut d, project, index);
    }
    summary(&mut d, &projects);
    department(&mut d);
    Fixture::new("programme-report", "input.md", Layout::Tabbed, d)
}

fn report(d: &mut Document, project: &Project, index: usize) {
    d.heading("# ", 1, "", "财政项目支出绩效自评报告");
    d.line(format!("项目名称：{}", project.name)).line(format!("项目单位：{BODY}"));
    d.line("2023年5月");
    d.heading("## ", 2, "一、", "项目基本情况");
    d.heading("### ", 3, "（一）", "项目概况").text(project.purpose);
    d.heading("### ", 3, "（二）", "项目预算安排及使用情况");
    d.neutral("表 1-2-1 年度预算安排及使用情况统计表").line("单位：万元");
    d.table(budget(project, index)).blanks(1);
    d.heading("### ", 3, "（三）", "资金管理情况").neutral("表 1-2-2 资金管理情况表");
    d.table(management(index == 1)).blanks(1);
    d.heading("#### ", 3, "（四）", "项目绩效目标");
    d.heading("##### ", 4, "1.", "项目年度绩效目标");
    d.text("按计划完成当年任务，把资金用在实处。");
    d.heading("## ", 2, "二、", "总体评价结论");
    let mut s = Statement::new(2022);
    let total = s.score("绩效自评总得分", &points(project.total()));
    let text = format!(
        "从资金、产出、效益和满意度看，{}的自评结果为：总得分{total}，等级为“{}”。",
        project.name,
        project.grade()
    );
    d.result(text, s.facts(), project.reported());
    d.heading("## ", 2, "三、", "存在的问题和建议").text("加快资金支付的进度，把目标定得更准。");
    d.heading("", 2, "附表1", "自我评价评分表");
    d.table(score_table(project, index)).blanks(2);
    d.line("---");
}

fn budget(project: &Project, index: usize) -> Grid {
    let header = vec![Row::texts(["", "年初预算数", "全年预算数", "全年执行数", "执行率"])];
    let mut grid = Grid { header, ..Grid::default() };
    let none = [Money::ZERO; 3];
    let all = [project.initial, project.adjusted, project.executed];
    let lines =
        [("年度资金总额：", all), ("政府预算资金", all), ("财政专户管理资金", none), ("单位资金", none)];
    for (label, amounts) in lines {
        let observation = |column: &str, value: String, unit: &str| Observation {
            table: format!("P{:02}", index + 1),
            label: label.to_owned(),
            column: column.to_owned(),
            value,
            unit: unit.to_owned(),
            ..Observation::default()
        };
        let mut cells = vec![Cell::text(label)];
        for (column, amount) in ["年初预算数", "全年预算数", "全年执行数"].into_iter().zip(amounts)
        {
            let value = amount.print(MoneyUnit::WanYuan);
            cells.push(Cell::figure(value.clone(), observation(column, value, "万元")));
        }
        let rate = amounts[2].percent_of(amounts[1]).unwrap_or_else(|| "0.00".to_owned());
        cells.push(Cell::figure(format!("{rate}%"), observation("执行率", rate, "%")));
        grid.rows.push(Row::of(cells));
    }
    grid
}

/// The table of sentences; with `cut`, the last row goes on on the next page.
fn management(cut: bool) -> Grid {
    let rows = [
        ("安排科学性", "立项有依据，预算按标准测算。"),
        ("拨付合规性", "按进度和合同拨付，手续齐全。"),
        ("使用规范性", "专款专用，没有挤占和挪用。"),
    ];
    let header = vec![Row::texts(["", "情况说明", "存在问题和改进措施"])];
    let mut grid = Grid { header, ..Grid::default() };
    grid.rows.extend(rows.map(|(name, text)| Row::texts([name, text, "null"])));
    if cut {
        grid.rows.push(Row::texts(["绩效管理情况", "年初设定了目标，年中做了", "null"]));
        grid.rows.push(Row::texts(["", "<p>监控，年末做了自评。</p>", ""]));
        grid.breaks.push(Break { before: 4, seam: Seam::Bare });
    } else {
        grid.rows.push(Row::texts(["绩效管理情况", "年初设定了目标，年中做了监控，年末做了自评。", "null"]));
    }
    grid
}

const SCORES: [&str; 8] =
    ["一级指标", "二级指标", "三级指标", "年度目标值", "实际完成值", "分值", "得分", "偏差原因分析"];

fn score_table(project: &Project, index: usize) -> Grid {
    let title = Row::header(["自我评价评分附件表", "+", "+", "+", "+", "+", "+", "+"]);
    let mut grid =
        Grid { header: vec![title, Row::texts(SCORES)], rows: project.score_rows(), breaks: Vec::new() };
    match index {
        1 => grid = grid.cut(&[7], Seam::Ruled),
        2 => spoil(&mut grid),
        _ => {}
    }
    grid
}

/// Cells of the row before the last go on on the next page, letter by letter, and points are cut by blanks.
fn spoil(grid: &mut Grid) {
    let text = |row: &mut Row, column: usize, text: &str| row.cells[column] = Cell::text(text);
    let count = grid.rows.len();
    let [.., cut, _, _] = grid.rows.as_mut_slice() else { return };
    // 效益指标 | 社会效益指标 | 分类投放率提升, 13 points of 13
    text(cut, 0, "效");
    text(cut, 1, "社会");
    text(cut, 2, "分类投");
    text(cut, 5, "1");
    text(cut, 6, "1");
    let rest = Row::texts(["益 指 标", "效 益 指标", "放 率 提 升", "", "", "3", "3", ""]);
    grid.rows.insert(count - 2, rest);
    let [.., broken, last] = grid.rows.as_mut_slice() else { return };
    text(broken, 2, "容 器 配 备 社 区 覆 盖 面");
    text(broken, 3, "全 覆盖");
    text(broken, 5, "1 2");
    text(broken, 6, "1 2");
    text(last, 0, "满 意 度 指 标");
    text(last, 1, "服 务 对 象 满 意 度 指 标");
    grid.breaks.push(Break { before: count - 2, seam: Seam::Bare });
}

const SUMMARY: [&str; 11] = [
    "序号",
    "项目名称",
    "全年预算数",
    "全年执行数",
    "预算执行率",
    "资金管理情况得分率",
    "成本指标得分率",
    "产出指标得分率",
    "效益指标得分率",
    "满意度指标得分率",
    "自评得分",
];

fn summary(d: &mut Document, projects: &[Project]) {
    // a title over two lines may be read as one heading or as two
    d.neutral(format!("# {BODY}")).neutral("## 项目自评总结报告");
    d.heading("### ", 2, "一、", "项目支出基本情况");
    let sum = |of: fn(&Project) -> Money| projects.iter().map(of).sum::<Money>();
    let (budget, executed) = (sum(|p| p.adjusted), sum(|p| p.executed));
    let mut s = Statement::new(2022);
    let text = format!(
        "全年项目{}，预算合计{}，执行{}，执行率{}。",
        s.count("项目", 3, "个"),
        s.amount("项目支出预算", budget),
        s.amount("项目支出执行", executed),
        s.share("项目支出执行率", executed, budget),
    );
    d.stating(text, s.facts());
    d.neutral("## 附表").neutral("### 项目自评汇总表");
    let mut grid = Grid { header: vec![Row::texts(SUMMARY)], ..Grid::default() };
    grid.rows.push(Row::header(["可执行项目", "+", "+", "+", "+", "+", "+", "+", "+", "+", "+"]));
    for (index, project) in projects.iter().enumerate() {
        let percent = |level1: &str| format!("{}%", project.share(level1));
        let cells = [
            (index + 1).to_string(),
            project.name.to_owned(),
            project.adjusted.print(MoneyUnit::WanYuan),
            project.executed.print(MoneyUnit::WanYuan),
            format!("{}%", project.rate()),
            "100%".to_owned(),
            percent(COST),
            percent(OUTPUT),
            percent(EFFECT),
            percent(CONTENT),
            points(project.total()),
        ];
        let cells = cells.into_iter().map(Cell::text).collect();
        grid.rows.push(Row { cells, indicator: None, programme: Some(project.summarised()) });
    }
    d.table(grid.cut(&[3], Seam::Header)).blanks(1);
}

/// Groups of indicators with weight, score and rate, as the department's own evaluation prints them.
const GROUPS: [(&str, &str, &str, &str); 4] = [
    ("预算执行率", "10", "8.22", "82.20%"),
    ("投入管理指标", "30", "28.5", "95.00%"),
    ("产出指标", "25", "24", "96.00%"),
    ("效益指标", "35", "35", "100.00%"),
];

/// The department's own evaluation: no table of indicators with points, but a table of groups.
fn department(d: &mut Document) {
    let name = "2022年度部门整体";
    d.heading("# ", 1, "", format!("{BODY}2022年度部门整体绩效自评报告"));
    d.heading("## ", 2, "一、", "综合评价结论");
    let mut s = Statement::new(2022);
    let score = s.score("部门整体绩效自评得分", "95.72");
    let programme = Programme {
        programme: name.to_owned(),
        kind: "department".to_owned(),
        source: "report".to_owned(),
        rate_weight: "10".to_owned(),
        rate_score: "8.22".to_owned(),
        total_score: "95.72".to_owned(),
        grade: "优".to_owned(),
        ..Programme::default()
    };
    d.result(format!("各项指标汇总后得{score}，等级为“优”，分项见下表。"), s.facts(), programme);
    d.neutral("总体得分情况表");
    let mut grid = Grid {
        header: vec![Row::texts(["指标", "权重分值", "得分", "得分率"])],
        ..Grid::default()
    };
    for (level1, weight, score, rate) in GROUPS {
        let indicator = Indicator {
            programme: name.to_owned(),
            level1: level1.to_owned(),
            weight: weight.to_owned(),
            score: score.to_owned(),
            ..Indicator::default()
        };
        grid.rows.push(Row { indicator: Some(indicator), ..Row::texts([level1, weight, score, rate]) });
    }
    grid.rows.push(Row::texts(["合计", "100", "95.72", "95.72%"]));
    d.table(grid).blanks(1);
}
