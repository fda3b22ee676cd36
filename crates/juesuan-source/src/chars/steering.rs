//! Characters that are not shown and change how others are: what they steer is a terminal, a line, or the order of writing.

/// Whether a character is a control of terminals (C0, DEL, C1), of lines, or of the direction of writing.
pub const fn steers(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    )
}

/// What is shown in place of such a character: its picture, where Unicode has one.
pub fn picture(character: char) -> char {
    match character {
        '\0'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_has_a_picture_that_does_not() {
        let all: Vec<char> = ('\0'..=char::MAX).filter(|&character| steers(character)).collect();
        assert_eq!(all.len(), 32 + 1 + 32 + 1 + 2 + 7 + 4);
        assert!(all.iter().all(|&character| !steers(picture(character))));
        assert_eq!([picture('\n'), picture('\u{7f}'), picture('\u{202e}')], ['␊', '␡', '\u{fffd}']);
        assert!(['决', 'a', ' ', '\u{3000}', '\u{200b}'].iter().all(|&character| !steers(character)));
    }
}
