//! The grammar of the formula language. `docs/formulas.md` explains it to those who write formulas.

use juesuan_model::{CodeLevel, Decimal};
use juesuan_vocabulary::formula_language::RESERVED;
use winnow::combinator::{
    alt, cut_err, delimited, empty, eof, fail, not, opt, peek, preceded, repeat, separated, terminated,
};
use winnow::error::{StrContext, StrContextValue};
use winnow::prelude::*;
use winnow::stream::LocatingSlice;
use winnow::token::{one_of, take_till, take_while};

use super::FormulaError;
use super::syntax::{
    Addend, Atom, Attribute, Comparison, Condition, File, Formula, Reference, Rows, RuleText, Scope, Word,
};
use crate::comparison::Operator;

type Input<'t> = LocatingSlice<&'t str>;

/// What can be said of a rule, and how many values it has at most.
pub(super) const ATTRIBUTES: [(&str, usize); 9] = [
    ("status", 1),
    ("en", 1),
    ("kind", 1),
    ("severity", 1),
    ("basis", 2),
    ("why", 2),
    ("example", 2),
    ("message", 2),
    ("tolerance", 1),
];

/// Parses a file of formulas.
pub(super) fn parse(text: &str) -> Result<File<'_>, FormulaError> {
    file.parse(LocatingSlice::new(text)).map_err(|error| {
        let expected = error.inner().context().filter_map(|context| match context {
            StrContext::Expected(value) => Some(value.to_string()),
            _ => None,
        });
        let expected: Vec<_> = expected.take(1).collect();
        FormulaError::expected(text, error.offset(), &expected.join("、"))
    })
}

fn file<'t>(input: &mut Input<'t>) -> ModalResult<File<'t>> {
    let rules = preceded(blank, repeat(0.., preceded(not(eof), rule))).parse_next(input)?;
    Ok(File { rules })
}

fn rule<'t>(input: &mut Input<'t>) -> ModalResult<RuleText<'t>> {
    let head = alt((
        preceded(
            keyword("rule"),
            (
                cut_err(id.context(expected("规则编号，如 JS101"))),
                cut_err(quoted.context(expected("引号里的标题"))),
            ),
        )
        .map(Some),
        empty.value(None),
    ));
    let ((head, parts), at) = (head, parts).with_span().parse_next(input)?;
    let mut rule = RuleText { head, at, ..RuleText::default() };
    for part in parts {
        match part {
            Part::Attribute(attribute) => rule.attributes.push(attribute),
            Part::Condition(condition) => rule.conditions.push(condition),
            Part::Formula(formula) => rule.formulas.push(formula),
        }
    }
    // a formula without a head is a rule of its own
    Ok(rule)
}

enum Part<'t> {
    Attribute(Attribute<'t>),
    Condition(Condition<'t>),
    Formula(Formula<'t>),
}

/// What belongs to a rule: up to the next `rule` or the end.
fn parts<'t>(input: &mut Input<'t>) -> ModalResult<Vec<Part<'t>>> {
    let part = alt((
        attribute.map(Part::Attribute),
        preceded(keyword("when"), cut_err(condition)).map(Part::Condition),
        cut_err(formula).map(Part::Formula),
    ));
    repeat(1.., preceded(not(alt((eof.void(), keyword("rule")))), part)).parse_next(input)
}

fn condition<'t>(input: &mut Input<'t>) -> ModalResult<Condition<'t>> {
    alt((preceded(keyword("has"), cut_err(reference)).map(Condition::Has), comparison.map(Condition::Holds)))
        .parse_next(input)
}

fn attribute<'t>(input: &mut Input<'t>) -> ModalResult<Attribute<'t>> {
    let name = plain_word
        .verify(|word: &Word<'t>| ATTRIBUTES.iter().any(|(name, _)| *name == word.text))
        .parse_next(input)?;
    // an attribute is followed by its value; a column that happens to be called so is not
    let most = ATTRIBUTES.iter().find(|(known, _)| *known == name.text).map_or(1, |(_, most)| *most);
    let value = alt((quoted, plain_word, number_word));
    let first = cut_err(value.context(expected("值"))).parse_next(input)?;
    let mut values = vec![first];
    if most > 1
        && let Some(second) = opt(quoted).parse_next(input)?
    {
        values.push(second);
    }
    Ok(Attribute { name, values })
}

