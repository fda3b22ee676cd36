//! The Arrow schema of a resource, from the same definitions as the CSV files.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Schema, SchemaRef};
use juesuan_model::Decimal;

use crate::{Field, FieldKind, Resource};

/// Digits of a decimal column in all: the most that Parquet's readers take.
pub const DECIMAL_PRECISION: u8 = 38;

/// Digits of a decimal column behind the point. 18 leave 20 before it, enough for every amount in yuan, and hold what a
/// spreadsheet computed (0.09833333333333334) without a loss.
pub const DECIMAL_SCALE: u8 = 18;

/// The columns of a resource: its fields in order, then for each number its text as printed. What its folder's name
/// says (`key`) is no column of a file: readers take it from there.
pub(super) fn schema(resource: &Resource, key: &str) -> SchemaRef {
    let fields = || resource.fields.iter().filter(move |field| field.name != key);
    let columns = fields().map(column);
    let texts = fields().filter(|field| field.kind == FieldKind::Number).map(text_column);
    let about = [("name", resource.name), ("zh", resource.zh), ("en", resource.en)];
    let about = about.map(|(key, text)| (key.to_owned(), text.to_owned()));
    Arc::new(Schema::new_with_metadata(columns.chain(texts).collect::<Vec<_>>(), HashMap::from(about)))
}

/// Every column may be empty for Parquet: what must not be is said by the data package's descriptor.
fn column(field: &Field) -> arrow_schema::Field {
    let kind = match field.kind {
        FieldKind::Text => DataType::Utf8,
        FieldKind::Integer => DataType::Int64,
        FieldKind::Year => DataType::Int32,
        FieldKind::Number => decimal(),
    };
    described(field.name.to_owned(), kind, field.zh, field.en)
}

fn text_column(field: &Field) -> arrow_schema::Field {
    let zh = format!("{}，照原文书写", field.zh);
    let en = format!("{}, in its printed digits", field.en);
    described(format!("{}_text", field.name), DataType::Utf8, &zh, &en)
}

fn described(name: String, kind: DataType, zh: &str, en: &str) -> arrow_schema::Field {
    let about = [("zh", zh), ("en", en)].map(|(key, text)| (key.to_owned(), text.to_owned()));
    arrow_schema::Field::new(name, kind, true).with_metadata(HashMap::from(about))
}

/// The type of every number.
pub(super) fn decimal() -> DataType {
    DataType::Decimal128(DECIMAL_PRECISION, DECIMAL_SCALE.cast_signed())
}

/// The number as a count of 10⁻¹⁸; `None` where it has more digits than the column.
pub(super) fn scaled(number: Decimal) -> Option<i128> {
    const LIMIT: u128 = 10_u128.pow(DECIMAL_PRECISION as u32);
    let scale = u32::from(DECIMAL_SCALE);
    let mantissa = number.mantissa();
    let scaled = if let Some(missing) = scale.checked_sub(number.scale()) {
        mantissa.checked_mul(10_i128.checked_pow(missing)?)?
    } else {
        let surplus = 10_i128.checked_pow(number.scale() - scale)?;
        (mantissa % surplus == 0).then_some(mantissa / surplus)?
    };
    (scaled.unsigned_abs() < LIMIT).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_printed_fits_and_what_does_not_is_told() {
        let scaled = |text: &str| scaled(text.parse().unwrap());
        assert_eq!(scaled("497.10"), Some(497_100_000_000_000_000_000));
        assert_eq!(scaled("-0.09833333333333334"), Some(-98_333_333_333_333_340));
        assert_eq!(scaled("99999999999999999999"), Some(99_999_999_999_999_999_999 * 10_i128.pow(18)));
        assert_eq!(scaled("100000000000000000000"), None);
        assert_eq!(scaled("1.0000000000000000000"), Some(10_i128.pow(18)));
        assert_eq!(scaled("1.0000000000000000001"), None);
    }

    proptest! {
        #[test]
        fn a_number_that_fits_is_the_same_number(mantissa in any::<i64>(), scale in 0_u32..=28) {
            let number = Decimal::from_i128_with_scale(i128::from(mantissa), scale);
            if let Some(scaled) = scaled(number) {
                let again = Decimal::try_from_i128_with_scale(scaled, u32::from(DECIMAL_SCALE));
                prop_assert!(again.is_err() || again == Ok(number));
            } else {
                prop_assert!(scale > u32::from(DECIMAL_SCALE));
            }
        }
    }
}
