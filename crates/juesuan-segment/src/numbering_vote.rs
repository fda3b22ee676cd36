//! Headings or items of a list: the lines of one numbering decide together.

use crate::MarkerStyle;
use crate::draft::{Draft, Placed, is_printed};
use crate::heading::{Form, Role};

/// Lines that number on in one style, and how they look.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Group {
    /// Number of lines.
    pub(crate) lines: u32,
    /// Lines that are sentences.
    pub(crate) sentences: u32,
    /// Titles that run into their paragraph.
    pub(crate) run_ins: u32,
    /// Lines under which something stands before the next line of the group.
    pub(crate) bodies: u32,
}

/// What the vote says about each candidate.
pub(crate) struct Votes {
    groups: Vec<Group>,
    group_of: Vec<usize>,
    bodies: Vec<bool>,
}

/// Order of the styles, the outermost first.
pub(crate) fn rank(style: MarkerStyle) -> u8 {
    match style {
        MarkerStyle::Part | MarkerStyle::Annex => 1,
        MarkerStyle::Han => 2,
        MarkerStyle::HanParen => 3,
        MarkerStyle::Arabic => 4,
        MarkerStyle::ArabicParen => 5,
        MarkerStyle::Circled => 6,
    }
}

impl Votes {
    /// Groups the candidates and counts.
    pub(crate) fn count(drafts: &[Draft], placed: &[Placed]) -> Self {
        let bodies = bodies(drafts, placed);
        let mut votes =
            Self { groups: vec![Group::default()], group_of: Vec::with_capacity(placed.len()), bodies };
        // by rank, the group that is open and its last number
        let mut open: [Option<(usize, u32)>; 7] = [None; 7];
        for (at, one) in placed.iter().enumerate() {
            let group = match one.candidate.marker {
                Some(marker) if one.candidate.role == Role::Numbered => {
                    let rank = usize::from(rank(marker.style));
                    open[rank + 1..].fill(None);
                    let group = match open[rank] {
                        Some((group, last)) if marker.value == last + 1 || marker.value == last + 2 => group,
                        _ => {
                            votes.groups.push(Group::default());
                            votes.groups.len() - 1
                        }
                    };
                    open[rank] = Some((group, marker.value));
                    group
                }
                _ => {
                    if one.candidate.role == Role::Report {
                        open.fill(None);
                    }
                    0
                }
            };
            votes.group_of.push(group);
            let body = votes.bodies.get(at).copied().unwrap_or(false);
            if let Some(group) = votes.groups.get_mut(group) {
                group.add(one.candidate.form, body);
            }
        }
        votes
    }

    /// The group of a candidate.
    pub(crate) fn group(&self, at: usize) -> Group {
        self.group_of.get(at).and_then(|&group| self.groups.get(group)).copied().unwrap_or_default()
    }

    /// Whether something stands under a candidate before the next of its rank or above.
    pub(crate) fn has_body(&self, at: usize) -> bool {
        self.bodies.get(at).copied().unwrap_or(false)
    }
}

impl Group {
    fn add(&mut self, form: Form, body: bool) {
        self.lines += 1;
        self.sentences += u32::from(form == Form::Sentence);
        self.run_ins += u32::from(form == Form::RunIn);
        self.bodies += u32::from(body);
    }
}

fn bodies(drafts: &[Draft], placed: &[Placed]) -> Vec<bool> {
    let body = |(at, one): (usize, &Placed)| {
        let limit = placed.get(at + 1).map_or(drafts.len(), |next| next.draft);
        let between = drafts.get(one.last + 1..limit).unwrap_or_default();
        if between.iter().any(is_printed) {
            return true;
        }
        let Some(next) = placed.get(at + 1) else { return false };
        match (one.candidate.marker, next.candidate.marker, next.candidate.role) {
            // "3、" may stand for 三、, under which （一） begins
            (Some(own), Some(other), Role::Numbered) => {
                rank(other.style) > rank(own.style) || (own.style == MarkerStyle::Arabic && other.value == 1)
            }
            (_, _, role) => matches!(role, Role::Plain | Role::Table),
        }
    };
    placed.iter().enumerate().map(body).collect()
}
