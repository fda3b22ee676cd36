//! A narrative whose lines were cut off after 50 characters: what is left is true, what stood at the edge is lost.

use super::Fixture;
use super::narrative::Statement;
use crate::document::Document;
use crate::render::Layout;
use crate::truth::Programme;

/// A programme: title of its section, sentence with its grade, its lines.
struct Chapter {
    number: &'static str,
    name: &'static str,
    grade: &'static str,
    lines: &'static [Line],
}

/// Text in pieces, each followed by a number: text, subject, role, value, unit; then the end of the line.
struct Line {
    pieces: &'static [(&'static str, &'static str, &'static str, &'static str, &'static str)],
    end: &'static str,
}

const CHAPTERS: [Chapter; 3] = [
    Chapter {
        number: "1.",
        name: "农村饮水安全巩固资金",
        grade: "良好",
        lines: &[
            Line {
                pieces: &[
                    ("全区集中供水的村庄", "集中供水的村庄", "count", "164", "个"),
                    ("，受益人口", "受益人口", "count", "21.6", "万人"),
                    ("，自来水普及率达到", "自来水普及率", "percent", "96.5", "%"),
                ],
                end: "。",
            },
            Line {
                pieces: &[
                    ("当年安排维修养护资金", "维修养护资金", "amount", "748.20", "万元"),
                    (
                        "，用于更换老化管道、添置净水设备和水质化验，其中县级配套资金",
                        "县级配套资金",
                        "part",
                        "212.75",
                        "万元",
                    ),
                ],
                end: "，都已支付到位。",
            },
            Line {
                pieces: &[],
                end: "主要问题：部分高处村庄在干旱季节水压不足，需要分时段供水，个别水厂的值守人员还没有经过上岗培训，记录也不全。",
            },
        ],
    },
    Chapter {
        number: "2.",
        name: "小型水库维修养护补助",
        grade: "优秀",
        lines: &[
            Line {
                pieces: &[
                    ("纳入补助的小型水库", "小型水库", "count", "38", "座"),
                    (
                        "，白蚁防治、坝坡整修和溢洪道清理全部在汛前做完，验收合格率",
                        "验收合格率",
                        "percent",
                        "100",
                        "%",
                    ),
                ],
                end: "，没有发生险情。",
            },
            Line {
                pieces: &[
                    ("全年收到上级补助", "上级补助", "amount", "305.00", "万元"),
                    ("，支付", "支付", "amount", "298.14", "万元"),
                ],
                end: "。",
            },
            Line {
                pieces: &[(
                    "按照管护合同的约定，每座水库的巡查人员每月巡查不少于四次，全年累计巡查和上报隐患的次数为",
                    "巡查次数",
                    "count",
                    "1864",
                    "次",
                )],
                end: "。",
            },
        ],
    },
    Chapter {
        number: "3.",
        name: "山洪灾害防治项目",
        grade: "中等",
        lines: &[
            Line {
                pieces: &[
                    ("新建自动雨量站", "自动雨量站", "count", "12", "个"),
                    ("，改造水位站", "水位站", "count", "5", "个"),
                ],
                end: "。",
            },
            Line {
                pieces: &[],
                end: "下一步措施：同设备供应商一起查清数据中断的原因，在主汛期之前完成全部站点的校准，并把预警信息的发送范围扩大到各个自然村。",
            },
        ],
    },
];

pub(super) fn fixture() -> Fixture {
    let mut d = Document::plain_text("\t");
    d.cut_at = Some(50);
    heading(&mut d, 3, "（一）", "绩效管理工作开展情况。");
    d.text("我局在年初编制了绩效目标，年中开展了运行监控，年底组织各科室和下属单位逐项自评，并把结果报送财政部门，作为下一年安排预算的依据。");
    heading(&mut d, 3, "（二）", "项目绩效自评结果。");
    for chapter in CHAPTERS {
        heading(&mut d, 4, chapter.number, chapter.name);
        let programme = Programme {
            programme: chapter.name.to_owned(),
            kind: "programme".to_owned(),
            source: "report".to_owned(),
            grade: chapter.grade.to_owned(),
            ..Programme::default()
        };
        d.result(format!("2022年{}的自评等级为{}。", chapter.name, chapter.grade), Vec::new(), programme);
        for line in chapter.lines {
            let mut s = Statement::new(2022);
            let mut text = String::new();
            for (before, subject, role, value, unit) in line.pieces {
                text.push_str(before);
                text.push_str(&s.say(subject, role, value, unit));
            }
            text.push_str(line.end);
            d.stating(text, s.facts());
        }
    }
    Fixture::new("truncated-lines", "input.txt", Layout::Tabbed, d)
}

fn heading(d: &mut Document, level: u8, number: &str, title: &str) {
    d.heading("\t", level, number, title);
}