fn formula<'t>(input: &mut Input<'t>) -> ModalResult<Formula<'t>> {
    let scope = alt((
        terminated(preceded(keyword("each"), cut_err(each)), cut_err(colon)),
        terminated(preceded(keyword("tree"), cut_err(tree)), cut_err(colon)),
        empty.value(Scope::Once),
    ));
    let comparisons = separated(1.., comparison, keyword("else"));
    let ((scope, comparisons), at) = (scope, comparisons).with_span().parse_next(input)?;
    Ok(Formula { scope, comparisons, at })
}

fn each<'t>(input: &mut Input<'t>) -> ModalResult<Scope<'t>> {
    let level = alt((
        keyword("code").value(None),
        keyword("class").value(Some(CodeLevel::Class)),
        keyword("section").value(Some(CodeLevel::Section)),
        keyword("item").value(Some(CodeLevel::Item)),
    ));
    let tables = preceded(opt(keyword("of")), cut_err(separated(1.., table, comma)));
    alt((
        (level, tables).map(|(level, tables)| Scope::Codes { level, tables }),
        (
            separated(1.., table, comma),
            opt(preceded(dot, name)),
            cut_err(
                alt((keyword("row").value(true), keyword("column").value(false)))
                    .context(expected("row（行）或 column（列）")),
            ),
        )
            .map(
                |(tables, side, rows)| {
                    if rows { Scope::Rows { tables, side } } else { Scope::Columns(tables) }
                },
            ),
        fail.context(expected("表号 Z01–Z09 或 B01–B14，或 code、class、section、item")),
    ))
    .parse_next(input)
}

fn tree<'t>(input: &mut Input<'t>) -> ModalResult<Scope<'t>> {
    let tables = separated(1.., table, comma);
    terminated(tables, cut_err((keyword("by"), keyword("code")).context(expected("by code（按编码）"))))
        .map(Scope::Tree)
        .parse_next(input)
}

fn table<'t>(input: &mut Input<'t>) -> ModalResult<Word<'t>> {
    plain_word.context(expected("表号 Z01–Z09 或 B01–B14")).parse_next(input)
}

fn comparison<'t>(input: &mut Input<'t>) -> ModalResult<Comparison<'t>> {
    let parts = (sum, cut_err(operator.context(expected("== 、<= 或 >="))), cut_err(sum));
    let ((left, operator, right), at) = parts.with_span().parse_next(input)?;
    Ok(Comparison { left, operator, right, at })
}

fn operator(input: &mut Input<'_>) -> ModalResult<Operator> {
    let operator = alt((
        alt(("==", "＝＝", "＝", "=")).value(Operator::Equal),
        alt(("<=", "≤", "≦")).value(Operator::AtMost),
        alt((">=", "≥", "≧")).value(Operator::AtLeast),
    ));
    terminated(operator, blank).parse_next(input)
}

/// `a + b - 2 * c`
fn sum<'t>(input: &mut Input<'t>) -> ModalResult<Vec<Addend<'t>>> {
    signed(addend, input)
}

/// Addends with a sign between each two of them, which may stand in front of the first too.
fn signed<'t>(
    addend: fn(&mut Input<'t>) -> ModalResult<Addend<'t>>,
    input: &mut Input<'t>,
) -> ModalResult<Vec<Addend<'t>>> {
    let first = (opt(sign), addend);
    let next = (sign.map(Some), cut_err(addend));
    let signed = |(sign, addend): (Option<Decimal>, Addend<'t>)| Addend {
        factor: addend.factor * sign.unwrap_or(Decimal::ONE),
        ..addend
    };
    let (first, mut rest): (_, Vec<_>) =
        (first.map(signed), repeat(0.., next.map(signed))).parse_next(input)?;
    rest.insert(0, first);
    Ok(rest)
}

