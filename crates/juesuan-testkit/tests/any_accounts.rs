//! Whatever the accounts, however zero is printed and wherever pages cut the tables: every figure is read.

#![allow(clippy::expect_used, clippy::print_stdout)] // a test may expect, and may speak
#![allow(clippy::cast_precision_loss)] // shares of some thousand figures

mod reader;

use juesuan_testkit::accounts::{Accounts, Fund, Item, Opening, PublicExpenses};
use juesuan_testkit::codes::FUNCTIONS;
use juesuan_testkit::forms::TITLES;
use juesuan_testkit::forms::{Family, Style, Zero, form};
use juesuan_testkit::grid::Seam;
use juesuan_testkit::money::{Money, MoneyUnit};
use juesuan_testkit::transform::Transformation;
use juesuan_testkit::{Document, Layout, print, transform};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{RngSeed, TestRunner};

/// Amounts of all sizes, zero and 分 among them.
fn amount() -> impl Strategy<Value = Money> {
    prop_oneof![Just(0), 1..1_000_000i64, 1_000_000..1_000_000_000i64, 1_000_000_000..500_000_000_000i64]
        .prop_map(Money)
}

/// The budget that may pay for a code.
fn fund_of(code: &str, own: bool) -> Fund {
    match code.get(..3) {
        Some("223") => Fund::StateCapital,
        Some("229") => Fund::Government,
        _ if own => Fund::Own,
        _ => Fund::General,
    }
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let leaves: Vec<&'static str> =
        FUNCTIONS.iter().map(|&(code, _)| code).filter(|code| code.len() == 7).collect();
    let item = |code| {
        (amount(), amount(), proptest::bool::weighted(0.1)).prop_map(move |(basic, project, own)| Item {
            code,
            basic,
            project,
            fund: fund_of(code, own),
            surplus: Money::ZERO,
        })
    };
    let any_codes = proptest::sample::subsequence(leaves, 3..18);
    any_codes.prop_flat_map(move |codes| codes.into_iter().map(item).collect::<Vec<_>>())
}

fn public_expenses() -> impl Strategy<Value = PublicExpenses> {
    [amount(), amount(), amount(), amount()].prop_map(|[abroad, car_purchase, car_running, reception]| {
        PublicExpenses { abroad, car_purchase, car_running, reception }
    })
}

fn accounts() -> impl Strategy<Value = Accounts> {
    (items(), amount(), public_expenses(), public_expenses()).prop_map(|(items, opening, budget, spent)| {
        Accounts {
            body: "云溪县水利局",
            year: 2022,
            items,
            business_income: Money::ZERO,
            opening: Opening { general: opening, ..Opening::default() },
            used_surplus: Money::ZERO,
            economy: Vec::new(),
            public_budget: budget,
            public_final: spent,
            previous_total: Money::ZERO,
        }
    })
}

fn style() -> impl Strategy<Value = Style> {
    let zero =
        proptest::sample::select(vec![Zero::Integer, Zero::Point, Zero::Blank, Zero::Dash, Zero::Mixed]);
    let unit = proptest::sample::select(vec![MoneyUnit::WanYuan, MoneyUnit::WanYuan, MoneyUnit::Yuan]);
    let family = proptest::sample::select(vec![Family::Panels, Family::Lists]);
    (family, unit, zero, any::<bool>(), any::<bool>()).prop_map(|(family, unit, zero, grouped, bold)| Style {
        family,
        unit,
        zero,
        grouped,
        bold,
    })
}

/// All nine forms, each cut once where it is long enough.
fn document(accounts: &Accounts, style: Style, seam: Seam, share: usize) -> Document {
    let mut document = Document::markdown();
    document.heading("## ", 1, "第二部分", "2022年度部门决算表");
    for (index, (table, title)) in TITLES.into_iter().enumerate() {
        document.heading("## ", 2, "", title).line(format!("公开{:02}表", index + 1));
        document.line(format!("单位：{}", style.unit.name()));
        let grid = form(table, accounts, style);
        let cut = grid.rows.len() * share / 100;
        let grid = if cut > 2 && cut + 2 < grid.rows.len() { grid.cut(&[cut], seam) } else { grid };
        document.table(grid).blanks(1);
    }
    document
}

