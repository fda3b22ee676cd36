use std::borrow::Cow;
use std::collections::HashMap;

use juesuan_model::{FindingKind, Place, Severity};

use crate::distance;
use crate::quick::{QuickMap, is_letter};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: Cow::Borrowed("JS818"),
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
        "“按照资金管理办的要求”与“按照资金管理办法的要求”。",
        "法 is missing in one of the two.",
    ),
};

/// JS818: clauses of some length that differ in one character, where that character makes no other sense (上 and 下,
/// 增 and 减, numerals).
pub(crate) struct NearClause;

/// The shortest clause, in characters, of which a near miss means anything, and the longest that is looked at.
const LENGTHS: std::ops::RangeInclusive<u32> = 12..=80;
/// The most findings of one document.
const MOST: usize = 30;

/// Characters that make another sense when put for one another, left out or added.
const TELLING: &str = "一二三四五六七八九十百千万零两首次数人个年月日季本上下前后增减升降收支入出大小多少高低内外总分初末新旧东西南北中省市区县乡镇村\
                       不未无非已的了和及与或等各其总类款项甲乙丙丁";

impl Rule for NearClause {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if context.text().is_none() {
            if !context.report().sections.is_empty() {
                log.missing("原文");
            }
            return;
        }
        let clauses = clauses(context);
        if clauses.is_empty() {
            return;
        }
        let mut found = 0;
        for (left, right) in pairs(&clauses) {
            let (Some(left), Some(right)) = (clauses.get(left), clauses.get(right)) else { continue };
            // what comes more often is more likely right; of two the longer
            let weight = |clause: &Clause<'_>| (clause.others.len(), clause.text.len());
            let (odd, usual) = if weight(left) <= weight(right) { (left, right) } else { (right, left) };
            let (from, to) = distance::difference(&odd.text, &usual.text);
            if !is_slip(from) || !is_slip(to) || !is_inside(&odd.text, from, &usual.text) || found >= MOST {
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
    word.chars().count() <= 1
        && word.chars().all(|c| c.is_alphabetic() && !c.is_ascii() && !TELLING.contains(c))
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

/// The clauses of the text, each once.
fn clauses<'t>(context: &Context<'t>) -> Vec<Clause<'t>> {
    let mut at_text: HashMap<Cow<'t, str>, usize> = HashMap::new();
    let mut clauses: Vec<Clause<'_>> = Vec::new();
    for piece in context.wording().clauses().filter(|piece| LENGTHS.contains(&piece.letters)) {
        let Some(line) = context.line(piece.line) else { continue };
        let printed = piece.text(&line);
        // more marks and foreign letters than words make no clause
        let plain = u32::try_from(printed.len() / 3).is_ok_and(|length| LENGTHS.contains(&length));
        if !plain {
            continue;
        }
        let text = letters(printed);
        let place = line.place(piece.start as usize, piece.end as usize);
        if let Some(clause) = at_text.get(&text).and_then(|index| clauses.get_mut(*index)) {
            clause.others.push(place);
            continue;
        }
        at_text.insert(text.clone(), clauses.len());
        clauses.push(Clause { text, first: place, others: Vec::new() });
    }
    clauses
}

/// The letters of a piece of text, which are copied only where something stands between them.
fn letters(piece: &str) -> Cow<'_, str> {
    let inside = piece.trim_matches(|c| !is_letter(c));
    if inside.chars().all(is_letter) {
        return Cow::Borrowed(inside);
    }
    Cow::Owned(inside.chars().filter(|c| is_letter(*c)).collect())
}

/// The pairs of clauses that differ in one character: they are alike once one character is left out.
fn pairs(clauses: &[Clause<'_>]) -> Vec<(usize, usize)> {
    let mut shortened = Shortened::default();
    // nearly all are alone with what they are when shortened: only the others are worth a place in the map
    let mut twice = Twice::with_room_for(clauses.iter().map(|clause| clause.text.len() / 3 + 1).sum());
    for clause in clauses {
        shortened.of(&clause.text).iter().for_each(|hash| twice.add(*hash));
    }
    let mut known: QuickMap<u64, usize> = QuickMap::default();
    let mut pairs = Vec::new();
    for (index, clause) in clauses.iter().enumerate() {
        let mut met: Option<usize> = None;
        for &hash in shortened.of(&clause.text).iter().filter(|hash| twice.holds(**hash)) {
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

/// Tells of most numbers that came once that they did not come twice.
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

/// Hashes of a text with a character left out; keeps its lists from one text to the next.
#[derive(Default)]
struct Shortened {
    /// Each character, and the hash of what stands before it.
    before: Vec<(u64, u64)>,
    hashes: Vec<u64>,
}

impl Shortened {
    /// The hashes of the text as it is, and with each one of its characters left out.
    fn of(&mut self, text: &str) -> &[u64] {
        const BASE: u64 = 0x0100_0000_01b3;
        // what stands before each character, and what stands behind it with the power that shifts the former over it
        self.before.clear();
        let mut whole = 0_u64;
        for c in text.chars().map(|c| u64::from(u32::from(c))) {
            self.before.push((c, whole));
            whole = whole.wrapping_mul(BASE).wrapping_add(c + 1);
        }
        self.hashes.clear();
        self.hashes.push(whole);
        let (mut behind, mut power) = (0_u64, 1_u64);
        for (c, before) in self.before.iter().rev() {
            self.hashes.push(before.wrapping_mul(power).wrapping_add(behind));
            behind = (c + 1).wrapping_mul(power).wrapping_add(behind);
            power = power.wrapping_mul(BASE);
        }
        &self.hashes
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::Report;

    use crate::testing::said;

    #[test]
    fn fires() {
        let text = "一、严格按照城区绿化养护管理办法执行，无截留。\n二、严格按照城区绿化养护管理办执行。\n";
        said(
            "JS818",
            &Report::default(),
            text,
            &expect![[r#"
            finding 1 of 1
            JS818-2 name info [2, 1] “严格按照城区绿化养护管理办执行”（1处）与第1行的“严格按照城区绿化养护管理办法执行”只差一个字（（无）→法），疑有错字或漏字。
              “严格按照城区绿化养护管理办执行” (1 places) differs from “严格按照城区绿化养护管理办法执行” of line 1 by one character (（无） → 法).
        "#]],
        );
    }

    #[test]
    fn passes() {
        let text = "本年度城区绿化养护资金支出有所增加，\n上年度城区绿化养护资金支出有所增加，\n";
        said(
            "JS818",
            &Report::default(),
            text,
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }
}
