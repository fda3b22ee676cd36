//! Words that are miswritten in official texts, by what is confused.
//!
//! The table holds what the usual lists of miswritten characters, the standard forms of variant words and the terms of
//! final accounts settle beyond doubt. Words that may be right in another sense (截流, 收益, 过底) stand with the
//! characters that make them right. Where both forms are in use (给与, 撤消, 签定, 其它, 当做) nothing is said.

/// A word that is wrong wherever it stands, but for its neighbours.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Confusion {
    /// What is printed.
    pub(crate) wrong: &'static str,
    /// What is meant.
    pub(crate) right: &'static str,
    /// Characters in front that make it part of a right word.
    after: &'static str,
    /// Characters behind that make it part of a right word.
    before: &'static str,
}

impl Confusion {
    /// Whether the word is wrong between these texts.
    pub(crate) fn is_wrong_between(&self, before: &str, behind: &str) -> bool {
        let guarded = |c: Option<char>, guard: &str| c.is_some_and(|c| guard.contains(c));
        !guarded(before.chars().next_back(), self.after) && !guarded(behind.chars().next(), self.before)
    }
}

const fn word(wrong: &'static str, right: &'static str) -> Confusion {
    Confusion { wrong, right, after: "", before: "" }
}

const fn unless(
    wrong: &'static str,
    right: &'static str,
    after: &'static str,
    before: &'static str,
) -> Confusion {
    Confusion { wrong, right, after, before }
}

/// All of them. Within a group the order is that of the right words' meaning, not of their sound.
pub(crate) const CONFUSIONS: &[Confusion] = &[
    // one sound: what is done with money
    word("拔款", "拨款"),
    unless("拔付", "拨付", "选提", "出"),
    unless("下拔", "下拨", "以之", "河高"),
    word("划拔", "划拨"),
    word("核拔", "核拨"),
    word("调拔", "调拨"),
    word("补拔", "补拨"),
    word("资金按排", "资金安排"),
    word("工作按排", "工作安排"),
    word("预算按排", "预算安排"),
    word("统筹按排", "统筹安排"),
    word("予算", "预算"),
    word("截流、挤占", "截留、挤占"),
    word("截流、挪用", "截留、挪用"),
    word("截流挪用", "截留挪用"),
    word("截流资金", "截留资金"),
    word("虚例支出", "虚列支出"),
    word("报消", "报销"),
    word("核消", "核销"),
    word("注消", "注销"),
    word("住房公基金", "住房公积金"),
    word("统酬", "统筹"),
    // 账 is for money, 帐 for curtains
    word("帐户", "账户"),
    word("帐簿", "账簿"),
    word("帐目", "账目"),
    word("帐务", "账务"),
    word("帐款", "账款"),
    word("台帐", "台账"),
    word("记帐", "记账"),
    word("入帐", "入账"),
    word("对帐", "对账"),
    word("转帐", "转账"),
    word("挂帐", "挂账"),
    word("坏帐", "坏账"),
    word("总帐", "总账"),
    word("明细帐", "明细账"),
    // 份 is for copies and months, 分 for parts
    word("部份", "部分"),
    word("充份", "充分"),
    word("成份", "成分"),
    word("过份", "过分"),
    word("百份之", "百分之"),
    word("身分证", "身份证"),
    word("股分", "股份"),
    // 象 and 像, 复 and 覆, 制 and 治
    word("好象", "好像"),
    word("录象", "录像"),
    word("图象", "图像"),
    unless("复盖", "覆盖", "反", ""),
    word("答覆", "答复"),
    word("批覆", "批复"),
    word("因地治宜", "因地制宜"),
    // a day by which something is counted is 截至
    unless("截止20", "截至20", "限期间", ""),
    word("截止本年", "截至本年"),
    word("截止目前", "截至目前"),
    word("截止年末", "截至年末"),
    word("截止年底", "截至年底"),
    // what work is called
    word("工作布署", "工作部署"),
    word("决策布署", "决策部署"),
    word("安排布署", "安排部署"),
    unless("部暑", "部署", "干", "期假"),
    word("签暑", "签署"),
    word("贯切", "贯彻"),
    word("惯彻", "贯彻"),
    word("震摄", "震慑"),
    word("震撮", "震慑"),
    word("锻练", "锻炼"),
    word("训炼", "训练"),
    word("峻工", "竣工"),
    word("竟争", "竞争"),
    word("竟赛", "竞赛"),
    word("竟标", "竞标"),
    word("究竞", "究竟"),
    word("参予", "参与"),
    word("干予", "干预"),
    word("合谐", "和谐"),
    word("防冶", "防治"),
    word("政冶", "政治"),
    word("坐谈会", "座谈会"),
    word("按装", "安装"),
    word("园满", "圆满"),
    word("松驰", "松弛"),
    word("摧缴", "催缴"),
    unless("会记", "会计", "大社协学工总", "录者住得"),
    unless("审记", "审计", "", "录"),
    unless("统记", "统计", "传系", "者"),
    unless("申清", "申请", "", "单理楚"),
    word("一下简称", "以下简称"),
    word("已下简称", "以下简称"),
    // 反映 a state of things, 反应 to a stimulus
    word("反应情况", "反映情况"),
    word("用以反应", "用以反映"),
    word("如实反应", "如实反映"),
    word("真实反应", "真实反映"),
    word("客观反应", "客观反映"),
    // 幅 of cloth and of change, 辐 of a wheel
    word("大辐度", "大幅度"),
    word("增辐", "增幅"),
    word("降辐", "降幅"),
    word("涨辐", "涨幅"),
    // 渡 is over water and over a time
    word("平稳过度", "平稳过渡"),
    word("顺利过度", "顺利过渡"),
    word("过度时期", "过渡时期"),
    word("过度期", "过渡期"),
    // 受益 is who gains, 收益 what is gained
    word("收益公众", "受益公众"),
    word("收益群众", "受益群众"),
    word("收益人群", "受益人群"),
    word("收益对象", "受益对象"),
    word("收益群体", "受益群体"),
    word("收益农户", "受益农户"),
    word("收益居民", "受益居民"),
    word("收益学生", "受益学生"),
    word("收益人口", "受益人口"),
    // who lives there
    word("常驻人口", "常住人口"),
    word("常驻居民", "常住居民"),
    // figures
    unless("过底", "过低", "超通不走经掠跨", "线层部座价数限标板稿图气片"),
    unless("入次", "人次", "收投进出流输录接加转引导纳购介嵌侵", "要席年"),
    unless("人此", "人次", "", "时外后前刻"),
    word("增涨", "增长"),
    // one shape: what scanners and keyboards mix up
    word("财政拨款收人", "财政拨款收入"),
    unless("本年收人", "本年收入", "", "员"),
    unless("其他收人", "其他收入", "", "员"),
    unless("事业收人", "事业收入", "", "员"),
    unless("经营收人", "经营收入", "", "员"),
    word("收人决算", "收入决算"),
    word("收人合计", "收入合计"),
    word("收人总计", "收入总计"),
    word("收人预算", "收入预算"),
    word("资金投人", "资金投入"),
    word("加大投人", "加大投入"),
    word("纳人预算", "纳入预算"),
    word("纳人绩效", "纳入绩效"),
    word("深人开展", "深入开展"),
    word("深人贯彻", "深入贯彻"),
    word("深人推进", "深入推进"),
    word("人民攻府", "人民政府"),
    word("人名政府", "人民政府"),
    unless("财正", "财政", "理发敛生钱", ""),
    word("绩郊", "绩效"),
    word("积效评价", "绩效评价"),
    word("积效自评", "绩效自评"),
    word("积效目标", "绩效目标"),
    word("接侍", "接待"),
    word("业迹", "业绩"),
    word("成迹", "成绩"),
    // set phrases
    word("再接再励", "再接再厉"),
    word("一如继往", "一如既往"),
    word("坚苦奋斗", "艰苦奋斗"),
    word("迫不急待", "迫不及待"),
    word("提纲契领", "提纲挈领"),
    word("名列前矛", "名列前茅"),
    word("持之以衡", "持之以恒"),
    word("墨守陈规", "墨守成规"),
    word("不径而走", "不胫而走"),
    word("走头无路", "走投无路"),
    word("众志成诚", "众志成城"),
    word("行之有郊", "行之有效"),
    // a particle typed twice
    unless("的的", "的", "目标有中", "确士"),
];

