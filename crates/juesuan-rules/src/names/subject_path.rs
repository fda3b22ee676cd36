use std::borrow::Cow;
use std::cell::LazyCell;

use juesuan_model::{FindingKind, Place, Severity};
use juesuan_vocabulary::budget::EXPENDITURE;
use juesuan_vocabulary::classification::{CLASS, ITEM, ITEM_MARK, ITEM_MARK_NARROW, LEVELS, SECTION};
use juesuan_vocabulary::lists::OF;

use crate::quick::{TextSet, is_letter};
use crate::shared::distance;
use crate::shared::groups::Groups;
use crate::shared::source_text;
use crate::shared::spelling::QUOTES;
use crate::shared::text_index::lines_with_any;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS804"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("同一科目在全文中名称一致", "A line of the classification is spelt alike throughout"),
    message: Text::new(
        "“{item}”的{level}在这里写作“{printed}”，在第{line}行写作“{expected}”。",
        "The {level} of “{item}” is “{printed}” here and “{expected}” on line {line}.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "政府收支分类科目"),
    why: Text::new("科目名称有一处写错。", "One of the two is wrong."),
    example: Text::new(
        "决算说明“巩固扶贫衔接（款）”，名词解释“巩固脱贫衔接（款）”。",
        "Two spellings of one section, in the report and in the glossary.",
    ),
};

/// JS804: where the text names an item with its class and section — X（类）Y（款）Z（项） — more than once, class and
/// section are spelt alike. 支出 at the end counts as nothing.
pub(crate) struct SubjectPath;

impl Rule for SubjectPath {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there_where(
            context,
            log,
            context.report().statement().all().any(|table| table.table().is_some()),
        ) {
            return;
        }
        let mut by_item: Groups<Cow<'_, str>, Path<'_>> = Groups::default();
        for line in lines_with_any(context, &[ITEM_MARK, ITEM_MARK_NARROW]) {
            for path in paths(&line) {
                by_item.push(plain(path.names[2]), path);
            }
        }
        let printed = LazyCell::new(|| printed(context));
        for paths in by_item.iter() {
            let mut before: Vec<&Path<'_>> = Vec::new();
            for path in paths {
                if !before.is_empty() {
                    compare(path, &before, &printed, log);
                }
                // one path of each spelling is enough to compare with
                if !before.iter().any(|known| known.names == path.names) {
                    before.push(path);
                }
            }
        }
    }
}

/// An item with its class and section, and where they stand.
pub(super) struct Path<'t> {
    pub(super) names: [&'t str; 3],
    pub(super) places: [Place; 3],
}

/// The names of all rows with a code.
fn printed<'r>(context: &'r Context<'_>) -> TextSet<Cow<'r, str>> {
    let rows = context.book().sheets().iter().flat_map(|sheet| sheet.table().rows());
    rows.filter(|row| row.code.is_some()).map(|row| plain(&row.label)).collect()
}

fn compare<'r, F: FnOnce() -> TextSet<Cow<'r, str>>>(
    path: &Path<'_>,
    before: &[&Path<'_>],
    printed: &LazyCell<TextSet<Cow<'r, str>>, F>,
    log: &mut Log<'_, '_>,
) {
    for (level, (zh, en)) in LEVELS.iter().enumerate() {
        let (Some(name), Some(place)) = (path.names.get(level), path.places.get(level)) else { continue };
        let own = plain(name);
        let mut known = before.iter().filter_map(|other| Some((plain(other.names.get(level)?), *other)));
        // once it was spelt like this before, the difference has been reported
        if known.clone().any(|(other, _)| other == own) {
            log.held();
            continue;
        }
        let near = |(other, _): &(Cow<'_, str>, &Path<'_>)| {
            own.chars().count() >= 6 && distance::is_near(&own, other)
        };
        let near = known.find(near).filter(|(other, _)| {
            // 党委… and 政府办公厅（室）及相关机构事务: both are lines of the tables, and each has its 行政运行
            !(printed.contains(&*own) && printed.contains(&**other))
        });
        let Some((_, other)) = near else {
            log.held();
            continue;
        };
        let (Some(expected), Some(other_place)) = (other.names.get(level), other.places.get(level)) else {
            continue;
        };
        log.found(
            Draft::at(*place)
                .and_at(*other_place)
                .printed(*name)
                .expected(*expected)
                .with("item", path.names[2])
                .with("line", other_place.line)
                .with_text("level", Text::new(zh, en)),
        );
    }
}

/// The paths that a line names.
pub(super) fn paths<'t>(line: &TextLine<'t>) -> Vec<Path<'t>> {
    let triple = |marks: &[(usize, char)]| match marks {
        [(class, CLASS), (section, SECTION), (item, ITEM)] => path(line, [*class, *section, *item]),
        _ => None,
    };
    marks(line).windows(3).filter_map(triple).collect()
}

