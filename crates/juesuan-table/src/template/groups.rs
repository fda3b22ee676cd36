//! Names of forms with several sides and the figures behind them.

use juesuan_segment::Span;

use super::Knowledge;
use super::fitted::Side;
use super::tokens::{Kind, Token, begins_item, is_exact};
use crate::cell::clean;
use crate::text::Text;

/// A name with its code and the figures behind it.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) line: Span,
    pub(super) code: Vec<Span>,
    pub(super) name: Vec<Span>,
    pub(super) figures: Vec<Span>,
    /// What is known of the side on which its figures stand, where that is less than usual.
    pub(super) doubtful: bool,
}

impl Group {
    fn is_empty(&self) -> bool {
        self.code.is_empty() && self.name.is_empty() && self.figures.is_empty()
    }

    pub(super) fn name(&self, source: &Text<'_>) -> String {
        self.name.iter().map(|part| clean::key(part.text(source)).into_owned()).collect()
    }

    pub(super) fn code(&self, source: &Text<'_>) -> String {
        self.code.iter().map(|part| part.text(source)).collect()
    }
}

/// Parts the tokens of lines.
pub(super) struct Parting<'a> {
    pub(super) source: &'a Text<'a>,
    pub(super) sides: &'a [Side],
    pub(super) knowledge: &'a Knowledge<'a>,
    /// Whether figures have decimals, so that whole numbers are codes.
    pub(super) exact: bool,
}

impl Parting<'_> {
    /// Parts tokens into names and the figures behind them.
    pub(super) fn groups(&self, line: Span, tokens: &[Token]) -> Vec<Group> {
        let coded = self.sides.iter().any(|side| side.code.is_some());
        let mut groups: Vec<Group> = Vec::new();
        let mut open = Group { line, ..Group::default() };
        for (at, token) in tokens.iter().enumerate() {
            let next = tokens.get(at + 1).map(|next| next.kind);
            let named = next == Some(Kind::Name)
                || next == Some(Kind::Part) && tokens.get(at + 2).is_some_and(|next| next.kind == Kind::Name);
            let text = token.at.text(self.source);
            let begins = match token.kind {
                _ if self.numbers_line(token, &open) => true,
                Kind::Code => coded && (named || self.is_bare_code(tokens, at)),
                Kind::Name => {
                    !open.figures.is_empty() || !open.name.is_empty() && self.parts_names(&open, text)
                }
                Kind::Part | Kind::Figure => false,
            };
            if begins && !open.is_empty() {
                groups.push(std::mem::replace(&mut open, Group { line: token.at, ..Group::default() }));
            }
            let part = token.kind == Kind::Part && coded && !open.code.is_empty();
            match token.kind {
                Kind::Code if begins => open.code.push(token.at),
                Kind::Part if part && open.name.is_empty() && open.figures.is_empty() => {
                    open.code.push(token.at);
                }
                Kind::Name => open.name.push(token.at),
                _ => open.figures.push(token.at),
            }
            open.line = open.line.join(token.at);
        }
        groups.push(open);
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// Whether a whole number among figures with decimals is that of the line on the next side.
    fn numbers_line(&self, token: &Token, open: &Group) -> bool {
        let numbered = self.sides.len() > 1 && self.sides.iter().all(|side| side.row.is_some());
        numbered && self.exact && !open.figures.is_empty() && is_whole(token.at.text(self.source))
    }

    /// Whether a whole number is a code whose name stands around its line: a figure with decimals follows it or its parts.
    fn is_bare_code(&self, tokens: &[Token], at: usize) -> bool {
        let mut behind = tokens.iter().skip(at + 1).skip_while(|token| token.kind == Kind::Part);
        let valued = behind.next().is_some_and(|next| is_exact(next.at.text(self.source)));
        self.exact && (valued || self.is_blank_code(tokens, at))
    }

    /// Whether a whole number, by itself or with the one behind it, is the known code of a row whose figure is blank: the
    /// last of a line, or in front of another code: 30231 or 302 12 among figures with decimals.
    fn is_blank_code(&self, tokens: &[Token], at: usize) -> bool {
        let Some(class) = tokens.get(at) else { return false };
        let part = tokens.get(at + 1).filter(|part| part.kind == Kind::Part);
        let (part, next) = match part {
            Some(part) if class.at.len() == 3 && part.at.len() == 2 => (part.at.text(self.source), at + 2),
            Some(_) => return false,
            None => ("", at + 1),
        };
        let code = format!("{}{part}", class.at.text(self.source));
        tokens.get(next).is_none_or(|next| next.kind == Kind::Code)
            && self.knowledge.names_of(&code).next().is_some()
    }

    /// Whether another name begins behind one without figures.
    fn parts_names(&self, open: &Group, text: &str) -> bool {
        if begins_item(text) {
            return true;
        }
        let name = open.name(self.source);
        let whole = format!("{name}{}", clean::key(text));
        let side = |name: &str| self.knowledge.side_of(name);
        // a name that either side may have is told by what it follows
        let row = |name: &str| self.knowledge.is_row(name);
        let known = side(text).is_some() || row(&name) && row(text);
        side(&whole).is_none() && !row(&whole) && (known || self.source.words.totals(&clean::key(text)))
    }

    /// Joins names that go over several lines: without figures and number, and no item by themselves.
    pub(super) fn with_wrapped(&self, lines: Vec<Vec<Group>>) -> Vec<Vec<Group>> {
        let mut joined: Vec<Vec<Group>> = Vec::with_capacity(lines.len());
        for mut groups in lines {
            if let [lone] = groups.as_slice()
                && lone.figures.is_empty()
                && lone.code.is_empty()
                && self.is_rest(joined.last(), lone)
                && let Some(above) = joined.last_mut().and_then(|above| above.last_mut())
            {
                above.name.append(&mut groups[0].name);
                continue;
            }
            joined.push(groups);
        }
        joined
    }

    fn is_rest(&self, above: Option<&Vec<Group>>, rest: &Group) -> bool {
        let Some(above) = above.and_then(|groups| groups.last()) else { return false };
        let (name, text) = (above.name(self.source), rest.name(self.source));
        let whole = format!("{name}{text}");
        let side = |name: &str| self.knowledge.side_of(name);
        let open = name.matches('(').count() > name.matches(')').count();
        !begins_item(&text)
            && (open || side(&text).is_none() && (side(&whole).is_some() && side(&name).is_none()))
    }
}

/// Whether a figure is a whole number of a line.
pub(super) fn is_whole(figure: &str) -> bool {
    figure.len() <= 3 && figure.bytes().all(|byte| byte.is_ascii_digit())
}
