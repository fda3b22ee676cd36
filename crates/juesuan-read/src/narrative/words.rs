//! The words that say what a figure means, as data.

use std::sync::LazyLock;

use juesuan_model::Direction;

use super::lexicon::{Lexicon, WordSet};

/// What a word tells about the figures near it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A change; without a direction where the form prints both (增减).
    Change(Option<Direction>),
    /// A word that contains a cue and is none: 增值税, 减免.
    Plain,
    /// The year before the one spoken of.
    Previous,
    /// The year spoken of.
    Current,
    /// The budget, against which a figure may be compared.
    Budget,
    /// What follows is part of what was named before.
    Part,
    /// Money for each of something.
    PerHead,
    /// Points are given.
    Scored,
    /// A time without a year: the words are the period.
    Former,
}

/// The words with which a cue begins or that are one.
pub(super) fn cues() -> impl Iterator<Item = &'static str> {
    CUES.words()
}

/// The longest cue with which `text` begins.
pub(super) fn cue(text: &str) -> Option<(&'static str, Cue)> {
    CUES.find(text)
}

static CUES: LazyLock<Lexicon<Cue>> = LazyLock::new(|| {
    let groups = GROUPS.iter().flat_map(|(cue, words)| words.iter().map(|word| (*word, *cue)));
    Lexicon::new(groups)
});

const UP: Cue = Cue::Change(Some(Direction::Up));
const DOWN: Cue = Cue::Change(Some(Direction::Down));
const SAME: Cue = Cue::Change(Some(Direction::Same));

const GROUPS: &[(Cue, &[&str])] = &[
    (UP, &[
        "增加", "增长", "上升", "提高", "提升", "上涨", "上浮", "增收", "增支", "多支出", "多收入", "增幅",
        "涨幅",
    ]),
    (UP, &["增", "升", "涨"]),
    (DOWN, &[
        "减少", "下降", "降低", "下滑", "缩减", "压缩", "压减", "回落", "下调", "减收", "减支", "少支出",
        "少收入",
    ]),
    (DOWN, &["降幅", "减幅", "减", "降"]),
    (SAME, &["持平"]),
    (Cue::Change(None), &[
        "增减", "增减变动", "增减额", "增减率", "增减幅度", "增（减）", "增(减)", "变动幅度", "变动率",
    ]),
    (Cue::Change(None), &[
        "增加（减少）", "增加(减少)", "增长（下降）", "增长(下降)", "减少（增加）", "变化率",
    ]),
    // words that begin like a change and are none
    (Cue::Plain, &[
        "新增", "增值", "增设", "增强", "增进", "增量", "增效", "增补", "增添", "增资", "增加值", "增减挂钩",
    ]),
    (Cue::Plain, &[
        "减免", "减轻", "减排", "减税", "减负", "减刑", "减灾", "减资", "减半", "加减", "核减", "调减",
        "调增",
    ]),
    (Cue::Plain, &[
        "升级", "晋升", "直升", "升学", "升旗", "升降", "递增", "激增", "涨价", "降温", "降费", "降压",
        "降糖", "降级",
    ]),
    (Cue::Plain, &[
        "提升工程", "提升项目", "提升行动", "提升专项", "提升资金", "提升补助", "能力提升", "提高待遇",
    ]),
    // words that begin like another year or a standard
    (Cue::Plain, &["上年结转", "上年末结转", "上年结余", "标准化", "每人员"]),
    (Cue::Previous, &["上年", "上年度", "去年", "上一年", "上一年度", "上年同期", "去年同期", "上一年同期"]),
    (Cue::Current, &["本年", "本年度", "今年", "本年内"]),
    (Cue::Budget, &["预算", "年初预算", "全年预算", "调整预算", "预算数"]),
    (Cue::Part, &["其中", "主要用于以下方面", "包括", "分别用于", "决算中"]),
    (Cue::Part, &["公用经费含", "项目支出含", "人员经费含", "资金含", "支出含", "收入含"]),
    (Cue::PerHead, &[
        "人均", "每人", "户均", "次均", "车均", "台均", "辆均", "例均", "亩均", "每户", "每例", "每名", "每次", "每床日", "每辆", "平均每",
    ]),
    (Cue::PerHead, &["单价", "单位价值", "单台", "单件", "单套", "价值", "筹资标准", "补助标准", "缴费标准", "标准"]),
    (Cue::Scored, &[
        "得分", "评分", "总分", "分数", "自评分", "打分", "综合分", "扣分", "加分", "分值", "扣", "满分",
    ]),
    (Cue::Former, &["机构改革前", "机改前", "改革前", "原县", "原市", "原区", "原省", "历年", "成立以来"]),
];

