use std::borrow::Cow;
use std::cell::LazyCell;

use juesuan_model::{CodeLevel, FindingKind, Place, RowIndex, Severity, vocabulary};
use juesuan_vocabulary::classification;
use juesuan_vocabulary::lists::OF;

use super::subject_path::{Path, classes, pairs, paths, plain};
use crate::quick::TextSet;
use crate::shared::distance;
use crate::shared::row_labels::OfTables;
use crate::shared::spelling::QUOTES;
use crate::shared::text_index::lines_with_any;
use crate::shared::wrapped::begins_inside;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS826"),
    status: crate::RuleStatus::Preview,
    family: Family::Names,
    title: Text::new(
        "正文中科目的款与表中编码所在的款一致",
        "The section of an item is that of its code in the table",
    ),
    message: Text::new(
        "“{item}”的{level}写作“{printed}”，表中{code}是“{expected}”。",
        "The {level} of “{item}” is called “{printed}”; {code} in the table is “{expected}”.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Form, "政府收支分类科目：类、款、项逐级隶属"),
    why: Text::new(
        "款名写错，读者会去别的科目下找这笔支出。",
        "Readers look for the money under another section.",
    ),
    example: Text::new(
        "普通教育之下的“小学教育”写作教育支出（款）。",
        "The section bears the name of its class.",
    ),
};

/// JS826: the section (款) of a path 类/款/项 is that which the table prints for the code of the item.
pub(crate) struct SectionOfItem;

impl Rule for SectionOfItem {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        // most documents name no path
        let rows = LazyCell::new(|| named(context));
        for path in all_paths(context) {
            class_of(&rows, &path, log);
            section_of(&rows, &path, log);
        }
        for line in lines_with_any(context, classification::CLOSED_SECTIONS) {
            for path in pairs(&line).iter().filter(|path| !is_torn(context, &line, path)) {
                section_of(&rows, path, log);
            }
        }
        for line in lines_with_any(context, classification::CLOSED_CLASSES) {
            let whole = |(_, place): &(&str, Place)| !is_rest(context, &line, *place);
            for told in classes(&line).into_iter().filter(whole) {
                no_class(&rows, told, log);
            }
        }
    }
}

/// The rows of the classification whose names are sure.
fn named<'r>(context: &'r Context<'_>) -> Vec<Named<'r>> {
    let labels = context.get::<OfTables>();
    let mut spelt = vec![None; labels.all().len()];
    let mut rows = Vec::new();
    for (at, sheet) in context.book().sheets().iter().enumerate() {
        for &(row, code) in sheet.coded().iter().filter(|(row, _)| is_named(context, sheet, *row)) {
            let Some(index) = labels.index(at, row) else { continue };
            let Some((label, spelt)) = labels.all().get(index).zip(spelt.get_mut(index)) else { continue };
            let plain = spelt.get_or_insert_with(|| plain(label.printed));
            rows.push(Named { label: label.printed, key: &label.key, plain: plain.clone(), code });
        }
    }
    rows
}

/// A row of the classification: its name as it is printed, looked up and compared, and its code.
struct Named<'r> {
    label: &'r str,
    key: &'r str,
    plain: Cow<'r, str>,
    code: juesuan_model::Code,
}

/// A level of the classification: its place in a path, and what it is called.
type Level = (usize, Text);

const CLASS: Level = (0, Text::new("类", "class"));
const SECTION: Level = (1, Text::new("款", "section"));

/// The finding that a path names another class or section than the code of its item has.
fn other_than(path: &Path<'_>, (level, called): Level, (code, label): (juesuan_model::Code, &str)) -> Draft {
    let [.., item] = path.names;
    Draft::at(path.places[level])
        .printed(path.names[level])
        .expected(label)
        .with_text("level", called)
        .with("item", item)
        .with("code", code)
}

