//! Forms of self-evaluation whose cells only blanks or line ends part: they begin with 项目名称, and the heads of indicators and
//! the rows below them decide where they end. A row that sums up the points, and what stands behind it, is the last of them.

use std::sync::LazyLock;

use juesuan_source::Phrases;
use juesuan_vocabulary::headings::TABLE;

use crate::form_body::{Body, HEADS, holds_heads, tail_end, total_end};
use crate::piece::{Piece, Shape};
use crate::tuning::TUNING;
use crate::zone::Zone;

/// The labels with which forms begin.
static LABELS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(HEADS.labels));

/// All zones together, in order: the body of another form ends where a form of self-evaluation begins, and one that begins
/// right above it is that form.
pub(crate) fn with_forms(mut zones: Vec<Zone>, forms: Vec<Zone>) -> Vec<Zone> {
    zones.retain_mut(|zone| {
        let next = forms.partition_point(|form| form.end <= zone.first);
        match forms.get(next).filter(|form| form.first < zone.end) {
            Some(form) if form.first <= zone.first + TUNING.form_zone.lines_above => false,
            Some(form) => {
                zone.end = form.first;
                true
            }
            None => true,
        }
    });
    zones.extend(forms);
    zones.sort_by_key(|zone| zone.first);
    zones
}

/// The forms among these pieces, in order; none overlaps another.
pub(crate) fn zones(source: &str, pieces: &[Piece]) -> Vec<Zone> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let zone = opens(source, &pieces[at]).then(|| zone(source, pieces, at)).flatten();
        at = zone.as_ref().map_or(at + 1, |zone| zone.end.max(at + 1));
        found.extend(zone);
    }
    found
}

/// Where the titles of forms stand whose columns blanks align: lines that end as titles of tables do, right above the
/// label of a form.
pub(crate) fn titles(source: &str, pieces: &[Piece]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut title = None;
    for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.shape.is_empty()) {
        let text = piece.text.text(source);
        let spaced = matches!(piece.shape, Shape::Spaced | Shape::Gap);
        let first = text.split_whitespace().next().unwrap_or(text);
        if spaced && HEADS.labels.contains(&first.trim_end_matches(['：', ':'])) {
            found.extend(title.take().filter(|title| at - title <= TUNING.form_zone.lines_above));
        } else if piece.shape == Shape::Text && first.len() == text.len() && is_title(text) {
            title = Some(at);
        }
    }
    found
}

/// Whether a line ends as titles of tables do, perhaps with the year in brackets.
fn is_title(text: &str) -> bool {
    text.split(['（', '(']).next().unwrap_or(text).ends_with(TABLE)
}

/// Whether a line begins with the label of a form, or holds one between blanks.
fn opens(source: &str, piece: &Piece) -> bool {
    if !matches!(piece.shape, Shape::Text | Shape::Gap) {
        return false;
    }
    let text = piece.text.text(source);
    if !LABELS.any_in(text) {
        return false;
    }
    let whole = |word: &str| HEADS.labels.contains(&word.trim_end_matches(['：', ':']));
    let first = text.split_whitespace().next().is_some_and(|first| whole(first) || is_told(first));
    first || holds_heads(text) && text.split_whitespace().any(whole)
}

/// Whether a word is the label of a form with the name behind its colon: 项目名称：清淤.
fn is_told(word: &str) -> bool {
    let told = word.split_once(['：', ':']).filter(|(_, name)| !name.is_empty());
    told.is_some_and(|(label, _)| HEADS.labels.contains(&label))
}

