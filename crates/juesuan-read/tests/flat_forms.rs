//! Forms with one blank between their cells, as PDF readers give them, read by the columns of the form.
#![allow(clippy::expect_used, reason = "a test may stop here")]

mod reader;

use reader::{check_rows as check, rows};

#[test]
fn figures_stand_below_a_name_of_several_lines() {
    check(
        "支出决算表\n单位：万元\n\
         功能分类科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出\n\
         合计 61.30 40.10 21.20 0.00 0.00 0.00\n\
         201 一般公共服务支出 61.30 40.10 21.20 0.00 0.00 0.00\n\
         20131 党委办公厅（室）及相\n关机构事务\n61.30 40.10 21.20 0.00 0.00 0.00\n\
         2013101 行政运行 40.10 40.10 0.00 0.00 0.00 0.00\n\
         2013199 其他党委办公厅（室）\n及相关机构事务支\n出 21.20 0.00 21.20 0.00 0.00 0.00\n",
        &[
            "Z03",
            "合计|本年支出合计=61.30",
            "合计|基本支出=40.10",
            "合计|项目支出=21.20",
            "合计|上缴上级支出=0.00",
            "合计|经营支出=0.00",
            "合计|对附属单位补助支出=0.00",
            "201一般公共服务支出|本年支出合计=61.30",
            "201一般公共服务支出|基本支出=40.10",
            "201一般公共服务支出|项目支出=21.20",
            "201一般公共服务支出|上缴上级支出=0.00",
            "201一般公共服务支出|经营支出=0.00",
            "201一般公共服务支出|对附属单位补助支出=0.00",
            "20131党委办公厅（室）及相关机构事务|本年支出合计=61.30",
            "20131党委办公厅（室）及相关机构事务|基本支出=40.10",
            "20131党委办公厅（室）及相关机构事务|项目支出=21.20",
            "20131党委办公厅（室）及相关机构事务|上缴上级支出=0.00",
            "20131党委办公厅（室）及相关机构事务|经营支出=0.00",
            "20131党委办公厅（室）及相关机构事务|对附属单位补助支出=0.00",
            "2013101行政运行|本年支出合计=40.10",
            "2013101行政运行|基本支出=40.10",
            "2013101行政运行|项目支出=0.00",
            "2013101行政运行|上缴上级支出=0.00",
            "2013101行政运行|经营支出=0.00",
            "2013101行政运行|对附属单位补助支出=0.00",
            "2013199其他党委办公厅（室）及相关机构事务支出|本年支出合计=21.20",
            "2013199其他党委办公厅（室）及相关机构事务支出|基本支出=0.00",
            "2013199其他党委办公厅（室）及相关机构事务支出|项目支出=21.20",
            "2013199其他党委办公厅（室）及相关机构事务支出|上缴上级支出=0.00",
            "2013199其他党委办公厅（室）及相关机构事务支出|经营支出=0.00",
            "2013199其他党委办公厅（室）及相关机构事务支出|对附属单位补助支出=0.00",
        ],
    );
}

#[test]
fn a_code_without_a_figure_is_no_money() {
    // 30231 and 307 have their names on the lines around them
    check(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费 公用经费\n\
         经济分类科目编码 科目名称 决算数 经济分类科目编码 科目名称 决算数 经济分类科目编码 科目名称 决算数\n\
         301 工资福利支出 71.20 302 商品和服务支出 9.30 30228 工会经费\n\
         30101 基本工资 40.10 30201 办公费 6.20 30229 福利费\n\
         公务用车运行维护\n30102 津贴补贴 31.10 30202 印刷费 30231\n费\n\
         债务利息及费用支\n30103 奖金 30211 差旅费 3.10 307\n出\n\
         人员经费合计 71.20 公用经费合计 9.30\n",
        &[
            "Z06",
            "301工资福利支出|人员经费/决算数=71.20",
            "302商品和服务支出|公用经费/决算数=9.30",
            "30101基本工资|人员经费/决算数=40.10",
            "30201办公费|公用经费/决算数=6.20",
            "30102津贴补贴|人员经费/决算数=31.10",
            "30211差旅费|公用经费/决算数=3.10",
            "人员经费合计|人员经费/决算数=71.20",
            "公用经费合计|公用经费/决算数=9.30",
        ],
    );
}

