use std::collections::BTreeMap;

use juesuan_model::{FindingKind, Place, Severity};
use juesuan_source::chars::is_blank;
use juesuan_vocabulary::WordList as _;
use juesuan_vocabulary::bodies::{NAME_LABEL_STARTS, NAME_LABELS};

use crate::shared::distance;
use crate::shared::performance::matching::key;
use crate::shared::source_text;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS810"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("部门（单位）名称在全文中一致", "The body has one name throughout"),
    message: Text::new(
        "“{label}”印作“{printed}”，本文件的部门（单位）是“{expected}”。",
        "“{label}” says “{printed}”; the body of this document is “{expected}”.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "名称写错，可能是从别的单位复制来的表。",
        "Another name may mean a table copied from another body.",
    ),
    example: Text::new(
        "表头“部门：清河县卫生监察局”，封面“清河县卫生监督局”。",
        "保险 above a table, 保障 on the cover.",
    ),
};

/// JS810: the name printed above tables and in reports is that of the body, where it is nearly that: another body is
/// another matter.
pub(crate) struct EntityName;

impl Rule for EntityName {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let Some(entity) = &context.report().entity else {
            if !context.report().sections.is_empty() {
                log.missing("部门（单位）名称");
            }
            return;
        };
        if !source_text::is_there(context, log) {
            return;
        }
        let own = key(&entity.name);
        let mut wrong: BTreeMap<(&str, &str), Vec<Place>> = BTreeMap::new();
        for line in context.lines() {
            let text = line.text.trim_start();
            if !text.starts_with(NAME_LABEL_STARTS) || !NAME_LABELS.any_begins(text) {
                continue;
            }
            let text = text.trim_end();
            let Some((label, name)) = text.split_once(['：', ':']) else { continue };
            let Some(label) = NAME_LABELS.iter().find(|known| **known == label.trim()) else { continue };
            let name = name.split(is_blank).find(|part| !part.is_empty()).unwrap_or("");
            let at = line.text.find(name).unwrap_or(0);
            let printed = key(name);
            // a cell too narrow for the name cuts it off
            if printed == own || own.starts_with(&printed) {
                log.held();
            } else if distance::is_near(&printed, &own) {
                wrong.entry((label, name)).or_default().push(line.place(at, at + name.len()));
            }
        }
        for ((label, name), places) in wrong {
            let mut places = places.into_iter();
            let draft = Draft::at(places.next().unwrap_or_default());
            let draft = places.chain(entity.place).fold(draft, Draft::and_at);
            log.found(draft.printed(name).expected(&entity.name).with("label", label));
        }
    }
}