/// The zone of the form that begins at a line, if one does.
fn zone(source: &str, pieces: &[Piece], first: usize) -> Option<Zone> {
    let opening = pieces.get(first)?.text.text(source).split_whitespace().next();
    let mut body = Body::begun(opening.is_some_and(is_told));
    for (at, piece) in pieces.iter().enumerate().skip(first).take(TUNING.form_zone.longest) {
        let text = piece.text.text(source);
        let inside = matches!(
            piece.shape,
            Shape::Text
                | Shape::Gap
                | Shape::Spaced
                | Shape::Blank
                | Shape::PageBreak
                | Shape::Number
                | Shape::Label(_)
                | Shape::TabEnd
        );
        if !inside || at > first && opens(source, piece) || body.ends_above(piece, text) {
            break;
        }
        if piece.shape.is_empty() {
            body.gap();
            continue;
        }
        body.read(piece, text, at);
        if body.is_headed()
            && let Some(end) = total_end(source, pieces, at)
        {
            let layout = body.layout();
            return layout.map(|layout| Zone { first, end: tail_end(source, pieces, end), layout });
        }
    }
    let end = body.end()?;
    let end = if body.has_points() { tail_end(source, pieces, end) } else { end };
    body.layout().map(|layout| Zone { first, end, layout })
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, FragmentLayout, segment};

    fn layouts(text: &str) -> Vec<(FragmentLayout, String)> {
        let segmentation = segment(text).unwrap();
        let fragments = segmentation.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Fragment(layout) => Some((layout, segmentation.text(block).trim().to_owned())),
            _ => None,
        });
        fragments.collect()
    }

    const FORM: &str = "项目名称 渠道清淤\n项目资金（万元） 年初预算数 全年执行数 分值 得分\n年度资金总额 4.20 4.20 10 10\n\
        一级指标 二级指标 三级指标 指标值 完成值 分值 得分\n产出指标 数量指标 长度 6公里 6公里 90 90\n总分 100 100";

    #[test]
    fn a_form_goes_from_its_name_to_its_points() {
        let flat = layouts(&format!("项目支出绩效自评表\n{FORM}\n第二部分 说明\n"));
        assert_eq!(flat, [(FragmentLayout::Aligned, FORM.to_owned())]);
        let cells = FORM.replace(' ', "\n");
        let exploded = layouts(&format!("项目支出绩效自评表\n{cells}\n第二部分 说明\n"));
        assert_eq!(exploded, [(FragmentLayout::Exploded, cells)]);
        let line = FORM.replace('\n', " ");
        assert_eq!(layouts(&format!("{line}\n说明如下。\n")), [(FragmentLayout::Aligned, line)]);
    }

    #[test]
    fn a_form_of_targets_goes_on_to_the_next_part() {
        let form = "项目名称 渠道清淤\n一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 长度 ≥6公里";
        for form in [form.to_owned(), form.replace(' ', "\n")] {
            let found = layouts(&format!("绩效目标表\n{form}\n第二部分 说明\n共清淤6公里。\n"));
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].1, form);
        }
    }

    #[test]
    fn text_about_a_name_is_no_form() {
        assert!(layouts("项目名称 渠道清淤\n一级指标和三级指标见附件。\n共完成6公里。\n").is_empty());
    }

    /// The head and the rows decide where a form ends, however the row that sums up is worded.
    #[test]
    fn the_last_row_may_be_worded_in_any_way_or_missing() {
        let body = FORM.rsplit_once('\n').unwrap().0;
        let ends = [
            "自评总分 100 98.5",
            "总 分 100 98.5",
            "总分（100分） 98.5",
            "总分 100分 98.5分",
            "合计 100 98.5 优",
            "总分 100 98.5 自评等级：优",
            "总分 98.5\n绩效等级 优",
            "总分 100 98.5\n其他需要说明的事项 无",
            "其他需要说明的事项 无\n总分 100 98.5",
        ];
        for end in ends {
            let form = format!("{body}\n{end}");
            for form in [form.clone(), form.replace("总 分", "总分").replace(' ', "\n")] {
                let found = layouts(&format!("项目支出绩效自评表\n{form}\n第二部分 说明\n说明如下。\n"));
                assert_eq!(found.iter().map(|(_, text)| text).collect::<Vec<_>>(), [&form]);
            }
        }
        let found = layouts(&format!("项目支出绩效自评表\n{body}\n第二部分 说明\n说明如下。\n"));
        assert_eq!(found, [(FragmentLayout::Aligned, body.to_owned())]);
    }

    #[test]
    fn a_form_may_begin_right_below_another() {
        for between in ["", "\n", "\n— 3 —\n", "附件2\n", "\n（二）水库巡护项目\n"] {
            let text = format!(
                "项目支出绩效自评表\n{FORM}\n{between}项目支出绩效自评表\n（2021年度）\n{FORM}\n说明如下。\n"
            );
            let whole = (FragmentLayout::Aligned, FORM.to_owned());
            assert_eq!(layouts(&text), [whole.clone(), whole], "{between}");
        }
    }

    #[test]
    fn a_table_of_aligned_columns_ends_above_the_title_of_a_form() {
        let form = "项目名称        渠道清淤        项目编码    1201\n指标名称        指标值          分值        得分\n\
            清淤长度        6               90          90\n";
        let title = "项目绩效自评表\n（2021年度）\n";
        let found = layouts(&format!("{title}{form}{title}{form}"));
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(_, text)| text == form.trim()));
    }

    #[test]
    fn a_name_behind_a_colon_opens_a_form_whose_heads_follow() {
        let form = "项目名称：渠道清淤 项目编码：1201\n指标名称 计量单位 指标性质 指标值 完成值 权重 得分\n\
            清淤长度 公里 ≥ 6 6 90 90";
        assert_eq!(layouts(&format!("{form}\n")), [(FragmentLayout::Aligned, form.to_owned())]);
        let report = "项目名称：渠道清淤\n一、项目概况\n共清淤6公里。\n一级指标 三级指标 目标值 得分\n产出 长度 6 90\n";
        assert!(layouts(report).is_empty());
    }
}