#[test]
fn a_dash_in_front_of_a_code_is_no_minus() {
    let found = rows(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n\
         科目编码   科目名称            决算数   科目编码   科目名称          决算数\n\
         301       工资福利支出        33.30 302       商品和服务支出        5.70\n\
         30101     基本工资          13.30 30201     办公费            1.70\n\
         30102     津贴补贴              - 310       资本性支出           4.00\n\
         30103     奖金            20.00 31002     办公设备购置          4.00\n",
    );
    assert!(found.contains("310资本性支出|决算数=4.00"), "{found}");
}

#[test]
fn running_costs_stand_behind_the_three_expenses() {
    check(
        "一般公共预算财政拨款“三公”经费及机关运行经费支出决算表\n单位：万元\n\
         合计 因公出国（境）费 公务用车购置及运行费 公务接待费 机关运行经\n小计 购置费 运行费 费决算数\n\
         预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数\n\
         31.50 20.20 0.00 0.00 21.50 17.10 0.00 0.00 21.50 17.10 10.00 3.10 88.80\n",
        &[
            "Z09",
            "|合计/预算数=31.50",
            "|合计/决算数=20.20",
            "|因公出国（境）费/预算数=0.00",
            "|因公出国（境）费/决算数=0.00",
            "|公务用车购置及运行费/小计/预算数=21.50",
            "|公务用车购置及运行费/小计/决算数=17.10",
            "|公务用车购置及运行费/购置费/预算数=0.00",
            "|公务用车购置及运行费/购置费/决算数=0.00",
            "|公务用车购置及运行费/运行费/预算数=21.50",
            "|公务用车购置及运行费/运行费/决算数=17.10",
            "|公务接待费/预算数=10.00",
            "|公务接待费/决算数=3.10",
            "|机关运行经费决算数=88.80",
        ],
    );
}

#[test]
fn lower_heads_behind_the_upper_ones() {
    let found = rows(
        "收入决算表\n单位：万元\n功能分类科目编码\n科目名称 本年收入合计 财政拨款收入 上级补助收入\n事业收入\n\
         经营收入 附属单位上缴 收入 其他收入 类 款 项 小计 其中：教育收 费\n\
         205 教育支出 46.50 40.00 0.00 6.50 2.25 0.00 0.00 0.00\n\
         205 02 普通教育 46.50 40.00 0.00 6.50 2.25 0.00 0.00 0.00\n\
         205 02 03 初中教育 46.50 40.00 0.00 6.50 2.25 0.00 0.00 0.00\n\
         合计 46.50 40.00 0.00 6.50 2.25 0.00 0.00 0.00\n",
    );
    assert!(found.contains("2050203初中教育|事业收入/小计=6.50"), "{found}");
    assert!(found.contains("2050203初中教育|事业收入/其中：教育收费=2.25"), "{found}");
    assert!(found.contains("合计|其他收入=0.00"), "{found}");
}

#[test]
fn rows_of_a_list_may_be_broken_or_blank() {
    check(
        "一般公共预算财政拨款“三公”经费支出决算表\n单位：万元\n项目 预算数 决算数\n\
         “三公”经费合计 36.30 29.50\n1.因公出国（境\n12.40 12.10\n）费\n2.公务用车购置\n16.80 12.90\n及运行费\n\
         其中：公务用车购\n置费\n公务用车运行费 16.80 12.90\n3.公务接待费 7.10 4.50\n",
        &[
            "Z09",
            "“三公”经费合计|预算数=36.30",
            "“三公”经费合计|决算数=29.50",
            "1.因公出国（境）费|预算数=12.40",
            "1.因公出国（境）费|决算数=12.10",
            "2.公务用车购置及运行费|预算数=16.80",
            "2.公务用车购置及运行费|决算数=12.90",
            "公务用车运行费|预算数=16.80",
            "公务用车运行费|决算数=12.90",
            "3.公务接待费|预算数=7.10",
            "3.公务接待费|决算数=4.50",
        ],
    );
}

#[test]
fn a_figure_between_the_halves_of_the_other_name_is_doubtful() {
    // it may be that of the left name or of the right one
    let found = rows(
        "收入支出决算总表\n单位：万元\n收入 支出\n项目 决算数 项目 决算数\n\
         一、一般公共预算财政拨款收入 46.50 一、一般公共服务支出 20.25\n\
         二、上级补助收入 二、外交支出\n七、文化旅游体育与传\n三、其他收入 8.25\n媒支出\n\
         本年收入合计 46.50 本年支出合计 46.50\n总计 46.50 总计 46.50\n",
    );
    assert!(found.contains("三、其他收入|收入/决算数=8.25?"), "{found}");
    assert!(!found.contains("媒支出|"), "{found}");
}

