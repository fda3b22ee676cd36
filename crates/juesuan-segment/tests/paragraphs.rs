//! Paragraphs and headings as they are met in the field, and how they are cut: line, kind, level, text.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::format_collect, clippy::format_push_string)]

mod outline;

use expect_test::expect;
use juesuan_segment::{BlockKind, segment};
use outline::check;

#[test]
fn numbers_that_automatic_numbering_spoilt() {
    let text = "第一部分 部门概况\n1、 部门职责及工作\n(一)部门职责\n1.负责拟订规划。\n2.负责监督；负责检查。\n3.完成其他任务。\n\
                （二）重点工作\n完成得好。\n二、机构设置\n内设两个科室。\n第2部分 决算说明\n1、 收入情况\n收入10万元。\n2、 支出情况\n\
                支出10万元。\n三、其他情况\n（一）采购\n1.货物情况\n采购货物2万元。\n2、服务情况\n采购服务1万元。\n（二）资产\n车辆一辆。\n\
                4、 需要说明的问题\n无。\n第三部分 名词解释\n（一）财政拨款：指拨款。\n（二）基本支出\n";
    check(
        text,
        &expect![[r#"
        1 heading 1 第一部分 部门概况
        2 heading 2 1、 部门职责及工作
        3 heading 3 (一)部门职责
        4 listitem 1.负责拟订规划。
        5 listitem 2.负责监督；负责检查。
        6 listitem 3.完成其他任务。
        7 heading 3 （二）重点工作
        8 paragraph 完成得好。
        9 heading 2 二、机构设置
        10 paragraph 内设两个科室。
        11 heading 1 第2部分 决算说明
        12 heading 2 1、 收入情况
        13 paragraph 收入10万元。
        14 heading 2 2、 支出情况
        15 paragraph 支出10万元。
        16 heading 2 三、其他情况
        17 heading 3 （一）采购
        18 heading 4 1.货物情况
        19 paragraph 采购货物2万元。
        20 heading 4 2、服务情况
        21 paragraph 采购服务1万元。
        22 heading 3 （二）资产
        23 paragraph 车辆一辆。
        24 heading 2 4、 需要说明的问题
        25 paragraph 无。
        26 heading 1 第三部分 名词解释
        27 listitem （一）财政拨款：指拨款。
        28 listitem （二）基本支出
    "#]],
    );
}

#[test]
fn headings_that_run_into_their_paragraph() {
    let text = "一、主要工作\n\n（一）深化改革。改革支付方式，推进集中采购。\n\n（二）守好基金。严查违规，追回资金3万元。\n\n\
                **1. 接待费** 预算数为0万元。\n\n**2.运行费。**预算数为1万元。\n\n二、职责\n\n（一）办公室。负责文电。\n\n\
                （二）基金股。负责监管。\n";
    check(
        text,
        &expect![[r#"
        1 heading 2 一、主要工作
        3 heading 3 （一）深化改革。
        3 paragraph 改革支付方式，推进集中采购。
        5 heading 3 （二）守好基金。
        5 paragraph 严查违规，追回资金3万元。
        7 heading 4 **1. 接待费**
        7 paragraph 预算数为0万元。
        9 heading 4 **2.运行费。**
        9 paragraph 预算数为1万元。
        11 heading 2 二、职责
        13 listitem （一）办公室。负责文电。
        15 listitem （二）基金股。负责监管。
    "#]],
    );
}

#[test]
fn paragraphs_cut_by_a_page_break() {
    let text = "### 一、情况\n\n部门严格按照规定支付资金，每笔款项都经过三级审核签字和\n\n---\n\n12\n\n手续，使用合规。\n\n\
                项目名称：某项目\n\n主管部门：某局\n";
    check(
        text,
        &expect![[r#"
        1 heading 2 ### 一、情况
        3 paragraph 部门严格按照规定支付资金，每笔款项都经过三级审核签字和
        5 furniture ---
        7 furniture 12
        9 paragraph ↩ 手续，使用合规。
        11 paragraph 项目名称：某项目
        13 paragraph 主管部门：某局
    "#]],
    );
}

#[test]
fn lines_cut_off_at_a_width() {
    let mut text = String::from("\t（一）工作开展情况。\n");
    for n in 0..8 {
        text += &format!("\t2022年我县第{n}次组织开展专项检查并对发现的问题逐一督促整改到位资金共计1{n}.\n");
    }
    text += "\t存在问题及改进措施\n\t协调解决。\n";
    check(
        &text,
        &expect![[r#"
            cut at 41: 8 lines
            1 heading 3 （一）工作开展情况。
            2 paragraph 2022年我县第0次组织开展专项检查并对发现的问题逐一督促整改到位资金共
            3 paragraph 2022年我县第1次组织开展专项检查并对发现的问题逐一督促整改到位资金共
            4 paragraph 2022年我县第2次组织开展专项检查并对发现的问题逐一督促整改到位资金共
            5 paragraph 2022年我县第3次组织开展专项检查并对发现的问题逐一督促整改到位资金共
            6 paragraph 2022年我县第4次组织开展专项检查并对发现的问题逐一督促整改到位资金共
            7 paragraph 2022年我县第5次组织开展专项检查并对发现的问题逐一督促整改到位资金共
            8 paragraph 2022年我县第6次组织开展专项检查并对发现的问题逐一督促整改到位资金共
            9 paragraph 2022年我县第7次组织开展专项检查并对发现的问题逐一督促整改到位资金共
            10 heading 4 存在问题及改进措施
            11 paragraph 协调解决。
        "#]],
    );
}

#[test]
fn paragraphs_are_wrapped_whatever_the_width_of_the_rows_of_a_table() {
    // rows have one wide gap each, and are longer than the lines of the paragraphs
    let rows: String = (1..40)
        .map(|row| {
            format!(
                "{row:>50}一般公共服务支出和社会保障和就业支出以及其他支出    {row}34567.89 {row}4567.89\n"
            )
        })
        .collect();
    let paragraph = "  清河县卫生监督局按照批准的预算安排各项支出，全年的基本支出的\n\
                     年初预算为 80.81 万元，支出决算为 80.38 万元，与预算基本一致，\n\
                     没有安排其他的支出，结余资金按照规定全数交回县级财政，明年再行\n\
                     安排并按程序批复，使用情况在决算中说明。\n";
    let text = format!("{rows}\n{}", paragraph.repeat(6));
    let document = segment(&text).unwrap();
    let paragraphs: Vec<_> =
        document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).collect();
    assert_eq!(paragraphs.len(), 6, "{paragraphs:?}");
    assert!(paragraphs.iter().all(|block| document.text(block).contains("80.38")), "{paragraphs:?}");
}

#[test]
fn a_blank_line_below_every_wrapped_line() {
    let text = "一、主要职能

草拟全县卫生监督工作长远规划并组织实施，监督检查各项制度落实的情况，完善

动态调整机制，推进支付方式改革，组织定点机构签订协议，对基金使用情况实施

稽核，提出处理意见并督促整改。

二、机构设置情况

内设办公室、基金监管股等四个股室，下属事业单位一个，全部纳入部门决算编制

范围，人员编制二十一名，年末实有人数十九人，比上年减少一人，其中行政人员

九人。

三、支出情况

1、卫生健康支出（类）医疗保障管理事务（款）行政运行（项）主要用于：在职人

员的工资福利支出和日常公用经费，以及保证机构照常运行、做好日常值班巡查而

发生的各项支出。
";
    check(
        text,
        &expect![[r#"
            1 heading 2 一、主要职能
            3 paragraph 草拟全县卫生监督工作长远规划并组织实施，监督检查各项制度落实的情况，完善
            5 paragraph ↩ 动态调整机制，推进支付方式改革，组织定点机构签订协议，对基金使用情况实施
            7 paragraph ↩ 稽核，提出处理意见并督促整改。
            9 heading 2 二、机构设置情况
            11 paragraph 内设办公室、基金监管股等四个股室，下属事业单位一个，全部纳入部门决算编制
            13 paragraph ↩ 范围，人员编制二十一名，年末实有人数十九人，比上年减少一人，其中行政人员
            15 paragraph ↩ 九人。
            17 heading 2 三、支出情况
            19 listitem 1、卫生健康支出（类）医疗保障管理事务（款）行政运行（项）主要用于：在职
            21 paragraph ↩ 员的工资福利支出和日常公用经费，以及保证机构照常运行、做好日常值班巡查而
            23 paragraph ↩ 发生的各项支出。
        "#]],
    );
}

#[test]
fn chapters_without_numbers_stand_above_lists() {
    check(
        "清河县水利局主要职能\n（一）拟订水利规划；\n（二）管理水资源；\n（三）防汛抗旱。\n\n清河县水利局机构设置\n本局设三个股室。\n\n名词解释\n（一）基本支出：指人员和公用支出。\n（二）项目支出：指专项支出。\n\n2022年单位预算编制说明\n收入合计5.00万元。\n",
        &expect![[r#"
            1 heading 1 清河县水利局主要职能
            2 listitem （一）拟订水利规划；
            3 listitem （二）管理水资源；
            4 listitem （三）防汛抗旱。
            6 heading 1 清河县水利局机构设置
            7 paragraph 本局设三个股室。
            9 heading 1 名词解释
            10 listitem （一）基本支出：指人员和公用支出。
            11 listitem （二）项目支出：指专项支出。
            13 heading 1 2022年单位预算编制说明
            14 paragraph 收入合计5.00万元。
        "#]],
    );
}

#[test]
fn headings_as_long_as_their_paragraphs_with_blank_lines_between_are_not_wrapped() {
    check(
        "## 一、部门收入支出决算总体情况的详细说明

全年收入合计120.30万元，比上年增加3.20万元

## 二、部门财政拨款收入支出决算情况的说明

全年拨款合计118.30万元，比上年增加2.10万元

## 三、部门一般公共预算支出决算情况的说明

全年支出合计119.40万元，比上年减少1.50万元

## 四、部门公务接待和公务用车情况的详细说明

全年接待支出合计1.20万元，比上年减少0.30万元
",
        &expect![[r#"
            1 heading 2 ## 一、部门收入支出决算总体情况的详细说明
            3 paragraph 全年收入合计120.30万元，比上年增加3.20万元
            5 heading 2 ## 二、部门财政拨款收入支出决算情况的说明
            7 paragraph 全年拨款合计118.30万元，比上年增加2.10万元
            9 heading 2 ## 三、部门一般公共预算支出决算情况的说明
            11 paragraph 全年支出合计119.40万元，比上年减少1.50万元
            13 heading 2 ## 四、部门公务接待和公务用车情况的详细说明
            15 paragraph 全年接待支出合计1.20万元，比上年减少0.30万元
        "#]],
    );
}

/// The indentation of first lines is lost, names and figures move to the next line whole, lines have two widths.
#[test]
fn paragraphs_are_joined_over_short_lines() {
    let text = "（一）支出决算具体情况\n\
        一般公共预算财政拨款支出年初预算为 512.40 万元，支出\n\
        决算为 498.75 万元，完成年初预算的97.34%。其中：\n\
        1、教育支出（类）普通教育（款）小学教育（项）。年初\n\
        预算为 300.00 万元，支出决算为 298.15 万元，完成年初预算的\n\
        99.38%。决算数小于预算数的主要原因是据实结算。\n\
        2、卫生健康支出（类）公共卫生（款）妇幼保健机构\n\
        （项）。主要用于妇女和儿童的保健。年初预算为 212.40\n\
        万元，支出决算为 200.60 万元。\n\
        “住房保障支出（类）住房改革支出（款）购房补贴（项）”\n\
        12.00万元，主要用于职工的购房补贴，年初没有安排预算。\n";
    let document = segment(text).unwrap();
    let starts: Vec<String> =
        document.blocks.iter().map(|block| document.text(block).chars().take(6).collect()).collect();
    assert_eq!(starts, ["（一）支出决", "一般公共预算", "1、教育支出", "2、卫生健康", "“住房保障支"]);
}

/// Paragraphs of a page with `width` columns, whose first lines lost their indentation of four columns; marks hang over.
fn wrapped_at(width: usize, paragraphs: &[&str]) -> String {
    let columns = |c: char| if c.is_ascii() { 1 } else { 2 };
    let mut text = String::new();
    for paragraph in paragraphs {
        let mut filled = 4;
        for c in paragraph.chars() {
            if filled + columns(c) > width && !"，。；：、）”％".contains(c) {
                text.push('\n');
                filled = 0;
            }
            text.push(c);
            filled += columns(c);
        }
        text.push('\n');
    }
    text
}

/// A paragraph goes on where its line is full up to a mark that hangs over, and where it is full up to a semicolon.
#[test]
fn a_full_line_may_end_with_marks_that_hang_over() {
    let paragraphs = [
        "农林水支出中水利行业业务管理（项）的年初预算为32.60万元，支出决算为30.10万元，全年的支出少于预算。",
        "农林水支出中水利工程运行与维护（项）的年初预算为12.60万元，支出决算为12.10万元，剩余的上缴财政。",
        "清源县水务局全年支出合计共42.20万元：基本支出为30.10万元；项目支出为12.10万元；全年没有其他支出，也没有结转结余的资金。",
        "清源县水务局的水质监测站（乡镇），水库移民扶持（后期），以及防汛抗旱（应急）等支出全部用于项目，没有用于其他方面。",
    ];
    for width in (44..=60).step_by(2) {
        let text = wrapped_at(width, &paragraphs);
        let document = segment(&text).unwrap();
        let read: Vec<String> = document.blocks.iter().map(|b| document.text(b).replace('\n', "")).collect();
        assert_eq!(read, paragraphs, "at {width}");
    }
}

/// A title as long as a line is whole where the line below is indented as far as it is.
#[test]
fn a_title_that_fills_its_line() {
    let paragraph = "    二〇二二年度清源县水务局用政府性基金安排的支出全\n部用于水库移民的后期扶持，其中生产开发占去了大部分，\n\
                     移民的培训和补助用去了其余的部分，年末没有结转的资\n金，也没有用于其他方面，支出全部按程序批复。\n";
    let text = format!(
        "{paragraph}{paragraph}    八、政府性基金预算财政拨款收入支出决算情况说明\n{paragraph}{paragraph}"
    );
    let document = segment(&text).unwrap();
    let heading = document.blocks.iter().find(|block| document.text(block).contains("八、")).unwrap();
    assert_eq!(document.text(heading).trim(), "八、政府性基金预算财政拨款收入支出决算情况说明");
}

/// A numbered title that is broken over two lines of a page whose lines are wrapped opens a section as on one line.
#[test]
fn a_title_over_two_lines_opens_a_section() {
    let told =
        "农林水支出中水利行业业务管理（项）的年初预算为32.60万元，支出决算为30.10万元，全年的支出少于预算。";
    let other = "清源县水务局全年支出合计共42.20万元：基本支出为30.10万元；项目支出为12.10万元；全年没有其他支出，也没有结转。";
    let first = "七、关于清源县水务局2022年度国有资本经营预算财政拨款支出决算情况说明";
    let second = "八、关于清源县水务局2022年度政府性基金预算财政拨款收入支出决算情况说明";
    for width in (44..=64).step_by(2) {
        let text = wrapped_at(width, &[told, other, first, told, other, second, told, other]);
        let document = segment(&text).unwrap();
        let titles: Vec<String> =
            document.sections.iter().map(|section| document.title(section).into_owned()).collect();
        let whole = [first, second].map(|line| line.split_once('、').unwrap().1.to_owned());
        assert_eq!(titles, whole, "at {width}");
    }
}

/// A paragraph without figures, whose lines are as long in characters as in columns.
const WORDS: &str = "清源县水务局负责辖区内河道和水库的管理以及防汛抗旱的组织和协调工作并承担农村供水的监督和指导工作以及水质的监测";

/// A title that fills its line opens a section, whatever the width and however its paragraph begins below it.
#[test]
fn a_title_ends_where_its_paragraph_begins() {
    let titles = [
        "政府性基金预算财政拨款收入支出决算情况说明",
        "国有资本经营预算财政拨款支出决算情况说明",
        "清源县水务局部门决算公开表",
        "一般公共预算财政拨款支出决算总体情况",
    ];
    let told =
        "农林水支出中水利行业业务管理（项）的年初预算为32.60万元，支出决算为30.10万元，全年的支出少于预算。";
    let other = "清源县水务局全年支出合计共42.20万元：基本支出为30.10万元；项目支出为12.10万元；全年没有其他支出，也没有结转。";
    let numbered: Vec<String> = titles
        .iter()
        .zip(["一", "二", "三", "四"])
        .map(|(title, number)| format!("{number}、{title}"))
        .collect();
    let below = ["本年没有这项收入和支出。", told, "收入支出决算总表", "无。"];
    for width in (44..=64).step_by(2) {
        let mut paragraphs = vec![WORDS; 6];
        for (title, below) in numbered.iter().zip(below) {
            paragraphs.extend([title.as_str(), below, other]);
        }
        let text = wrapped_at(width, &paragraphs);
        let document = segment(&text).unwrap();
        let found: Vec<String> = document
            .sections
            .iter()
            .filter(|section| section.marker.is_some())
            .map(|section| document.title(section).into_owned())
            .collect();
        assert_eq!(found, titles, "at {width}\n{text}");
    }
}

#[test]
fn cells_at_the_end_of_lines_are_no_cut_sentences() {
    let names = [
        "九、卫生健康支出",
        "十、节能环保支出",
        "十一、城乡社区支出",
        "十二、农林水支出",
        "十三、交通运输支出",
    ];
    let line =
        |name: &&str| format!("{}{name}{}-\n\n", " ".repeat(30), " ".repeat(40 - name.chars().count()));
    let text: String = names.iter().map(line).collect();
    assert!(segment(&text).unwrap().cut_lines.is_empty());
}
