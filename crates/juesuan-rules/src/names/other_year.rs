use juesuan_model::vocabulary::statement_for_title;
use juesuan_model::{FindingKind, Place, Severity};
use juesuan_source::chars::is_blank;
use juesuan_vocabulary::{WordList as _, budget, changes, dates, performance};

use super::framed_years;
use crate::quick::find_all;
use crate::shared::accounts_text::is_of_accounts;
use crate::shared::half_width::HalfWidth;
use crate::shared::source_text;
use crate::shared::text_index::lines_with_any;
use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS823"),
    status: crate::RuleStatus::Preview,
    family: Family::Names,
    title: Text::new(
        "标题、截止日期中的年度是本决算的年度",
        "Headings and closing dates name the year of the accounts",
    ),
    message: Text::new(
        "“{printed}”与本决算的年度{expected}不符。",
        "“{printed}” is not {expected}, the year of these accounts.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：按年度编制，截止日为当年12月31日"),
    why: Text::new(
        "年度写错，多半是沿用了上年的文字，其中的数也可能是上年的。",
        "Another year is a sign that the text of another year was used again.",
    ),
    example: Text::new(
        "2022年度决算的标题印作“2021年度部门决算情况说明”。",
        "2021 in a heading of the accounts of 2022.",
    ),
};

/// JS823: the year in headings that name the accounts, and in 截至…12月31日, is that of the accounts.
pub(crate) struct OtherYear;

impl Rule for OtherYear {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let Some(year) = context.report().year else { return };
        if !is_of_accounts(context) {
            return;
        }
        if !source_text::is_there(context, log) {
            return;
        }
        let own = year.to_string();
        let (mut same, mut others) = (0_usize, Vec::new());
        for line in lines_with_any(context, &[dates::YEAR]) {
            let opens = context.line_above(&line, 1).is_none_or(|above| ends(above.text));
            let half = HalfWidth::of(line.text);
            let place = |start: usize, end: usize| line.place(half.original(start), half.original(end));
            let on_cover = cover(context, half.text());
            for (start, end) in years(half.text(), opens, &own).into_iter().chain(on_cover) {
                let printed = half.text().get(start..end).unwrap_or("");
                if printed == own {
                    same += 1;
                } else {
                    others.push((printed.to_owned(), place(start, end)));
                }
            }
            let evaluated =
                said_above(context, &line).and_then(|above| of_evaluation(above, half.text(), &own));
            others.extend(evaluated.map(|(start, end)| {
                (half.text().get(start..end).unwrap_or("").to_owned(), place(start, end))
            }));
            let told = told(context, &line, half.text(), &own).filter(|_| opens);
            let told = told.map(|(start, end)| (half.text().get(start..end), place(start, end)));
            let told = told.filter(|(_, place)| others.last().is_none_or(|(_, last)| last != place));
            others.extend(told.and_then(|(printed, place)| Some((printed?.to_owned(), place))));
        }
        let mut odd = framed_years::odd(context, &own);
        odd.retain(|(_, place)| others.iter().all(|(_, known)| known != place));
        others.extend(odd);
        // a document that mostly names another year is of that year
        if others.len() > same {
            return log.missing("本决算的年度（全文写法不一）");
        }
        (0..same).for_each(|_| log.held());
        let mut by_year: Vec<(String, Vec<Place>)> = Vec::new();
        for (printed, place) in others {
            match by_year.iter_mut().find(|(known, _)| *known == printed) {
                Some((_, places)) => places.push(place),
                None => by_year.push((printed, vec![place])),
            }
        }
        for (printed, places) in by_year {
            let draft = places.into_iter().fold(Draft::default(), Draft::and_at);
            log.found(draft.printed(printed).expected(&own));
        }
    }
}

/// Whether no sentence goes on behind a line: it ends one, or is a heading or a row of a table.
fn ends(line: &str) -> bool {
    let text = line.trim();
    text.ends_with(['。', '；', '：', '！', ':', ';'])
        || text.contains('\t')
        || (text.chars().count() <= TUNING.other_year.heading && !text.contains(['。', '，', '；']))
}

/// The year before the name of the body on the cover: 2022年度某局部门决算.
fn cover(context: &Context<'_>, line: &str) -> Option<(usize, usize)> {
    let entity = context.report().entity.as_ref()?;
    let text = line.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|digits| *digits == 4)?;
    let rest = text.get(digits..)?.trim_start_matches(is_blank).strip_prefix(dates::YEAR)?;
    let rest = without_measure(rest).strip_prefix(entity.name.as_str())?;
    let start = line.len() - line.trim_start().len();
    budget::ACCOUNTS_DOCUMENTS.contains(&rest.trim()).then_some((start, start + digits))
}

