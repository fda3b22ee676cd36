//! What single characters are: how wide, whether blank, which digit, which Chinese numeral; and which words are made of
//! figures alone, and what names a year.
//!
//! Each of these is decided here and nowhere else, so that two stages never disagree about the same character.

mod blank;
mod figure;
mod fold;
mod hex;
mod numeral;
mod page;
mod radical;
mod steering;
mod width;
mod year;

pub use blank::{GAPS, blank_length, blanks_length, is_blank, is_gap, is_zero_width};
pub use figure::{
    MOST_DIGITS, below_zero, ends_cell, is_code, is_figure, is_figure_char, is_minus, is_spaced_row, places,
    spaced_row,
};
pub use fold::{digit, fold, is_digit, widened};
pub use hex::hex;
pub use numeral::{
    COUNTING, is_counting, is_enclosed_number, is_numeral, numeral, numeral_digit, power_of_ten,
};
pub use page::{PageNumber, is_page_line, page_number};
pub use radical::{unified, with_unified};
pub use steering::{picture, steers};
pub use width::{columns, width};
pub use year::{before_year, behind_year, year_digit};
