use std::borrow::Cow;

use juesuan_model::{FindingKind, Place, Severity};
use juesuan_source::chars::{is_counting, is_numeral};

use crate::quick::{QuickMap, TextMap};
use crate::shared::distance;
use crate::shared::source_text;
use crate::shared::text_index::TextIndex;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS818"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("同样的话没有一字之差", "What is said twice is not said with one character off"),
    message: Text::new(
        "“{printed}”（{fewer}处）与第{line}行的“{expected}”只差一个字（{left}→{right}），疑有错字或漏字。",
        "“{printed}” ({fewer} places) differs from “{expected}” of line {line} by one character ({left} → {right}).",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "复制的文字里差一个字，往往是漏字或错字。",
        "In text that was copied, one character off is mostly a slip.",
    ),
    example: Text::new(
        "“按照水费收缴细的要求”与“按照水费收缴细则的要求”。",
        "法 is missing in one of the two.",
    ),
};

/// JS818: clauses of some length that differ in one character, where that character makes no other sense (上 and 下,
/// 增 and 减, numerals).
pub(crate) struct NearClause;

/// The shortest clause, in letters, of which a near miss means anything, and the longest that is looked at.
const LENGTHS: std::ops::RangeInclusive<u32> = 12..=80;

/// Characters that make another sense when put for one another, left out or added, as numerals do, too.
const TELLING: &str = "千万首次数人个年月日季本上下前后增减升降收支入出大小多少高低内外总分初末新旧东西南北中省市区县乡镇村\
                       不未无非已的了和及与或等各其总类款项甲乙丙丁";

fn tells(c: char) -> bool {
    is_numeral(c) || is_counting(c) || TELLING.contains(c)
}

impl Rule for NearClause {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there_where(context, log, !context.report().sections.is_empty()) {
            return;
        }
        let Some(clauses) = clauses(context) else { return };
        let mut found = 0;
        for (left, right) in pairs(&clauses) {
            let (Some(left), Some(right)) = (clauses.get(left), clauses.get(right)) else { continue };
            // what comes more often is more likely right; of two the longer
            let weight = |clause: &Clause<'_>| (clause.others.len(), clause.text.len());
            let (odd, usual) = if weight(left) <= weight(right) { (left, right) } else { (right, left) };
            let (from, to) = distance::difference(&odd.text, &usual.text);
            if !is_slip(from)
                || !is_slip(to)
                || !is_inside(&odd.text, from, &usual.text)
                || found >= TUNING.near_clause.most
            {
                continue;
            }
            found += 1;
            log.found(draft(odd, usual, from, to));
        }
        if found == 0 {
            log.held();
        }
    }
}

fn draft(odd: &Clause<'_>, usual: &Clause<'_>, from: &str, to: &str) -> Draft {
    let shown = |word: &str| if word.is_empty() { "（无）".to_owned() } else { word.to_owned() };
    let others = odd.others.iter().copied().chain([usual.first]);
    others
        .fold(Draft::at(odd.first), Draft::and_at)
        .printed(&*odd.text)
        .expected(&*usual.text)
        .with("fewer", odd.others.len() + 1)
        .with("line", usual.first.line)
        .with("left", shown(from))
        .with("right", shown(to))
}

/// Whether what differs is a word at most one character long that makes no other sense.
fn is_slip(word: &str) -> bool {
    word.chars().count() <= 1 && word.chars().all(|c| c.is_alphabetic() && !c.is_ascii() && !tells(c))
}

/// Whether two clauses begin and end alike: a word before or behind is no slip (将…, …图), and may be cut off by a page.
fn is_inside(odd: &str, differing: &str, usual: &str) -> bool {
    let before = odd.chars().zip(usual.chars()).take_while(|(a, b)| a == b).count();
    let rest = odd.chars().count() - before - differing.chars().count();
    before > 1 && rest > 1
}

/// A clause and where it stands.
struct Clause<'t> {
    text: Cow<'t, str>,
    first: Place,
    others: Vec<Place>,
}

/// The clauses of the text that begin or end as another one does, each once; `None` where the text has no clause.
fn clauses<'t>(context: &Context<'t>) -> Option<Vec<Clause<'t>>> {
    let mut known = Known::default();
    let mut clauses: Vec<Clause<'_>> = Vec::new();
    let mut halves: Vec<[u64; 4]> = Vec::new();
    for piece in context.get::<TextIndex>().clauses().iter().filter(|piece| LENGTHS.contains(&piece.count)) {
        let Some(line) = context.line(piece.line) else { continue };
        // more marks and foreign letters than words make no clause
        let plain = u32::try_from(piece.text(&line).len() / 3).is_ok_and(|length| LENGTHS.contains(&length));
        if !plain {
            continue;
        }
        let text = piece.letters(&line);
        let place = line.place(piece.span.0 as usize, piece.span.1 as usize);
        let (whole, own) = hashes_of_halves(&text, piece.count);
        if let Some(clause) = known.add(whole, &text, &clauses).and_then(|at| clauses.get_mut(at)) {
            clause.others.push(place);
            continue;
        }
        halves.push(own);
        clauses.push(Clause { text, first: place, others: Vec::new() });
    }
    let mut twice = Twice::with_room_for(halves.len() * 4);
    halves.iter().flatten().for_each(|half| twice.add(*half));
    let mut halves = halves.iter();
    let is_empty = clauses.is_empty();
    clauses.retain(|_| halves.next().is_some_and(|halves| halves.iter().any(|half| twice.holds(*half))));
    (!is_empty).then_some(clauses)
}

