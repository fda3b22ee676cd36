//! Rows as bytes: what a document becomes for formats that take values and no text, until it is its turn to be written.

use std::borrow::Cow;

use juesuan_model::{Decimal, Report};

use crate::{Resource, Value};

/// What a value is; the bytes of it follow.
const EMPTY: u8 = 0;
const TEXT: u8 = 1;
const INTEGER: u8 = 2;
const NUMBER: u8 = 3;

/// The rows that a report has in a resource.
pub(crate) fn pack(resource: &Resource, report: &Report) -> Vec<u8> {
    let mut bytes = Vec::new();
    resource.rows(report, |row| pack_row(&mut bytes, row));
    bytes
}

/// Adds a row.
pub(crate) fn pack_row(bytes: &mut Vec<u8>, row: &[Value<'_>]) {
    for value in row {
        match value {
            Value::Empty => bytes.push(EMPTY),
            Value::Text(text) => {
                bytes.push(TEXT);
                bytes.extend((text.len() as u64).to_le_bytes());
                bytes.extend(text.as_bytes());
            }
            Value::Integer(number) => {
                bytes.push(INTEGER);
                bytes.extend(number.to_le_bytes());
            }
            Value::Number(number) => {
                bytes.push(NUMBER);
                bytes.extend(number.serialize());
            }
        }
    }
}

/// Why there are no rows in some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Damaged;

/// Gives every row of so many values.
///
/// # Errors
/// [`Damaged`] where the bytes are no such rows, else what `take` says of a row.
pub(crate) fn unpack<E: From<Damaged>>(
    mut bytes: &[u8],
    width: usize,
    mut take: impl FnMut(&[Value<'_>]) -> Result<(), E>,
) -> Result<(), E> {
    let mut row = Vec::with_capacity(width);
    while !bytes.is_empty() {
        row.clear();
        for _ in 0..width {
            row.push(value(&mut bytes).ok_or(Damaged)?);
        }
        take(&row)?;
    }
    Ok(())
}

/// The value at the beginning, which is taken off.
fn value<'b>(bytes: &mut &'b [u8]) -> Option<Value<'b>> {
    let [kind] = array(bytes)?;
    Some(match kind {
        EMPTY => Value::Empty,
        TEXT => {
            let length = usize::try_from(u64::from_le_bytes(array(bytes)?)).ok()?;
            let (text, rest) = bytes.split_at_checked(length)?;
            *bytes = rest;
            Value::Text(Cow::Borrowed(std::str::from_utf8(text).ok()?))
        }
        INTEGER => Value::Integer(u64::from_le_bytes(array(bytes)?)),
        NUMBER => Value::Number(Decimal::deserialize(array(bytes)?)),
        _ => return None,
    })
}

fn array<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (found, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_value() -> impl Strategy<Value = Value<'static>> {
        prop_oneof![
            Just(Value::Empty),
            "\\PC{0,9}".prop_map(|text| Value::Text(text.into())),
            any::<u64>().prop_map(Value::Integer),
            // a zero with a sign and printed decimals is a value of its own
            (any::<i64>(), 0..9_u32, any::<bool>()).prop_map(|(digits, scale, negative)| {
                let mut number = Decimal::new(digits, scale);
                number.set_sign_negative(negative);
                Value::Number(number)
            }),
        ]
    }

    fn unpacked(bytes: &[u8], width: usize) -> Result<Vec<String>, Damaged> {
        let mut rows = Vec::new();
        unpack::<Damaged>(bytes, width, |row| {
            rows.push(format!("{row:?}"));
            Ok(())
        })?;
        Ok(rows)
    }

    proptest! {
        #[test]
        fn rows_come_back_as_they_were(rows in prop::collection::vec(prop::collection::vec(any_value(), 3), 0..5)) {
            let mut bytes = Vec::new();
            for row in &rows {
                pack_row(&mut bytes, row);
            }
            let before: Vec<String> = rows.iter().map(|row| format!("{:?}", row.as_slice())).collect();
            prop_assert_eq!(unpacked(&bytes, 3), Ok(before));
        }

        #[test]
        fn any_bytes_are_rows_or_damaged(bytes in prop::collection::vec(0..5_u8, 0..40)) {
            let _ = unpacked(&bytes, 2);
        }
    }

    #[test]
    fn a_row_that_is_cut_is_damaged() {
        let mut bytes = Vec::new();
        pack_row(&mut bytes, &[Value::Text("决算".into()), Value::Integer(1)]);
        for end in 1..bytes.len() {
            assert_eq!(unpacked(&bytes[..end], 2), Err(Damaged), "{end} of {} bytes", bytes.len());
        }
    }
}
