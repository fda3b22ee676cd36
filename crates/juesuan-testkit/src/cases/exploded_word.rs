//! What Word leaves when it saves as text: every cell on its own line behind a tab, merged cells as bare tabs or not at
//! all, cells of several lines, the empty data grids of charts, numbering lost.

use super::Fixture;
use super::narrative::{Marks, tell};
use crate::accounts::{Accounts, Fund, Item, Opening, PublicExpenses};
use crate::document::{Document, Part};
use crate::forms::{Family, Style, Zero, form};
use crate::grid::{Cell, Grid, Row};
use crate::money::Money;
use crate::project::points;
use crate::render::Layout;
use crate::truth::{Indicator, Observation, Programme};

const BODY: &str = "玉溪口县档案馆";
const PROGRAMME: &str = "2022年档案数字化专项资金";

const FORMS: [(&str, &str); 4] = [
    ("Z01", "收入支出决算总表"),
    ("Z05", "一般公共预算财政拨款支出决算表"),
    ("Z06", "一般公共预算财政拨款基本支出决算表"),
    ("Z09", "财政拨款“三公”经费支出决算表"),
];

fn accounts() -> Accounts {
    let item = |code, basic, project| Item {
        code,
        basic: Money::yuan(basic),
        project: Money::yuan(project),
        ..Item::default()
    };
    Accounts {
        body: BODY,
        year: 2022,
        items: vec![
            item("2070199", 1_864_300, 690_000),
            item("2080505", 213_600, 0),
            item("2101101", 97_400, 0),
            item("2210201", 168_900, 0),
            Item { fund: Fund::Government, ..item("2296002", 0, 45_000) },
        ],
        business_income: Money::ZERO,
        opening: Opening::default(),
        used_surplus: Money::ZERO,
        economy: vec![
            ("30102", Money::yuan(402_800)),
            ("30103", Money::yuan(188_200)),
            ("30108", Money::yuan(213_600)),
            ("30110", Money::yuan(97_400)),
            ("30113", Money::yuan(168_900)),
            ("30201", Money::yuan(36_700)),
            ("30206", Money::yuan(18_400)),
            ("30217", Money::yuan(2_300)),
            ("30228", Money::yuan(21_500)),
        ],
        public_budget: PublicExpenses { reception: Money::yuan(4_000), ..PublicExpenses::default() },
        public_final: PublicExpenses { reception: Money::yuan(2_300), ..PublicExpenses::default() },
        previous_total: Money::yuan(2_945_700),
    }
}

const BUDGETS: [(&str, Money); 1] = [("2210201", Money::yuan(170_000))];

pub(super) fn fixture() -> Fixture {
    let accounts = accounts();
    let mut d = Document::plain_text("");
    d.heading(" ", 1, "第一部分", "部门概况").blanks(1);
    d.heading("", 2, "1、", "部门职责");
    d.text("接收和保管全县各单位移交的档案，提供查阅，编修地方史料。");
    d.heading("[bookmark: _Toc20023001][bookmark: _Toc20023002]", 2, "二、", "机构设置");
    d.text("本馆没有下属单位。").blanks(1);
    d.line("[bookmark: _Toc20023003]");
    d.heading("", 1, "第2部分", "2022年度部门决算情况说明").blanks(1);
    tell(&mut d, &accounts, Marks { section: "", subsection: "" }, &BUDGETS);
    d.line(" （图1：收、支决算总计变动情况图）");
    chart(&mut d, 6, 8);
    d.line("（图1：收、支决算总计变动情况图）");
    d.heading("", 1, "第三部分", "部门决算表");
    for (index, (table, title)) in FORMS.into_iter().enumerate() {
        let style = Style { family: Family::Lists, zero: Zero::Point, ..Style::default() };
        d.heading("", 2, "", title);
        d.line(format!("公开{:02}表", index + 1)).line(format!("部门：{BODY}")).line("单位：万元");
        d.table(form(table, &accounts, style));
    }
    annex(&mut d);
    Fixture::new("exploded-word", "input.txt", Layout::Exploded, d)
}

/// The data grid of a chart: nothing but tabs.
fn chart(d: &mut Document, rows: usize, columns: usize) {
    for _ in 0..rows {
        for _ in 0..columns {
            d.part(Part::Line("\t".to_owned()));
        }
        d.blanks(1);
    }
}

