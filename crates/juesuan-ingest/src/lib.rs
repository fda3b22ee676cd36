//! Bytes to source text.
