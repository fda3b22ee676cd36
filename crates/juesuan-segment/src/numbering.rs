//! The numbering grammar of Chinese official documents.

use crate::Span;

/// The form of a number in front of a heading or list item.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum MarkerStyle {
    /// 第一部分, 第3部分
    Part,
    /// 一、
    Han,
    /// （一）, (一)
    HanParen,
    /// 1. 1． 1、
    Arabic,
    /// （1）, (1)
    ArabicParen,
    /// ①
    Circled,
    /// 附件1, 附表 1, 附件：
    Annex,
}

/// A number in front of a heading or list item.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Its form.
    pub style: MarkerStyle,
    /// Its value; 0 where the mark has none (a bare 附件).
    pub value: u32,
    /// Its characters.
    pub span: Span,
}
