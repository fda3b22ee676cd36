//! Why a numeric token is no value.

use juesuan_vocabulary::reading;

/// The reason that `unread` gives for a token; its text is part of the data package.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reason {
    /// The number of a heading or list item.
    ListNumber,
    /// Part of a table of contents.
    Contents,
    /// A page number or other furniture.
    Page,
    /// The number of a form, table, figure or annex (公开01表, 图1, 附件2).
    FormNumber,
    /// A number in the head of a table.
    TableHead,
    /// 栏次: the official number of a column.
    ColumnNumber,
    /// 行次 or 序号 of a line without a figure.
    RowNumber,
    /// A code or name in a line without a figure.
    EmptyRow,
    /// A date or year.
    Date,
    /// The number of an official document (〔2019〕22号).
    DocumentNumber,
    /// Part of a name or a fixed expression.
    Name,
    /// The code of a subject of the accounts, in running text.
    Code,
    /// A telephone number, post code, index number or another number that only identifies.
    Identifier,
    /// The bound of a grade or condition: 90分以上为优.
    Bound,
    /// Inside markup that a converter left.
    Markup,
    /// At the edge where the line was cut off: its end is not known.
    Cut,
    /// In a text cell of a table that is no score table.
    TableText,
    /// In a cell that could not be read as one number.
    UncertainCell,
    /// Stated in running text.
    Narrative,
    /// In a title or heading.
    Heading,
    /// In a note below a table.
    Note,
}

impl Reason {
    /// The text of the reason in the data package.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::ListNumber => "编号",
            Self::Contents => "目录",
            Self::Page => "页码",
            Self::FormNumber => "表号、图号或附件号",
            Self::TableHead => reading::IN_HEAD,
            Self::ColumnNumber => "栏次",
            Self::RowNumber => "空行的行次或序号",
            Self::EmptyRow => reading::IN_EMPTY_ROW,
            Self::Date => "日期",
            Self::DocumentNumber => "文号",
            Self::Name => "名称中的数字",
            Self::Code => "科目编码",
            Self::Identifier => "电话、邮编等号码",
            Self::Bound => "等级或条件的界限",
            Self::Markup => "转换软件留下的标记",
            Self::Cut => reading::CUT_AT_LINE_END,
            Self::TableText => "表中文字单元格里的数字",
            Self::UncertainCell => reading::UNCERTAIN_CELL,
            Self::Narrative => reading::UNTOLD,
            Self::Heading => reading::IN_TITLE,
            Self::Note => "注释中的数字",
        }
    }
}
