//! Writes the pictures of the pages of a PDF: `cargo run -p juesuan-ingest --features pdf --example page_pictures -- FILE FOLDER`.

use juesuan_ingest::{Options, ingest};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args_os().skip(1);
    let (file, folder) = words.next().zip(words.next()).ok_or("a file and a folder")?;
    let bytes = std::fs::read(file)?;
    let source = ingest(&bytes, Options { page_pictures: true, ..Options::default() })?;
    for (picture, number) in source.page_pictures.iter().zip(1..) {
        let name = std::path::Path::new(&folder).join(format!("{number:03}.png"));
        if let Some(png) = picture.png() {
            std::fs::write(name, png)?;
        }
    }
    Ok(())
}