/// The sections with an item that a line names without a class: it stands in a heading above.
pub(super) fn pairs<'t>(line: &TextLine<'t>) -> Vec<Path<'t>> {
    let marks = marks(line);
    let pair = |at: usize| match marks.get(at..at + 2) {
        Some([(section, SECTION), (item, ITEM)]) => {
            let follows_class =
                at.checked_sub(1).and_then(|at| marks.get(at)).is_some_and(|(_, c)| *c == CLASS);
            (!follows_class).then(|| path(line, [*section, *section, *item]))?
        }
        _ => None,
    };
    (0..marks.len()).filter_map(pair).collect()
}

/// The names in front of 类 that are told without sections and items: the structure of all expenditure.
pub(super) fn classes<'t>(line: &TextLine<'t>) -> Vec<(&'t str, Place)> {
    let marks = marks(line);
    let alone = |at: usize| marks.get(at + 1).is_none_or(|(_, c)| *c == CLASS);
    let class = |at: usize| {
        let (mark, _) = *marks.get(at).filter(|(_, c)| *c == CLASS)?;
        let text = line.text.get(..mark)?.strip_suffix(['（', '('])?.trim_end_matches(QUOTES);
        let name = text.rsplit(|c: char| !c.is_alphabetic()).next().filter(|name| name.len() > 3)?;
        Some((name, line.place(text.len() - name.len(), text.len())))
    };
    (0..marks.len()).filter(|at| alone(*at)).filter_map(class).collect()
}

/// Where 类, 款 and 项 stand in brackets.
fn marks(line: &TextLine<'_>) -> Vec<(usize, char)> {
    line.text
        .char_indices()
        .filter(|(at, c)| {
            let behind = line.text.get(at + c.len_utf8()..).unwrap_or("");
            let before = line.text.get(..*at).unwrap_or("");
            matches!(*c, CLASS | SECTION | ITEM)
                && before.ends_with(['（', '('])
                && behind.starts_with(['）', ')'])
        })
        .collect()
}

/// A path from the places of its three marks; where those of class and section are one, it has no class.
fn path<'t>(line: &TextLine<'t>, marks: [usize; 3]) -> Option<Path<'t>> {
    let before = |at: usize| line.text.get(..at)?.strip_suffix(['（', '(']);
    let behind = |at: usize| {
        let rest = line.text.get(at..)?;
        let close = rest.find(['）', ')'])?;
        Some(at + close + rest.get(close..)?.chars().next()?.len_utf8())
    };
    let class = before(marks[0])?.trim_end_matches(QUOTES);
    let start = name_start(class);
    let has_class = marks[0] != marks[1];
    let starts = [start, if has_class { behind(marks[0])? } else { start }, behind(marks[1])?];
    let mut path = Path { names: [""; 3], places: [Place::default(); 3] };
    for (at, (start, mark)) in starts.into_iter().zip(marks).enumerate() {
        let quoted = before(mark)?.get(start..)?.trim_end_matches(QUOTES);
        let name = quoted.trim_start_matches(QUOTES);
        let start = start + quoted.len() - name.len();
        *path.names.get_mut(at)? = name.trim();
        *path.places.get_mut(at)? = line.place(start, start + name.len());
    }
    // a name that runs over other text is none
    let plain =
        |name: &&str| (2..=40).contains(&name.chars().count()) && !name.contains(['，', '。', '；', '：']);
    path.names.iter().all(plain).then_some(path)
}

/// Where the name begins with which a text ends. Brackets in the midst of it belong to it: 政府办公厅（室）及相关机构事务.
fn name_start(text: &str) -> usize {
    let is_letter = |c: char| c.is_alphabetic() && c != OF;
    let mut start = text.len();
    loop {
        let letters = text.get(..start).unwrap_or("");
        let before = letters.trim_end_matches(is_letter);
        let behind_letters = before.len() < letters.len();
        start = before.len();
        let Some(bracket) = before.strip_suffix(['）', ')']).filter(|_| behind_letters) else {
            return start;
        };
        let Some(open) = bracket.rfind(['（', '(']) else { return start };
        let (name, said) = bracket.split_at(open);
        let said = said.trim_start_matches(['（', '(']);
        // a number in brackets stands before a name, the mark of a level behind another one
        if !name.ends_with(is_letter) || said.chars().all(|c| LEVEL_MARKS.contains(&c)) {
            return start;
        }
        start = open;
    }
}

/// What stands in brackets behind the names of the levels.
const LEVEL_MARKS: [char; 3] = [CLASS, SECTION, ITEM];

/// The letters of a name, without 支出 at its end.
pub(super) fn plain(name: &str) -> Cow<'_, str> {
    let without_end = |name: &str| name.strip_suffix(EXPENDITURE).map_or(name.len(), str::len);
    let end = |name: &str| Some(without_end(name)).filter(|end| *end > 0).unwrap_or(name.len());
    // most names are of letters alone
    if name.chars().all(is_letter) {
        return Cow::Borrowed(name.get(..end(name)).unwrap_or(name));
    }
    let mut plain: String = name.chars().filter(|c| is_letter(*c)).collect();
    plain.truncate(end(&plain));
    Cow::Owned(plain)
}
