//! What of the model a fact speaks of: the figure of a table, a code, a programme.

use std::borrow::Cow;

use juesuan_model::vocabulary::{self, label_key};
use juesuan_model::{
    CodeLevel, Fact, FactRole, Item, Measure, Programme, StatementId, SubjectRef, Table, TableId,
};
use juesuan_source::TextMap;
use juesuan_vocabulary::{WordList as _, bodies, budget, classification, comparisons, dates, performance};

/// Tables in which codes are looked for, in this order: the text explains the general public budget first.
const CODED: [StatementId; 5] =
    [StatementId::Z05, StatementId::Z07, StatementId::Z08, StatementId::Z03, StatementId::Z02];

/// Finds what facts speak of in one document.
pub(crate) struct Resolver<'r> {
    tables: &'r [Table],
    /// Programmes by the key of their name; the first of each name.
    programmes: TextMap<String, u32>,
    /// Sections of the economic classification by the key of the name under which the table of basic expenditure prints
    /// them; none where it prints two of one name.
    economic: TextMap<String, Option<Item>>,
    /// Names of the body and the year, which stand in front of many subjects.
    prefixes: Vec<String>,
}

impl<'r> Resolver<'r> {
    pub(crate) fn new(
        tables: &'r [Table],
        programmes: &[Programme],
        entity: Option<&str>,
        year: Option<u16>,
    ) -> Self {
        let mut by_name = TextMap::default();
        for (index, programme) in (0..).zip(programmes) {
            by_name.entry(label_key(&programme.name).into_owned()).or_insert(index);
        }
        let years = year
            .into_iter()
            .flat_map(|year| [dates::BUDGET_YEAR, dates::YEAR].map(|mark| format!("{year}{mark}")));
        let bodies = entity.map(str::to_owned).into_iter();
        let prefixes =
            years.chain(bodies).chain(bodies::ANY_BODY_NAMES.iter().map(|&name| name.to_owned())).collect();
        let mut economic: TextMap<String, Option<Item>> = TextMap::default();
        let basic = tables.iter().find(|table| table.id() == StatementId::Z06.into());
        for row in basic.map(Table::rows).unwrap_or_default() {
            let Some(item) = row.code.map(Item::from).filter(|item| matches!(item, Item::Economic(_))) else {
                continue;
            };
            let known = economic.entry(label_key(&row.label).into_owned()).or_insert(Some(item));
            *known = known.filter(|known| *known == item);
        }
        Self { tables, programmes: by_name, economic, prefixes }
    }

    /// What a fact speaks of, where it can be told.
    pub(crate) fn resolve(&self, fact: &Fact) -> Option<SubjectRef> {
        let Named { name, told, subject } = self.name(quoted_class(&fact.subject).unwrap_or(&fact.subject));
        let measure = told_measure(told, fact.role);
        if let Some(code) = self.code(name, subject.is_some()) {
            let measure = measure.unwrap_or(Measure::EXPENDITURE);
            return Some(self.figure(None, code, measure));
        }
        let whole =
            || (name.len() < fact.subject.len()).then(|| vocabulary::subject(&fact.subject)).flatten();
        if let Some(subject) = subject.or_else(whole) {
            return Some(self.figure(subject.table, subject.item, measure.unwrap_or(subject.measure)));
        }
        if let Some(item) = self.economic.get(&*label_key(name)).copied().flatten() {
            return Some(self.figure(Some(StatementId::Z06), item, measure.unwrap_or(Measure::FINAL)));
        }
        let index = self.programme(name)?;
        Some(SubjectRef::Programme { index })
    }