#[test]
fn a_cell_a_line_has_names_without_figures() {
    let found = rows(
        "一般公共预算财政拨款“三公”经费支出决算表\n单位：万元\n项目\n预算数\n决算数\n\
         “三公”经费合计\n9.90\n8.10\n其中：公务用车购置费\n公务用车运行费\n9.90\n8.10\n公务接待费\n",
    );
    assert!(found.contains("公务用车运行费|预算数=9.90"), "{found}");
    assert!(!found.contains("公务用车购置费公务用车运行费"), "{found}");
}

#[test]
fn a_word_of_the_head_on_two_lines_is_one_column() {
    let found = rows(
        "支出决算表\n单位：万元\n功能分类科目编码\n科目名称\n本年支出合计\n基本支出\n项目支出\n上缴上级支出\n经营支出\n\
         对附属单位补助\n支出\n合计\n16.50\n8.25\n8.25\n0.00\n0.00\n0.00\n\
         201\n一般公共服务支出\n16.50\n8.25\n8.25\n0.00\n0.00\n0.00\n",
    );
    assert!(found.contains("201一般公共服务支出|对附属单位补助支出=0.00"), "{found}");
    assert!(found.contains("201一般公共服务支出|经营支出=0.00"), "{found}");
}

#[test]
fn numbers_of_columns_are_no_figures_of_a_blank_table() {
    let found = rows(
        "国有资本经营预算财政拨款支出决算表\n单位：万元\n\
         \x20 功能分类科目编码       科目名称     合计     基本支出   项目支出\n  类   款 项\n\
         \x20           栏次             1       2      3\n            合计\n",
    );
    assert!(!found.contains('='), "{found}");
}

#[test]
fn a_dash_stands_in_front_of_the_name_on_the_right() {
    let found = rows(
        "收入支出决算总表\n单位：万元\n\
         \x20            收入                              支出\n\
         \x20      项目           决算数             项目          决算数\n\
         一、一般公共预算财政拨款收入   46.50 一、一般公共服务支出          -\n\
         二、上级补助收入              - 二、教育支出          46.50\n\
         本年收入合计            46.50 本年支出合计          46.50\n",
    );
    assert!(found.contains("\n二、教育支出|支出/决算数=46.50"), "{found}");
}

/// The rows of a form of three columns of figures, a cell a line.
const SPENDING: &[&str] = &[
    "Z05",
    "204公共安全支出|合计=8264310",
    "204公共安全支出|基本支出=6120000",
    "204公共安全支出|项目支出=2144310",
    "20406司法|合计=8264310",
    "20406司法|基本支出=6120000",
    "20406司法|项目支出=2144310",
    "2040601行政运行|合计=6120000",
    "2040601行政运行|基本支出=6120000",
    "2040604基层司法业务|合计=2144310",
    "2040604基层司法业务|项目支出=2144310",
    "合计|合计=8264310",
    "合计|基本支出=6120000",
    "合计|项目支出=2144310",
];

/// The cells of this form, a line each; blank ones are left out or kept.
fn spending(blank: &str, lead: &str) -> String {
    let cells = "项目\n合计\n基本支出\n项目支出\n功能分类科目编码\n科目名称\n\
        204\n公共安全支出\n8,264,310\n6,120,000\n2,144,310\n\
        20406\n司法\n8,264,310\n6,120,000\n2,144,310\n\
        2040601\n行政运行\n6,120,000\n6,120,000\n◇\
        2040604\n基层司法业务\n2,144,310\n◇2,144,310\n\
        合计\n8,264,310\n6,120,000\n2,144,310\n";
    let cells = cells.replace('◇', blank);
    let lines: String = cells.lines().flat_map(|line| [lead, line, "\n"]).collect();
    format!("一般公共预算财政拨款支出决算表\n编制部门：清河县司法局\n单位：元\n{lines}第三部分 情况说明\n")
}

#[test]
fn amounts_in_yuan_may_have_no_decimals() {
    check(&spending("", ""), SPENDING);
}

#[test]
fn a_tab_in_front_of_a_cell_parts_nothing() {
    check(&spending("", "\t"), SPENDING);
    check(&spending("\n", "\t"), SPENDING);
}

