//! The sections of a number format: for which numbers each is, and how it prints them.

use std::str::Chars;

/// One of the up to four parts of a format.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "what a format may ask for")]
pub(super) struct Section {
    pub(super) tokens: Vec<Token>,
    /// For which numbers it is, where it says so.
    pub(super) condition: Option<(Order, f64)>,
    pub(super) has_digits: bool,
    /// With as many digits as the number has.
    pub(super) is_general: bool,
    /// Letters that stand in no quotes and mean nothing that is known here.
    pub(super) has_bare_words: bool,
    /// Digits before the point, at least.
    pub(super) whole: usize,
    /// Digits behind the point.
    pub(super) least: usize,
    /// Digits behind the point that are printed where they are not zero.
    pub(super) optional: usize,
    pub(super) is_grouped: bool,
    pub(super) is_percent: bool,
    pub(super) is_date: bool,
    /// Powers and fractions, which money never has.
    pub(super) is_odd: bool,
    /// Places by which the point moves: percent, thousands.
    pub(super) shift: i32,
    /// A character between the digits before the point, and how many digits stand behind it: the point of tens of thousands.
    pub(super) inserted: Option<(char, usize)>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    Text(char),
    /// A letter of a date, how many times.
    Date(char, usize),
}

impl Section {
    /// Its characters that stand for themselves.
    pub(super) fn literal(&self) -> String {
        self.tokens
            .iter()
            .filter_map(|token| match token {
                Token::Text(c) => Some(*c),
                Token::Date(..) => None,
            })
            .collect()
    }

    /// A character that stands for itself; between digits it is printed among them.
    fn escaped(&mut self, c: char, behind_point: bool) {
        if self.has_digits && !behind_point && self.inserted.is_none() {
            self.inserted = Some((c, 0));
        }
        self.tokens.push(Token::Text(c));
    }

    fn escaped_next(&mut self, rest: &mut Chars<'_>, behind_point: bool) {
        if let Some(c) = rest.next() {
            self.escaped(c, behind_point);
        }
    }

    fn date_letter(&mut self, letter: char) {
        self.is_date = true;
        match self.tokens.last_mut() {
            Some(Token::Date(last, count)) if *last == letter => *count += 1,
            _ => self.tokens.push(Token::Date(letter, 1)),
        }
    }
}

/// How a number stands to the one of a condition.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

impl Order {
    /// The conditions as they are written, longer signs before those that they begin with.
    const SIGNS: [(&str, Self); 6] = [
        ("<>", Self::Unequal),
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("<", Self::Less),
        (">", Self::More),
        ("=", Self::Equal),
    ];

    #[expect(clippy::float_cmp, reason = "a condition names a number as it is stored")]
    /// Whether a number stands so to the bound.
    pub(super) fn holds(self, value: f64, bound: f64) -> bool {
        match self {
            Self::Less => value < bound,
            Self::AtMost => value <= bound,
            Self::Equal => value == bound,
            Self::Unequal => value != bound,
            Self::AtLeast => value >= bound,
            Self::More => value > bound,
        }
    }

    /// The condition in brackets: `>=10000`.
    fn read(text: &str) -> Option<(Self, f64)> {
        let (sign, order) = Self::SIGNS.into_iter().find(|(sign, _)| text.starts_with(sign))?;
        Some((order, text.strip_prefix(sign)?.trim().parse().ok()?))
    }
}

/// Takes a format apart.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut reader = Reader::default();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        reader.take(c, &mut chars);
    }
    reader.end();
    reader.done
}

/// The place in a format, and what has been read.
#[derive(Debug, Default)]
struct Reader {
    done: Vec<Section>,
    section: Section,
    behind_point: bool,
    /// Commas since the last digit: they leave out three digits each, or part those that follow.
    commas: i32,
}

impl Reader {
    fn take(&mut self, c: char, rest: &mut Chars<'_>) {
        if !matches!(c, ',' | '0' | '#' | '?') {
            self.section.shift -= 3 * std::mem::take(&mut self.commas);
        }
        let section = &mut self.section;
        match c {
            ';' => self.end(),
            '"' => {
                for c in rest.take_while(|&c| c != '"') {
                    section.escaped(c, self.behind_point);
                }
            }
            '\\' => section.escaped_next(rest, self.behind_point),
            '!' if rest.as_str().starts_with('.') => section.escaped_next(rest, self.behind_point),
            '_' | '*' => drop(rest.next()),
            '[' => {
                let inner: String = rest.take_while(|&c| c != ']').collect();
                section.condition = Order::read(&inner).or(section.condition);
            }
            'G' if general(rest) => section.is_general = true,
            '0' | '#' | '?' => self.digit(c),
            '.' if section.is_date => section.tokens.push(Token::Text('.')),
            '.' => self.behind_point = true,
            ',' if section.has_digits => self.commas += 1,
            '%' => {
                section.is_percent = true;
                section.shift += 2;
            }
            'E' | 'e' | '/' if section.has_digits => section.is_odd = true,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                section.date_letter(c.to_ascii_lowercase());
            }
            '@' => section.is_general = true,
            c => {
                // the letters of AM/PM are those of a time
                section.has_bare_words |= c.is_ascii_alphabetic() && !matches!(c, 'A' | 'P');
                section.tokens.push(Token::Text(c));
            }
        }
    }

    fn digit(&mut self, c: char) {
        let section = &mut self.section;
        section.is_grouped |= std::mem::take(&mut self.commas) > 0;
        section.has_digits = true;
        match (self.behind_point, c) {
            (true, '0') => section.least += std::mem::take(&mut section.optional) + 1,
            (true, _) => section.optional += 1,
            (false, _) => {
                section.whole += usize::from(c == '0');
                if let Some((_, digits)) = &mut section.inserted {
                    *digits += 1;
                }
            }
        }
    }

    fn end(&mut self) {
        let mut section = std::mem::take(&mut self.section);
        section.shift -= 3 * std::mem::take(&mut self.commas);
        // "-"?? prints a dash, whatever the digits
        let is_dash =
            section.whole + section.least == 0 && section.literal().trim() == "-" && !section.is_grouped;
        section.has_digits &= !is_dash;
        self.done.push(section);
        self.behind_point = false;
    }
}

/// Whether what follows a G makes it the general format: `General`, or `G/` and its name in Chinese.
fn general(rest: &mut Chars<'_>) -> bool {
    let text = rest.as_str();
    let behind = text.strip_prefix("eneral").or_else(|| {
        Some(text.strip_prefix('/')?.trim_start_matches(|c: char| c.is_alphabetic() && !c.is_ascii()))
    });
    let is_general = behind.is_some();
    *rest = behind.unwrap_or(text).chars();
    is_general
}
