//! Lists whose items may have no figure: the next item begins a row of its own.

mod reader;

use reader::check_rows;

const ROWS: [(&str, &str); 9] = [
    ("一、一般公共预算财政拨款", "812.40"),
    ("二、政府性基金预算财政拨款", ""),
    ("三、国有资本经营预算财政拨款", ""),
    ("四、事业收入（不含教育收费）", ""),
    ("五、其他收入", "10.60"),
    ("本年收入合计", "823.00"),
    ("六、上级补助收入", ""),
    ("七、上年结转结余", "7.00"),
    ("收入总计", "830.00"),
];

/// What is read of them.
const READ: &[&str] = &[
    "B02",
    "一、一般公共预算财政拨款|2021年预算=812.40",
    "五、其他收入|2021年预算=10.60",
    "本年收入合计|2021年预算=823.00",
    "七、上年结转结余|2021年预算=7.00",
    "收入总计|2021年预算=830.00",
];

fn text(blank: &str) -> String {
    let line = |(name, figure): &(&str, &str)| {
        if figure.is_empty() { format!("{name}\n") } else { format!("{name}{blank}{figure}\n") }
    };
    let rows: String = ROWS.iter().map(line).collect();
    format!(
        "清河县水文站2021年部门预算\n\n第二部分 部门预算表\n\n收入总体情况表\n单位：万元\n项目{blank}2021年预算\n{rows}"
    )
}

#[test]
fn an_item_without_a_figure_is_no_part_of_the_next_name() {
    for blank in [" ", "\n"] {
        check_rows(&text(blank), READ);
    }
}

#[test]
fn a_name_over_two_lines_stays_one() {
    let broken = text(" ").replace("七、上年结转结余", "七、上年结转\n结余");
    check_rows(&broken, READ);
}