    /// The subject without year and body in front and without what is told of it behind.
    fn name<'s>(&self, subject: &'s str) -> Named<'s> {
        let mut name = subject;
        while let Some(rest) = self.prefixes.iter().find_map(|prefix| name.strip_prefix(prefix.as_str())) {
            // 部门整体 … is a name of its own
            if rest.is_empty() || vocabulary::subject(name).is_some() {
                break;
            }
            name = rest;
        }
        let share = name.find(comparisons::SHARE).filter(|&at| at > 0).map_or(name.len(), |at| at);
        let whole = &name[..share];
        // a wording that is known as it stands keeps its ending: 一般公共预算支出
        let subject = vocabulary::subject(whole);
        if subject.is_some() {
            return Named { name: whole, told: "", subject };
        }
        let ends = || {
            let ends =
                budget::TOLD_OF_SUBJECT.iter().filter_map(|told| whole.strip_suffix(told).map(str::len));
            ends.filter(|&end| end > 0)
        };
        // 基本支出决算 is 决算 of 基本支出, and not 支出决算 of 基本
        let known = ends().find(|&end| vocabulary::subject(&whole[..end]).is_some());
        let Some(end) = known.or_else(|| ends().next()) else {
            return Named { name: whole, told: "", subject };
        };
        let (name, told) = (&whole[..end], &whole[end..]);
        Named { name, told, subject: vocabulary::subject(name) }
    }

    /// The figure of the tables with this meaning, or the meaning alone.
    fn figure(&self, wanted: Option<StatementId>, item: Item, measure: Measure) -> SubjectRef {
        let ids: &[StatementId] = wanted.as_ref().map_or(&CODED, std::slice::from_ref);
        let printed = ids.iter().find_map(|&id| {
            let table = self.tables.iter().find(|table| table.id() == TableId::Statement(id))?;
            table.figure(item, measure).map(|_| id)
        });
        match printed {
            Some(id) => SubjectRef::Figure { table: id.into(), item, measure: Some(measure) },
            None => SubjectRef::Item { form: wanted, item, measure: Some(measure) },
        }
    }

    /// "…（类）…（款）…（项）": the code whose names these are, the innermost level that is named.
    /// `is_subject` tells that the whole name is known by itself.
    fn code(&self, name: &str, is_subject: bool) -> Option<Item> {
        if let Some(code) = leading_code(name).or_else(|| code_in_brackets(name)) {
            return Some(code);
        }
        let levels = levels(name);
        if let [class] = levels.as_slice()
            && classification::CLOSED_CLASSES.any_in(name)
        {
            return vocabulary::function_class_named(class).map(Item::Function);
        }
        if levels.len() < 2 {
            return if is_subject {
                None
            } else {
                vocabulary::function_class_named(name).map(Item::Function)
            };
        }
        // 林业和草原（款）行政运行（项）: the class stands in the heading above
        let of_item = levels.len() > 2 || classification::ITEM_MARKS.any_in(name);
        let level = if of_item { CodeLevel::Item } else { CodeLevel::Section };
        let wanted = levels.last()?;
        let parent = levels.get(levels.len() - 2)?;
        let tables = CODED.iter().filter_map(|&id| self.tables.iter().find(|table| table.id() == id.into()));
        tables.flat_map(|table| table.rows().iter().map(move |row| (table, row))).find_map(|(table, row)| {
            let code = row.code.filter(|code| code.level() == level && unquoted(&row.label) == *wanted)?;
            let above = code.parent()?;
            let row_above = table.rows().iter().find(|row| row.code == Some(above));
            let named =
                row_above.map_or_else(|| above.name(None).map(unquoted), |row| Some(unquoted(&row.label)));
            named.is_none_or(|named| named == *parent).then(|| Item::from(code))
        })
    }

    fn programme(&self, name: &str) -> Option<u32> {
        let key = label_key(name);
        let name = performance::SCORE_SUBJECT_ENDS.strip_end(&key).unwrap_or(&key);
        self.programmes.get(name).copied()
    }
}

/// The subject of a fact in parts.
struct Named<'s> {
    name: &'s str,
    /// What is told of it behind the name.
    told: &'s str,
    /// What the name means by itself.
    subject: Option<vocabulary::Subject>,
}

/// What the words behind the name say that is measured.
fn told_measure(told: &str, role: FactRole) -> Option<Measure> {
    let budget = told.contains(budget::BUDGET) && !matches!(role, FactRole::Percent | FactRole::Change);
    match (budget, told.contains(budget::INITIAL)) {
        (true, true) => Some(Measure::BUDGET_INITIAL),
        (true, false) => Some(Measure::BUDGET),
        (false, _) => None,
    }
}

/// The code of an item behind its name: 行政运行（科目编码2130201）.
fn code_in_brackets(name: &str) -> Option<Item> {
    let name = budget::SIDES.strip_end(name).unwrap_or(name);
    let inside = name.trim_end().strip_suffix(['）', ')'])?;
    let inside = inside.rsplit(['（', '(']).next()?;
    let words = inside.trim_end_matches(|c: char| c.is_ascii_digit());
    let code = inside.get(words.len()..)?;
    let named = words.is_empty() || classification::CODE_HEADS.any_ends(words.trim_end_matches(['：', ':']));
    let item = named.then(|| Item::named(&format!("fn:{code}")).ok()).flatten();
    item.filter(|item| item.code().is_some_and(|code| code.level() == CodeLevel::Item))
}

/// The code of an item in front of its name: 2080505-机关事业单位基本养老保险缴费支出.
fn leading_code(name: &str) -> Option<Item> {
    const DIGITS: usize = 7;
    let name = name.trim_start_matches(['（', '(']);
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = name.get(digits..)?.trim_start_matches(['）', ')', '-', '—', '－', ' ']);
    let code = name.get(..digits).filter(|_| digits == DIGITS && behind.starts_with(char::is_alphabetic))?;
    Item::named(&format!("fn:{code}")).ok()
}

