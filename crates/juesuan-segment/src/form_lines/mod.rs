//! The lines between the title of a form and its head: body, number, date, unit, in whatever words and order, with or
//! without labels in front of them. They become labels, so that the form begins with its head.

mod says;

use crate::markup::lead;
use crate::piece::{Piece, Shape};
use crate::tuning::TUNING;
use crate::{BlockKind, Marker, Span, label, zone};
use says::{Says, number_line, says};

/// A part of a line with what it says.
type Part = (Span, Says);

/// The parts of the line that is the piece with this index; none where the line above took it.
type Line = (usize, Vec<Part>);

/// Makes labels of the lines between titles and heads.
pub(crate) fn marked(source: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        at += 1;
        if zone::title(source, &pieces[at - 1]).is_some() {
            at = below(source, &pieces, at, &mut lines);
        }
    }
    if lines.is_empty() {
        return pieces;
    }
    let mut marked = Vec::with_capacity(pieces.len() + lines.len());
    let mut lines = lines.into_iter().peekable();
    for (index, piece) in pieces.into_iter().enumerate() {
        match lines.next_if(|line| line.0 == index) {
            Some((_, parts)) => marked.extend(labels(&piece, &parts)),
            None => marked.push(piece),
        }
    }
    marked
}

/// The pieces that a line becomes.
fn labels(piece: &Piece, parts: &[Part]) -> Vec<Piece> {
    let mut labels: Vec<Piece> = Vec::new();
    for &(text, says) in parts {
        let shape = Shape::Label(says.kind());
        match labels.last_mut() {
            // the name of a body may have blanks inside, its code stand in a cell of its own
            Some(last) if last.shape == shape => last.text = last.text.join(text),
            Some(_) => labels.push(Piece { start: text.start, text, shape }),
            None => labels.push(Piece { start: piece.start, text, shape }),
        }
    }
    labels
}

/// Reads the lines below the title in front of piece `from`, and returns where they end.
fn below(source: &str, pieces: &[Piece], from: usize, lines: &mut Vec<Line>) -> usize {
    let first = lines.len();
    // lines that say something of the form for sure, and the last of all lines
    let (mut sure, mut printed) = (first, 0);
    let mut at = from;
    while let Some(piece) = pieces.get(at).filter(|_| printed < TUNING.zone.most_form_lines) {
        printed += usize::from(!piece.shape.is_empty());
        match piece.shape {
            Shape::Blank
            | Shape::BareTab
            | Shape::BareRow
            | Shape::Number
            | Shape::Label(BlockKind::FormNumber) => {}
            Shape::Label(BlockKind::Department | BlockKind::Unit) => {
                // 编制单位：某局 人民币万元
                let behind = |parts: &Vec<Part>| parts.iter().skip(1).any(|part| part.1 == Says::Unit);
                lines.extend(parts(source, piece).filter(behind).map(|parts| (at, parts)));
                sure = lines.len();
            }
            shape if may_say(shape) && zone::title(source, piece).is_none() => {
                let Some(parts) = parts(source, piece) else { break };
                let is_sure = parts.iter().any(|part| matches!(part.1, Says::Unit | Says::Body));
                // a year below a title is read where it stands
                if !matches!(parts.as_slice(), [(text, Says::Date)] if label::is_year(text.text(source))) {
                    lines.push((at, parts));
                }
                if is_sure {
                    sure = lines.len();
                }
            }
            _ => break,
        }
        at += 1;
    }
    let headed = pieces.get(at).is_some_and(|piece| {
        !matches!(piece.shape, Shape::PageBreak | Shape::Rule | Shape::Label(_))
            && zone::title(source, piece).is_none()
    });
    if headed {
        let known = |line: &Line| line.1.iter().all(|part| part.1 != Says::Unknown);
        sure += lines.get(sure..).unwrap_or_default().iter().take_while(|line| known(line)).count();
    }
    lines.truncate(sure);
    join_units(lines.get_mut(first..).unwrap_or_default());
    at
}

/// Whether a piece of this shape may say something of a form: a line, or a row of cells.
const fn may_say(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::Text
            | Shape::Gap
            | Shape::Spaced
            | Shape::Row
            | Shape::TabCell
            | Shape::TabEnd
            | Shape::Pipe
            | Shape::Barred
    )
}

/// Puts the label of a unit and the unit in the next cell or on the next line together: what stands between them is blank.
fn join_units(lines: &mut [Line]) {
    for line in lines.iter_mut() {
        line.1.dedup_by(|next, label| {
            let joins = label.1 == Says::UnitLabel && next.1 == Says::Unit;
            if joins {
                *label = (label.0.join(next.0), Says::Unit);
            }
            joins
        });
    }
    for at in 1..lines.len() {
        let [label, unit] = &mut lines[at - 1..=at] else { continue };
        if let (Some(last), [(text, Says::Unit)]) = (label.1.last_mut(), unit.1.as_slice())
            && last.1 == Says::UnitLabel
            && label.0 + 1 == unit.0
        {
            *last = (last.0.join(*text), Says::Unit);
            unit.1.clear();
        }
    }
}

