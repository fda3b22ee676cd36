//! The words by which headers, stubs and the furniture of forms are known. Data, so that other provinces and years
//! can be added without touching the code.

use juesuan_source::chars::is_numeral;
use juesuan_vocabulary::table::words::{ENDS_OF_NAMES, FORM_NAMES, UNITS};

use crate::cell::clean;
use crate::table::Role;

/// How a word is compared with the key of a cell.
#[derive(Copy, Clone, Debug)]
enum Fit {
    /// The whole cell.
    Whole,
    /// The cell's beginning, followed by nothing or a parenthesis.
    Stem,
    /// The cell's end.
    End,
    /// Anywhere in the cell.
    Part,
}

use Fit::{End, Part, Stem, Whole};

/// Header words and the role of the columns below them. The first entry that fits decides.
const HEADERS: [(Fit, &str, Role); 77] = [
    (Stem, "行次", Role::RowNumber),
    (Stem, "序号", Role::Ordinal),
    (Part, "科目编码", Role::Code),
    (Part, "科目代码", Role::Code),
    (Part, "分类编码", Role::Code),
    (End, "编码", Role::Code),
    (End, "代码", Role::Code),
    (Whole, "类", Role::Code),
    (Whole, "款", Role::Code),
    (Whole, "项", Role::Code),
    (Part, "科目名称", Role::Label),
    (Stem, "项目", Role::Label),
    (End, "项目名称", Role::Label),
    (Stem, "单位名称", Role::Label),
    (Stem, "部门名称", Role::Label),
    (Stem, "支出功能分类", Role::Label),
    (Stem, "支出经济分类", Role::Label),
    (Whole, "指标", Role::Label),
    (End, "级指标", Role::Text),
    (Whole, "指标名称", Role::Text),
    (Whole, "评价指标", Role::Text),
    (Part, "评分依据", Role::Text),
    (Part, "指标内容", Role::Text),
    (Part, "指标值", Role::Text),
    (Part, "目标值", Role::Text),
    (Part, "标准值", Role::Text),
    (Part, "实际值", Role::Text),
    (Part, "完成值", Role::Text),
    (Part, "完成情况", Role::Text),
    (Part, "完成目标", Role::Text),
    (Part, "预期目标", Role::Text),
    (Part, "任务目标", Role::Text),
    (Part, "总体目标", Role::Text),
    (Stem, "年度绩效指标", Role::Text),
    (Stem, "绩效指标", Role::Text),
    (Part, "主要任务", Role::Text),
    (Whole, "任务名称", Role::Text),
    (Whole, "主要内容", Role::Text),
    (Part, "原因", Role::Text),
    (Part, "措施", Role::Text),
    (Part, "说明", Role::Text),
    (Part, "备注", Role::Text),
    (Part, "评分标准", Role::Text),
    (Part, "是否", Role::Text),
    (Part, "决算数", Role::Figure),
    (Part, "预算数", Role::Figure),
    (Stem, "年初预算", Role::Figure),
    (Part, "执行数", Role::Figure),
    (Part, "调整数", Role::Figure),
    (Part, "上年数", Role::Figure),
    (Part, "本年数", Role::Figure),
    (Part, "执行率", Role::Figure),
    (Part, "完成率", Role::Figure),
    (Part, "得分", Role::Figure),
    (Part, "自评分", Role::Figure),
    (Whole, "自评", Role::Figure),
    (Part, "分值", Role::Figure),
    (Stem, "权重", Role::Figure),
    (Stem, "金额", Role::Figure),
    (Stem, "合计", Role::Figure),
    (Stem, "小计", Role::Figure),
    (Stem, "总计", Role::Figure),
    (End, "合计", Role::Figure),
    (Stem, "基本支出", Role::Figure),
    (Stem, "项目支出", Role::Figure),
    (Stem, "人员经费", Role::Figure),
    (Stem, "公用经费", Role::Figure),
    (Part, "预算财政拨款", Role::Figure),
    (Stem, "财政拨款", Role::Figure),
    (End, "收入", Role::Figure),
    (End, "支出", Role::Figure),
    (End, "结余", Role::Figure),
    (End, "补助支出", Role::Figure),
    (Part, "出国", Role::Figure),
    (Part, "公务用车", Role::Figure),
    (Part, "接待费", Role::Figure),
    (End, "经费", Role::Figure),
];

/// Whether a cell with this key can hardly be anything but a header. Words that also end the names of revenue and
/// expenditure items (收入, 支出, 结余 …) are not enough in the middle of a table.
pub(crate) fn heads(key: &str) -> bool {
    let weak = |fit, role| matches!((fit, role), (End, Role::Figure));
    candidates(key).any(|(fit, word, role)| !weak(fit, role) && fits(key, fit, word))
}

/// The role that a header cell with this key announces; `None` where it is no known header word.
pub(crate) fn header(key: &str) -> Option<Role> {
    candidates(key).find(|(fit, word, _)| fits(key, *fit, word)).map(|(_, _, role)| role)
}

