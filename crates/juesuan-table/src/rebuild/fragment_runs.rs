//! Runs: fragments that may be parts of one table because nothing of weight stands between them.

use juesuan_segment::{Block, BlockKind, FragmentLayout, Segmentation, plain};

use crate::cell::clean;
use crate::cell::look::{self, Look};
use crate::table::{Fragment, Role};
use crate::tuning::rebuild::TUNING;
use crate::words::Words;

/// A run of fragments: its first and its last block, and the fragments to read.
pub(crate) struct Run {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) fragments: Vec<Fragment>,
}

/// The next run from the block `at` on.
pub(crate) fn next(words: &Words, segmentation: &Segmentation<'_>, at: usize) -> Option<Run> {
    let blocks = &segmentation.blocks;
    let first = at + blocks.get(at..)?.iter().position(|block| fragment(block).is_some())?;
    let start = fragment(blocks.get(first)?)?;
    let mut run = Run { first, last: first, fragments: vec![start] };
    while let Some((end, parts)) = further(words, segmentation, &run, start.layout) {
        run.last = end;
        for part in parts {
            match run.fragments.last_mut() {
                // what stands right below belongs to the same columns
                Some(last) if last.span.end == part.span.start => last.span = last.span.join(part.span),
                _ => run.fragments.push(part),
            }
        }
    }
    Some(run)
}

fn fragment(block: &Block) -> Option<Fragment> {
    match block.kind {
        BlockKind::Fragment(layout) => Some(Fragment { span: block.span, layout }),
        _ => None,
    }
}

/// The next part of the run: the block it ends with, and what to read up to there.
fn further(
    words: &Words,
    segmentation: &Segmentation<'_>,
    run: &Run,
    layout: FragmentLayout,
) -> Option<(usize, Vec<Fragment>)> {
    let blocks = &segmentation.blocks;
    let below = blocks.get(run.last + 1)?;
    let as_rows = |block: &Block| Fragment { span: block.span, layout };
    if layout == FragmentLayout::Aligned && !stands_above_form(words, segmentation, run.last + 1) {
        if is_rest(segmentation, below) {
            return Some((run.last + 1, vec![as_rows(below)]));
        }
        if let (BlockKind::Blank, Some(next)) = (below.kind, blocks.get(run.last + 2))
            && has_columns(segmentation, next)
        {
            return Some((run.last + 2, vec![as_rows(next)]));
        }
    }
    let passed = |block: &Block| matches!(block.kind, BlockKind::Blank | BlockKind::Furniture);
    let ahead = blocks.get(run.last + 1..)?.iter().take(TUNING.fragment_runs.longest_title);
    let distance = ahead.clone().position(|block| fragment(block).is_some())?;
    let end = run.last + 1 + distance;
    let part = fragment(blocks.get(end)?).filter(|part| part.layout == layout)?;
    if begins_form(words, segmentation, part) {
        return None;
    }
    let between = || blocks.get(run.last + 1..end).unwrap_or(&[]).iter();
    if between().all(passed) {
        return Some((end, vec![part]));
    }
    if repeats_title(words, segmentation, run.first, run.last + 1, end) {
        return (!has_other_head(words, segmentation, run, part)).then(|| (end, vec![part]));
    }
    let names = || between().skip_while(|block| passed(block));
    let bare = layout == FragmentLayout::Tabbed
        && names().all(|block| is_name(segmentation, block))
        && begins_with_values(segmentation, part);
    bare.then(|| (end, names().map(as_rows).chain([part]).collect()))
}

/// Whether a part begins with heads of figures that the run does not have: a wide table that was cut by its columns.
fn has_other_head(words: &Words, segmentation: &Segmentation<'_>, run: &Run, part: Fragment) -> bool {
    let Some(first) = run.fragments.first().filter(|first| first.layout == FragmentLayout::Tabbed) else {
        return false;
    };
    let keys = |part: Fragment, rows: usize| -> Vec<String> {
        let lines = part.span.text(segmentation.source).lines().filter(|line| !line.trim().is_empty());
        let cells = lines.take(rows).flat_map(|line| line.split('\t'));
        cells.map(|cell| clean::key(cell).into_owned()).filter(|key| !key.is_empty()).collect()
    };
    let own = keys(*first, TUNING.header.deepest);
    let next = keys(part, 1);
    let is_head = next.iter().all(|key| words.header(key).is_some());
    let shared = next.first().is_some_and(|stub| own.contains(stub));
    let is_other = |key: &&String| words.header(key) == Some(Role::Figure) && !own.contains(key);
    is_head && shared && next.iter().filter(is_other).count() > 1
}

/// Whether the lines from this block on are the title of the form that begins below them.
fn stands_above_form(words: &Words, segmentation: &Segmentation<'_>, at: usize) -> bool {
    let ahead = segmentation.blocks.get(at..).unwrap_or(&[]).iter().take(TUNING.fragment_runs.longest_title);
    let mut fragments = ahead.filter_map(fragment);
    fragments.next().is_some_and(|part| begins_form(words, segmentation, part))
}

