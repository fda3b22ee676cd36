//! Streams that unpack to far more than they are: the library that draws the pages unpacks all of a stream at once.

use flate2::{Decompress, FlushDecompress, Status};

/// Deflate makes at most so many bytes of one.
const MOST_OF_A_BYTE: u64 = 1032;

/// Whether a stream of a PDF that is packed with zlib unpacks to more than `limit` bytes. Every byte is unpacked once at most
/// and nothing is kept. Streams that are locked or packed twice are not seen through.
pub(crate) fn has_longer(bytes: &[u8], limit: u64) -> bool {
    if (bytes.len() as u64).saturating_mul(MOST_OF_A_BYTE) <= limit {
        return false;
    }
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"stream") {
        rest = rest.get(at + b"stream".len()..).unwrap_or_default();
        let packed = rest.strip_prefix(b"\r").unwrap_or(rest);
        let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
        let [method, flags, ..] = packed else { continue };
        let is_zlib = method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31);
        if is_zlib {
            match unpacked(packed, limit) {
                None => return true,
                Some(read) => rest = packed.get(read..).unwrap_or_default(),
            }
        }
    }
    false
}

/// How many bytes of `packed` belong to the stream with which it begins; `None` where they unpack to more than `limit`.
fn unpacked(packed: &[u8], limit: u64) -> Option<usize> {
    let mut inflate = Decompress::new(true);
    let mut sink = vec![0; 64 << 10];
    loop {
        let before = (inflate.total_in(), inflate.total_out());
        let read = usize::try_from(before.0).unwrap_or(usize::MAX);
        let rest = packed.get(read..).unwrap_or_default();
        let status = inflate.decompress(rest, &mut sink, FlushDecompress::None);
        if inflate.total_out() > limit {
            return None;
        }
        let is_stuck = before == (inflate.total_in(), inflate.total_out());
        if is_stuck || !matches!(status, Ok(Status::Ok | Status::BufError)) {
            return Some(usize::try_from(inflate.total_in()).unwrap_or(usize::MAX));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(length: usize) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(b"1 0 obj <<>> stream\r\n".to_vec(), Compression::best());
        encoder.write_all(&vec![b' '; length]).ok();
        [encoder.finish().unwrap_or_default(), b"\nendstream endobj\n".to_vec()].concat()
    }

    #[test]
    fn a_stream_that_unpacks_to_too_much_is_seen_behind_others() {
        let file = [packed(90_000), packed(300_000), packed(20)].concat();
        assert!(has_longer(&file, 299_999));
        assert!(!has_longer(&file, 300_000));
        assert!(!has_longer(b"stream\nx\x9cno more", 1) && !has_longer(b"stream", 0));
    }
}
