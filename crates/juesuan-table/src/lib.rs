//! juesuan-table
