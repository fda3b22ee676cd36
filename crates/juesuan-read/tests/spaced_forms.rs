//! Forms whose columns are aligned by blanks, read by the columns of the form.
#![allow(clippy::expect_used, reason = "a test may stop here")]

use juesuan_model::SourceInfo;
use juesuan_read::{Document, Vocabulary};

/// `code name|column=value …`, a row a line; `?` behind a value whose place is doubtful.
fn rows(text: &str) -> String {
    let segmentation = juesuan_segment::segment(text).expect("a short text");
    let tables = juesuan_table::reconstruct_with(&segmentation, &Vocabulary);
    let document = Document::new(segmentation, tables, SourceInfo::default());
    let report = juesuan_read::read(&document).expect("a report");
    let mut found = String::new();
    for table in &report.tables {
        found += &format!("{}\n", table.id());
        for figure in table.figures() {
            let code = figure.row.code.map(|code| code.to_string()).unwrap_or_default();
            let doubt = if figure.cell.certainty == juesuan_model::Certainty::Doubtful { "?" } else { "" };
            found +=
                &format!("{code}{}|{}={}{doubt}\n", figure.row.label, figure.column.title(), figure.value);
        }
    }
    found
}

fn check(text: &str, wanted: &[&str]) {
    assert_eq!(rows(text).trim().lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn lines_between_blank_ones_are_one_row() {
    check(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n\
         类    款   科目名称            决算数  类    款   科目名称           决算数\n\n\
         \x20                           61.00                               9.50\n\
         301                                    302\n\
         \x20          工资福利支出                           商品和服务支出\n\n\
         \x20                           40.25                               6.25\n\
         301   03                               302\n\
         \x20          奖金                             05    水费\n\n\
         \x20                           20.75                               3.25\n\
         301   99                               302\n\
         \x20          其他工资                         15    会议费\n\n\
         \x20          人员经费合计     61.00                 公用经费合计      9.50\n",
        &[
            "Z06",
            "301工资福利支出|决算数=61.00",
            "302商品和服务支出|决算数=9.50",
            "30103奖金|决算数=40.25",
            "30205水费|决算数=6.25",
            "30199其他工资|决算数=20.75",
            "30215会议费|决算数=3.25",
            "人员经费合计|决算数=61.00",
            "公用经费合计|决算数=9.50",
        ],
    );
}

#[test]
fn a_code_goes_with_the_name_below_it_on_its_own_side() {
    check(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n\
         科目编码  科目名称           决算数  科目编码  科目名称        决算数\n\
         301     工资福利支出        33.30  302     商品和服务支出       5.70\n\
         30101   基本工资          13.30  30207\n\
         \x20                             邮电费              2.20\n\
         30103   奖金            20.00  30226\n\
         \x20                         劳务费              3.50\n\
         \x20    人员经费合计      33.30      公用经费合计        5.70\n",
        &[
            "Z06",
            "301工资福利支出|决算数=33.30",
            "302商品和服务支出|决算数=5.70",
            "30101基本工资|决算数=13.30",
            "30207邮电费|决算数=2.20",
            "30103奖金|决算数=20.00",
            "30226劳务费|决算数=3.50",
            "人员经费合计|决算数=33.30",
            "公用经费合计|决算数=5.70",
        ],
    );
}

#[test]
fn the_next_page_has_other_widths_and_fewer_columns() {
    check(
        "收入决算表\n单位：万元\n\
         科目编码     科目名称         本年收入合   财政拨款收     上级补助   事业收入   其他收入\n\
         \x20                          计           入            收入\n\
         205       教育支出             90.00        70.00           8.00      12.00\n\
         20502     普通教育             90.00        70.00           8.00      12.00\n\n\
         \x20                 7\n\u{c}\
         2050203   初中教育          90.00      70.00        8.00      12.00\n\
         221       住房保障支出      11.00      10.00                                1.00\n\
         22102     住房改革支出      11.00      10.00                                1.00\n\
         2210201   住房公积金        11.00      10.00                                1.00\n\
         \x20          合计         101.00      80.00        8.00      12.00         1.00\n",
        &[
            "Z02",
            "205教育支出|本年收入合计=90.00",
            "205教育支出|财政拨款收入=70.00",
            "205教育支出|上级补助收入=8.00",
            "205教育支出|事业收入=12.00",
            "20502普通教育|本年收入合计=90.00",
            "20502普通教育|财政拨款收入=70.00",
            "20502普通教育|上级补助收入=8.00",
            "20502普通教育|事业收入=12.00",
            "2050203初中教育|本年收入合计=90.00",
            "2050203初中教育|财政拨款收入=70.00",
            "2050203初中教育|上级补助收入=8.00",
            "2050203初中教育|事业收入=12.00",
            "221住房保障支出|本年收入合计=11.00",
            "221住房保障支出|财政拨款收入=10.00",
            "221住房保障支出|其他收入=1.00",
            "22102住房改革支出|本年收入合计=11.00",
            "22102住房改革支出|财政拨款收入=10.00",
            "22102住房改革支出|其他收入=1.00",
            "2210201住房公积金|本年收入合计=11.00",
            "2210201住房公积金|财政拨款收入=10.00",
            "2210201住房公积金|其他收入=1.00",
            "合计|本年收入合计=101.00",
            "合计|财政拨款收入=80.00",
            "合计|上级补助收入=8.00",
            "合计|事业收入=12.00",
            "合计|其他收入=1.00",
        ],
    );
}

#[test]
fn items_that_stand_free_are_rows_up_to_the_next_part() {
    check(
        "收入支出决算总表\n单位：万元\n\
         \x20      收入                              支出\n\
         项目                   决算数     项目                      决算数\n\n\
         一、一般公共预算财政     40.00     一、教育支出               38.00\n\
         拨款收入\n\n\
         \x20                                 二、卫生健康支出            2.00\n\n\
         二、事业收入\n\n\
         本年收入合计             40.00     本年支出合计               40.00\n\n\
         总计                     40.00     总计                       40.00\n\n\
         二、收入决算情况说明\n\n本年收入合计40.00万元，均为财政拨款。\n",
        &[
            "Z01",
            "一、一般公共预算财政拨款收入|收入/决算数=40.00",
            "一、教育支出|支出/决算数=38.00",
            "二、卫生健康支出|支出/决算数=2.00",
            "本年收入合计|收入/决算数=40.00",
            "本年支出合计|支出/决算数=40.00",
            "总计|收入/决算数=40.00",
            "总计|支出/决算数=40.00",
        ],
    );
}
