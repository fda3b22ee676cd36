//! Whole pages as PDF readers print them: centred headers broken over lines, titles and units above the columns,
//! page numbers, form feeds, a table that goes on without its header.

mod field;
mod render;

use expect_test::{Expect, expect};
use render::render;

fn check(source: &str, expected: &Expect) {
    let Ok(segmentation) = juesuan_segment::segment(source) else { panic!("too long") };
    expected.assert_eq(&render(source, &field::reconstruct(&segmentation)));
}

#[test]
fn centred_headers() {
    check(
        include_str!("pages/centred.txt"),
        &expect![[r#"
            table title=收入决算表 unit=金额单位：万元 form=公开02表
              code: 项目/功能分类科目编码
              label: 项目/科目名称
              figure: 本年收入合计
              figure: 财政拨款收入
              figure: 上级补助收入
              figure: 事业收入
              figure: 经营收入
              figure: 附属单位上缴收入
              figure: 其他收入
            #  | 栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7
               | 合计 | 4732.94 | 4730.94 | 0.00 | 2.00 | 0.00 | 0.00 | 0.00
              #201 | 一般公共服务支出 | 12.00 | 12.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00
              #20101 | 人大事务 | 12.00 | 12.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00
              #2080505 | ~机关事业单位基本养老保险缴费支出 | 120.30 | 120.30 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00
              #213 | 农林水支出 | 4600.64 | 4598.64 | 0.00 | 2.00 | 0.00 | 0.00 | 0.00
            table title=财政拨款收入支出决算总表 unit=金额单位：万元 form=公开04表
              panel 收入 0..3
              panel 支出 3..9
              label: 收入/项目
              row number: 收入/行次
              figure: 收入/金额
              label: 支出/项目
              row number: 支出/行次
              figure: 支出/合计
              figure: 支出/一般公共预算财政拨款
              figure: 支出/政府性基金预算财政拨款
              figure: 支出/国有资本经营预算财政拨款
            # 栏次 |  | 1 | 栏次 |  | 2 | 3 | 4 | 5
              一、一般公共预算财政拨款 | #1 | 4730.94 | 一、一般公共服务支出 | #33 | 12.00 | 12.00 | 0.00 | 0.00
              二、政府性基金预算财政拨款 | #2 | 0.00 | 二、外交支出 | #34 | 0.00 | 0.00 | 0.00 | 0.00
               | #8 |  | 八、社会保障和就业支出 | #40 | 120.30 | 120.30 | 0.00 | 0.00
              本年收入合计 | #27 | 4730.94 | 本年支出合计 | #59 | 4730.94 | 4730.94 | 0.00 | 0.00
            table title=政府性基金预算财政拨款收入支出决算表 unit=金额单位：万元 form=公开07表
              code: 项目/功能分类科目编码
              label: 项目/科目名称
              figure: 年初结转和结余
              figure: 本年收入
              figure: 本年支出/小计
              figure: 本年支出/基本支出
              figure: 本年支出/项目支出
              figure: 年末结转和结余
            #  | 栏次 | 1 | 2 | 3 | 4 | 5 | 6
               | 合计 | 0.00 | 26.00 | 26.00 | 0.00 | 26.00 | 0.00
              #229 | 其他支出 | 0.00 | 26.00 | 26.00 | 0.00 | 26.00 | 0.00
            ! 16 moved_cell 2080505 | 120.30 | 120.30 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 => 2080505 | 120.30 | 120.30 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00
            ! 16 wrapped_row 机关事业单位基本养老保 | 险缴费支出 => 机关事业单位基本养老保险缴费支出
        "#]],
    );
}

#[test]
fn codes_beside_names_and_pages_parted_by_form_feeds() {
    check(
        include_str!("pages/form_feeds.txt"),
        &expect![[r#"
            table title=收入支出决算总表 unit=金额单位：万元 form=公开01表
              panel 收入 0..2
              panel 支出 2..4
              label: 收入/项目
              figure: 收入/决算数
              label: 支出/项目
              figure: 支出/决算数
              一、财政拨款收入 | 4730.94 | 一、一般公共服务支出 | 12.00
              二、上级补助收入 | 0.00 | 二、外交支出 | 0.00
              三、事业收入 | 2.00 | 三、国防支出 | 0.00
               |  | 八、社会保障和就业支出 | 120.30
              本年收入合计 | 4732.94 | 本年支出合计 | 4732.94
              使用非财政拨款结余 | 0.00 | 结余分配 | 0.00
            table title=支出决算表 unit=单位：元 form=公开03表
              code: 项目
              label: 项目
              figure: 本年支出合计
              figure: 基本支出
              figure: 项目支出
               | 合计 | 47331400.00 | 40000000.00 | 7331400.00
              #201 | 一般公共服务支出 | 120000.00 | 120000.00 | 0.00
              #20101 | 人大事务 | 120000.00 | 120000.00 | 0.00
              #2010101 | 行政运行 | 120000.00 | 120000.00 | 0.00
              #213 | 农林水支出 | 46006400.00 | 38675000.00 | 7331400.00
              #21303 | 水利 | 46006400.00 | 38675000.00 | 7331400.00
            table title=财政拨款“三公”经费支出决算表 unit=单位：万元 form=公开09表
              panel 预算数 0..6
              panel 决算数 6..12
              figure: 预算数/合计
              figure: 预算数/因公出国（境）费
              figure: 预算数/公务用车购置及运行费/小计
              figure: 预算数/公务用车购置及运行费/公务用车购置费
              figure: 预算数/公务用车购置及运行费/公务用车运行费
              figure: 预算数/公务接待费
              figure: 决算数/合计
              figure: 决算数/因公出国（境）费
              figure: 决算数/公务用车购置及运行费/小计
              figure: 决算数/公务用车购置及运行费/公务用车购置费
              figure: 决算数/公务用车购置及运行费/公务用车运行费
              figure: 决算数/公务接待费
            # 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
              6.50 | 0.00 | 5.00 | 0.00 | 5.00 | 1.50 | 4.00 | 0.00 | 3.20 | 0.00 | 3.20 | 0.80
            ! 18 read_code 类 款 项 => 
            ! 20 healed_number 201 01 => 20101
            ! 21 healed_number 201 01 01 => 2010101
            ! 23 healed_number 213 03 => 21303
        "#]],
    );
}

#[test]
fn headers_without_column_numbers_and_rows_that_stand_free() {
    check(
        include_str!("pages/free_rows.txt"),
        &expect![[r#"
            table title=财政拨款收入支出决算总表 unit=单位：万元
              panel 收入 0..2
              panel 支出 2..7
              label: 收入/项目
              figure: 收入/决算数
              label: 支出/项目
              figure: 支出/合计
              figure: 支出/一般公共预算财政拨款
              figure: 支出/政府性基金预算财政拨款
              figure: 支出/国有资本经营预算财政拨款
              一、一般公共预算财政拨款 | 812.40 | 一、一般公共服务支出
              二、政府性基金预算财政拨款 |  | 二、外交支出
              三、国有资本经营预算财政拨款 |  | 三、国防支出
               |  | 四、公共安全支出
               |  | 五、教育支出
               |  | 六、科学技术支出
               |  | 七、文化旅游体育与传媒支出
               |  | 八、社会保障和就业支出 | 64.15 | 64.15
               |  | 九、卫生健康支出 | 748.25 | 748.25
               |  | 十、节能环保支出
               |  | 十一、城乡社区支出
               |  | 十二、农林水支出
               |  | 十三、交通运输支出
               |  | 十四、其他支出 | 0.00 | 0.00
              本年收入合计 | 812.40 | 本年支出合计 | 812.40 | 812.40
            table title=一般公共预算财政拨款支出决算表 unit=单位：万元
              code: 项目/功能分类科目编码
              label: 项目/科目名称
              figure: 合计
              figure: 基本支出
              figure: 项目支出
              #208 | ~社会保障和就业支出 | 64.15 | 64.15 | 0.00
              #210 | 卫生健康支出 | 748.25 | 700.00 | 48.25
              #21001 | 卫生管理事务 | 748.25 | 700.00 | 48.25
               | 合计 | 812.40 | 764.15 | 48.25
            ! 46 wrapped_row 社会保障和就 | 业支出 => 社会保障和就业支出
        "#]],
    );
}

/// A form feed on the line of the first row of a page belongs to no cell, and hides none.
#[test]
fn a_form_feed_on_the_line_of_a_row() {
    let source = "科目编码\t科目名称\t合计\n201\t一般公共服务支出\t7.00\n\n\u{c}科目编码\t科目名称\t合计\n\
                  208\t社会保障和就业支出\t5.00\n\n\u{c}210\t卫生健康支出\t6.50\n";
    let segmentation = juesuan_segment::segment(source).expect("short");
    let tables = field::reconstruct(&segmentation);
    let table = &tables.tables[0];
    let codes: Vec<_> = table.row_indices().map(|row| table.cell(row, 0.into()).text(source)).collect();
    assert_eq!(codes, ["201", "208", "210"]);
}

/// A row that a page break cut goes on below the header of the next page.
#[test]
fn a_cut_row_goes_on_below_a_repeated_header() {
    let head = "一级指标\t二级指标\t三级指标\t年度目标值\t实际完成值\t分值\t得分\n";
    let source = format!(
        "{head}产出指标\t数量指标\t清淤长度\t≥21公里\t22公里\t10\t10\n\t质量指标\t检测合格率\t≥98%\t99%\t10\t10\n\
         效\t社会\t积水点\t减少\t100%\t13\t13\n\n{head}益指标\t效益指标\t减少数\t\t\t\t\n\
         \t生态效益指标\t河道水质\t不下降\t100%\t12\t12\n"
    );
    let segmentation = juesuan_segment::segment(&source).expect("short");
    let tables = field::reconstruct(&segmentation);
    let table = &tables.tables[0];
    let row: Vec<_> = table.row_cells(2.into()).map(|cell| cell.text(&source)).collect();
    assert_eq!(row, ["效益指标", "社会效益指标", "积水点减少数", "减少", "100%", "13", "13"]);
    assert_eq!(table.rows.len(), 4);
}

/// The next page repeats the title with a mark that it goes on, and prints the code in one column.
#[test]
fn a_title_that_says_that_the_table_goes_on() {
    let source = "支出决算表
单位：万元
科目编码→→→科目名称→本年支出合计→基本支出→项目支出
类→款→项→合计→20.40→9.10→11.30
213→→→农林水支出→15.20→6.10→9.10
213→03→→水利→15.20→6.10→9.10
213→03→01→行政运行→6.10→6.10→
支出决算表（续）
2130305→水利工程建设→9.10→→9.10
221→住房保障支出→5.20→3.00→2.20
22102→住房改革支出→5.20→3.00→2.20
2210201→住房公积金→3.00→3.00→
2210203→购房补贴→2.20→→2.20
"
    .replace('→', "\t");
    let segmentation = juesuan_segment::segment(&source).unwrap_or_else(|_| panic!("too long"));
    let read = field::reconstruct(&segmentation);
    assert_eq!(read.tables.len(), 1);
    assert_eq!(read.tables[0].rows.len(), 9);
}

/// A table that was cut by hand: a line of its own says that the part below goes on, and the head stands there again.
#[test]
fn a_line_that_says_alone_that_the_table_goes_on() {
    for line in ["续表", "续表1", "续表二", "续上表", "（续表）", "**续表 2**", "支出决算表（续表1）"]
    {
        let source = format!(
            "支出决算表
单位：万元
科目编码→科目名称→本年支出合计→基本支出→项目支出
→合计→20.40→9.10→11.30
213→农林水支出→15.20→6.10→9.10
21303→水利→15.20→6.10→9.10

{line}
单位：万元
科目编码→科目名称→本年支出合计→基本支出→项目支出
221→住房保障支出→5.20→3.00→2.20
22102→住房改革支出→5.20→3.00→2.20
"
        )
        .replace('→', "\t");
        let Ok(segmentation) = juesuan_segment::segment(&source) else { panic!("too long") };
        let read = field::reconstruct(&segmentation);
        assert_eq!(read.tables.len(), 1, "{line}");
        assert_eq!(read.tables[0].data_rows().count(), 5, "{line}");
    }
}

/// A wide table that was cut by its columns says so above heads of its own: the figures below them are no further rows.
#[test]
fn a_part_with_other_heads_is_a_table_of_its_own() {
    let source = "收入决算表
单位：万元
科目编码→科目名称→本年收入合计→财政拨款收入→上级补助收入
→合计→20.40→9.10→11.30
213→农林水支出→15.20→6.10→9.10
221→住房保障支出→5.20→3.00→2.20

续表

科目编码→科目名称→事业收入→经营收入→其他收入
→合计→0.40→0.10→0.30
213→农林水支出→0.30→0.10→0.20
221→住房保障支出→0.10→0.00→0.10
"
    .replace('→', "\t");
    let segmentation = juesuan_segment::segment(&source).unwrap_or_else(|_| panic!("too long"));
    let read = field::reconstruct(&segmentation);
    assert_eq!(read.tables.len(), 2);
    assert!(read.tables.iter().all(|table| table.data_rows().count() == 3));
}
