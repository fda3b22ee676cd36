use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use juesuan_model::{FindingKind, Place, Severity, vocabulary};
use juesuan_source::chars::is_numeral;
use juesuan_vocabulary::spelling::TELLING;

use crate::quick::{QuickMap, Sieve, TextSet, is_ideograph, is_wide};
use crate::shared::distance;
use crate::shared::row_labels::OfTables;
use crate::shared::source_text;
use crate::shared::text_index::{TERMS, TextIndex};
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS819"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("表内科目和报表项目在正文中没有写错", "Lines of the forms are not misspelt in the text"),
    message: Text::new(
        "“{printed}”与报表项目“{expected}”只差一个字，疑是错字。",
        "“{printed}” differs from the line “{expected}” by one character: probably a slip.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::new(BasisKind::Form, "部门决算公开报表：报表项目名称"),
    why: Text::new(
        "项目名称写错，检索和汇总都找不到它。",
        "What is misspelt is not found by those who look for it.",
    ),
    example: Text::new("“公务接接费”（应为公务接待费）。", "接 is printed for 待."),
};

/// JS819: words between marks that differ from a line of the forms, or a label of the document's own tables, in one
/// character of five or more are spelt like it.
pub(crate) struct MisspeltTerm;

impl Rule for MisspeltTerm {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there_where(context, log, !context.report().sections.is_empty()) {
            return;
        }
        let labels = context.get::<OfTables>().all().iter().map(|label| &*label.key);
        let labels: Vec<&str> = labels.filter(|label| is_term(label)).collect();
        let own = Terms::of(&labels);
        let mut found: BTreeMap<(String, &str), Vec<Place>> = BTreeMap::new();
        let wording = context.get::<TextIndex>();
        for piece in wording.terms() {
            let Some(line) = context.line(piece.line) else { continue };
            let word = piece.text(&line);
            let halves = halves(word);
            let may_be_near = LINE_TERMS.may_be_near(halves) || own.may_be_near(halves);
            if !may_be_near || LINE_TERMS.hold(word) || own.hold(word) {
                continue;
            }
            if let Some(term) = LINE_TERMS.near(word, &own) {
                let (start, end) = (piece.span.0 as usize, piece.span.1 as usize);
                found.entry((word.to_owned(), term)).or_default().push(line.place(start, end));
            }
        }
        if found.is_empty() && wording.has_terms {
            log.held();
        }
        for ((word, term), places) in found {
            let mut places = places.into_iter();
            let draft = Draft::at(places.next().unwrap_or_default());
            log.found(places.fold(draft, Draft::and_at).printed(word).expected(term));
        }
    }
}

fn is_term(text: &str) -> bool {
    u32::try_from(text.chars().count()).is_ok_and(|length| TERMS.contains(&length))
        && text.chars().all(|c| is_ideograph(c) || c.is_alphabetic())
}

/// The keys of the lines of the forms.
static KEYS: LazyLock<Vec<Cow<'static, str>>> =
    LazyLock::new(|| vocabulary::items().map(|(_, names)| vocabulary::label_key(names.zh)).collect());

static LINES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| KEYS.iter().map(|key| &**key).filter(|key| is_term(key)).collect());

static LINE_TERMS: LazyLock<Terms<'static>> = LazyLock::new(|| Terms::of(&LINES));

/// Terms that words are compared with.
struct Terms<'t> {
    words: &'t [&'t str],
    known: TextSet<&'t str>,
    /// Tells at once of most words that they are near no term.
    halves: Sieve,
    /// Terms by what is left of them when one character is blotted out, made when a word may be near one.
    gaps: OnceLock<QuickMap<u64, usize>>,
}

impl<'t> Terms<'t> {
    fn of(words: &'t [&'t str]) -> Self {
        let halves = Sieve::of(words.iter().flat_map(|term| halves(term)));
        let known = words.iter().copied().collect();
        Self { words, known, halves, gaps: OnceLock::new() }
    }

    fn hold(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// Whether the first or the second half of a word may be that of a term.
    fn may_be_near(&self, halves: [u64; 2]) -> bool {
        halves.into_iter().any(|half| self.halves.may_hold(half))
    }

    /// Of several terms with one gap the first by its letters counts.
    fn at_gap(&self, gap: u64) -> Option<&'t str> {
        let gaps = self.gaps.get_or_init(|| {
            let mut gaps = QuickMap::default();
            let mut words: Vec<(usize, &str)> = self.words.iter().copied().enumerate().collect();
            words.sort_unstable_by_key(|(_, term)| *term);
            for (at, term) in words {
                for gap in blotted(term) {
                    gaps.entry(gap).or_insert(at);
                }
            }
            gaps
        });
        self.words.get(*gaps.get(&gap)?).copied()
    }

    /// The term, of these and of others, from which the word differs in one character, if that is a slip.
    fn near(&self, word: &str, others: &Terms<'t>) -> Option<&'t str> {
        let near = |gap: u64| {
            let terms = [self, others].into_iter().filter_map(|terms| terms.at_gap(gap));
            terms.min().filter(|term| differ_in_one(word, term))
        };
        let term = blotted(word).find_map(near)?;
        let (left, right) = distance::difference(word, term);
        let slip =
            |word: &str| word.chars().all(|c| c.is_alphabetic() && !is_numeral(c) && !TELLING.contains(c));
        (slip(left) && slip(right)).then_some(term)
    }
}

/// A number for each half of a word, the same in words of one length with the same half: words that differ in one
/// character have one of them in common.
fn halves(word: &str) -> [u64; 2] {
    // nearly all are of ideographs alone
    if is_wide(word) {
        let length = word.len() / 3;
        let (begin, end) = word.as_bytes().split_at(length / 2 * 3);
        return [hash(begin, length as u64), hash(end, !(length as u64))];
    }
    let length = word.chars().count();
    let mut halves = [length as u64, !(length as u64)];
    for (at, c) in word.chars().enumerate() {
        let half = usize::from(at >= length / 2);
        if let Some(half) = halves.get_mut(half) {
            *half = (half.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
    halves
}

fn hash(bytes: &[u8], seed: u64) -> u64 {
    let mut hash = seed;
    let mut add = |word: u64| hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let words = bytes.chunks_exact(8);
    let rest = words.remainder().iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    words.filter_map(|word| word.try_into().ok()).map(u64::from_le_bytes).for_each(&mut add);
    add(rest);
    hash
}

/// One number for each character of the word: the same for all words that differ in that character alone.
fn blotted(word: &str) -> impl Iterator<Item = u64> {
    const BLOT: u64 = '？' as u64;
    let odd = |at: u64| (at * 2 + 1).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(31) | 1;
    let number = move |(at, c): (u64, char)| (u64::from(c).wrapping_sub(BLOT)).wrapping_mul(odd(at));
    let numbered = move || (0..).zip(word.chars());
    let (length, whole) = numbered()
        .fold((0_u64, 0_u64), |(length, sum), character| (length + 1, sum.wrapping_add(number(character))));
    let whole = whole.wrapping_add(length.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    numbered().map(move |character| whole.wrapping_sub(number(character)))
}

/// Whether two words of one length have all characters but one in common.
fn differ_in_one(left: &str, right: &str) -> bool {
    left.chars().count() == right.chars().count()
        && left.chars().zip(right.chars()).filter(|(a, b)| a != b).count() == 1
}
