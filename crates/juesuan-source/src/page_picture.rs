//! What pages look like.

use std::sync::Arc;

use crate::PageIndex;

/// What a page looks like, for those who compare what was read with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePicture {
    /// The page.
    pub page: PageIndex,
    /// Its width in hundredths of a point, as boxes on it are measured.
    pub width: i32,
    /// Its height in hundredths of a point.
    pub height: i32,
    /// Its picture, or why there is none.
    pub image: PageImage,
    /// Whether the file leaves out the shapes of some characters: no picture shows these.
    pub lacks_type: bool,
}

/// The picture of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageImage {
    /// A PNG file that shows the whole page.
    Png(Arc<[u8]>),
    /// The document has more pages, or larger ones, than are drawn.
    LeftOut,
    /// The page cannot be drawn.
    Failed,
}

impl PagePicture {
    /// The file of the picture, where there is one.
    pub fn png(&self) -> Option<&[u8]> {
        match &self.image {
            PageImage::Png(file) => Some(file),
            PageImage::LeftOut | PageImage::Failed => None,
        }
    }
}