/// Marks of quotation around a name.
const QUOTES: [char; 5] = ['“', '”', '"', '「', '」'];

/// The key of a name without the marks of quotation around it and in it.
fn unquoted(name: &str) -> Cow<'_, str> {
    let key = label_key(name);
    if key.contains(QUOTES) { Cow::Owned(key.replace(QUOTES, "")) } else { key }
}

/// The keys of the names in front of （类）, （款） and （项）.
fn levels(name: &str) -> Vec<Cow<'_, str>> {
    let mut names = Vec::new();
    let mut start = 0;
    for (at, close) in name.match_indices(['）', ')']) {
        let open = if close == "）" { '（' } else { '(' };
        let marked = name.get(start..at).and_then(|part| {
            part.strip_suffix([classification::CLASS, classification::SECTION, classification::ITEM])
        });
        if let Some(before) = marked.and_then(|part| part.strip_suffix(open)) {
            // each of the names may be quoted, and have quoted words
            names.push(unquoted(before));
            start = at + close.len();
        }
    }
    // a name behind the last level is that of a level below it, of which the mark is not printed
    let rest = name.get(start..).unwrap_or_default().trim_matches(|c: char| !c.is_alphabetic());
    let rest = unquoted(rest);
    if !names.is_empty() && !rest.is_empty() && !classification::BEHIND_LEVELS.contains(&&*rest) {
        names.push(rest);
    }
    names
}

/// The class in quotation marks: “公共安全支出”科目.
fn quoted_class(subject: &str) -> Option<&str> {
    let name = subject.strip_suffix(classification::ACCOUNT)?;
    name.strip_prefix(['“', '"', '‘'])?.strip_suffix(['”', '"', '’'])
}

#[cfg(test)]
mod tests {
    use juesuan_model::{Code, Decimal, Place};

    use super::*;

    fn fact(subject: &str, role: FactRole) -> Fact {
        let mut fact = Fact::new(role, Decimal::ONE, None, Place::default());
        subject.clone_into(&mut fact.subject);
        fact
    }

    fn item(subject: &str) -> String {
        let resolver = Resolver::new(&[], &[], Some("清河县卫生监督局"), Some(2022));
        match resolver.resolve(&fact(subject, FactRole::Amount)) {
            Some(SubjectRef::Item { item, measure, .. }) => {
                format!("{item} {}", measure.map(|measure| measure.to_string()).unwrap_or_default())
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn wordings_lead_to_items_and_measures() {
        assert_eq!(item("2022年度收、支总计"), "income:total final");
        assert_eq!(item("清河县卫生监督局2022年度的收入总计和支出总计同"), "income:total final");
        assert_eq!(item("一般公共预算安排的支出决算"), "total expenditure");
        assert_eq!(item("清河县卫生监督局2022年一般公共预算财政拨款支出年初预算"), "total budget_initial");
        assert_eq!(item("因公出国（境）费支出决算"), "three_public:overseas final");
        assert_eq!(item("“三公”经费财政拨款支出预算"), "three_public:total budget");
        assert_eq!(item("基本支出占比"), "total basic");
        assert_eq!(item("办公桌"), "None");
    }

    fn code_of(reference: Option<SubjectRef>) -> Option<Code> {
        match reference? {
            SubjectRef::Figure { item, .. } | SubjectRef::Item { item, .. } => item.code(),
            SubjectRef::Programme { .. } => None,
        }
    }

    #[test]
    fn a_code_in_front_is_that_of_the_item() {
        assert_eq!(item("2080505-机关事业单位基本养老保险缴费支出"), "fn:2080505 expenditure");
        assert_eq!(item("（2080505）机关事业单位基本养老保险缴费支出"), "fn:2080505 expenditure");
        assert_eq!(item("20805行政事业单位养老支出"), "None");
    }

    #[test]
    fn a_code_in_brackets_behind_a_name_is_that_of_the_item() {
        assert_eq!(item("水利工程运行与维护（科目编码2130306）"), "fn:2130306 expenditure");
        assert_eq!(item("水利工程运行与维护（2130306）支出"), "fn:2130306 expenditure");
        assert_eq!(item("抢险队（编号2130306）"), "None");
    }

    #[test]
    fn classes_are_known_by_name() {
        let resolver = Resolver::new(&[], &[], None, None);
        let code =
            |subject| code_of(resolver.resolve(&fact(subject, FactRole::Part))).map(|code| code.to_string());
        assert_eq!(code("卫生健康（类）支出").as_deref(), Some("210"));
        assert_eq!(code("卫生健康支出").as_deref(), Some("210"));
        // the end of the name is lost, or it is another's
        assert_eq!(code("卫生健康（类）行政事业单位医"), None);
    }
}