/// The ways in which columns come to be aligned by blanks.
const ALIGNED: &[&str] = &[
    "aligned",
    "aligned-flush-left",
    "aligned-centred",
    "aligned-centred-head",
    "aligned-figures-above",
    "aligned-figures-below",
    "aligned-wrapped-names",
    "aligned-interleaved-names",
    "aligned-head-is-total",
    "aligned-pages",
];

/// The least F1 of columns aligned by blanks, over all samples of a habit.
const LEAST_ALIGNED: f64 = 0.99;

/// The least F1 where only sums tell how some rows are read, over all samples.
const LEAST_UNSURE: f64 = 0.96;

/// Accounts of each habit.
const SAMPLES: usize = 16;

/// The same accounts in each run: what is asked for is an average, which must not hang on chance.
fn demand(transformations: &[&Transformation], least: f64, least_single: f64) {
    let seam = proptest::sample::select(vec![Seam::Header, Seam::SpacedHeader, Seam::FormFeed]);
    let samples = (accounts(), style(), seam, 20..80usize);
    for transformation in transformations {
        let mut runner = TestRunner::deterministic();
        let (mut met, mut of, mut worst) = (0, 0, 1.0f64);
        for index in 0..SAMPLES {
            let sample = samples.new_tree(&mut runner).expect("a sample");
            let (accounts, style, seam, share) = sample.current();
            let printed = print(&document(&accounts, style, seam, share), Layout::Tabbed);
            let spoilt = (transformation.apply)(&printed.text);
            let score = reader::score(&spoilt, &printed.truth.observations, false);
            worst = worst.min(score.f1());
            if let (true, Ok(dir)) = (score.f1() < 1.0, std::env::var("DUMP")) {
                let habit = transformation.name;
                std::fs::write(format!("{dir}/{habit}-{index}.txt"), &spoilt).expect("a file");
                std::fs::write(format!("{dir}/{habit}-{index}.tab"), &printed.text).expect("a file");
                println!("  {habit}-{index} {:.4} {score:?}", score.f1());
            }
            met += 2 * score.met;
            of += score.read + score.wanted;
        }
        let f1 = met as f64 / of as f64;
        println!("{}: {f1:.4}, worst {worst:.4}", transformation.name);
        assert!(f1 >= least && worst >= least_single, "{}: {f1:.4}, {worst:.4}", transformation.name);
    }
}

#[test]
fn figures_between_blanks_are_read_in_every_habit() {
    let habit = |name: &&str| transform::ALL.iter().find(|one| one.name == *name).expect("a known habit");
    let habits: Vec<&Transformation> = ALIGNED.iter().map(habit).collect();
    demand(&habits, LEAST_ALIGNED, 0.91);
}

#[test]
fn sums_tell_how_rows_are_read() {
    let unsure: Vec<&Transformation> = transform::UNSURE.iter().collect();
    demand(&unsure, LEAST_UNSURE, 0.71);
}

proptest! {
    // the same cases in each run
    #![proptest_config(ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(2022), ..ProptestConfig::default() })]

    #[test]
    fn every_figure_is_read(
        accounts in accounts(),
        style in style(),
        layout in proptest::sample::select(vec![Layout::Tabbed, Layout::Piped, Layout::Exploded]),
        seam in proptest::sample::select(vec![Seam::Header, Seam::SpacedHeader, Seam::FormFeed]),
        share in 20..80usize,
    ) {
        let printed = print(&document(&accounts, style, seam, share), layout);
        let score = reader::score(printed.text.as_bytes(), &printed.truth.observations, true);
        prop_assert!(score.f1() >= 1.0, "{score:?} of\n{}", printed.text);
    }
}
