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

pub(super) use juesuan_vocabulary::read_narrative::measures::COUNTS;

pub(super) use juesuan_vocabulary::read_narrative::measures::TIMES;

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

pub(super) use juesuan_vocabulary::read_narrative::measures::PER;