/// The line above another one, past one that is blank.
fn said_above<'c>(context: &Context<'c>, line: &TextLine<'c>) -> Option<&'c str> {
    let above = |steps| context.line_above(line, steps);
    let said = |line: &TextLine<'_>| !line.text.trim().is_empty();
    above(1).filter(said).or_else(|| above(2).filter(said)).map(|line| line.text)
}

/// The year in brackets below the title of a self-evaluation, where it is the year before that of the accounts:
/// （2021年度）.
fn of_evaluation(above: &str, line: &str, own: &str) -> Option<(usize, usize)> {
    let inside = line.trim().strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?.trim();
    let year = inside.strip_suffix(dates::OF_YEAR).unwrap_or(inside).trim_end();
    let year = year.strip_suffix(dates::YEAR)?.trim_end();
    let above = above.trim();
    let titled = above.contains(performance::SELF_EVALUATION)
        && above.chars().count() <= TUNING.other_year.heading
        && !above.contains(['。', '，', '；', '\t']);
    let before: u32 = own.parse().ok().and_then(|own: u32| own.checked_sub(1))?;
    let start = line.find(year)?;
    (titled && year.parse() == Ok(before)).then_some((start, start + year.len()))
}

/// The year at the beginning of a paragraph on what was spent, where its first sentence does not name the year of the
/// accounts, nor does the next one begin with it.
fn told(context: &Context<'_>, line: &TextLine<'_>, half: &str, own: &str) -> Option<(usize, usize)> {
    // 本部门2022年度, 某局2022年度, 2022年度, 1.收入情况。2022年度
    let titled = behind_title(half);
    let start = titled + half.get(titled..)?.find(|c: char| c.is_ascii_digit())?;
    let before = half.get(titled..start)?.trim();
    (before.chars().count() <= TUNING.other_year.body && before.chars().all(char::is_alphabetic))
        .then_some(())?;
    // 与2021年相比, on a line that the page broke behind a sentence
    (!changes::AGAINST.any_ends(before)).then_some(())?;
    let text = half.get(start..)?;
    let end = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (3..=5).contains(end))?;
    let year = text.get(..end).filter(|year| *year != own && year.starts_with("20"));
    year?;
    let rest = text.get(end..)?.trim_start_matches(is_blank).strip_prefix(dates::YEAR)?;
    let head: String =
        without_measure(rest).chars().filter(|c| !is_blank(*c)).take(TUNING.other_year.told_within).collect();
    budget::TOLD_OF_YEAR.any_in(&head).then_some(())?;
    let behind = context.text()?.get(line.whole().span.start as usize + titled..)?;
    let (sentence, next) = behind.split_once('。').unwrap_or((behind, ""));
    let next = next.trim_start();
    let next = next.split_once('。').map_or(next, |(next, _)| next);
    // the year may be broken over a line end
    let whole = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    // 2021年决算数5万元，与2022年年初预算持平: only the budget is told of the year of the accounts
    let said = without_budgets(HalfWidth::of(&whole(sentence)).text(), own);
    let names_own = said.contains(own) || HalfWidth::of(&whole(next)).text().starts_with(own);
    (!names_own).then_some((start, start + end))
}

/// A sentence without the budget of a year with which it compares.
fn without_budgets(sentence: &str, year: &str) -> String {
    let mut said = sentence.to_owned();
    for name in budget::INITIAL_BUDGETS {
        for measure in ["", dates::OF_YEAR] {
            said = said.replace(&format!("{year}{}{measure}{name}", dates::YEAR), name);
        }
    }
    said
}

/// Where the sentence behind the number and the title of an item begins: 1.收入情况。; else 0.
fn behind_title(line: &str) -> usize {
    let Some((title, _)) = line.split_once('。') else { return 0 };
    let number = title.trim_start();
    let name = number.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', '．', '、']);
    let short = |name: &str| {
        name.chars().count() <= TUNING.other_year.body && !name.contains(|c: char| c.is_ascii_digit())
    };
    let titled = number.starts_with(|c: char| c.is_ascii_digit()) && name.is_some_and(short);
    if titled { title.len() + '。'.len_utf8() } else { 0 }
}

