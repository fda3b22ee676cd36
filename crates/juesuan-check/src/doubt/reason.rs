//! Why something that was read is no evidence.

use crate::Text;

/// Why a cell, a row, a table or a figure of the text was not read with certainty.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Doubt {
    /// Cells of the table could stand in more than one place.
    Cell,
    /// A column with figures has no name.
    NamelessColumn,
    /// Two columns have one name.
    ColumnsAlike,
    /// Codes of the classification stand where amounts should.
    CodesAmongAmounts,
    /// The name of a row has figures or codes in it.
    FiguresInLabel,
    /// One code stands on rows of different names.
    CodeOfTwoRows,
    /// A name is made of the letters of neighbouring names.
    TornLabel,
    /// A row carries the names of two.
    TwoRowsInOne,
    /// A part of the table stands by itself.
    Pieces,
    /// The table is printed, and no figure of it was read.
    NoFigures,
    /// Amounts within the table were not read.
    UnreadAmounts,
    /// A column has figures, and what they measure is not known.
    UnknownColumn,
    /// A row has figures, and what they are about is not known.
    UnknownRow,
    /// The sentence of a figure does not say what it is about.
    Sentence,
    /// The characters were recognised on a picture, and no sum proves them.
    Recognised,
}

impl Doubt {
    /// The reason in words.
    pub const fn text(self) -> Text {
        match self {
            Self::Cell => Text::new("单元格的位置有多种读法", "cells could be read in more than one way"),
            Self::NamelessColumn => Text::new("有数字的栏没有读出栏名", "a column of figures has no name"),
            Self::ColumnsAlike => Text::new("两栏读出同一栏名", "two columns have one name"),
            Self::CodesAmongAmounts => {
                Text::new("金额栏中读出科目编码", "codes stand in a column of amounts")
            }
            Self::FiguresInLabel => {
                Text::new("行名中混有数字或编码", "the name of a row has figures or codes in it")
            }
            Self::CodeOfTwoRows => {
                Text::new("同一编码读出不同的行名", "one code stands on rows of different names")
            }
            Self::TornLabel => {
                Text::new("行名与相邻行的文字相互混杂", "a name is mixed with those of the rows beside it")
            }
            Self::TwoRowsInOne => Text::new("一行中有两行的行名", "a row carries the names of two"),
            Self::Pieces => Text::new("表格断成几块，没有全部连上", "the table is in pieces"),
            Self::NoFigures => Text::new("表已印出，但没有读出数字", "the table is printed and was not read"),
            Self::UnreadAmounts => {
                Text::new("表内有没有读出的金额", "amounts within the table were not read")
            }
            Self::UnknownColumn => {
                Text::new("有一栏数字含义不明", "what a column of figures measures is not known")
            }
            Self::UnknownRow => {
                Text::new("有一行数字含义不明", "what a row of figures is about is not known")
            }
            Self::Recognised => Text::new(
                "文字由图像识别，未经合计证实",
                "the characters were recognised on a picture, and no sum proves them",
            ),
            Self::Sentence => {
                Text::new("句子不完整，读不出所指", "the sentence does not say what the figure is about")
            }
        }
    }
}
