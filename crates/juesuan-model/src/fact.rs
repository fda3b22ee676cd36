//! Facts: the numbers that running text states.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amount::convert;
use crate::record::{DecimalText, is_given, word_list, written_as_text};
use crate::{Amount, Certainty, Decimal, Item, Measure, MoneyUnit, Place, StatementId, TableId, Unit};

word_list! {
    /// What a number says about its subject.
    FactRole {
        /// A level of money.
        Amount = "amount",
        /// A difference between two periods, with its sign.
        Change = "change",
        /// A share or rate.
        Percent = "percent",
        /// A number of counted things.
        Count = "count",
        /// Money that is part of an amount named before (其中).
        Part = "part",
        /// Money for each of something.
        UnitPrice = "unit_price",
        /// Points.
        Score = "score",
    }
}

word_list! {
    /// Which way a change goes.
    Direction {
        /// 增加, 上升, 增长
        Up = "up",
        /// 减少, 下降, 降低
        Down = "down",
        /// 持平
        Same = "same",
    }
}

word_list! {
    /// How a number is hedged.
    Approximation {
        /// 约, 近, 左右
        About = "about",
        /// 余, 多, 以上, 超过
        MoreThan = "more_than",
        /// 不足, 以下, 以内
        LessThan = "less_than",
    }
}

/// The time a number speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// One year: `2022`.
    Year(u16),
    /// A change: `2022-2021` is 2022 against 2021.
    Change {
        /// The later year.
        year: u16,
        /// The year it is compared with.
        against: u16,
    },
    /// Anything else the text says: 机构改革前. Never empty.
    Other(Box<str>),
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Change { year, against } => write!(f, "{year:04}-{against:04}"),
            Self::Other(text) => f.pad(text),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let year = |text: &str| -> Option<u16> {
            (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
        };
        if let Some(year) = year(text) {
            return Ok(Self::Year(year));
        }
        let years = text.split_once('-').and_then(|(later, earlier)| year(later).zip(year(earlier)));
        match years {
            Some((year, against)) => Ok(Self::Change { year, against }),
            None if text.is_empty() => Err(PeriodError),
            None => Ok(Self::Other(text.into())),
        }
    }
}

written_as_text!(Period, "Period", "The time a number speaks of: 2022, 2022-2021 for a change, else words.");

/// A period without words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a period is a year, two years joined by '-', or words")]
pub struct PeriodError;

/// What of the model a fact speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubjectRef {
    /// A figure that a table prints, too.
    Figure {
        /// The table.
        table: TableId,
        /// Its row (or the column that means the same).
        item: Item,
        /// Its column.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        measure: Option<Measure>,
    },
    /// A line of the vocabulary or a code that no table of the document prints.
    Item {
        /// The statutory table that prints such a figure, where one does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        form: Option<StatementId>,
        /// The line or code.
        item: Item,
        /// What is measured.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        measure: Option<Measure>,
    },
    /// A programme.
    Programme {
        /// Index in [`crate::Report::programmes`].
        index: u32,
    },
}

/// A number that running text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The title of the section it stands in.
    pub section: String,
    /// What the number is about, in the words of the text.
    pub subject: String,
    /// What of the model that is, where it could be told.
    pub subject_ref: Option<SubjectRef>,
    /// When.
    pub period: Option<Period>,
    /// What the number says about the subject.
    pub role: FactRole,
    /// The number as printed; of a decrease without a sign, see [`Fact::signed`].
    pub value: Decimal,
    /// Its unit.
    pub unit: Option<Unit>,
    /// Whether the text leaves the unit out, so that it was taken from the figures around it.
    pub unit_supplied: bool,
    /// Which way a change goes.
    pub direction: Option<Direction>,
    /// The word that says which way: 减少.
    pub direction_word: Option<String>,
    /// How the number is hedged.
    pub approximation: Option<Approximation>,
    /// The characters as printed, where they are not the value: "五", "２０".
    pub printed: Option<Box<str>>,
    /// The byte offset at which the sentence begins that states it: facts of one sentence speak of one thing.
    pub sentence: u32,
    /// How sure it is that the number speaks of its subject.
    pub certainty: Certainty,
    /// Where the number stands.
    pub place: Place,
}

