use juesuan_model::{Code, Decimal, FindingKind, Measure, Place, Severity, StatementId};

use crate::figure_name::table_zh;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Lookup, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS231"),
    status: crate::RuleStatus::Preview,
    family: Family::BetweenTables,
    title: Text::new(
        "年初年末都没有结转时，每个科目收支相等（试行）",
        "Where nothing was carried over, each code spends what it receives (preview)",
    ),
    message: Text::new(
        "年初、年末都没有结转和结余，而科目{code}收入{income}、支出{spent}，不相等。",
        "No balance is carried, and the code {code} receives {income} and spends {spent}.",
    ),
    kind: FindingKind::CrossTable,
    severity: Severity::Info,
    basis: Basis::new(BasisKind::Form, "收入决算表与支出决算表（核实性）"),
    why: Text::new(
        "收入与支出多半有一个记错了科目；动用以前年度资金的除外。",
        "One of the two was probably put under another code, unless money of earlier years was used.",
    ),
    example: Text::new(
        "21303收入84.50，支出48.50，年初、年末结转均为0。",
        "21303 receives 84.50 and spends 48.50, and no balance is carried.",
    ),
};

/// JS231: Z02 = Z03 by code, where Z01 has no balance at either end of the year and the totals agree.
pub(crate) struct CodeBalance;

impl Rule for CodeBalance {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let book = context.book();
        let (Some(income), Some(spent)) = (book.sheet(StatementId::Z02), book.sheet(StatementId::Z03)) else {
            return;
        };
        let balance = |item: &str| value(context, context.find(StatementId::Z01, item, Measure::FINAL));
        let balances = [balance("income:opening"), balance("expenditure:closing")];
        if balances.iter().any(Option::is_none) {
            return log.missing(table_zh(StatementId::Z01));
        }
        if balances.into_iter().flatten().any(|(balance, _)| !balance.is_zero()) {
            return;
        }
        let codes = spent.coded().iter().chain(income.coded()).map(|(_, code)| *code);
        let mut codes: Vec<Code> = codes.collect();
        codes.sort_unstable();
        codes.dedup();
        let unique = income.has_unique_codes() && spent.has_unique_codes();
        let doubt = book.doubts().of_rows(income.id()).or(book.doubts().of_rows(spent.id()));
        if let Some(doubt) = doubt.filter(|_| unique) {
            return log.missing(format!("{}的全部科目（{}）", table_zh(income.id()), doubt.text().zh));
        }
        for code in codes.into_iter().filter(|_| unique) {
            let of = |sheet: &crate::Sheet<'_>, measure| {
                let row = sheet.row_of_code(code);
                row.map_or(Some((Decimal::ZERO, None)), |row| value(context, sheet.in_row(row, measure)))
            };
            let both = of(income, Measure::INCOME).zip(of(spent, Measure::EXPENDITURE));
            match both {
                Some(((left, _), (right, _))) if left == right => log.held(),
                Some(((left, at), (right, other))) => {
                    let mut places = [at, other].into_iter().flatten();
                    let draft = Draft::at(places.next().unwrap_or_default());
                    log.found(
                        places
                            .fold(draft, Draft::and_at)
                            .with("code", code)
                            .printed(left.normalize().to_string())
                            .with("income", left.normalize())
                            .with("spent", right.normalize()),
                    );
                }
                None => {}
            }
        }
    }
}

/// The amount as printed and its place; a blank cell is nothing.
fn value(context: &Context<'_>, found: Lookup) -> Option<(Decimal, Option<Place>)> {
    match found {
        Lookup::Found(id) => {
            let figure = context.book().figure(id)?;
            Some((figure.printed(), Some(figure.place())))
        }
        Lookup::Blank => Some((Decimal::ZERO, None)),
        _ => None,
    }
}