#[test]
fn a_label_of_the_body_may_be_put_together_of_words() {
    for label in ["部门/单位", "填报单位（盖章）", "单位编码及名称", "预算部门（单位）"]
    {
        let text = spending("", "").replace("编制部门", label);
        check(&text, SPENDING);
        let tabs = "支出决算表\n◇：清河县司法局\t\t单位：元\n科目编码\t科目名称\t本年支出合计\t基本支出\n204\t公共安全支出\t8.10\t8.10\n";
        check(
            &tabs.replace('◇', label),
            &["Z03", "204公共安全支出|本年支出合计=8.10", "204公共安全支出|基本支出=8.10"],
        );
    }
}

#[test]
fn a_page_number_is_no_amount_in_yuan() {
    check(
        "支出决算表\n单位：元\n项目 本年支出合计 基本支出 项目支出\n类 款 项 科目名称\n\
         204 公共安全支出 8,264,310 6,120,000 2,144,310\n204 06 司法 8,264,310 6,120,000 2,144,310\n\
         9\n204 06 01 行政运行 6,120,000 6,120,000 0\n204 06 04 基层司法业务 2,144,310 0 2,144,310\n",
        &[
            "Z03",
            "204公共安全支出|本年支出合计=8264310",
            "204公共安全支出|基本支出=6120000",
            "204公共安全支出|项目支出=2144310",
            "20406司法|本年支出合计=8264310",
            "20406司法|基本支出=6120000",
            "20406司法|项目支出=2144310",
            "2040601行政运行|本年支出合计=6120000",
            "2040601行政运行|基本支出=6120000",
            "2040601行政运行|项目支出=0",
            "2040604基层司法业务|本年支出合计=2144310",
            "2040604基层司法业务|基本支出=0",
            "2040604基层司法业务|项目支出=2144310",
        ],
    );
}

/// A reader of PDF lost the end of a line: the last word above and the first below are one.
#[test]
fn heads_that_ran_together_name_their_columns() {
    let told = |between: &str| {
        rows(&format!(
            "财政拨款“三公”经费支出决算表\n单位：万元\n预算数 决算数\n\
             合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费 \
             合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费{between}\
             小计 公务用车购置费 公务用车运行维护费 小计 公务用车购置费 公务用车运行维护费\n\
             1 2 3 4 5 6 7 8 9 10 11 12\n\
             17.50 0.00 9.50 0.00 9.50 8.00 12.20 0.00 7.10 0.00 7.10 5.10\n"
        ))
    };
    let apart = told("\n");
    assert!(apart.contains("预算数/公务接待费=8.00\n"), "{apart}");
    assert_eq!(told(""), apart);
    // what is neither one head nor two says nothing of the order
    assert_eq!(told("注"), apart);
    let coded = |between: &str| {
        rows(&format!(
            "一般公共预算财政拨款基本支出决算表\n单位：万元\n合计 人员经费 公用经费{between}经济分类科目编码\n\
             经济分类科目名称{between}类 款\n301 工资福利支出 7.00 7.00 0.00\n301 01 基本工资 7.00 7.00 0.00\n\
             302 商品和服务支出 2.00 0.00 2.00\n302 01 办公费 2.00 0.00 2.00\n合计 9.00 7.00 2.00\n"
        ))
    };
    let apart = coded("\n");
    assert!(apart.contains("30201办公费|公用经费=2.00\n"), "{apart}");
    assert_eq!(coded(""), apart);
}

/// A figure stands at the right of its cell and the next name at the left of its own, so that a reader of PDF gives both as
/// one line.
#[test]
fn a_figure_and_the_next_cell_on_one_line_are_two_cells() {
    let shared = |form: &str| {
        let apart = form.replace(' ', "\n");
        assert_eq!(rows(form), rows(&apart));
        rows(form)
    };
    let sides = shared(
        "收入支出决算总表\n单位：万元\n收入\n支出\n项目\n决算数\n项目\n决算数\n一、一般公共预算财政拨款收入\n\
         7,010.50 一、一般公共服务支出\n0.00\n二、政府性基金预算财政拨款收入\n0.00 二、教育支出\n6,900.50\n\
         三、事业收入\n40.00 三、卫生健康支出\n100.00\n本年收入合计\n7,050.50 本年支出合计\n7,000.50\n\
         年初结转和结余\n0.00 年末结转和结余\n50.00\n总计\n7,050.50 总计\n7,050.50\n",
    );
    assert!(sides.contains("三、事业收入|收入/决算数=40.00\n"), "{sides}");
    assert!(sides.contains("二、教育支出|支出/决算数=6900.50\n"), "{sides}");
    let dashes = shared(
        "一般公共预算财政拨款支出决算表\n单位：万元\n功能分类科目编码\n科目名称\n小计\n基本支出\n项目支出\n合计\n9.00\n\
         7.00\n2.00\n213\n农林水支出\n9.00\n7.00\n2.00\n21303\n水利\n9.00\n7.00\n2.00\n2130301\n行政运行\n7.00\n\
         7.00 —\n2130305\n水利工程建设\n2.00 —\n2.00\n",
    );
    assert!(dashes.contains("2130305水利工程建设|项目支出=2.00\n"), "{dashes}");
    let codes = shared(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费\n公用经费\n科目编码\n科目名称\n金额\n科目编码\n科目名称\n\
         金额\n301\n工资福利支出\n50.00 302\n商品和服务支出\n9.00\n30101\n基本工资\n50.00 30201\n办公费\n9.00\n\
         303\n对个人和家庭的补助\n2.00\n30302\n退休费\n2.00\n人员经费合计\n52.00 公用经费合计\n9.00\n",
    );
    assert!(codes.contains("302商品和服务支出|公用经费/金额=9.00\n"), "{codes}");
}

