//! Why a repair was made.

use std::borrow::Cow;

/// Why something was read otherwise than it is printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Header repeated after a page break.
    StitchedHeader,
    /// Row after a page break lacks cells that every row has: it goes on with the row before.
    LacksCells,
    /// Joined, the digits on both sides of the page break give the column a round total.
    ColumnTotal,
    /// Joined, the score is at most its weight, which its total proves.
    BelowWeight,
    /// Digits on both sides of a page break, and no total tells whether they are one number.
    NoTotalTells,
    /// Without the blanks the cell is one well-formed number.
    OneNumber,
    /// Full-width digits and signs are read as ASCII.
    WideDigits,
    /// Digits and signs that are no well-formed number: left as printed.
    IllFormed,
    /// Blanks between digits come from the conversion.
    TornDigits,
    /// Chinese words are written without blanks.
    TornWords,
    /// Full-width letters and digits are read as ASCII.
    WideLetters,
    /// Name wrapped around its row, between the parts of its neighbour's.
    Interleaved,
    /// Name on the line above its values.
    NameAbove,
    /// Name on the line below its values.
    NameBelow,
    /// Name wrapped around its row.
    NameAround,
    /// Some figures of the row are on the line above.
    FiguresAbove,
    /// In a column of figures 零 is 0.
    ZeroWord,
    /// A lone number between the rows is a page number.
    LoneNumber,
    /// Names of the code columns in the row of the total: no codes.
    CodeHeads,
    /// The parts of a code stand in columns of their own.
    CodeParts,
    /// Codes in cells whose format has decimals: all of them are zero.
    CodeDecimals,
    /// Codes of three, five or seven digits right before the names.
    GluedCodes,
    /// No blank line parts the rows; cells of the same kinds come again.
    Rhythm,
    /// An empty cell more than the columns ends each row.
    RowEnds,
    /// Empty cells were left out, and what the cells are tells where they stand.
    LeftOut,
    /// Empty cells were left out, and nothing tells where.
    LeftOutAnywhere,
    /// Read so, and not as it stands, the row adds up: the identity that says so.
    AddsUp(String),
    /// The row above or below adds up with the figures of the line: the identity that says so.
    AddsUpWith(String),
    /// The row does not add up as it stands, and no sum tells how else to read it.
    NoSumTells,
    /// All figures of the row stand equally far left or right of where those of the other rows end.
    ShiftedRow,
    /// The heads stand beside their columns: order and what the cells are pair them.
    HeadBeside,
    /// A figure and the name beside it run together in one cell.
    GluedFigure,
    /// A merged cell is printed once for each cell that it covers.
    MergedCells,
    /// A line of figures may belong to the row above or to the one below, and no sum tells.
    EitherRow,
}

impl Reason {
    /// The reason in Chinese, as the data package gives it.
    pub fn text(&self) -> Cow<'static, str> {
        let text = match self {
            Self::StitchedHeader => "分页后重复印出同一张表的表头",
            Self::LacksCells => "分页后的一行缺少各行都有的单元格，应接上一行",
            Self::ColumnTotal => "分页两侧的数字接成一个数后，该列合计为整十数",
            Self::BelowWeight => "接成一个数后得分不超过分值，分值已由合计证实",
            Self::NoTotalTells => "分页两侧都有数字，没有合计能说明是否为一个数",
            Self::OneNumber => "去掉空格后单元格是一个完整的数",
            Self::WideDigits => "全角数字和符号按半角读取",
            Self::IllFormed => "数字和符号不成一个数，照原样保留",
            Self::TornDigits => "数字之间的空格是转换造成的",
            Self::TornWords => "汉字之间本无空格",
            Self::WideLetters => "全角字母和数字按半角读取",
            Self::Interleaved => "名称折在本行上下，并与相邻行的名称交错",
            Self::NameAbove => "名称印在数值的上一行",
            Self::NameBelow => "名称印在数值的下一行",
            Self::NameAround => "名称折在本行上下",
            Self::FiguresAbove => "本行部分数值印在上一行",
            Self::ZeroWord => "数值列中的“零”即 0",
            Self::LoneNumber => "表中各行之间单独的数字是页码",
            Self::CodeHeads => "合计行里印的是编码各栏的名称，不是编码",
            Self::CodeParts => "编码的类、款、项各占一列",
            Self::CodeDecimals => "编码按数值格式印出了小数，小数都是零",
            Self::GluedCodes => "三位、五位或七位编码与名称连写",
            Self::RowEnds => "各行之后多印一个空单元格，按它分行",
            Self::Rhythm => "各行之间没有空行，按同类单元格的重复规律分行",
            Self::LeftOut => "本行省去了空单元格，按表头和单元格的内容归列",
            Self::MergedCells => "合并单元格的内容在它所占的每一格里重复印出",
            Self::LeftOutAnywhere => "本行省去了空单元格，无法确定各单元格属于哪一列",
            Self::AddsUp(identity) => return format!("这样读取，勾稽关系成立：{identity}").into(),
            Self::AddsUpWith(identity) => return format!("并入该行，勾稽关系成立：{identity}").into(),
            Self::NoSumTells => "照印出的样子，本行勾稽关系不成立，也没有合计能说明应怎样读取",
            Self::ShiftedRow => "本行数值比其他各行一齐偏左或偏右，移回各列",
            Self::HeadBeside => "表头与其下各栏错开，按次序和单元格的内容配对",
            Self::GluedFigure => "数值与旁边的名称连成一格，从数值的末位分开",
            Self::EitherRow => "数值可能属于上一行，也可能属于下一行，没有合计能说明",
        };
        Cow::Borrowed(text)
    }
}