/// Whether a cell with this key is a header word and nothing more.
pub(crate) fn names_column(key: &str) -> bool {
    candidates(key).any(|(_, word, _)| word == key)
}

/// Whether a header word goes on from the end of one line at the beginning of the next: 事业收 | 入.
pub(crate) fn breaks_word(upper: &str, lower: &str) -> bool {
    let whole = [upper, lower].concat();
    candidates(&whole).any(|(fit, word, _)| {
        let across = |(at, _): (usize, &str)| at < upper.len() && upper.len() < at + word.len();
        fits(&whole, fit, word) && whole.match_indices(word).any(across)
    })
}

/// Longest header cell, in bytes, that is looked up.
const LONGEST: usize = 28 * 3;

/// Slots of [`BY_FIRST`].
const SLOTS: usize = 128;

/// For each slot, the entries of [`HEADERS`] whose word begins with a character of that slot, as a set of bits.
const BY_FIRST: [u128; SLOTS] = {
    let mut slots = [0; SLOTS];
    let mut entry = 0;
    while entry < HEADERS.len() {
        let word = HEADERS[entry].1.as_bytes();
        slots[slot(word[1], word[2])] |= 1 << entry;
        entry += 1;
    }
    slots
};

/// The slot of a character by the last two of its three bytes.
const fn slot(middle: u8, last: u8) -> usize {
    (middle as usize * 29 + last as usize) % SLOTS
}

/// The entries, in order, whose first character occurs in the key.
fn candidates(key: &str) -> impl Iterator<Item = (Fit, &'static str, Role)> {
    let bytes = if key.len() <= LONGEST { key.as_bytes() } else { &[] };
    let mut found = bytes
        .windows(3)
        .filter(|bytes| bytes[0] >= 0xe0)
        .fold(0u128, |found, bytes| found | BY_FIRST[slot(bytes[1], bytes[2])]);
    std::iter::from_fn(move || {
        let next = found.trailing_zeros() as usize;
        found &= found.wrapping_sub(1);
        HEADERS.get(next).copied()
    })
}

fn fits(key: &str, fit: Fit, word: &str) -> bool {
    match fit {
        Whole => key == word,
        Stem => key.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('(')),
        End => key
            .strip_suffix(')')
            .and_then(|key| key.rsplit_once('('))
            .map_or(key, |(stem, _)| stem)
            .ends_with(word),
        Part => key.contains(word),
    }
}

/// What a row inside the grid that belongs to the form and not to its data says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Furnishing {
    Unit,
    Department,
    FormNumber,
    Note,
    /// The year, or when the form was filled in.
    Date,
}

/// Beginnings of the cells that furnish a form.
const FURNISHINGS: [(&str, Furnishing); 34] = [
    ("单位:万元", Furnishing::Unit),
    ("单位:元", Furnishing::Unit),
    ("单位:亿元", Furnishing::Unit),
    ("单位:千元", Furnishing::Unit),
    ("单位:人民币", Furnishing::Unit),
    ("单位:百万元", Furnishing::Unit),
    ("金额单位:", Furnishing::Unit),
    ("计量单位:", Furnishing::Unit),
    ("货币单位:", Furnishing::Unit),
    ("数据单位:", Furnishing::Unit),
    ("部门:", Furnishing::Department),
    ("编制单位:", Furnishing::Department),
    ("编制部门:", Furnishing::Department),
    ("单位名称:", Furnishing::Department),
    ("部门名称:", Furnishing::Department),
    ("预算部门:", Furnishing::Department),
    ("预算单位:", Furnishing::Department),
    ("公开部门:", Furnishing::Department),
    ("公开单位:", Furnishing::Department),
    ("填报部门:", Furnishing::Department),
    ("填报单位:", Furnishing::Department),
    ("填报单位(", Furnishing::Department),
    ("填表单位:", Furnishing::Department),
    ("决算部门:", Furnishing::Department),
    ("决算单位:", Furnishing::Department),
    ("单位(盖章):", Furnishing::Department),
    ("单位:", Furnishing::Department),
    ("填报日期:", Furnishing::Date),
    ("填报时间:", Furnishing::Date),
    ("填表日期:", Furnishing::Date),
    ("日期:", Furnishing::Date),
    ("编制日期:", Furnishing::Date),
    ("注:", Furnishing::Note),
    ("备注:", Furnishing::Note),
];

