//! Words that were recognised on a picture of a page, as characters in the places where they would have been drawn.

use std::collections::HashMap;

use juesuan_source::Span;

use super::drawing::{Drawing, Glyph, Turn};
use super::lines::is_han;
use crate::tuning::TUNING;
use crate::{Picture, Word};

/// What lines and specks on a picture are taken for, beside figures.
const SPECKS: [char; 12] = ['|', '“', '”', '‘', '’', '"', '\'', '`', '_', '~', '[', ']'];

/// Adds the words on a picture.
pub(crate) fn push_words(drawing: &mut Drawing<'_>, words: &[Word], picture: &Picture) {
    let scale = picture.scale();
    let words: Vec<Word> = apart(words);
    let words = once(&words, picture);
    let usual = usual_size(&words, scale);
    for word in words {
        let Some(text) = legible(word) else { continue };
        let size = size(text, (word.y1 - word.y0) / scale, usual);
        let middle = f32::midpoint(word.y0, word.y1) / scale;
        let (y0, y1) = (middle - size / 2.0, middle + size / 2.0);
        let shares: f32 = text.chars().map(share).sum();
        let mut x0 = word.x0 / scale;
        let width = (word.x1 - word.x0) / scale / shares.max(1.0);
        for char in text.chars() {
            let x1 = x0 + width * share(char);
            drawing.push_char(Glyph { char, x0, x1, y0, y1, size, turn: Turn::Upright, is_pale: false });
            x0 = x1;
        }
    }
}

/// The words with boxes that do not overlap in their line: the places of words are less sure than their order.
fn apart(words: &[Word]) -> Vec<Word> {
    let mut apart: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let mut word = word.clone();
        if let Some(last) = apart.last_mut().filter(|last| last.line == word.line && last.x1 > word.x0) {
            // where one begins is known better than where the one before it ends
            last.x1 = word.x0.max(last.x0 + 1.0);
            word.x0 = last.x1;
            word.x1 = word.x1.max(word.x0 + 1.0);
        }
        apart.push(word);
    }
    apart
}

/// The words without those that stand where surer words do: the same ink may be read twice.
fn once<'w>(words: &'w [Word], picture: &Picture) -> Vec<&'w Word> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on a page")]
    let places = |from: f32, to: f32, most: usize| {
        let last = most / TUNING.recognised.place;
        (from.max(0.0) as usize / TUNING.recognised.place).min(last)
            ..(to.max(0.0) as usize / TUNING.recognised.place + 1).min(last + 1)
    };
    let width = picture.width() / TUNING.recognised.place + 1;
    let mut taken: Vec<u32> = vec![0; width * (picture.height() / TUNING.recognised.place + 1)];
    let mut by_confidence: Vec<usize> = (0..words.len()).collect();
    let confidence = |at: &usize| words.get(*at).map_or(0.0, |word| word.confidence);
    by_confidence.sort_by(|a, b| confidence(b).total_cmp(&confidence(a)));
    let mut stays = vec![true; words.len()];
    // lines of text are told apart, so that neighbours in a line do not push each other out
    let mut lines: HashMap<(u32, u32, u32), u32> = HashMap::new();
    for at in by_confidence {
        let Some(word) = words.get(at) else { continue };
        let next = Span::of(0..lines.len() + 1).end;
        let line = *lines.entry(word.line).or_insert(next);
        let columns = places(word.x0, word.x1, picture.width());
        let inside = places(word.y0, word.y1, picture.height())
            .flat_map(|row| columns.clone().map(move |column| row * width + column));
        let other = |place: &usize| taken.get(*place).is_some_and(|&by| by != 0 && by != line);
        let (all, of_others) = inside
            .clone()
            .fold((0, 0), |(all, others), place| (all + 1, others + usize::from(other(&place))));
        if of_others * 2 > all {
            if let Some(stays) = stays.get_mut(at) {
                *stays = false;
            }
            continue;
        }
        for place in inside {
            if let Some(by) = taken.get_mut(place) {
                *by = line;
            }
        }
    }
    words.iter().zip(stays).filter(|(_, stays)| *stays).map(|(word, _)| word).collect()
}

/// What a word says without the specks around its figures; `None` where it is nothing but specks.
fn legible(word: &Word) -> Option<&str> {
    let text = word.text.trim();
    let is_word = text.chars().any(char::is_alphanumeric);
    let is_dash = || text.chars().all(|char| matches!(char, '-' | '—' | '–'));
    if text.chars().all(|char| SPECKS.contains(&char)) {
        return None;
    }
    if !is_word && !is_dash() && word.confidence < TUNING.recognised.least_confidence {
        return None;
    }
    let is_figure = text.chars().any(|char| char.is_ascii_digit());
    let text = if is_figure { text.trim_matches(SPECKS) } else { text };
    (!text.is_empty()).then_some(text)
}

/// How wide a character is beside others.
fn share(char: char) -> f32 {
    if char.is_ascii() { 1.0 } else { 2.0 }
}

/// The usual size of the type, by the height of Chinese characters.
fn usual_size(words: &[&Word], scale: f32) -> Option<f32> {
    let is_chinese = |word: &&&Word| word.text.chars().any(is_han);
    let mut heights: Vec<f32> = words.iter().filter(is_chinese).map(|word| word.y1 - word.y0).collect();
    heights.sort_by(f32::total_cmp);
    Some(heights.get(heights.len() / 2)? / scale / TUNING.recognised.height_of_han)
}

/// The size of the type of a word whose ink is so high.
fn size(text: &str, height: f32, usual: Option<f32>) -> f32 {
    let tuning = &TUNING.recognised;
    let size = if text.chars().any(is_han) {
        height / tuning.height_of_han
    } else if text.chars().any(char::is_alphanumeric) {
        height / tuning.height_of_digit
    } else {
        usual.unwrap_or(height)
    };
    // one stroke is no measure, and two lines taken for one are none either
    let (least, most) = usual.map_or((1.0, size), |usual| (usual * tuning.smaller, usual * tuning.larger));
    size.clamp(least.min(most), most.max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(line: u32, text: &str, confidence: f32, (x0, y0, x1, y1): (f32, f32, f32, f32)) -> Word {
        Word { line: (1, 1, line), text: text.into(), confidence, x0, x1, y0, y1 }
    }

    #[test]
    fn words_stand_where_they_were_found_and_specks_do_not() {
        let words = [
            word(1, "支出合计", 90.0, (100.0, 100.0, 180.0, 119.0)),
            // the same ink, less sure
            word(2, "文出台计", 40.0, (102.0, 101.0, 180.0, 119.0)),
            word(1, "”1,234.50", 60.0, (300.0, 103.0, 390.0, 117.0)),
            word(3, "“|", 20.0, (10.0, 10.0, 12.0, 40.0)),
        ];
        let mut drawing = Drawing::new(&TUNING.drawn);
        push_words(&mut drawing, &words, &Picture::blank((300.0, 100.0), 144.0, 1 << 20));
        let text: String = drawing.glyphs.iter().map(|glyph| glyph.char).collect();
        assert_eq!(text, "支出合计1,234.50");
        let han = drawing.glyphs[0];
        assert!((han.x0, han.x1) == (50.0, 60.0) && (9.0..12.0).contains(&han.size), "{han:?}");
        let digit = drawing.glyphs[4];
        assert!((han.middle().1 - digit.middle().1).abs() < 0.5, "{digit:?}");
    }
}
