use std::collections::BTreeMap;

use juesuan_model::{FindingKind, Place, Severity};

use crate::quick::is_letter;
use crate::shared::source_text;
use crate::shared::text_index::TextIndex;
use crate::shared::text_index::names::{Names, core};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS817"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("项目名称的字序在全文中一致", "The words of a programme's name stand in one order"),
    message: Text::new(
        "“{printed}”出现{count}处，与项目名称“{expected}”字数相同而次序不同，应是同一项目。",
        "“{printed}” ({count} places) has the words of “{expected}” in another order.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new("一个项目几种名称，资金去向难以对上。", "With several names the money is hard to follow."),
    example: Text::new(
        "“堤防加固与管护能力建设”和“堤防管护与加固能力建设”。",
        "Two words have changed places.",
    ),
};

/// JS817: no text of the document has exactly the characters of a programme's name in another order.
pub(crate) struct ReorderedName;

impl Rule for ReorderedName {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let names = context.get::<Names>();
        if names.len() == 0 {
            return;
        }
        if !source_text::is_there(context, log) {
            return;
        }
        let mut found: BTreeMap<(String, String), Vec<Place>> = BTreeMap::new();
        for reordered in &context.get::<TextIndex>().reordered {
            let Some(line) = context.line(reordered.line) else { continue };
            let (from, to) = (reordered.span.0 as usize, reordered.span.1 as usize);
            let printed: String =
                line.text.get(from..to).unwrap_or("").chars().filter(|c| is_letter(*c)).collect();
            let expected = reordered.name.iter().collect();
            found.entry((printed, expected)).or_default().push(line.place(from, to));
        }
        for _ in found.len()..names.len() {
            log.held();
        }
        for ((printed, expected), places) in found {
            let is_meant = |name: &str| core(name) == expected;
            let own = context.report().programmes.iter().filter(|programme| is_meant(&programme.name));
            let count = places.len();
            let mut places = places.into_iter().chain(own.map(|programme| programme.place));
            let draft = Draft::at(places.next().unwrap_or_default());
            log.found(
                places.fold(draft, Draft::and_at).printed(printed).expected(expected).with("count", count),
            );
        }
    }
}
