//! The words that say what a figure means, as data.

use std::sync::LazyLock;

use juesuan_model::Direction;
use juesuan_vocabulary::figures as lists;

use super::lexicon::{Lexicon, WordSet};

/// What a word tells about the figures near it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A change; without a direction where the form prints both (增减).
    Change(Option<Direction>),
    /// A word that contains a cue and is none: 增值税, 减免.
    Plain,
    /// The year before the one spoken of.
    Previous,
    /// The year spoken of.
    Current,
    /// The budget, against which a figure may be compared.
    Budget,
    /// What follows is part of what was named before.
    Part,
    /// Money for each of something.
    PerHead,
    /// Points are given.
    Scored,
    /// A time without a year: the words are the period.
    Former,
}

impl Cue {
    /// The cue with this name in the vocabulary.
    fn named(kind: &str) -> Option<Self> {
        Some(match kind {
            "up" => Self::Change(Some(Direction::Up)),
            "down" => Self::Change(Some(Direction::Down)),
            "same" => Self::Change(Some(Direction::Same)),
            "either" => Self::Change(None),
            "plain" => Self::Plain,
            "previous" => Self::Previous,
            "current" => Self::Current,
            "budget" => Self::Budget,
            "part" => Self::Part,
            "per_head" => Self::PerHead,
            "scored" => Self::Scored,
            "former" => Self::Former,
            _ => return None,
        })
    }
}

/// The words with which a cue begins or that are one.
pub(super) fn cues() -> impl Iterator<Item = &'static str> {
    CUES.words()
}

/// The longest cue with which `text` begins.
pub(super) fn cue(text: &str) -> Option<(&'static str, Cue)> {
    CUES.find(text)
}

static CUES: LazyLock<Lexicon<Cue>> = LazyLock::new(|| {
    Lexicon::new(lists::CUES.iter().filter_map(|(kind, word)| Some((*word, Cue::named(kind)?))))
});

pub(super) use juesuan_vocabulary::figures::COUNTED_IN_WORDS;

pub(super) use juesuan_vocabulary::figures::HAN_NOT_AFTER;

/// The grade with which a subject ends: 评为优.
pub(super) static GRADE_GIVEN: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new(juesuan_vocabulary::performance::GRADED_ENDS));

/// Sets of words, built when they are first asked; what each holds is said in the vocabulary.
macro_rules! word_sets {
    ($($name:ident),+ $(,)?) => {
        $(pub(super) static $name: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(lists::$name));)+
    };
}

word_sets! {
    NAMES_A_YEAR,
    NAMED_BY_A_YEAR,
    OPENS_WITH_YEAR,
    COMPARES,
    COMPARES_NOT,
    CHANGE_ENDS,
    CHANGE_BREAKS,
    CHANGE_HEDGES,
    CHANGE_NOUNS,
    GRADES,
    BOUNDS,
    MONEY_NOUNS,
    RATE_NOUNS,
    RATES_OF_BUDGET,
    TAKES_UP,
    PEOPLE,
    TIME_PHRASES_BEFORE,
    TIME_NAMES_BEHIND,
    YEARS_STATED,
    HAN_MEASURES,
    PRICES,
    FIGURE_VERBS,
    ZERO_MEASURES,
    AVERAGES,
    LEADS_ON,
    RATE_VERBS,
    COMPARED_LESS,
    COMPARED_MORE,
    COMPARED_WITH,
    HAN_COUNTED,
    SUBJECT_FRONT,
    SUBJECT_END,
    TITLE_ENDS,
    PREDICATES,
    SAYS_NOTHING_ALONE,
    MEASURED_AS,
    AFTER_COUNTED,
    COMPARISONS,
    ABOUT_BEFORE,
    MORE_BEFORE,
    LESS_BEFORE,
    ABOUT_AFTER,
    MORE_AFTER,
    LESS_AFTER,
    HEDGES,
    NEXT,
    POINTS_GIVEN,
    WITHIN_DAYS,
}