fn annex(d: &mut Document) {
    d.heading("", 1, "第四部分", "附件").blanks(1);
    d.neutral("附件1").blanks(1);
    d.neutral(BODY);
    d.neutral(format!("{PROGRAMME}绩效评价报告")).blanks(1);
    d.heading("", 2, "一、", "基本情况");
    d.text("专项资金用于馆藏纸质档案的扫描、著录和挂接。");
    d.heading("", 2, "二、", "评价结论");
    let score: i64 = MEASURES.iter().map(|&(_, _, _, _, score, _)| score).sum();
    let mut s = super::narrative::Statement::new(2022);
    let text = format!("经过评价，{PROGRAMME}得分为{}，详见附表。", s.score("绩效评价得分", &points(score)));
    let programme = Programme {
        programme: PROGRAMME.to_owned(),
        kind: "programme".to_owned(),
        source: "report".to_owned(),
        budget_adjusted: "69.00".to_owned(),
        executed: "69.00".to_owned(),
        unit: "万元".to_owned(),
        rate: "100".to_owned(),
        rate_weight: "10".to_owned(),
        rate_score: "10".to_owned(),
        total_score: points(score),
        ..Programme::default()
    };
    d.result(text, s.facts(), programme).blanks(1);
    d.neutral(" 附表：项目支出绩效自评表");
    d.table(budget());
    d.neutral("绩效评价指标体系及得分情况");
    d.table(indicators());
}

/// The block of the money inside a self-evaluation table: label and group in merged cells, and a blank cell in front.
fn budget() -> Grid {
    let head = ["", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A)", "得分"];
    let mut header = Row::texts(["预算执行情况（万元）"]);
    header.cells.extend(head.map(Cell::text));
    let mut grid = Grid { header: vec![header], ..Grid::default() };
    let figure = |label: &str, column: &str, value: &str, unit: &str| {
        let observation = Observation {
            table: "P01".to_owned(),
            label: label.to_owned(),
            column: column.to_owned(),
            value: value.to_owned(),
            unit: unit.to_owned(),
            ..Observation::default()
        };
        let sign = if unit == "%" { "%" } else { "" };
        Cell::figure(format!("{value}{sign}"), observation)
    };
    for (label, points) in [("年度资金总额：", true), ("其中：财政拨款", false)] {
        let blank = Cell::blank;
        grid.rows.push(Row::of(vec![
            blank(),
            Cell::text(label),
            figure(label, head[1], "69.00", "万元"),
            figure(label, head[2], "69.00", "万元"),
            if points { figure(label, head[3], "10", "分") } else { blank() },
            figure(label, head[4], "100", "%"),
            if points { figure(label, head[5], "10", "分") } else { blank() },
        ]));
    }
    grid.rows.push(Row::texts(["", "其他资金", "", "", "", "", ""]));
    grid
}

/// Names of the levels (blank where merged with the row above), standard, result, points, how points are given.
type Measure = ([&'static str; 3], &'static str, &'static str, i64, i64, &'static str);

const MEASURES: [Measure; 6] = [
    (
        ["项目\n决策", "立项依据", "立项符合规划"],
        "符合",
        "符合",
        1000,
        1000,
        "1、有规划依据（5分）\n2、有论证材料（5分）",
    ),
    (["", "资金分配", "分配合理"], "合理", "合理", 1000, 1000, "按工作量分配（10分）"),
    (["过程\n管理", "资金管理", "预算执行率"], "≥95%", "100%", 1000, 1000, "执行率乘以分值"),
    (["产出", "产出数量", "扫描档案页数"], "≥180万页", "172万页", 3000, 2867, "按完成比例得分"),
    (["", "产出质量", "抽检合格率"], "≥99%", "99.4%", 2000, 2000, "达到标准得满分\n\n低于标准不得分"),
    (["效益", "服务对象\n满意度", "查档群众满意度"], "≥90%", "95%", 2000, 2000, "问卷调查"),
];

fn indicators() -> Grid {
    let header = Row::texts([
        "一级\n指标",
        "二级\n指标",
        "三级指标",
        "标准值",
        "实际值\n(2022年)",
        "评分标准",
        "分值",
        "自评\n得分",
    ]);
    let mut grid = Grid { header: vec![header], ..Grid::default() };
    let mut level1 = String::new();
    for (names, target, actual, weight, score, how) in MEASURES {
        let join = crate::truth::bare;
        if !names[0].is_empty() {
            level1 = join(names[0]);
        }
        let indicator = Indicator {
            programme: PROGRAMME.to_owned(),
            level1: level1.clone(),
            level2: join(names[1]),
            level3: join(names[2]),
            target: target.to_owned(),
            actual: actual.to_owned(),
            weight: points(weight),
            score: points(score),
            ..Indicator::default()
        };
        let cells = [names[0], names[1], names[2], target, actual, how, &points(weight), &points(score)];
        let cells = cells.into_iter().map(Cell::text).collect();
        grid.rows.push(Row { cells, indicator: Some(indicator), programme: None });
    }
    grid
}