impl Fact {
    /// A number of which only role, value, unit and place are known yet.
    pub fn new(role: FactRole, value: Decimal, unit: Option<Unit>, place: Place) -> Self {
        Self {
            section: String::new(),
            subject: String::new(),
            subject_ref: None,
            period: None,
            role,
            value,
            unit,
            unit_supplied: false,
            direction: None,
            direction_word: None,
            approximation: None,
            printed: None,
            sentence: place.span.start,
            certainty: Certainty::Given,
            place,
        }
    }

    /// The value with the sign of its direction: a decrease of 3841.65 is −3841.65.
    pub fn signed(&self) -> Decimal {
        match self.direction {
            Some(Direction::Down) if self.value.is_sign_positive() => -self.value,
            _ => self.value,
        }
    }

    /// The value with its unit; `None` where no unit is known.
    pub fn amount(&self) -> Option<Amount> {
        self.unit.as_ref().map(|unit| Amount::new(self.value, unit.clone()))
    }

    /// The money in yuan, exactly; `None` where it is not money.
    pub fn yuan(&self) -> Option<Decimal> {
        convert(self.value, self.unit.as_ref()?, MoneyUnit::Yuan).ok()
    }
}

/// A fact as written.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Fact")]
struct FactRecord {
    /// Title of the section.
    section: String,
    /// What the number is about.
    subject: String,
    /// What of the model that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject_ref: Option<SubjectRef>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    /// What the number says about the subject.
    role: FactRole,
    /// Number as printed.
    #[schemars(with = "DecimalText")]
    value: Decimal,
    /// Unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<Unit>,
    /// Whether the text leaves the unit out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    unit_supplied: bool,
    /// Money in yuan, exactly. Derived: not read back.
    #[serde(default, skip_serializing_if = "Option::is_none", skip_deserializing)]
    #[schemars(with = "Option<DecimalText>")]
    amount_yuan: Option<Decimal>,
    /// Which way a change goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    direction: Option<Direction>,
    /// The word that says which way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    direction_word: Option<String>,
    /// How the number is hedged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approximation: Option<Approximation>,
    /// Characters as printed, where they are not the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    printed: Option<Box<str>>,
    /// Byte offset at which its sentence begins.
    #[serde(default)]
    sentence: u32,
    /// How sure it is that the number speaks of its subject: `given` or `doubtful`.
    #[serde(default, skip_serializing_if = "is_given")]
    #[schemars(with = "String")]
    certainty: Certainty,
    /// Where the number stands.
    #[serde(flatten)]
    place: Place,
}

impl Serialize for Fact {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let fact = self.clone();
        FactRecord {
            amount_yuan: fact.yuan(),
            section: fact.section,
            subject: fact.subject,
            subject_ref: fact.subject_ref,
            period: fact.period,
            role: fact.role,
            value: fact.value,
            unit: fact.unit,
            unit_supplied: fact.unit_supplied,
            direction: fact.direction,
            direction_word: fact.direction_word,
            approximation: fact.approximation,
            printed: fact.printed,
            sentence: fact.sentence,
            certainty: fact.certainty,
            place: fact.place,
        }
        .serialize(to)
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let record = FactRecord::deserialize(from)?;
        Ok(Self {
            section: record.section,
            subject: record.subject,
            subject_ref: record.subject_ref,
            period: record.period,
            role: record.role,
            value: record.value,
            unit: record.unit,
            unit_supplied: record.unit_supplied,
            direction: record.direction,
            direction_word: record.direction_word,
            approximation: record.approximation,
            printed: record.printed,
            sentence: record.sentence,
            certainty: record.certainty,
            place: record.place,
        })
    }
}

impl JsonSchema for Fact {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fact".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        FactRecord::json_schema(generator)
    }
}