/// The number of the form below its title, however departments and provinces word it, is no head.
#[test]
fn the_number_of_a_form_stands_below_its_title() {
    let form = |number: &str| {
        rows(&format!(
            "一般公共预算财政拨款支出决算表\n{number}部门：清河县水务局\t单位：万元\n\
             功能分类科目编码\t科目名称\t合计\t基本支出\t项目支出\n合计\t\t9.00\t7.00\t2.00\n\
             213\t农林水支出\t9.00\t7.00\t2.00\n"
        ))
    };
    let wanted = form("");
    assert!(wanted.starts_with("Z05\n"), "{wanted}");
    for number in ["部门公开表5", "部门决算公开表5", "决算公开05表", "部门决算05表", "单位公开05表"]
    {
        assert_eq!(form(&format!("{number}\n")), wanted, "{number}");
    }
}

/// A whole head is no two heads, though its words are.
#[test]
fn a_head_of_two_words_is_one_head() {
    let read = rows(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n基本支出经济分类科目编码 科目名称 合计 人员经费 公用经费\n\
         合计 9.00 7.00 2.00\n301 工资福利支出 7.00 7.00 0.00\n30101 基本工资 7.00 7.00 0.00\n\
         302 商品和服务支出 2.00 0.00 2.00\n30201 办公费 2.00 0.00 2.00\n",
    );
    assert!(read.contains("30201办公费|公用经费=2.00\n"), "{read}");
    assert!(!read.contains("基本支出/"), "{read}");
}

/// A head that prints its columns once below each of two groups has them in that order below both.
#[test]
fn the_order_of_columns_below_two_groups_is_that_of_the_head() {
    let read = rows(
        "一般公共预算财政拨款“三公”经费支出决算表\n单位：万元\n预算数 决算数\n\
         合计 公务接待费 因公出国（境）费 公务用车购置及运行费 \
         合计 公务接待费 因公出国（境）费 公务用车购置及运行费\n\
         小计 公务用车购置费 公务用车运行费 公务用车购置费 公务用车运行费\n\
         8.30 2.10 0.00 6.20 1.00 5.20 7.00 1.10 0.00 5.90 1.00 4.90\n",
    );
    for figure in ["预算数/公务接待费=2.10", "预算数/因公出国（境）费=0.00", "决算数/公务接待费=1.10"]
    {
        assert!(read.contains(&format!("{figure}\n")), "{figure}: {read}");
    }
}

/// A sign that a blank sets off from its figure is its sign, and a figure in brackets fills its cell as others do.
#[test]
fn a_figure_below_zero_is_one_cell() {
    let form = |figure: &str| {
        rows(&format!(
            "收入支出决算总表\n单位：万元\n收入\n支出\n项目\n决算数\n项目\n决算数\n一、一般公共预算财政拨款收入\n\
             27.00\n一、一般公共服务支出\n6.00\n二、政府性基金预算财政拨款收入\n{figure}二、外交支出\n8.50\n\
             三、事业收入\n0.00\n三、国防支出\n0.00\n本年收入合计\n14.50\n本年支出合计\n14.50\n总计\n14.50\n总计\n14.50\n"
        ))
    };
    let wanted = form("-12.50\n");
    assert!(wanted.contains("收入/决算数=-12.50\n"), "{wanted}");
    for figure in ["- 12.50\n", "(12.50)\n", "(12.50) "] {
        assert_eq!(form(figure), wanted, "{figure}");
    }
}