/// What a cell with this key says about the form, if it does.
pub(crate) fn furnishing(key: &str) -> Option<Furnishing> {
    let key = key.strip_prefix('(').unwrap_or(key);
    let listed = FURNISHINGS.iter().find(|(start, _)| key.starts_with(start)).map(|&(_, what)| what);
    let numbered = || {
        let number = key.strip_prefix("公开").or_else(|| key.strip_prefix("财决"))?;
        let short =
            number.len() < 16 && (number.ends_with('表') || number.ends_with(|c: char| c.is_ascii_digit()));
        short.then_some(Furnishing::FormNumber)
    };
    let year = || {
        let digits = key.strip_suffix("年度)").or_else(|| key.strip_suffix("年度"))?;
        (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(Furnishing::Date)
    };
    listed.or_else(numbered).or_else(year)
}

/// Whether a text is the title of a form of accounts or a budget: it ends in 表 and speaks of neither an evaluation nor
/// all tables together.
pub(crate) fn names_statement(title: &str) -> bool {
    let name = title.split(['（', '(']).next().unwrap_or(title);
    let name = if name.ends_with('表') { name } else { title };
    let other = ["绩效", "自评", "评价", "部门决算表", "单位决算表", "部门预算表", "单位预算表"];
    name.ends_with('表')
        && ["收入", "支出", "收支", "经费"].iter().any(|word| name.contains(word))
        && !other.iter().any(|word| name.contains(word))
}

/// Marks of the row that numbers the columns.
pub(crate) fn numbers_columns(key: &str) -> bool {
    matches!(key, "栏次" | "栏目" | "列次")
}

/// Whether a cell holds nothing but words that stand above a stub: 类, 款, 项, 栏次, in any order.
pub(crate) fn names_stub(key: &str) -> bool {
    key.chars().all(|c| "类款项栏次列".contains(c))
}

/// Beginnings of rows that sum up: never the continuation of a row above.
pub(crate) fn sums_up(key: &str) -> bool {
    ["合计", "总计", "小计", "总分", "总得分", "本年收入合计", "本年支出合计", "收入总计", "支出总计"]
        .iter()
        .any(|word| key.starts_with(word))
}

/// Whether a header or the name of a row says that it is a sum: 合计, 小计, 本年支出合计, 总分.
pub(crate) fn totals(key: &str) -> bool {
    let stem = key.split_once('(').map_or(key, |(stem, _)| stem);
    ["合计", "总计", "小计", "总分", "总得分"].iter().any(|word| stem.ends_with(word))
}

/// The places of what was left, came in, was spent and is left among the heads of a form that has all four.
pub(crate) fn balance(heads: impl Iterator<Item = String>) -> Option<[usize; 4]> {
    let heads: Vec<String> = heads.collect();
    let at = |fits: &dyn Fn(&str) -> bool| heads.iter().position(|head| fits(head));
    let opening = at(&|head| head.starts_with("年初") || head.starts_with("上年结转"))?;
    let income = at(&|head| head.starts_with("本年收入"))?;
    let spent = at(&totals).filter(|&spent| spent > income)?;
    let closing = at(&|head| head.starts_with("年末"))?;
    (opening < income && spent < closing).then_some([opening, income, spent, closing])
}

/// Whether the name of an item may end with this text.
pub(crate) fn ends_name(key: &str) -> bool {
    ENDS_OF_NAMES.iter().any(|end| key.ends_with(end))
}

/// Whether the text begins like an item: with its number or with 其中.
pub(crate) fn begins_item(key: &str) -> bool {
    is_numbered(key) || key.starts_with("其中")
}

/// Whether the text begins with the number of an item: 一、 （一） 1.
pub(crate) fn is_numbered(key: &str) -> bool {
    let counts = |c: char| c.is_ascii_digit() || is_numeral(c);
    let number = key.trim_start_matches('(');
    let rest = number.trim_start_matches(counts);
    // 0.35元 is an amount
    let decimals = rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    rest.len() < number.len() && rest.starts_with(['、', '.', '．', ')']) && !decimals
}

/// Whether a label opens the form of a self-evaluation: 项目名称, with the name of a programme beside it.
pub fn opens_form(label: &str) -> bool {
    let key = clean::key(label);
    FORM_NAMES.contains(&key.trim_end_matches(':'))
}

/// Whether the text is a number with its bound: ≥98%, ≤3.
pub(crate) fn is_bounded(key: &str) -> bool {
    let number = key.trim_start_matches(['≥', '≤', '>', '<', '=', '＞', '＜', '＝']);
    number.len() < key.len()
        && number.trim_end_matches('%').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && number.starts_with(|c: char| c.is_ascii_digit())
}

/// Headers of the three columns into which some forms part a code, apart or together.
pub(crate) fn is_code_part(key: &str) -> bool {
    matches!(key, "类" | "款" | "项" | "类款项" | "类款")
}

/// Whether a text is the unit of a number: 元, 人次, 元/人.
pub(crate) fn is_unit(text: &str) -> bool {
    text.split('/').all(|unit| UNITS.contains(&unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        assert_eq!(header("功能分类科目编码"), Some(Role::Code));
        assert_eq!(header("项目"), Some(Role::Label));
        assert_eq!(header("项目(按功能分类)"), Some(Role::Label));
        assert_eq!(header("项目支出"), Some(Role::Figure));
        assert_eq!(header("全年预算数(A)"), Some(Role::Figure));
        assert_eq!(header("三级指标"), Some(Role::Text));
        assert_eq!(header("产出指标"), None);
        assert_eq!(header("因公出国(境)费"), Some(Role::Figure));
        assert_eq!(header("其他收入(含利息)"), Some(Role::Figure));
    }
}
