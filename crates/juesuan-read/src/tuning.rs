//! The thresholds of this crate: numbers that decide and that no regulation gives. What notices each of them is in
//! `docs/thresholds.md`.

use juesuan_source::{Han, tuning};

tuning! {
    "read";

    /// Tokens that their neighbours show to be dates, document numbers or names.
    lexical: Lexical {
        /// How far a neighbour may reach: the longest pattern, with room for blanks.
        reach: usize = 24, "bytes";
    }

    /// Who published the document, for which year, and how it is called.
    identity: Identity {
        /// Longest title of a document.
        title: usize = 40, "characters";
        /// Longest line that labels the name of a body.
        labelled: Han = Han(67), "Chinese characters";
        /// Longest line that names the document as a budget.
        budget_title: Han = Han(40), "Chinese characters";
        /// How many blocks at the head of a document may be its cover.
        cover: usize = 40, "blocks";
        /// The most characters of such a name.
        longest_name: usize = 30, "characters";
        /// Lines at the head of a document that may be its title.
        first_lines: usize = 3, "lines";
    }

    /// Figures of which the text does not say for sure what they are about.
    narrative_doubt: NarrativeDoubt {
        /// The least length of running text, in characters: what is shorter is a title without a mark at its end.
        running: usize = 24, "characters";
    }

    /// Where paragraphs and titles go on below a line end.
    seams: Seams {
        /// The least length of the upper line of a title that goes on below, in characters.
        full_title: usize = 12, "characters";
    }

    /// Figures in Chinese numerals: 十二, 百分之九十五, 两成.
    narrative_han: NarrativeHan {
        /// Most characters of a number in words.
        most: usize = 4, "characters";
    }

    /// From tokens to statements: walks a paragraph once and keeps what the words before a figure have told.
    narrative_interpret: NarrativeInterpret {
        /// Longest words before a colon that name a subject.
        longest_name: Han = Han(80), "Chinese characters";
        /// Parentheses in parentheses are followed this deep; texts have two.
        deepest: usize = 8, "bound";
    }

    /// Lists that say respectively: 货物、服务分别为5万元和6万元. Each figure is about its own part of what was named.
    narrative_parts: NarrativeParts {
        /// Longest list of parts that stands in front of its amounts.
        most: usize = 12, "items";
    }

    /// What the words around a figure decide: its unit, whether it is a value, a change, a bound.
    narrative_rules: NarrativeRules {
        /// Longest noun of what is counted between an amount and its count.
        noun: usize = 16, "characters";
        /// Most words between a word of change and its amount.
        change_words: usize = 18, "characters";
        /// A larger number is no share and no rate.
        highest_rate: u32 = 1000, "per cent";
        /// How far a rule looks back or ahead.
        reach: Han = Han(21), "Chinese characters";
    }

    /// What a figure is about, in the words of the text.
    narrative_subject: NarrativeSubject {
        /// Longest item that is a title for the paragraph below.
        title: Han = Han(100), "Chinese characters";
        /// Longest name of what is compared.
        compared: Han = Han(40), "Chinese characters";
        /// The longest subject, in characters: of longer ones the end is kept, which stands next to the figure.
        longest: usize = 80, "characters";
        /// Longest end of a subject that is a level and no name.
        longest_2: usize = 16, "characters";
    }

    /// Forms of self-evaluation: one sheet with the name of a programme, its budget, its indicators and its
    /// total score.
    form: Form {
        /// Most lines above a form that may hold its name.
        name_blocks: usize = 4, "lines";
        /// Most blocks above a form that may hold its title.
        title_blocks: usize = 6, "blocks";
        /// Longest line, that may be a part of its title.
        title_line: Han = Han(67), "Chinese characters";
    }

    /// Programmes outside their own reports: rows of a summary table, sentences of the accounts.
    summary: Summary {
        /// Longest name of a programme in a sentence.
        name: usize = 60, "characters";
        /// Longest name at the head of a paragraph.
        longest_name: Han = Han(60), "Chinese characters";
    }

    /// Claims that are made without a figure.
    claims: Claims {
        /// So many characters may stand between the two: 没有使用政府性基金预算.
        close: usize = 6, "characters";
    }

    /// Lines that are a date and no more: covers and signatures.
    dates: Dates {
        /// A longer line is more than a date.
        longest: Han = Han(27), "Chinese characters";
    }

    /// Things that are listed by name: with a count (A、B、C等3个项目; 机构3个，包括：A、B、C), or as what an amount consists of.
    lists: Lists {
        /// Longest noun of what a list counts.
        noun: usize = 24, "characters";
        /// More items than any list of names has: beyond it the text is something else.
        longest: usize = 200, "bound";
    }

    /// The repairs of all stages in one list.
    repairs: Repairs {
        /// Longest piece of text that a repair quotes, in characters.
        quote: usize = 40, "bound";
    }

    /// From a rebuilt grid to a table of the model: which cell is a key of its row, which a value, and in what unit.
    bind: Bind {
        /// How many columns must name an item for a form to print its items across.
        across: usize = 3, "columns";
    }

    /// Names of rows that stand in the rows beside them.
    woven_names: WovenNames {
        /// Most rows whose names are woven into one another.
        rows: usize = 8, "rows";
        /// How far the next of them stands below, rows of all sides counted.
        near: usize = 4, "rows";
        /// Most spellings of a name that are kept for a code.
        spellings: usize = 8, "bound";
    }

    /// Terms that the document explains.
    disclosures: Disclosures {
        /// Longest term that an entry explains.
        term: usize = 60, "characters";
    }

    /// Amounts whose unit another one tells.
    narrative_units: NarrativeUnits {
        /// Longest noun between a price and the count it holds for.
        noun: usize = 12, "characters";
    }

    /// What a share is a share of.
    narrative_whole: NarrativeWhole {
        /// How far a printed rate may be from the one that follows, in per cent: rates are printed with
        /// one or two decimals, of amounts that are rounded themselves.
        near: i64 = 6, "hundredths";
    }

    /// Rates of execution printed as fractions.
    rate: Rate {
        /// Largest number that may be a rate printed as a fraction.
        largest: i64 = 12, "tenths";
        /// How far a rounded fraction may be from the quotient.
        tolerance: i64 = 6, "thousandths";
    }
}
