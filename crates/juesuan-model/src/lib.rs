//! juesuan-model