pub(crate) use juesuan_vocabulary::rules_shared::confusions::TRADITIONAL;

/// All words that are wrong, or wrong between some characters.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    let traditional = TRADITIONAL.iter().map(|(traditional, _)| *traditional);
    CONFUSIONS.iter().map(|confusion| confusion.wrong).chain(traditional)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::CONFUSIONS;

    #[test]
    fn no_right_word_holds_a_wrong_one_and_none_comes_twice() {
        for confusion in CONFUSIONS {
            let right = confusion.right;
            assert!(CONFUSIONS.iter().all(|other| !right.contains(other.wrong)), "{right}");
        }
        let words: HashSet<&str> = CONFUSIONS.iter().map(|confusion| confusion.wrong).collect();
        assert_eq!(words.len(), CONFUSIONS.len());
    }

    #[test]
    fn neighbours_make_a_word_right() {
        let wrong = |text: &str| {
            CONFUSIONS.iter().any(|confusion| {
                text.match_indices(confusion.wrong)
                    .any(|(at, word)| confusion.is_wrong_between(&text[..at], &text[at + word.len()..]))
            })
        };
        let right = [
            "不得超过底线",
            "收入次数多",
            "选拔付出努力者",
            "按排名发布",
            "大会记录在案",
            "干部暑期培训",
            "报名截止时间",
            "有的的确如此",
            "反复盖章",
            "申清单",
            "理财正当时",
            "每月分两次",
            "全省分片",
            "本年收人员经费",
            "出纳人员",
            "自已经办",
            "以下拔高",
            "协会记者",
        ];
        let right: Vec<&str> = right.into_iter().filter(|text| wrong(text)).collect();
        assert!(right.is_empty(), "{right:?}");
        let slips = ["目标值过底", "救助入次", "资金拔付及时", "截止2022年12月31日", "会记核算", "记帐凭证"];
        assert!(slips.iter().all(|text| wrong(text)));
    }
}