/// Where the years stand that should be that of the accounts: behind 截至 and in headings, and those that are none.
fn years(line: &str, opens: bool, own: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let is_heading = line.chars().count() <= TUNING.other_year.heading
        && !line.contains(['。', '，', '；', '：', '\t', '《']);
    for at in find_all(line, dates::YEAR) {
        // digits are often parted from the words around them
        let before = line.get(..at).unwrap_or("").trim_end_matches(is_blank);
        let (start, end) = (before.trim_end_matches(|c: char| c.is_ascii_digit()).len(), before.len());
        if !(2..=5).contains(&(end - start))
            || !before.get(start..).is_some_and(|year| year.starts_with(['0', '1', '2']))
        {
            continue;
        }
        let behind = line.get(at + dates::YEAR.len()..).unwrap_or("").trim_start_matches(is_blank);
        let leads = before.get(..start).unwrap_or("").trim_end_matches(is_blank);
        let closing = dates::CLOSING.any_ends(leads) && is_last_day(behind)
            || dates::ENDS_YEAR.any_begins(behind) && counts(leads, behind);
        let closing =
            closing && !brings_forward(before.get(start..).unwrap_or(""), own, sentence(leads, behind));
        let titled = is_heading
            && !changes::AGAINST.any_in(leads)
            && (budget::BEHIND_YEAR.any_begins(without_measure(behind))
                || budget::BEHIND_YEAR_OF_ACCOUNTS.any_begins(without_measure(behind))
                    && budget::ACCOUNTS_CHAPTERS.any_in(behind)
                || statement_for_title(without_measure(behind).trim_end()).is_some());
        // the paragraph may go on about the year before: 2021年度支出总计…，比2020年度…
        let rest = without_measure(behind);
        let total = opens && leads.trim().is_empty() && budget::TOTALS_OF_YEAR.any_begins(rest);
        // a digit was lost or is there twice
        let digits = end - start;
        let whole = !leads.ends_with(|c: char| c.is_ascii_digit());
        let is_no_year = matches!(digits, 3 | 5)
            && whole
            && before.get(start..).is_some_and(|year| year.starts_with("20"))
            && behind.starts_with(dates::OF_YEAR);
        let shortened =
            whole && !goes_on_digits(leads) && is_shortened(before.get(start..).unwrap_or(""), own);
        if closing || titled || total || is_no_year || shortened {
            found.push((start, end));
        }
    }
    found
}

/// The sentence around a year: what stands before and behind it.
fn sentence<'t>(leads: &'t str, behind: &'t str) -> [&'t str; 2] {
    let ends = ['。', '；', ';'];
    [leads.rsplit(ends).next().unwrap_or(""), behind.split(ends).next().unwrap_or("")]
}

/// Whether a sentence counts on the last day of a year, 截止2022年底 or 2022年末, what is counted on that of the accounts.
fn counts(leads: &str, behind: &str) -> bool {
    let [before, after] = sentence(leads, behind);
    let opens = before.trim().is_empty() || dates::CLOSING.any_ends(before);
    opens && dates::COUNTED_THEN.any_in(after)
}

/// Whether a sentence tells on the last day of the year before of money that was left then.
fn brings_forward(year: &str, own: &str, sentence: [&str; 2]) -> bool {
    let before = own.parse().ok().and_then(|own: u32| own.checked_sub(1));
    year.parse().ok() == before && sentence.iter().any(|part| dates::LEFT_THEN.any_in(part))
}

/// Whether a text ends within a number: 12,
fn goes_on_digits(leads: &str) -> bool {
    let inside = leads.strip_suffix([',', '.', '，']);
    inside.is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether these digits are those of the year without one of them.
fn is_shortened(digits: &str, own: &str) -> bool {
    let lacks = |at: usize| {
        own.get(..at)
            .zip(own.get(at + 1..))
            .is_some_and(|(front, rest)| digits.strip_prefix(front).is_some_and(|behind| behind == rest))
    };
    digits.len() + 1 == own.len() && (0..own.len()).any(lacks)
}

/// What follows 年 or 年度.
fn without_measure(behind: &str) -> &str {
    behind.strip_prefix(dates::OF_YEAR).unwrap_or(behind).trim_start_matches(is_blank)
}

/// Whether a text begins with the last day of a year.
fn is_last_day(text: &str) -> bool {
    let letters = text.chars().filter(|c| !is_blank(*c));
    dates::LAST_DAY.iter().any(|day| {
        let mut letters = letters.clone();
        day.chars().all(|letter| letters.next() == Some(letter))
    })
}
