//! Pictures as files of PNG: sixteen shades of grey, which characters need to be read easily, and no more.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use crate::Picture;

/// With what each such file begins.
const MARK: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Four bits for each pixel, which is a shade of grey; packed, filtered and in order as there is no other way.
const GREY: [u8; 5] = [4, 0, 0, 0, 0];

/// The picture as a file; `None` where it has more pixels on a side than such files have.
pub(crate) fn png(picture: &Picture) -> Option<Vec<u8>> {
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::default());
    let mut row = Vec::with_capacity(picture.width() / 2 + 2);
    for pixels in picture.rows() {
        row.clear();
        // the bytes of a row as they are
        row.push(0);
        row.extend(pixels.chunks(2).map(|pair| {
            let shade = |nth: usize| pair.get(nth).map_or(0, |grey| shade(*grey));
            shade(0) << 4 | shade(1)
        }));
        rows.write_all(&row).ok()?;
    }
    let sides = [picture.width(), picture.height()].map(|side| u32::try_from(side).map(u32::to_be_bytes));
    let [Ok(width), Ok(height)] = sides else { return None };
    let mut file = MARK.to_vec();
    chunk(&mut file, *b"IHDR", &[&width[..], &height, &GREY].concat())?;
    chunk(&mut file, *b"IDAT", &rows.finish().ok()?)?;
    chunk(&mut file, *b"IEND", &[])?;
    Some(file)
}

/// The nearest of sixteen shades.
fn shade(grey: u8) -> u8 {
    u8::try_from((u16::from(grey) * 15 + 127) / 255).unwrap_or(15)
}

/// Adds a part of the file with its length, name and sum.
fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) -> Option<()> {
    file.extend(u32::try_from(data.len()).ok()?.to_be_bytes());
    let mut sum = Crc::new();
    for part in [&name[..], data] {
        sum.update(part);
        file.extend_from_slice(part);
    }
    file.extend(sum.sum().to_be_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn a_file_holds_the_rows_of_the_picture() {
        let mut picture = Picture::blank((3.0, 2.0), 72.0, 100);
        picture.paint(0, 0, 0);
        picture.paint(2, 1, 136);
        let file = png(&picture).unwrap_or_default();
        assert!(file.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x03\0\0\0\x02\x04\0\0\0\0"));
        // the sum that every such file ends with
        assert!(file.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82"));
        let at = file.windows(4).position(|name| name == b"IDAT").map_or(0, |at| at + 4);
        let mut rows = Vec::new();
        flate2::read::ZlibDecoder::new(&file[at..]).read_to_end(&mut rows).ok();
        assert_eq!(rows, [0, 0x0f, 0xf0, 0, 0xff, 0x80]);
    }
}
