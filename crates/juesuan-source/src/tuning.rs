//! Thresholds: numbers that decide how something is read and that no regulation gives.
//!
//! Each crate has one table of them, `tuning.rs`, made by [`tuning!`](crate::tuning!): a name, a value, a unit and what
//! it is. `cargo xtask sensitivity` moves one after the other and tells which documents notice; with the feature
//! `sensitivity` a threshold takes another value from the environment, otherwise it is a constant.

/// The environment variable that moves one threshold: `segment.heading.title_limit=53`.
#[cfg(feature = "sensitivity")]
const MOVED: &str = "JUESUAN_MOVED";

/// A length of text in Chinese characters. Texts are measured in bytes, of which each of them has three: digits and Latin
/// letters count a third, as they are narrower in print.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Han(pub usize);

impl Han {
    /// The length in bytes of UTF-8.
    pub const fn bytes(self) -> usize {
        self.0 * 3
    }
}

/// A threshold as it is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// Crate, group and name: `segment.heading.title_limit`.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// What it counts. A `bound` limits work or a message and decides nothing.
    pub unit: &'static str,
    /// What it is.
    pub meaning: String,
}

/// A value that a threshold may have.
pub trait Value: Copy {
    /// The value as a number.
    fn number(self) -> f64;

    /// The value of this kind that is next to a number.
    fn nearest(number: f64) -> Self;
}

macro_rules! values {
    ($($kind:ty),+) => {
        $(impl Value for $kind {
            #[allow(clippy::cast_lossless, clippy::cast_precision_loss, reason = "thresholds are small")]
            fn number(self) -> f64 {
                // 0.12 and not 0.11999999731779099
                (self as f64 * 1e6).round() / 1e6
            }

            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "thresholds are small")]
            fn nearest(number: f64) -> Self {
                number as Self
            }
        })+
    };
}

values!(u8, u16, u32, u64, usize, i64, f32, f64);

impl Value for Han {
    fn number(self) -> f64 {
        self.0.number()
    }

    fn nearest(number: f64) -> Self {
        Self(usize::nearest(number))
    }
}

/// The value of a threshold: the one in the environment, where it is named there.
#[cfg(feature = "sensitivity")]
pub fn moved<V: Value>(name: &str, value: V) -> V {
    let Ok(wish) = std::env::var(MOVED) else { return value };
    match wish.split_once('=') {
        Some((moved, number)) if moved == name => number.parse().map_or(value, V::nearest),
        _ => value,
    }
}

/// The one table of thresholds of a crate: `TUNING.group.name`, and `thresholds()`, which lists them.
#[macro_export]
macro_rules! tuning {
    (
        $area:literal;
        $($(#[doc = $about:literal])+ $group:ident: $Group:ident {
            $($(#[doc = $meaning:literal])+ $name:ident: $kind:ty = $value:expr, $unit:literal;)+
        })+
    ) => {
        $(
            $(#[doc = $about])+
            #[derive(Debug)]
            #[allow(clippy::struct_field_names, reason = "a threshold is called what it is")]
            pub(crate) struct $Group {
                $($(#[doc = $meaning])+ pub(crate) $name: $kind,)+
            }
        )+

        /// The thresholds of this crate.
        #[derive(Debug)]
        pub(crate) struct Tuning {
            $($(#[doc = $about])+ pub(crate) $group: $Group,)+
        }

        $crate::tuning_values! { $area; $($group: $Group { $($name: $kind = $value;)+ })+ }

        /// The thresholds of this crate, as `cargo xtask sensitivity` lists them.
        pub fn thresholds() -> Vec<$crate::Threshold> {
            vec![$($($crate::Threshold {
                name: concat!($area, ".", stringify!($group), ".", stringify!($name)),
                value: $crate::ThresholdValue::number(TUNING.$group.$name),
                unit: $unit,
                meaning: concat!($($meaning),+).trim().to_owned(),
            }),+),+]
        }
    };
}

/// The values of a table of thresholds: constants.
#[cfg(not(feature = "sensitivity"))]
#[doc(hidden)]
#[macro_export]
macro_rules! tuning_values {
    ($area:literal; $($group:ident: $Group:ident { $($name:ident: $kind:ty = $value:expr;)+ })+) => {
        /// The thresholds in use.
        pub(crate) static TUNING: Tuning = Tuning { $($group: $Group { $($name: $value,)+ },)+ };
    };
}

/// The values of a table of thresholds, one of which the environment may move.
#[cfg(feature = "sensitivity")]
#[doc(hidden)]
#[macro_export]
macro_rules! tuning_values {
    ($area:literal; $($group:ident: $Group:ident { $($name:ident: $kind:ty = $value:expr;)+ })+) => {
        /// The thresholds in use.
        pub(crate) static TUNING: std::sync::LazyLock<Tuning> = std::sync::LazyLock::new(|| Tuning {
            $($group: $Group {
                $($name: $crate::moved(concat!($area, ".", stringify!($group), ".", stringify!($name)), $value),)+
            },)+
        });
    };
}