fn sign(input: &mut Input<'_>) -> ModalResult<Decimal> {
    let sign =
        alt((one_of(['+', '＋']).value(Decimal::ONE), one_of(['-', '－', '−']).value(Decimal::NEGATIVE_ONE)));
    terminated(sign, blank).parse_next(input)
}

fn addend<'t>(input: &mut Input<'t>) -> ModalResult<Addend<'t>> {
    let factor = opt(terminated(number, (one_of(['*', '×']), blank))).parse_next(input)?;
    let mut choices = vec![atom.parse_next(input)?];
    while opt(keyword("or")).parse_next(input)?.is_some() {
        choices.push(cut_err(alt((group, atom))).parse_next(input)?);
    }
    Ok(Addend { factor: factor.unwrap_or(Decimal::ONE), choices })
}

/// `(a + b)`: only behind `or`, and so not nested.
fn group<'t>(input: &mut Input<'t>) -> ModalResult<Atom<'t>> {
    let all = |input: &mut Input<'t>| signed(single, input);
    delimited(('(', blank), cut_err(all), cut_err(close)).map(Atom::Group).parse_next(input)
}

/// An addend without factor and choices.
fn single<'t>(input: &mut Input<'t>) -> ModalResult<Addend<'t>> {
    atom.map(|atom| Addend { factor: Decimal::ONE, choices: vec![atom] }).parse_next(input)
}

fn atom<'t>(input: &mut Input<'t>) -> ModalResult<Atom<'t>> {
    alt((
        preceded((keyword("sum"), '(', blank), cut_err(terminated(summed, close))),
        keyword("parent").value(Atom::Parent),
        number.map(Atom::Number),
        reference.map(Atom::Cell),
        column.map(Atom::Column),
        fail.context(expected("单元格（如 Z01[\"总计\"].决算数）、列名、sum(…) 或数字")),
    ))
    .parse_next(input)
}

fn summed<'t>(input: &mut Input<'t>) -> ModalResult<Atom<'t>> {
    alt((
        keyword("children").value(Atom::Children),
        reference.map(Atom::Sum),
        fail.context(expected("要求和的行，如 Z03[类].基本支出")),
    ))
    .parse_next(input)
}

/// `Z01.收入["总计"].决算数`, `["合计"]`
fn reference<'t>(input: &mut Input<'t>) -> ModalResult<Reference<'t>> {
    let side = opt(preceded(dot, name));
    let table = opt((plain_word, side));
    let rows = separated(1.., rows, comma);
    let except = preceded(keyword("except"), cut_err(separated(1.., self::rows, comma)));
    let inside = (cut_err(rows), opt(except));
    let brackets = preceded((one_of(['[', '［', '【']), blank), terminated(inside, cut_err(end_bracket)));
    let parts = (table, brackets, opt(preceded(dot, cut_err(name.context(expected("列名"))))));
    let ((table, (rows, except), column), at) = parts.with_span().parse_next(input)?;
    let (table, side) = table.map_or((None, None), |(table, side)| (Some(table), side));
    Ok(Reference { table, side, rows, except: except.unwrap_or_default(), column, at })
}

fn rows<'t>(input: &mut Input<'t>) -> ModalResult<Rows<'t>> {
    let prefix = terminated(digits, ('*', blank));
    alt((
        keyword("code").value(Rows::Bound),
        keyword("class").value(Rows::Level(CodeLevel::Class)),
        keyword("section").value(Rows::Level(CodeLevel::Section)),
        keyword("item").value(Rows::Level(CodeLevel::Item)),
        preceded(above, cut_err(name.context(expected("行名")))).map(Rows::Above),
        prefix.map(Rows::Prefix),
        terminated(digits, blank).map(Rows::Named),
        name.map(Rows::Named),
        fail.context(expected("行名、科目编码、类／款／项 或 above（以上）")),
    ))
    .parse_next(input)
}

fn above(input: &mut Input<'_>) -> ModalResult<()> {
    plain_word.verify(|word: &Word<'_>| matches!(word.text, "above" | "以上")).void().parse_next(input)
}

/// The name of a row, a column or a side: a word, or anything in quotation marks.
fn name<'t>(input: &mut Input<'t>) -> ModalResult<Word<'t>> {
    alt((quoted, plain_word)).parse_next(input)
}