/// Whether a fragment begins with the name of a programme: the next form, and not the next page of the one above.
fn begins_form(words: &Words, segmentation: &Segmentation<'_>, part: Fragment) -> bool {
    let text = part.span.text(segmentation.source);
    // where blanks part the cells, a name may have several words
    let parts = |c: char| {
        matches!(c, '\t' | '|' | '\n' | '：' | ':') || c == ' ' && part.layout == FragmentLayout::Aligned
    };
    let mut cells = text.split(parts).map(str::trim).filter(|cell| !cell.is_empty());
    cells.next().is_some_and(|label| words.opens_form(label))
        && cells.next().is_none_or(|name| !words.heads(&clean::key(name)))
}

/// Whether the blocks between two fragments say what the blocks above the first one said.
fn repeats_title(
    words: &Words,
    segmentation: &Segmentation<'_>,
    first: usize,
    from: usize,
    to: usize,
) -> bool {
    let text = |block: &Block| block.span.text(segmentation.source);
    let says = |block: &&Block| !matches!(block.kind, BlockKind::Blank | BlockKind::Furniture);
    let blocks = &segmentation.blocks;
    let above = blocks.get(first.saturating_sub(TUNING.fragment_runs.longest_title)..first).unwrap_or(&[]);
    let said = |block: &Block| {
        let line = plain(text(block));
        if words.says_goes_on(line.trim()) {
            return true;
        }
        let this = without_continued(words, text(block).trim());
        let same = |other: &Block| {
            let other = text(other).trim();
            this == other
                || (this.chars().next() == other.chars().next() && clean::key(this) == clean::key(other))
        };
        this.len() < TUNING.fragment_runs.longest_row.bytes() && above.iter().any(same)
    };
    // a page may add what the first one left out: the number of the form, its unit, its body
    let own = || above.iter().rev().take_while(|block| fragment(block).is_none());
    let added = |block: &Block| {
        let label = matches!(block.kind, BlockKind::FormNumber | BlockKind::Unit | BlockKind::Department);
        label && !own().any(|other| other.kind == block.kind)
    };
    let mut said_any = false;
    let mut between = blocks.get(from..to).unwrap_or(&[]).iter().filter(says);
    let all = between.all(|block| {
        let said = said(block);
        said_any |= said;
        said || added(block)
    });
    all && said_any
}

/// A title without what says in brackets behind it that the page goes on with its table: 续表, or one or two characters.
pub(crate) fn without_continued<'t>(words: &Words, title: &'t str) -> &'t str {
    let marked = title.strip_suffix(['）', ')']).and_then(|open| {
        let (name, mark) = open.rsplit_once(['（', '('])?;
        ((1..=2).contains(&mark.chars().count()) || words.says_goes_on(mark)).then_some(name.trim_end())
    });
    marked.filter(|name| !name.is_empty()).unwrap_or(title)
}

/// Whether a block is one short line: the name of a row that has lost its empty cells.
fn is_name(segmentation: &Segmentation<'_>, block: &Block) -> bool {
    let text = block.span.text(segmentation.source).trim_end();
    let kind = matches!(block.kind, BlockKind::Heading | BlockKind::ListItem | BlockKind::Paragraph);
    kind && text.len() <= TUNING.fragment_runs.longest_name.bytes()
        && !text.contains(['。', '；', '\n', '\r', '#', '*'])
}

/// Whether the first row of a tabbed fragment has numbers and is no header.
fn begins_with_values(segmentation: &Segmentation<'_>, part: Fragment) -> bool {
    let text = part.span.text(segmentation.source);
    let row = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let number = |cell: &str| matches!(look::see(cell.trim()).look, Look::Number | Look::Percent);
    row.split('\t').any(number)
}

/// Whether a block right below an aligned fragment belongs to it though it looks like no table when it is seen alone:
/// a line of figures without a name, or the rest of a name below its row.
fn is_rest(segmentation: &Segmentation<'_>, block: &Block) -> bool {
    let text = block.span.text(segmentation.source).trim_end();
    let kind = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let name = text.len() <= TUNING.fragment_runs.longest_name.bytes()
        && !text.contains(['。', '，', '；', '：', '#'])
        && !text.trim().is_empty();
    let ruled = text.trim().bytes().all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'*'));
    let named = kind && name && text.lines().count() == 1;
    !ruled && (named || has_columns(segmentation, block))
}

/// Whether a block is one line of several values or names that stand apart.
fn has_columns(segmentation: &Segmentation<'_>, block: &Block) -> bool {
    let text = block.span.text(segmentation.source).trim();
    // dashes that stand apart look like a rule, but are values
    let dashes = block.kind == BlockKind::Furniture && look::is_dash(text);
    let kind = dashes || block.kind == BlockKind::Paragraph;
    let apart = || text.split("  ").filter(|piece| !piece.trim().is_empty()).nth(1).is_some();
    kind && text.len() < TUNING.fragment_runs.longest_row.bytes()
        && text.lines().count() == 1
        && !text.contains('。')
        && apart()
}
