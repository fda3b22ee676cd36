//! How much of a file is read.

/// The most that is read of one document.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// Bytes of the file.
    pub(crate) bytes: u64,
    /// Bytes of a stream of it when unpacked.
    pub(crate) stream: u64,
    /// Pages.
    pub(crate) pages: u64,
    /// Things that one page draws: characters, points of lines, pictures, groups.
    pub(crate) operations: u64,
    /// Bytes of text of all pages.
    pub(crate) text: u64,
    /// Things that all pages draw.
    pub(crate) all_operations: u64,
    /// Sides of cells on one page.
    pub(crate) edges: usize,
    /// Places of a grid: rows times columns.
    pub(crate) places: usize,
}

/// Far above what accounts have: a large budget book has 600 pages and 40,000 characters on none of them.
pub(crate) const LIMITS: Limits = Limits {
    bytes: 512 << 20,
    stream: 128 << 20,
    pages: 20_000,
    operations: 1_000_000,
    text: 8 << 20,
    all_operations: 24_000_000,
    edges: 20_000,
    places: 1_000_000,
};