/// The pairs of clauses that differ in one character: they are alike once one character is left out.
fn pairs(clauses: &[Clause<'_>]) -> Vec<(usize, usize)> {
    let mut hashes = Hashes::default();
    // nearly all are alone with what they are when shortened: only the others are worth a place in the map
    let mut twice = Twice::with_room_for(clauses.iter().map(|clause| clause.text.len() / 3 + 1).sum());
    for clause in clauses {
        hashes.read(&clause.text);
        hashes.shortened().iter().for_each(|hash| twice.add(*hash));
    }
    let mut known: QuickMap<u64, usize> = QuickMap::default();
    let mut pairs = Vec::new();
    for (index, clause) in clauses.iter().enumerate() {
        let mut met: Option<usize> = None;
        hashes.read(&clause.text);
        for &hash in hashes.shortened().iter().filter(|hash| twice.holds(**hash)) {
            let first = *known.entry(hash).or_insert(index);
            if first != index {
                met = met.or(Some(first));
            }
        }
        let close = |other: &usize| {
            clauses.get(*other).is_some_and(|other| distance::within(&other.text, &clause.text, 1) == Some(1))
        };
        if let Some(other) = met.filter(close) {
            pairs.push((other, index));
        }
    }
    pairs
}

/// Where the clauses that were met stand among the others.
#[derive(Default)]
struct Known {
    at_hash: QuickMap<u64, usize>,
    /// Those whose hash another clause has.
    odd: TextMap<String, usize>,
}

impl Known {
    /// The place of the clause, if it was met; else it will have the next one.
    fn add(&mut self, hash: u64, text: &str, clauses: &[Clause<'_>]) -> Option<usize> {
        let next = clauses.len();
        let at = *self.at_hash.entry(hash).or_insert(next);
        match clauses.get(at) {
            None => None,
            Some(clause) if *clause.text == *text => Some(at),
            Some(_) => Some(*self.odd.entry(text.to_owned()).or_insert(next)).filter(|at| *at != next),
        }
    }
}

/// Counting filter: was this hash seen at least twice?
struct Twice {
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl Twice {
    fn with_room_for(numbers: usize) -> Self {
        let words = (numbers / 8 + 1).next_power_of_two();
        Self { once: vec![0; words], twice: vec![0; words] }
    }

    fn add(&mut self, number: u64) {
        let (slot, bit) = self.place(number);
        if let Some((once, twice)) = self.once.get_mut(slot).zip(self.twice.get_mut(slot)) {
            *twice |= *once & bit;
            *once |= bit;
        }
    }

    fn holds(&self, number: u64) -> bool {
        let (slot, bit) = self.place(number);
        self.twice.get(slot).is_some_and(|word| word & bit != 0)
    }

    /// Eight bits for each number that is expected.
    fn place(&self, number: u64) -> (usize, u64) {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> 32) as usize & (self.once.len() - 1), 1 << (mixed >> 26 & 63))
    }
}

/// The hash of a text of so many characters, and those of four parts of it. Of two texts that differ in one character
/// one of these is the same: where they differ behind the middle of the shorter one both begin alike, else they end
/// alike. Either may be the shorter one, and its length is part of the hash.
fn hashes_of_halves(text: &str, count: u32) -> (u64, [u64; 4]) {
    // the middle, if the other one is shorter by one
    let middle = count.saturating_sub(1) / 2;
    let (mut whole, mut at_middle, mut behind_middle) = (0_u64, 0, 0);
    for (at, c) in (0..).zip(text.chars()) {
        if at == middle {
            at_middle = whole;
        }
        whole = whole.wrapping_mul(BASE).wrapping_add(u64::from(c) + 1);
        if at == middle {
            behind_middle = whole;
        }
    }
    let sort = |hash: u64, shorter: u32, side: u64| {
        (hash ^ u64::from(shorter) << 1 ^ side).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    let end = |before: u64, from: u32| {
        whole.wrapping_sub(before.wrapping_mul(BASE.wrapping_pow(count.saturating_sub(from))))
    };
    let own = if count / 2 == middle { (at_middle, middle) } else { (behind_middle, middle + 1) };
    let less = count.saturating_sub(1);
    let halves = [
        sort(own.0, count, 0),
        sort(end(own.0, own.1), count, 1),
        sort(at_middle, less, 0),
        sort(end(behind_middle, middle + 1), less, 1),
    ];
    (whole, halves)
}

/// Hashes of a text and of its parts; keeps its lists from one text to the next.
#[derive(Default)]
struct Hashes {
    /// Each character, and the hash of what stands before it.
    before: Vec<(u64, u64)>,
    whole: u64,
    shortened: Vec<u64>,
}

const BASE: u64 = 0x0100_0000_01b3;

impl Hashes {
    fn read(&mut self, text: &str) {
        self.before.clear();
        let mut whole = 0_u64;
        for c in text.chars().map(|c| u64::from(u32::from(c))) {
            self.before.push((c, whole));
            whole = whole.wrapping_mul(BASE).wrapping_add(c + 1);
        }
        self.whole = whole;
    }

    /// The hashes of the text as it is, and with each one of its characters left out.
    fn shortened(&mut self) -> &[u64] {
        self.shortened.clear();
        self.shortened.push(self.whole);
        // what stands behind each character, with the power that shifts what stands before over it
        let (mut behind, mut power) = (0_u64, 1_u64);
        for (c, before) in self.before.iter().rev() {
            self.shortened.push(before.wrapping_mul(power).wrapping_add(behind));
            behind = (c + 1).wrapping_mul(power).wrapping_add(behind);
            power = power.wrapping_mul(BASE);
        }
        &self.shortened
    }
}
