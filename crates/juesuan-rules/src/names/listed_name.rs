use std::collections::BTreeMap;

use juesuan_model::{FindingKind, Place, Programme, ProgrammeKind, Severity};
use juesuan_vocabulary::lists::LIST_LEADS as LEADS;

use crate::quick::{CharSet, TextSet, find, is_letter};
use crate::shared::distance;
use crate::shared::performance::matching::key;
use crate::shared::source_text;
use crate::shared::spelling;
use crate::shared::text_index::{TextIndex, lines_with};
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS803"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new(
        "正文列举的项目名称与报告、汇总一致",
        "Programmes listed in the text are called as in reports and summary",
    ),
    message: Text::new(
        "正文列举的“{printed}”，报告或汇总中写作“{expected}”。",
        "The text lists “{printed}”; report or summary say “{expected}”.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "名称写错，列举的就成了另一个项目。",
        "With another word the text speaks of another programme.",
    ),
    example: Text::new(
        "正文列举“档案打描服务项目”，报告是“档案扫描服务项目”。",
        "救助 in the list, 辅助 in the report.",
    ),
};

/// JS803: in a list of programmes (two items at least are names of programmes), an item that is nearly the name of
/// one is spelt like it.
pub(crate) struct ListedName;

impl Rule for ListedName {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let programmes = || context.report().programmes.iter().filter(|p| p.kind == ProgrammeKind::Programme);
        let mut names: Vec<(String, &Programme)> = programmes().map(|p| (key(&p.name), p)).collect();
        if names.len() < 2 {
            return;
        }
        if !source_text::is_there(context, log) {
            return;
        }
        // a programme in summary and report bears one name
        let mut known: TextSet<String> = TextSet::default();
        names.retain(|(key, _)| known.insert(key.clone()));
        let spelt: Vec<Spelt<'_>> = names
            .iter()
            .take(TUNING.listed_name.most)
            .map(|(key, programme)| Spelt::of(key, &programme.name))
            .collect();
        let mut misspelt: BTreeMap<(String, &str), Vec<Place>> = BTreeMap::new();
        let ends = CharSet::of(known.iter().filter_map(|name| name.chars().next_back()));
        let leads: TextSet<u32> =
            LEADS.iter().flat_map(|word| lines_with(context, word)).map(|line| line.number).collect();
        for line in context.get::<TextIndex>().lists.iter().filter_map(|line| context.line(*line)) {
            let has_lead = leads.contains(&line.number);
            let exact = |(_, text): &(usize, &str)| may_end(text, &ends) && known.contains(&key(text));
            if items(&line, has_lead).filter(exact).nth(1).is_none() {
                continue;
            }
            for (at, text) in items(&line, has_lead) {
                let item = key(text);
                if known.contains(&item) {
                    log.held();
                    continue;
                }
                let own = Spelt::of(&item, text);
                if own.length < TUNING.listed_name.shortest {
                    continue;
                }
                let near = spelt
                    .iter()
                    .filter(|other| own.may_be_near(other) && distance::is_near(&item, other.key));
                let nearest = near.min_by_key(|other| distance::within(&item, other.key, usize::MAX));
                if let Some(nearest) = nearest {
                    let printed: String = text.split_whitespace().collect();
                    let places = misspelt.entry((printed, nearest.name)).or_default();
                    places.push(line.place(at, at + text.len()));
                }
            }
        }
        for ((printed, expected), places) in misspelt {
            let mut places = places.into_iter();
            let draft = Draft::at(places.next().unwrap_or_default());
            let own =
                programmes().filter(|programme| programme.name == expected).map(|programme| programme.place);
            let draft = places.chain(own).fold(draft, Draft::and_at).expected(expected);
            log.found(draft.severity(spelling::severity(&printed, expected)).printed(printed));
        }
    }
}

/// A name with what tells at once of most others that they are not nearly the same.
struct Spelt<'n> {
    key: &'n str,
    name: &'n str,
    length: usize,
    /// A bit for each sort of character in it.
    sorts: u64,
}

impl<'n> Spelt<'n> {
    fn of(key: &'n str, name: &'n str) -> Self {
        let sorts = key.chars().fold(0, |sorts, c| sorts | 1 << (u32::from(c) % 61));
        Self { key, name, length: key.chars().count(), sorts }
    }

    /// Whether few enough characters differ. One in place of another changes two bits at most.
    fn may_be_near(&self, other: &Self) -> bool {
        self.length.abs_diff(other.length) <= TUNING.distance.near
            && (self.sorts ^ other.sorts).count_ones() as usize <= 2 * TUNING.distance.near
    }
}

/// Whether an item may be a name by the character with which it ends; brackets, tags and wide letters may be no part
/// of a name.
fn may_end(text: &str, ends: &CharSet) -> bool {
    let Some(last) = text.chars().rev().find(|c| is_letter(*c)) else { return false };
    ends.may_hold(last)
        || !last.is_ascii() && !('\u{4e00}'..='\u{9fff}').contains(&last)
        || text.trim_end().ends_with([')', '）', '>'])
}

/// The items of a line with their offsets.
fn items<'t>(line: &TextLine<'t>, has_lead: bool) -> impl Iterator<Item = (usize, &'t str)> {
    let mut at = 0;
    parted(line.text).map(move |(piece, text)| {
        let begin = at;
        at += piece.len();
        let mut leads = LEADS.iter().filter(|_| has_lead);
        let lead = leads.find_map(|word| Some(find(text, word)? + word.len())).unwrap_or(0);
        (begin + lead, text.get(lead..).unwrap_or(""))
    })
}

/// The parts of a text between marks, with the mark and without it.
fn parted(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        // few other characters begin as these marks do
        let end = memchr::memchr2_iter(0xe3, 0xef, rest.as_bytes())
            .find(|at| rest.get(*at..).is_some_and(|rest| rest.starts_with(['、', '，', '。', '；', '：'])));
        let (part, behind) = end.map_or((rest, ""), |end| rest.split_at(end + '、'.len_utf8()));
        let plain = end.map_or(part, |end| part.get(..end).unwrap_or(""));
        rest = behind;
        Some((part, plain))
    })
}
