use juesuan_model::{FindingKind, Place, Severity};
use juesuan_source::chars::is_numeral;
use juesuan_vocabulary::headings::{CAPTION_ENDS, FIGURE};

use crate::shared::distance;
use crate::shared::source_text;
use crate::shared::text_index::lines_with;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS806"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("图题与图内标题一致", "A caption says what the figure is titled"),
    message: Text::new(
        "图题“{printed}”与第{line}行的“{expected}”只差几个字，疑有漏字或错字。",
        "The caption “{printed}” is nearly “{expected}” of line {line}: a word may be missing.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "标题漏字，读者可能看错口径。",
        "With a word missing a reader may take it for something else.",
    ),
    example: Text::new(
        "图题“收、支决算变动情况”，图内“收、决算变动情况图”。",
        "支 is missing in one of the two.",
    ),
};

/// JS806: captions of figures (图4：…) and lines that bear nearly the same title are spelt alike.
pub(crate) struct Caption;

impl Rule for Caption {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there_where(context, log, !context.report().sections.is_empty()) {
            return;
        }
        // without a figure there is no caption
        if lines_with(context, FIGURE).next().is_none() {
            return;
        }
        let mut captions: Vec<(String, &str, Place)> = Vec::new();
        let mut titles: Vec<(String, &str, Place)> = Vec::new();
        for line in context.lines() {
            let text = line.text.trim().trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
            let (is_caption, is_title) = (text.starts_with(FIGURE), text.ends_with(CAPTION_ENDS));
            if !is_caption && !is_title {
                continue;
            }
            let length = text.chars().take(TUNING.caption.longest + 1).count();
            if !(TUNING.caption.shortest..=TUNING.caption.longest).contains(&length)
                || text.contains(['。', '；', '\t'])
            {
                continue;
            }
            match numbered(text) {
                Some(title) => captions.push((plain(title), title, line.whole())),
                None if is_title => {
                    titles.push((plain(text), text, line.whole()));
                }
                None => {}
            }
        }
        for (at, (key, title, place)) in captions.iter().enumerate() {
            let others = captions.iter().skip(at + 1).chain(&titles);
            let near = others
                .into_iter()
                .find(|(other, _, _)| key.chars().count() >= TUNING.caption.shortest && is_near(key, other));
            let Some((_, other, other_place)) = near else {
                log.held();
                continue;
            };
            let draft = Draft::at(*place).and_at(*other_place).printed(*title).expected(*other);
            log.found(draft.with("line", other_place.line));
        }
    }
}

/// One character more or less; a word in place of another (收入, 支出) makes another title.
fn is_near(left: &str, right: &str) -> bool {
    left.chars().count() != right.chars().count() && distance::within(left, right, 1).is_some()
}

/// What follows the number of a figure.
fn numbered(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(FIGURE)?.trim_start();
    let number = |c: char| c.is_ascii_digit() || is_numeral(c);
    let title = rest.trim_start_matches(number);
    (title.len() < rest.len()).then(|| title.trim_start_matches(['：', ':', '、', '.', ' ', '　']))
}

fn plain(title: &str) -> String {
    let title: String = title.chars().filter(|c| c.is_alphanumeric()).collect();
    title.strip_suffix(FIGURE).map_or(title.clone(), str::to_owned)
}
