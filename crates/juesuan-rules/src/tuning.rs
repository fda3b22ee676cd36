//! The thresholds of this crate: numbers that decide and that no regulation gives. What notices each of them is in
//! `docs/thresholds.md`.

use juesuan_source::{Han, tuning};

tuning! {
    "rules";

    /// The rule in `nine_tables.rs`.
    nine_tables: NineTables {
        /// Amounts that show that a table was printed where its title is read.
        amounts: usize = 12, "figures";
    }

    /// The rule in `no_tables.rs`.
    no_tables: NoTables {
        /// From how many unread amounts on tables may be among them.
        unread: usize = 20, "figures";
    }

    /// The rule in `body_in_titles.rs`.
    body_in_titles: BodyInTitles {
        /// Longest line, in characters, that is a heading.
        heading: usize = 50, "characters";
        /// So many characters of a name may be left out or put in.
        most: usize = 6, "characters";
        /// So many characters beside each other may be wrong.
        misspelt: usize = 2, "characters";
        /// With so many characters begin the names of bodies of one region.
        region: usize = 2, "characters";
        /// A short form of the name is one that is used so many times.
        short_form: usize = 2, "headings and sentences";
    }

    /// The rule in `caption.rs`.
    caption: Caption {
        /// The shortest title, in characters, of which a near miss means anything.
        shortest: usize = 8, "characters";
        /// A line longer than this is no title.
        longest: usize = 40, "characters";
    }

    /// The rule in `code_label.rs`.
    code_label: CodeLabel {
        /// Fewest levels left out that show that codes are cut on purpose.
        fewest_gaps: usize = 2, "rows";
        /// A code with as many names was read from something else.
        most_names: usize = 16, "bound";
    }

    /// The rule in `contents.rs`.
    contents: Contents {
        /// Longest line, in characters, that is a heading or a line of the contents.
        heading: usize = 60, "characters";
    }

    /// The chapters that final accounts must have.
    disclosures: Disclosures {
        /// The longest number of a heading or of a paragraph.
        number: Han = Han(3), "Chinese characters";
        /// The longest title that runs into its paragraph.
        title: Han = Han(24), "Chinese characters";
    }

    /// Years within sentences, which stand where others have that of the accounts.
    framed_years: FramedYears {
        /// As often must the words have the year of the accounts before another one is odd.
        own: usize = 2, "facts";
        /// Accounts tell of so many years before theirs.
        before: u32 = 5, "years";
    }

    /// The rule in `skipped_number.rs`.
    skipped_number: SkippedNumber {
        /// So many paragraphs must have followed one another before one that skips a number stands out.
        run: usize = 2, "lines";
        /// The longest name of an item with its class and section, in characters.
        longest: usize = 80, "characters";
        /// So much of a paragraph is shown.
        shown: usize = 20, "characters";
        /// The longest number of a paragraph.
        number: Han = Han(2), "Chinese characters";
    }

    /// The rule in `counts_and_money.rs`.
    counts_and_money: CountsAndMoney {
        /// So far groups may stand from the people in them.
        beside: Han = Han(20), "Chinese characters";
    }

    /// Brackets around figures of running text.
    brackets: Brackets {
        /// So far behind the last figure of a sentence a bracket around it may close.
        reach: Han = Han(40), "Chinese characters";
    }

    /// Completion rates in running text.
    completions: Completions {
        /// So much may stand between a budget and its rate: 万元的.
        unit: Han = Han(4), "Chinese characters";
    }

    /// The rule in `double_paragraph.rs`.
    double_paragraph: DoubleParagraph {
        /// The shortest paragraph, in letters, that is one of a kind.
        shortest: usize = 30, "characters";
        /// So many characters of it are shown.
        shown: usize = 24, "bound";
    }

    /// The rule in `double_table.rs`.
    double_table: DoubleTable {
        /// The fewest numbers other than 0 that make a table one of a kind.
        fewest: usize = 6, "figures";
        /// Decimals with which figures of two tables are compared.
        decimals: u32 = 8, "bound";
    }

    /// The rule in `listed_indicator.rs`.
    listed_indicator: ListedIndicator {
        /// The shortest name, in characters, of which a near miss means anything.
        shortest: usize = 6, "characters";
    }

    /// The rule in `listed_name.rs`.
    listed_name: ListedName {
        /// The shortest name, in characters, of which a near miss means anything.
        shortest: usize = 8, "characters";
        /// The most names with which a misspelt one is compared.
        most: usize = 2000, "bound";
    }

    /// The rule in `near_clause.rs`.
    near_clause: NearClause {
        /// The most findings of one document.
        most: usize = 30, "bound";
    }

    /// The rule in `other_year.rs`.
    other_year: OtherYear {
        /// Longest line, in characters, that is a heading.
        heading: usize = 50, "characters";
        /// The longest name of a body in front of the year.
        body: usize = 30, "characters";
        /// In so many characters behind the year it is said what was spent.
        told_within: usize = 40, "characters";
    }

    /// The rule in `personal_data.rs`.
    personal_data: PersonalData {
        /// So many characters before a number may say what it is.
        near: usize = 14, "characters";
    }

    /// The rule in `sister_indicator.rs`.
    sister_indicator: SisterIndicator {
        /// The shortest name, in characters, of which a near miss means anything.
        shortest: usize = 6, "characters";
        /// The most indicators of one target and result that are compared with one another.
        most: usize = 60, "bound";
    }

    /// The rule in `wrong_word.rs`.
    wrong_word: WrongWord {
        /// How many simplified characters there must be for one traditional, so that it is a slip and no
        /// traditional text.
        slip: usize = 100, "characters";
    }

    /// The rule in `concluded_name.rs`.
    concluded_name: ConcludedName {
        /// The fewest letters of a name without its general words.
        letters: usize = 3, "characters";
    }

    /// The rule in `cost_bound.rs`.
    cost_bound: CostBound {
        /// How many ceilings there must be beside the minimum of a cost, so that it is a slip.
        sisters: usize = 2, "indicators";
    }

    /// The rule in `exceeded_target.rs`.
    exceeded_target: ExceededTarget {
        /// What is far above a target, in per cent of it.
        far: u32 = 150, "per cent";
    }

    /// The rule in `fund_programmes.rs`.
    fund_programmes: FundProgrammes {
        /// The shortest name of a fund, in characters: a shorter one may be any word.
        shortest: usize = 4, "characters";
    }

    /// The rule in `grade_counts.rs`.
    grade_counts: GradeCounts {
        /// How many rows of the summary a finding lists.
        listed: usize = 200, "bound";
    }

    /// The rule in `same_sentence.rs`.
    same_sentence: SameSentence {
        /// The fewest letters beside the numbers that make a clause one of its own.
        letters: usize = 8, "characters";
    }

    /// The rule in `score_columns.rs`.
    score_columns: ScoreColumns {
        /// The fewest scores of which a missing column says anything.
        fewest: usize = 3, "scores";
    }

    /// The rule in `told_results.rs`.
    told_results: ToldResults {
        /// The fewest digits of a number that is no other one by chance.
        digits: usize = 3, "digits";
    }

    /// The rule in `told_scores.rs`.
    told_scores: ToldScores {
        /// The fewest items that make a list.
        fewest: usize = 3, "items";
    }

    /// The rule in `cut_lines.rs`.
    cut_lines: CutLines {
        /// How many lines are named in the message.
        named: usize = 40, "bound";
    }

    /// Whether a document is one of final accounts, of which the law asks for certain chapters.
    accounts_text: AccountsText {
        /// How many such chapters make it one.
        enough: usize = 3, "chapters";
        /// Lines of a document that are its cover.
        head_lines: usize = 6, "lines";
    }

    /// Comparisons with another year, as running text makes them: a level, the level before, the change, its rate.
    changes: Changes {
        /// How many facts back the level of a change is looked for.
        reach: usize = 6, "facts";
        /// How many facts back the level of a change is looked for where it bears the same name: a
        /// sentence that tells of several expenses is followed by one that tells of their changes.
        reach_by_name: usize = 40, "facts";
        /// Most characters of the words between a level and its change.
        most: usize = 12, "characters";
        /// So much text lies at most between a level and a change told in the next sentence.
        next: Han = Han(80), "Chinese characters";
    }

    /// How far two names are apart, in characters inserted, left out or replaced.
    distance: Distance {
        /// The most characters by which two names differ that are taken for one.
        near: usize = 3, "characters";
    }

    /// Signs that a table was not read as it is printed. What was read past must not be found wrong or missing.
    performance_doubt: PerformanceDoubt {
        /// How many lines behind a table a row of it may stand that was parted from it.
        behind: u32 = 12, "lines";
    }

    /// Targets and results of indicators: what bound a target sets, and whether a result keeps to it.
    performance_goal: PerformanceGoal {
        /// The longest unit: 元/人次·年.
        unit: Han = Han(10), "Chinese characters";
    }

    /// What the text says of all programmes together, and the rows it speaks of.
    performance_summary: PerformanceSummary {
        /// The fewest rows that make a summary.
        fewest: usize = 3, "rows";
    }

    /// The text read once for all rules that look at it: its clauses and words between marks, the words that
    /// rules look for,
    text_index: TextIndex {
        /// The fewest letters of a clause that says anything.
        clause: u32 = 9, "characters";
    }

    /// The names of programmes, looked for with their characters in another order.
    text_index_names: TextIndexNames {
        /// The shortest name, in characters, of which that means anything.
        shortest: usize = 8, "characters";
        /// The longest: a whole sentence is no name.
        longest: usize = 80, "characters";
    }

    /// The rule in `announced_total.rs`.
    announced_total: AnnouncedTotal {
        /// More amounts than this are no list.
        most: usize = 10, "figures";
    }

    /// The rule in `average.rs`.
    average: Average {
        /// So many figures before an average may be the total and the number of it.
        reach: usize = 6, "figures";
        /// In so many characters at the end of its name an average says of what it is one: 平均每辆.
        word: usize = 4, "characters";
    }

    /// The rule in `budgets_add_up.rs`.
    budgets_add_up: BudgetsAddUp {
        /// How many items a list must have to be taken for the whole of them.
        items: usize = 2, "items";
    }

    /// The rule in `change_reasons.rs`.
    change_reasons: ChangeReasons {
        /// How many facts behind the change its reasons stand.
        reach: usize = 8, "facts";
    }

    /// The rule in `compared_year.rs`.
    compared_year: ComparedYear {
        /// So many sentences that compare with the year before make it the rule.
        usual: usize = 3, "sentences";
    }

    /// The rule in `completions_agree.rs`.
    completions_agree: CompletionsAgree {
        /// How many items a list must have.
        items: usize = 2, "items";
    }

    /// The rule in `counts_add_up.rs`.
    counts_add_up: CountsAddUp {
        /// Longest name of what is counted.
        longest: usize = 20, "characters";
    }

    /// The rule in `level_and_changed.rs`.
    level_and_changed: LevelAndChanged {
        /// Longest words behind the year before that say that nothing changed.
        unchanged: usize = 14, "characters";
        /// Clauses between a change and what says that nothing changed: 增长2.00%.
        between: usize = 3, "clauses";
    }

    /// The rule in `listed_amounts.rs`.
    listed_amounts: ListedAmounts {
        /// How many amounts make a list that claims to be the whole: 其中 with one or two may leave others out.
        whole: usize = 3, "figures";
    }

    /// The rule in `near_sum.rs`.
    near_sum: NearSum {
        /// The most text between a part and the next.
        far: Han = Han(40), "Chinese characters";
    }

    /// The rule in `parallel_parts.rs`.
    parallel_parts: ParallelParts {
        /// How many characters at their ends the names of parallel parts share.
        shared: usize = 3, "characters";
    }

    /// The rule in `parts_add_up.rs`.
    parts_add_up: PartsAddUp {
        /// How many items of the classification a list must have to be taken for the whole of them.
        items: usize = 3, "items";
    }

    /// The rule in `share.rs`.
    share: Share {
        /// Shortest name of a whole that a longer name may be.
        shortest: Han = Han(4), "Chinese characters";
        /// The whole of a share is looked for among so many figures before it.
        near: usize = 1000, "bound";
    }

    /// The rule in `template_leftover.rs`.
    template_leftover: TemplateLeftover {
        /// So many different left-overs show that the form was not filled in at all: one cause.
        unfilled: usize = 5, "left-overs";
    }

    /// The rule in `told_again.rs`.
    told_again: ToldAgain {
        /// A shorter name may be that of many things.
        names_one_thing: usize = 6, "characters";
    }

    /// The whole of a share that the text does not print as a number: what a table adds up, and what the list
    /// adds up.
    untold_whole: UntoldWhole {
        /// The fewest parts of a list that is added up.
        parts: usize = 3, "figures";
    }

    /// The rule in `yuan_or_wan.rs`.
    yuan_or_wan: YuanOrWan {
        /// So many amounts with the same two units show that the unit above the tables is wrong, or that
        /// of the whole text.
        one_cause: usize = 3, "figures";
        /// A shorter name may be that of many things.
        names_one_thing: usize = 6, "characters";
    }

    /// Amounts a head.
    heads: Heads {
        /// More than this is paid for a head by no one: a larger amount is a sum.
        dearest: i64 = 20000, "yuan";
    }

    /// The rule in `rate_score.rs`.
    rate_score: RateScore {
        /// How far a score by steps may be from the rate, as a part of the weight.
        step: i64 = 15, "hundredths";
    }
}