pub(super) use juesuan_vocabulary::read_narrative::words::COUNTED_IN_WORDS;

/// Sets of words, built when they are first asked.
macro_rules! word_sets {
    ($($(#[$doc:meta])* $name:ident = [$($word:literal),+ $(,)?];)+) => {
        $($(#[$doc])* pub(super) static $name: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(&[$($word),+]));)+
    };
}

pub(super) use juesuan_vocabulary::read_narrative::words::HAN_NOT_AFTER;

word_sets! {
    /// Words right in front of a year that make it part of a name: the money is of that year, the statement is not.
    NAMES_A_YEAR = [
        "支付", "拨付", "下达", "提前", "预拨", "结算", "清算", "偿还", "补发", "兑现", "上缴", "关于",
        "做好", "开展", "完成", "根据", "按照", "报送", "编制", "制定",
    ];

    /// Words behind a year that make it part of a name.
    NAMED_BY_A_YEAR = ["以来", "起", "提前", "结转", "以前", "之前"];

    /// Words in front of a year that open a sentence as well as the year itself.
    OPENS_WITH_YEAR = [
        "截至", "截止", "截止到", "截至到", "在", "到", "至", "自", "从", "其中", "一是", "二是", "三是",
    ];

    /// What compares with the year or budget right behind it.
    COMPARES = ["与", "比", "较", "同", "跟", "对比", "低于", "高于", "少于", "多于", "超过", "由", "从"];

    /// Words that end in a comparing character and compare nothing.
    COMPARES_NOT = ["参与", "占比", "共同", "合同", "会同", "赠与", "给与", "环比", "相比", "同比", "给予"];

    /// Words at the end of what stands between a change and a figure, which turn the figure into the level the change
    /// leads to: 增加到, 提高至.
    CHANGE_ENDS = ["到", "至", "后", "为", "达", "达到", "是", "共", "共计", "由", "从"];

    /// Words between a change and a figure with which something else begins.
    CHANGE_BREAKS = ["主要", "原因", "用于", "所致", "其中", "以及", "因此"];

    /// Words that may follow a change of one character.
    CHANGE_HEDGES = ["了", "约", "近", "超", "逾", "各", "幅", "幅为", "幅达"];

    /// Nouns of a change after which 为 still names the change: 增长率为, 下降幅度为.
    CHANGE_NOUNS = ["率", "幅度", "额", "比例", "幅", "数", "金额", "数额"];

    /// How a text says which grade a range of points has.
    GRADES = [
        "为优", "为良", "为中", "为差", "为合格", "为不合格", "为及格", "为不及格", "为一般", "为较", "为“优",
        "为“良", "为“中", "为“差", "评优", "属优", "属于优", "属良", "属中", "属差", "对应", "等级", "是优",
        "是良", "是中", "是差", "定为", "评为",
    ];

    /// The grades behind a count of things that were graded: 5个为优.
    GRADE_GIVEN = ["为优", "为良", "为中", "为差", "为优秀", "为良好", "为合格", "为不合格"];

    /// How a text says that a number of points is a bound.
    BOUNDS = ["以上", "以下", "（含", "(含", "含", "及以上", "（不含", "以内", "-", "—", "至", "~", "～"];

    /// Words of money behind or inside which a figure without a unit is money all the same.
    MONEY_NOUNS = [
        "支出", "收入", "预算", "决算", "经费", "费", "资金", "金额", "补助", "采购", "总计", "合计",
        "公积金", "奖金", "工资", "津贴", "补贴", "基金", "结转", "结余", "拨款", "余额", "财政", "执行",
    ];

    /// Words after which a figure without a unit is a rate.
    RATE_NOUNS = ["占比", "率", "比例", "比重"];

    /// What shows that 万 counts people, where the text leaves the measure word out.
    PEOPLE = ["人群", "群众", "居民", "职工", "人口", "人员", "对象", "患者", "参保", "城乡"];

    /// Words in front of a span of time that make it part of a phrase and no value.
    TIME_PHRASES_BEFORE = [
        "近", "前", "后", "连续", "每", "未来", "过去", "今后", "为期", "下", "上", "头", "首", "×", "/",
        "满",
    ];

    /// Words behind a span of time that make it the name of something.
    TIME_NAMES_BEHIND = [
        "圈", "医保服务圈", "服务圈", "生活圈", "便民", "医保", "自助", "热线", "值班", "在线", "不间断",
        "服务", "政务", "客服", "办结制", "急救", "就医圈", "经办", "制", "行动", "规划", "计划", "任期",
    ];

    /// Words in front of 年 that make it a span that is stated.
    YEARS_STATED = ["期限", "年限", "期", "龄", "时间", "为", "达", "共", "至少", "不少于"];

    /// Measure words with which a Chinese numeral is a count.
    HAN_MEASURES = [
        "家", "名", "人", "人次", "户", "户次", "辆", "台", "例", "起", "批次", "场次", "件", "座", "篇",
        "册", "台（套）", "万人", "万人次",
    ];

    /// What the price of one thing is called.
    PRICES = ["单价", "单位价值", "单台价值", "单件价值", "价值", "单台（套）价值"];

    /// Words between 增幅 and its figure.
    FIGURE_VERBS = ["为", "达", "达到", "是", "约", "约为", "分别为", "分别是", "为：", "：", ":", "各为"];

    /// Measure words with which 零 is a count.
    ZERO_MEASURES = ["辆", "台", "人次", "批次", "个", "台（套）", "户"];

    /// Averages: the last character is no word of its own.
    AVERAGES = ["人均", "户均", "次均", "日均", "月均", "年均", "车均", "台均", "辆均", "例均", "亩均", "平均"];

    /// Words in front of a colon that name nothing.
    LEADS_ON = [
        "主要用于", "用于", "主要原因", "原因", "具体", "主要是", "主要包括", "包括", "内容", "备注", "说明", "如下",
        "其中", "变动原因", "增减原因", "增加原因", "减少原因",
    ];

    /// Words behind which a number without unit is a rate.
    RATE_VERBS = ["增长", "下降", "上升"];

    /// Words of comparison that a figure follows at once: 比预算数少5万元, 小于预算数5万元.
    COMPARED_LESS = ["小于", "低于", "少于"];

    /// The same where the figure is above.
    COMPARED_MORE = ["大于", "高于", "多于", "超过", "超出", "超"];

    /// With what such words compare.
    COMPARED_WITH = [
        "预算数", "预算", "年初预算", "年初预算数", "上年", "上年度", "去年", "上年决算数", "上年数", "调整预算数",
        "全年预算数",
    ];

    /// Nouns that are counted with 个 in Chinese numerals.
    HAN_COUNTED = [
        "项目", "单位", "部门", "科室", "股室", "处室", "内设", "机构", "乡镇", "街道", "行政村", "社区",
        "中心", "支部", "服务站", "县区", "县（",
    ];

    /// Section titles under which text defines words and states no facts.
    GLOSSARIES = ["名词解释", "专业名词", "名词释义", "专业性较强的名词", "专有名词"];

    /// What may be trimmed from the front of a subject.
    SUBJECT_FRONT = [
        "其中", "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "和", "及", "与",
        "以及", "并", "同时", "另外", "此外", "：", ":", "、", "，", ",", "；", ";", "。", ".", "）", ")",
        "”", "以来", "的", "截至", "截止", "了", "共有", "共", "共计", "（含）", "以上", "以下", "左右", "-",
        "~", "至", "为", "按同口径", "按可比口径", "按照同口径", "按照可比口径", "全年", "实际", "含", "万", "元", "末", "相比", "相比较",
    ];

    /// What may be trimmed from the end of a subject.
    SUBJECT_END = [
        "为", "达", "达到", "约", "近", "共计", "共", "是", "≥", "≤", ">", "<", "=", "不低于", "不少于",
        "不高于", "不超过", "超过", "：", ":", "大约", "逾", "超", "（", "(", "“", "/", "-", "、", "，", "有",
        "至", "到", "不足", "不到", "低于", "高于", "大于", "小于", "了", "的", "均", "已", "没有", "已经",
        "分别", "各",
    ];

    /// What the titles of sections say besides their subject.
    TITLE_ENDS = ["情况说明", "说明", "总体情况", "具体情况", "结构情况", "完成情况", "分析", "情况"];

    /// With these a clause begins that speaks on about the subject of the one before.
    PREDICATES = [
        "占", "完成", "比", "较", "与", "同比", "自评得分", "下降", "减少", "增加", "增长", "上升", "降低", "提高",
        "支出决算", "年初预算", "决算数", "预算数", "执行数", "执行率", "执行金额", "金额", "累计",
        "支出预算", "调整预算", "上年", "增幅", "降幅", "得分", "总得分", "总分", "预算执行率",
        "预算执行金额", "全年预算", "全年执行", "持平", "同口径",
    ];

    /// Words that say nothing alone: they speak on about the subject of the clause before.
    SAYS_NOTHING_ALONE = [
        "支出", "收入", "执行", "补", "支付", "拨付", "余额", "实际支出", "实际执行", "到位", "已支付",
        "决算", "预算", "支出金额", "征缴", "节约", "得", "扣", "人均", "户均", "次均", "车均", "日均", "平均", "增", "减",
        "降", "升", "涨",
    ];

    /// The measures at the end of a subject that later clauses put in other words: 支出年初预算 is followed by 支出决算.
    MEASURED_AS = [
        "年初预算", "年初预算数", "支出预算", "预算数", "决算数", "支出决算", "支出决算数", "总体预算",
        "全年预算数", "执行数", "各", "得分", "调整预算数", "预算金额",
    ];

    /// Words with which the noun behind a count ends.
    AFTER_COUNTED = [
        "进行", "开展", "认真", "暂停", "的", "和", "与", "及", "以及", "为", "实行", "全覆盖", "完成", "纳入",
        "组织", "编制", "以上", "以下", "左右", "以内", "之内", "内", "达到", "，", "实现", "医保待遇", "各",
    ];

    /// Words with which a subject goes over into what it is compared with.
    COMPARISONS = [
        "由上年", "比上年", "较上年", "与上年", "同上年", "由去年", "比去年", "较去年", "与去年", "由20",
        "比20", "较20", "与20", "同20", "从20", "比预算", "较预算", "与预算", "比年初预算", "较年初预算",
        "与年初预算",
    ];

    /// Words in front of a figure that make it a rough one.
    ABOUT_BEFORE = ["大约", "约为", "约", "将近", "近"];

    /// Words in front of a figure that more than fills it.
    MORE_BEFORE = ["超过", "高于", "大于", "不低于", "不少于", "超", "逾", "≥", ">", "至少"];

    /// Words in front of a figure that is not reached.
    LESS_BEFORE = ["不高于", "不超过", "不足", "不到", "低于", "小于", "≤", "<", "最多"];

    /// Words behind a figure that make it a rough one.
    ABOUT_AFTER = ["左右", "上下"];

    /// Words behind a figure that more than fills it.
    MORE_AFTER = ["以上", "及以上", "（含）以上", "(含)以上"];

    /// Words behind a figure that is not reached.
    LESS_AFTER = ["以下", "以内", "之内", "及以下", "（含）以下", "(含)以下"];

    /// Words behind a figure that belong to it.
    HEDGES = [
        "以上", "及以上", "以下", "及以下", "左右", "上下", "以内", "之内", "（含）以上", "（含）以下",
        "（含）", "(含)", "内", "余",
    ];

    /// Words behind a figure without a unit with which something new begins.
    NEXT = ["相比", "比", "较", "与", "占"];

    /// How points that a text gives are called.
    POINTS_GIVEN = ["得分", "总分", "评分为", "分数"];

    /// Words behind 日 that make it a span of days.
    WITHIN_DAYS = ["内", "以内", "之内", "前"];
}