/// The parts of a line; `None` where one of them belongs to a head or a row of figures, or the line is running text.
fn parts(source: &str, piece: &Piece) -> Option<Vec<Part>> {
    let text = piece.text.text(source);
    let sentence = text.contains(['。', '；']) || text.len() > TUNING.label.label_limit.bytes();
    let numbered = Marker::at_start(&text[lead(text).at..], 0).is_some() && !text.starts_with(['（', '(']);
    if sentence || numbered && number_line(text).is_none() {
        return None;
    }
    let barred = matches!(piece.shape, Shape::Pipe | Shape::Barred);
    let parts_cells = |c: char| c.is_whitespace() || barred && c == '|';
    let mut parts: Vec<Part> = Vec::new();
    for cell in text.split(parts_cells).filter(|cell| !cell.is_empty()) {
        let offset = cell.as_ptr() as usize - text.as_ptr() as usize;
        let start = piece.text.start + Span::of(0..offset).end;
        let mut span = Span::new(start, start + Span::of(0..cell.len()).end);
        // what stands behind a colon and a blank is what the label names
        let names_next =
            |part: &mut Part| part.1 != Says::UnitLabel && part.0.text(source).ends_with(['：', ':']);
        if let Some(label) = parts.pop_if(names_next) {
            span = label.0.join(span);
        }
        let says = says(span.text(source));
        if says == Says::Head {
            return None;
        }
        parts.push((span, says));
    }
    (!parts.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, segment};

    const HEAD: &str = "项目 决算数\n一、教育支出 300.00\n二、住房支出 20.00\n合计 320.00\n";

    /// The blocks between the title and the table, with their kinds.
    fn between(lines: &str, head: &str) -> Vec<(BlockKind, String)> {
        let text = format!("支出决算表\n{lines}\n{head}");
        let found = segment(&text).unwrap();
        let blocks = found.blocks.iter().skip(1);
        let above = blocks.take_while(|block| !matches!(block.kind, BlockKind::Fragment(_)));
        above.map(|block| (block.kind, block.span.text(&text).trim().to_owned())).collect()
    }

    fn unit_of(lines: &str, head: &str) -> Option<String> {
        let found = between(lines, head);
        let known = found
            .iter()
            .all(|(kind, text)| !matches!(kind, BlockKind::Paragraph) || text.contains("2031年度"));
        let unit = found.into_iter().find(|(kind, _)| *kind == BlockKind::Unit);
        unit.filter(|_| known).map(|(_, text)| text)
    }

    #[test]
    fn body_date_and_unit_are_told_from_the_head_in_any_words() {
        let lines = [
            "柳河县水利局|单位：万元",
            "柳河县水利局本部门三组|万元",
            "301002-柳河县水利局|单位：万元",
            "（301002）柳河县水利局|金额单位：万元",
            "编制单位：柳河县水利局|2031年12月31日|单位：万元",
            "编制单位：柳河县水利局|公开时间：2032年9月1日|单位：万元",
            "部门：柳河县水利局|币种：人民币|单位：万元",
            "部门：柳河县水利局|人民币万元",
            "部门：柳河县水利局|币种：人民币 单位：万元",
            "柳河县水利局|（万元）",
            "部门：柳河县水利局|单位：万元、%",
            "附表3|部门：柳河县水利局|单位：万元",
        ];
        let head = |by: &str| HEAD.replace(' ', by);
        for line in lines {
            for (within, cells) in
                [("\t", "\t"), (" ", " "), ("        ", "        "), ("\n", "\n"), ("\n", " ")]
            {
                let found = unit_of(&line.replace('|', within), &head(cells));
                assert!(
                    found.as_deref().is_some_and(|unit| unit.contains("万元")),
                    "{line} {within:?}: {found:?}"
                );
            }
        }
    }

    #[test]
    fn the_label_of_a_unit_and_the_unit_may_stand_in_two_cells() {
        for line in [
            "部门：柳河县水利局\t单位：\t万元",
            "部门：柳河县水利局 单位： 万元",
            "部门：柳河县水利局\n单位：\n万元",
        ] {
            assert!(unit_of(line, HEAD).is_some_and(|unit| unit.ends_with("万元")), "{line}");
        }
    }

    #[test]
    fn a_year_and_a_number_of_any_kind_may_stand_alone() {
        for line in ["2031年度", "（2031年度）", "附表3", "附件1-3", "（附表3）", "附3", "表号：财决03表"]
        {
            assert_eq!(
                unit_of(&format!("{line}\n部门：柳河县水利局\n单位：万元"), HEAD).as_deref(),
                Some("单位：万元"),
                "{line}"
            );
        }
    }

    #[test]
    fn heads_and_rows_are_no_labels() {
        for head in ["单位名称 决算数\n", "项目 决算数\n", "金额 万元\n", "科目名称 支出（万元）\n"]
        {
            let rows = "一、教育支出 300.00\n二、住房支出 20.00\n合计 320.00\n";
            let found = between("单位：万元", &format!("{head}{rows}"));
            assert_eq!(found.len(), 1, "{head}: {found:?}");
        }
    }

    #[test]
    fn the_number_of_the_next_form_is_not_that_of_the_form_above() {
        let text = "支出决算表\n附件2\n收入决算表\n单位：万元\n";
        let found = segment(text).unwrap();
        assert!(found.blocks.iter().all(|block| block.kind != BlockKind::FormNumber));
    }

    #[test]
    fn the_blocks_are_the_source() {
        let text = format!("支出决算表\n  柳河县水利局\t\t 单位：\t万元 \n\n{HEAD}");
        let found = segment(&text).unwrap();
        let whole: String = found.blocks.iter().map(|block| block.span.text(&text)).collect();
        assert_eq!(whole, text);
    }
}