/// The bare name of a column.
fn column<'t>(input: &mut Input<'t>) -> ModalResult<Word<'t>> {
    name.verify(|word: &Word<'_>| !is_reserved(word.text)).parse_next(input)
}

fn is_reserved(word: &str) -> bool {
    RESERVED.iter().any(|(english, chinese)| word == *english || word == *chinese)
}

/// A word of letters, as they occur in the labels of the forms; brackets and quotation marks of full width included.
fn plain_word<'t>(input: &mut Input<'t>) -> ModalResult<Word<'t>> {
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '（' | '）');
    let first = one_of(|c: char| c.is_alphabetic());
    let ((text, at), ()) = ((first, take_while(0.., letter)).take().with_span(), blank).parse_next(input)?;
    Ok(Word { text, at })
}

fn id<'t>(input: &mut Input<'t>) -> ModalResult<Word<'t>> {
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let ((text, at), ()) = (take_while(1.., letter).with_span(), blank).parse_next(input)?;
    Ok(Word { text, at })
}

fn quoted<'t>(input: &mut Input<'t>) -> ModalResult<Word<'t>> {
    let plain = delimited('"', take_till(0.., ['"', '\n']), cut_err('"'.context(expected("引号 \""))));
    let full = delimited('“', take_till(0.., ['”', '\n']), cut_err('”'.context(expected("引号 ”"))));
    let ((text, at), ()) = (alt((plain, full)).with_span(), blank).parse_next(input)?;
    Ok(Word { text, at })
}

fn digits<'t>(input: &mut Input<'t>) -> ModalResult<Word<'t>> {
    let (text, at) = take_while(1..=9, |c: char| c.is_ascii_digit()).with_span().parse_next(input)?;
    Ok(Word { text, at })
}

fn number_word<'t>(input: &mut Input<'t>) -> ModalResult<Word<'t>> {
    let (text, at) = number.take().with_span().parse_next(input)?;
    Ok(Word { text: text.trim_end(), at })
}

fn number(input: &mut Input<'_>) -> ModalResult<Decimal> {
    let number = take_while(1..=24, |c: char| c.is_ascii_digit() || c == '.');
    terminated(
        number.try_map(str::parse::<Decimal>),
        (peek(not(one_of(|c: char| c.is_alphanumeric()))), blank),
    )
    .parse_next(input)
}

/// A word of the language, in English or Chinese.
fn keyword<'t>(word: &'static str) -> impl ModalParser<Input<'t>, (), winnow::error::ContextError> {
    let chinese = RESERVED.iter().find(|(english, _)| *english == word).map_or(word, |(_, chinese)| *chinese);
    plain_word.verify(move |found: &Word<'_>| found.text == word || found.text == chinese).void()
}

fn colon(input: &mut Input<'_>) -> ModalResult<()> {
    (one_of([':', '：']).context(expected("冒号 :")), blank).void().parse_next(input)
}

fn comma(input: &mut Input<'_>) -> ModalResult<()> {
    (one_of([',', '，', '、']), blank).void().parse_next(input)
}

fn dot(input: &mut Input<'_>) -> ModalResult<()> {
    (one_of(['.', '．']), blank).void().parse_next(input)
}

fn close(input: &mut Input<'_>) -> ModalResult<()> {
    (')'.context(expected("右括号 )")), blank).void().parse_next(input)
}

fn end_bracket(input: &mut Input<'_>) -> ModalResult<()> {
    (one_of([']', '］', '】']).context(expected("右方括号 ]")), blank).void().parse_next(input)
}

/// White space and comments.
fn blank(input: &mut Input<'_>) -> ModalResult<()> {
    let space = take_while(1.., char::is_whitespace).void();
    let comment = ('#', take_till(0.., '\n')).void();
    repeat(0.., alt((space, comment))).parse_next(input)
}

fn expected(what: &'static str) -> StrContext {
    StrContext::Expected(StrContextValue::Description(what))
}
