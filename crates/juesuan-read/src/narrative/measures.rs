//! Measure words, as data.

/// The kind of a unit.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    Money,
    /// Money for each of something: 元/人年.
    MoneyPer,
    Percent,
    /// Percentage points.
    Points,
    /// Counted things.
    Count,
    /// 分: points of a score.
    Score,
    /// Spans of time.
    Time,
    /// A bare 万 or 亿: what is counted stands further on.
    Bare,
}

/// Measure words that may be followed by anything.
pub(super) const COUNTS: &[&str] = &[
    "个", "人次", "人/次", "人·次", "户次", "家次", "批次", "项次", "件次", "台次", "辆次", "班次", "车次",
    "剂次", "针次", "场次", "例次", "床次", "位", "户", "家", "件", "例", "起", "篇", "辆", "册", "枚", "只",
    "座", "栋", "幢", "间", "块", "根", "队", "班", "课时", "学时", "种", "平方米", "平方公里", "立方米",
    "公里", "千米", "公顷", "吨", "公斤", "千克", "亩", "㎡", "人年", "人月", "人天", "张床", "床位",
    "张床位", "盒", "瓶", "袋", "箱", "剂", "针", "笔", "宗", "倍", "株", "盏", "具", "台（套）", "台(套)",
    "台/套", "台套", "辆（台）", "辆(台)", "个（套）", "处（个）", "场（次）", "场(次)", "批（次）", "批(次)",
    "千瓦时", "条次", "篇次", "期次", "门次", "人（次）", "人(次)", "家（次）", "家(次)", "户（次）",
    "‰", "个千分点", "千分点",
    "户(次)", "条（次）", "条(次)", "本（册）", "本(册)", "幅", "颗", "架", "艘", "帧", "则",
];

/// Spans of time; alone they are often no values but parts of other words.
pub(super) const TIMES: &[&str] =
    &["个月", "个工作日", "工作日", "小时", "分钟", "天", "秒", "个季度", "个年度", "个小时"];

/// Measure words that are also the first character of other words, with the characters that show that.
pub(super) const BOUND: &[(&str, UnitKind, &str)] = &[
    ("人", UnitKind::Count, "员民口力均数社体事才大群"),
    ("名", UnitKind::Count, "称录单词义额下"),
    ("次", UnitKind::Count, "要性日年月数均级生"),
    ("项", UnitKind::Count, "下"),
    ("条", UnitKind::Count, "件例款"),
    ("份", UnitKind::Count, "额"),
    ("批", UnitKind::Count, "准复发评示文"),
    ("场", UnitKind::Count, "所地景"),
    ("台", UnitKind::Count, "账帐湾州"),
    ("套", UnitKind::Count, "餐取"),
    ("本", UnitKind::Count, "年级局部单次市县区省身人期着地辖"),
    ("张", UnitKind::Count, "家掖"),
    ("部", UnitKind::Count, "门分委署级队"),
    ("支", UnitKind::Count, "出付持援撑"),
    ("处", UnitKind::Count, "理罚置以于方级分"),
    ("所", UnitKind::Count, "有属得需在以"),
    ("组", UnitKind::Count, "织成建长"),
    ("门", UnitKind::Count, "诊槛户店"),
    ("类", UnitKind::Count, "别似"),
    ("节", UnitKind::Count, "约余日能假庆"),
    ("包", UnitKind::Count, "括含"),
    ("床", UnitKind::Count, "日"),
    ("分", UnitKind::Score, "别类析解布之批期管级局"),
    ("周", UnitKind::Time, "岁边年期"),
    ("日", UnitKind::Time, "期报常"),
    ("期", UnitKind::Count, "间末初限满货待盼刊房权工中望"),
    ("m", UnitKind::Count, LETTERS),
    ("km", UnitKind::Count, LETTERS),
    ("cm", UnitKind::Count, LETTERS),
    ("mm", UnitKind::Count, LETTERS),
    ("m²", UnitKind::Count, LETTERS),
    ("m³", UnitKind::Count, LETTERS),
    ("kg", UnitKind::Count, LETTERS),
    ("kV", UnitKind::Count, LETTERS),
    ("kW", UnitKind::Count, LETTERS),
    ("MW", UnitKind::Count, LETTERS),
    ("kWh", UnitKind::Count, LETTERS),
    ("GB", UnitKind::Count, LETTERS),
    ("TB", UnitKind::Count, LETTERS),
    ("年", UnitKind::Time, "度初末底"),
    ("月", UnitKind::Time, "份底末初"),
];

/// Behind a measure word of letters, what would make it another word.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789²³-/";

/// What money may be paid for each of: 元/人, 元/床.
pub(super) const PER: [char; 20] = [
    '人', '年', '月', '天', '日', '户', '次', '例', '床', '个', '套', '台', '项', '家', '㎡', '亩', '吨',
    '针', '件', '辆',
];
