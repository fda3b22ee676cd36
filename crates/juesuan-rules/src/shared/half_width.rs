//! Digits of full width, ２０２３, are those of half width: rules that look at characters see one kind alone.

use std::borrow::Cow;

use juesuan_source::chars::digit;

/// A text whose digits are all of half width, and the way back to where they stand.
pub(crate) struct HalfWidth<'t> {
    text: Cow<'t, str>,
    /// Behind so many bytes of the text the original has so many more, in order.
    longer: Vec<(usize, usize)>,
}

impl<'t> HalfWidth<'t> {
    /// A text that has no digits of full width.
    pub(crate) const fn as_it_is(original: &'t str) -> Self {
        Self { text: Cow::Borrowed(original), longer: Vec::new() }
    }

    pub(crate) fn of(original: &'t str) -> Self {
        let wide = |c: char| !c.is_ascii() && digit(c).is_some();
        if !has_wide(original) {
            return Self::as_it_is(original);
        }
        let (mut text, mut longer) = (String::with_capacity(original.len()), Vec::new());
        for (at, c) in original.char_indices() {
            match digit(c).filter(|_| wide(c)).and_then(|value| char::from_digit(value, 10)) {
                Some(half) => {
                    text.push(half);
                    longer.push((text.len(), at + c.len_utf8() - text.len()));
                }
                None => text.push(c),
            }
        }
        Self { text: Cow::Owned(text), longer }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where a byte of the text stands in the original.
    pub(crate) fn original(&self, at: usize) -> usize {
        let before = self.longer.partition_point(|(from, _)| *from <= at);
        let longer = before.checked_sub(1).and_then(|last| self.longer.get(last));
        at + longer.map_or(0, |(_, longer)| *longer)
    }
}

/// Whether a text holds a digit of full width, U+FF10 to U+FF19. Commas and brackets of full width share the first two of
/// its three bytes, so that the last one decides.
pub(crate) fn has_wide(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xbc, bytes).any(|at| {
        let around = at.checked_sub(1).and_then(|before| bytes.get(before..at + 2));
        matches!(around, Some([0xef, 0xbc, 0x90..=0x99]))
    })
}

#[cfg(test)]
mod tests {
    use super::HalfWidth;

    #[test]
    fn digits_are_halved_and_lead_back() {
        let original = "至２０２３年12月";
        let half = HalfWidth::of(original);
        assert_eq!(half.text(), "至2023年12月");
        let year = half.text().find("2023").expect("the year");
        let place = half.original(year)..half.original(year + 4);
        assert_eq!(original.get(place), Some("２０２３"));
        let month = half.text().find("12").expect("the month");
        assert_eq!(original.get(half.original(month)..), Some("12月"));
    }
}