/// The section (款) of a path is that of the code of its item.
fn section_of(rows: &[Named<'_>], path: &Path<'_>, log: &mut Log<'_, '_>) {
    let [_, section, item] = path.names;
    let wanted = vocabulary::label_key(item);
    let mut known: Vec<(juesuan_model::Code, &str)> = Vec::new();
    for row in rows.iter().filter(|row| *row.key == *wanted && row.code.level() == CodeLevel::Item) {
        let Some(parent) = row.code.parent() else { continue };
        if known.iter().any(|(code, _)| *code == parent) {
            continue;
        }
        // tables print names in columns of different widths: the most complete one counts
        let above = rows.iter().filter(|row| row.code == parent).map(|row| row.label);
        known.extend(above.max_by_key(|label| label.len()).map(|label| (parent, label)));
    }
    let right = plain(section);
    // the name of another row is no misprint of this one
    let is_other = rows.iter().any(|row| *row.plain == *right);
    let same = |(_, label): &(juesuan_model::Code, &str)| {
        let left = plain(label);
        // 教育费附加安排的支出: what stands before the particle may belong to the name
        let is_end = || label.contains(OF) && label.ends_with(section);
        left == right || is_end() || (!is_other && distance::is_near(&left, &right))
    };
    match known.first() {
        None => {}
        Some(_) if known.iter().any(same) => log.held(),
        // an item of several sections: which one is meant is not known
        Some(_) if known.len() > 1 => log.missing(format!("“{item}”所在的款")),
        Some(&(code, label)) => log.found(other_than(path, SECTION, (code, label))),
    }
}

/// The paths that stand on one line, and those that a line end breaks, which the figures behind them have for their subject.
fn all_paths<'c>(context: &Context<'c>) -> Vec<Path<'c>> {
    let lines = lines_with_any(context, classification::CLOSED_SECTIONS);
    let of_line =
        |line: TextLine<'c>| paths(&line).into_iter().filter(move |path| !is_torn(context, &line, path));
    let mut found: Vec<Path<'c>> = lines.into_iter().flat_map(of_line).collect();
    let mut seen: TextSet<[&str; 3]> = found.iter().map(|path| path.names).collect();
    let facts = context.report().facts.iter().filter(|fact| fact.certainty.may_accuse());
    for fact in facts.filter(|fact| fact.subject.contains(classification::SECTION)) {
        let line = TextLine::new(fact.place.line, &fact.subject, 0);
        for path in paths(&line) {
            if seen.insert(path.names) {
                found.push(Path { places: [fact.place; 3], ..path });
            }
        }
    }
    found
}

/// Whether the first name of a path may be the rest of one that begins on the line above.
fn is_torn(context: &Context<'_>, line: &TextLine<'_>, path: &Path<'_>) -> bool {
    path.places.first().is_some_and(|first| is_rest(context, line, *first))
}

/// Whether a name with which a line begins may be the rest of one that begins on the line above.
fn is_rest(context: &Context<'_>, line: &TextLine<'_>, name: Place) -> bool {
    let leads = line.text.get(..line.offset_of(name.span.start)).unwrap_or("");
    // letters alone lead to the name: they are its beginning, or that of the name that it is the rest of
    let lead_in = leads.trim_matches(QUOTES).trim().chars().all(char::is_alphabetic);
    lead_in && begins_inside(context, line)
}

/// Whether the name of a row was read with certainty.
fn is_named(context: &Context<'_>, sheet: &crate::Sheet<'_>, row: RowIndex) -> bool {
    let doubts = context.book().doubts();
    let cells = sheet.table().cells_of(row);
    !cells.is_empty() && cells.iter().all(|cell| doubts.of_name(cell.place).is_none())
}

/// The class (类) of a path is that of the code of its item, where all rows with the name of the item are of one class.
fn class_of(rows: &[Named<'_>], path: &Path<'_>, log: &mut Log<'_, '_>) {
    let [class, _, item] = path.names;
    let wanted = vocabulary::label_key(item);
    let of_item = rows.iter().filter(|row| *row.key == *wanted && row.code.level() == CodeLevel::Item);
    let mut classes: Vec<juesuan_model::Code> =
        of_item.filter_map(|row| row.code.parent()?.parent()).collect();
    classes.sort_unstable();
    classes.dedup();
    let [code] = *classes else { return };
    let Some(Named { label, plain: left, .. }) = rows.iter().find(|row| row.code == code) else { return };
    let right = plain(class);
    // the names of classes change from year to year, and lose their end
    let is_other = rows.iter().any(|row| *row.plain == *right);
    let near = || distance::is_near(left, &right) || left.contains(&*right) || right.contains(&**left);
    let alike = *left == right || (!is_other && near());
    let is_class = vocabulary::function_class_named(class);
    match is_class.map(juesuan_model::Code::Function) {
        _ if alike => log.held(),
        // the name of another class is wrong for sure, and what has nothing of this one
        Some(other) if other != code => log.found(other_than(path, CLASS, (code, *label))),
        None if is_other || is_apart(left, &right) => log.found(other_than(path, CLASS, (code, *label))),
        _ => {}
    }
}

/// The finding that what is called a class is a section or an item of the table.
fn no_class(rows: &[Named<'_>], (name, place): (&str, Place), log: &mut Log<'_, '_>) {
    let told = plain(name);
    let mut named = rows.iter().filter(|row| *row.plain == *told).map(|row| row.code);
    let Some(first) = named.next() else { return };
    let is_class = |code: juesuan_model::Code| code.level() == CodeLevel::Class;
    if is_class(first) || named.any(is_class) || vocabulary::function_class_named(name).is_some() {
        return log.held();
    }
    let above = first.parent().map(|code| if is_class(code) { code } else { code.parent().unwrap_or(code) });
    let class = above.and_then(|above| rows.iter().find(|row| row.code == above));
    if let Some(Named { code, label, .. }) = class {
        let draft = Draft::at(place).printed(name).expected(*label).with("item", name).with("code", *code);
        log.found(draft.with_text("level", CLASS.1));
    }
}

/// Whether two names have less than half of their characters in common.
fn is_apart(left: &str, right: &str) -> bool {
    let shared = left.chars().filter(|c| right.contains(*c)).count();
    shared * 2 < left.chars().count().min(right.chars().count())
}
