//! The lists that the words of tables are sorted into, with the names that they have in files.

/// What a row inside the grid that belongs to the form and not to its data says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Furnishing {
    Unit,
    Department,
    FormNumber,
    Note,
    /// The year, or when the form was filled in.
    Date,
}

/// The furnishings that a list can name.
pub(super) const FURNISHINGS: [(&str, Furnishing); 4] = [
    ("unit", Furnishing::Unit),
    ("department", Furnishing::Department),
    ("note", Furnishing::Note),
    ("date", Furnishing::Date),
];

/// Lists of single words.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// Ends of heads and of names of rows that are sums.
    Totals,
    /// Beginnings of rows that sum up.
    Sums,
    /// Words in which the names of items end.
    EndsOfNames,
    /// Labels beside which a form prints what it is about.
    FormNames,
    /// Labels further down in such a form.
    FormFields,
    /// Labels of the rows behind the one that sums up its points.
    FormTails,
    /// Labels of the score of all, at the top of such a form.
    FormTotals,
    /// Units behind numbers.
    Units,
    /// Marks of the row that numbers the columns.
    ColumnNumbers,
    /// Characters of the heads above stubs.
    StubMarks,
    /// Names of rows, which above columns that stand one blank apart are their heads.
    OneBlankApart,
    /// Heads of the columns into which some forms part a code.
    CodeParts,
    /// Words of which the title of a form of accounts has one.
    StatementParts,
    /// Words in titles that end like that of a form and are none.
    NoStatement,
    /// What stands alone above a table that goes on.
    Continued,
    /// Beginnings of the number of a form.
    FormNumbers,
    /// Beginnings of the head for what was left at the beginning.
    Opening,
    /// Beginnings of the head for what came in.
    Income,
    /// Beginnings of the head for what is left at the end.
    Closing,
    /// Words of a form that carries a balance forward: for its beginning, its end, what came in, what went out.
    CarriedOpening,
    CarriedClosing,
    CarriedIncome,
    CarriedSpent,
    /// Words that the heads of income and expenditure do not have.
    NotCarried,
    /// Words that the heads of balances do not have.
    NotBalance,
    /// Words by which the first column of figures is known as their sum.
    FirstTotals,
    /// In front of what a form tells of the year before its own.
    YearBefore,
    /// In front of what a form tells of its own year.
    OwnYear,
    /// Words of a head that has further heads below it.
    Spanning,
    /// Heads that have others below them wherever a head has more words than columns.
    HasColumns,
    /// Heads that open a group of columns.
    OpensGroup,
    /// Groups of indicators.
    IndicatorGroups,
    /// Words in which the names of groups of indicators end.
    EndsOfGroups,
    /// Beginnings of the names of groups that stand once, to the left of all rows.
    MarginGroups,
    /// Words for zero.
    Zero,
    /// Words that say as much as a dash.
    Nothing,
    /// What stands behind a number that is no code.
    Counted,
    /// The same, with whatever stands behind it: no name of an item begins so.
    Measures,
    /// Words of heads that say whose money it is.
    Bodies,
    /// Words of such heads that speak of something else.
    NoBodies,
    /// Ends of heads that name what the money is for.
    NamesOfItems,
    /// Heads of the columns of indicators, level by level.
    FirstLevels,
    SecondLevels,
    ThirdLevels,
    /// Heads of the columns of targets, of what was reached, of points, and of what is said of them.
    Targets,
    /// Heads of the columns into which some forms part a target: its unit, its sign, and the words beside signs for
    /// targets that are no numbers.
    PartsOfTargets,
    Signs,
    Qualities,
    /// Heads of columns that say yes or no, and what stands below them.
    Choices,
    Answers,
    /// Heads of columns of rates among those of points.
    Rates,
    /// Beginnings of lines that name the aim whose indicators stand below.
    HeadsOfAims,
    Reached,
    Points,
    Comments,
}

/// The lists of single words by the names they have in files.
pub(super) const LISTS: [(&str, List); 55] = [
    ("totals", List::Totals),
    ("sums", List::Sums),
    ("ends_of_names", List::EndsOfNames),
    ("form_names", List::FormNames),
    ("form_fields", List::FormFields),
    ("form_tails", List::FormTails),
    ("form_totals", List::FormTotals),
    ("units", List::Units),
    ("column_numbers", List::ColumnNumbers),
    ("stub_marks", List::StubMarks),
    ("one_blank_apart", List::OneBlankApart),
    ("code_parts", List::CodeParts),
    ("statement_parts", List::StatementParts),
    ("no_statement", List::NoStatement),
    ("continued", List::Continued),
    ("form_numbers", List::FormNumbers),
    ("opening", List::Opening),
    ("income", List::Income),
    ("closing", List::Closing),
    ("carried_opening", List::CarriedOpening),
    ("carried_closing", List::CarriedClosing),
    ("carried_income", List::CarriedIncome),
    ("carried_spent", List::CarriedSpent),
    ("not_carried", List::NotCarried),
    ("not_balance", List::NotBalance),
    ("first_totals", List::FirstTotals),
    ("year_before", List::YearBefore),
    ("own_year", List::OwnYear),
    ("spanning", List::Spanning),
    ("has_columns", List::HasColumns),
    ("opens_group", List::OpensGroup),
    ("indicator_groups", List::IndicatorGroups),
    ("ends_of_groups", List::EndsOfGroups),
    ("margin_groups", List::MarginGroups),
    ("zero", List::Zero),
    ("nothing", List::Nothing),
    ("counted", List::Counted),
    ("measures", List::Measures),
    ("bodies", List::Bodies),
    ("no_bodies", List::NoBodies),
    ("names_of_items", List::NamesOfItems),
    ("first_levels", List::FirstLevels),
    ("second_levels", List::SecondLevels),
    ("third_levels", List::ThirdLevels),
    ("targets", List::Targets),
    ("parts_of_targets", List::PartsOfTargets),
    ("signs", List::Signs),
    ("qualities", List::Qualities),
    ("choices", List::Choices),
    ("answers", List::Answers),
    ("rates", List::Rates),
    ("heads_of_aims", List::HeadsOfAims),
    ("reached", List::Reached),
    ("points", List::Points),
    ("comments", List::Comments),
];
