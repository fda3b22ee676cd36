//! What goes through a pipe between two processes of ours: a head as JSON, and pieces of bytes.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Longest head or piece that is taken, in bytes: far beyond what a document becomes.
const LONGEST: u64 = 1 << 32;

/// Most pieces of a message.
const MOST_PIECES: u64 = 1 << 16;

/// What was received.
pub(crate) struct Message {
    head: Vec<u8>,
    pub(crate) pieces: Vec<Vec<u8>>,
}

impl Message {
    /// What the head says.
    pub(crate) fn head<T: DeserializeOwned>(&self) -> io::Result<T> {
        Ok(serde_json::from_slice(&self.head)?)
    }
}

/// Sends a message.
pub(crate) fn send(mut out: impl Write, head: &impl Serialize, pieces: &[&[u8]]) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    out.write_all(&(pieces.len() as u64).to_le_bytes())?;
    for part in std::iter::once(&*head).chain(pieces.iter().copied()) {
        out.write_all(&(part.len() as u64).to_le_bytes())?;
        out.write_all(part)?;
    }
    out.flush()
}

/// Waits for a message; `None` where the other side has ended between two.
pub(crate) fn receive(mut from: impl Read) -> io::Result<Option<Message>> {
    let mut count = [0; 8];
    let mut filled = 0;
    while let Some(rest) = count.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) if filled == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let count = u64::from_le_bytes(count);
    if count > MOST_PIECES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let head = part(&mut from)?;
    let pieces = (0..count).map(|_| part(&mut from)).collect::<io::Result<_>>()?;
    Ok(Some(Message { head, pieces }))
}

/// The next part; memory is taken as its bytes come, whatever length it announces.
fn part(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    from.by_ref().take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_arrive_as_they_were_sent_and_cut_ones_are_errors() {
        let mut bytes = Vec::new();
        send(&mut bytes, &("决算", 1), &[b"x\n", b"", b"\xff"]).unwrap();
        send(&mut bytes, &"next", &[]).unwrap();
        let mut from = bytes.as_slice();
        let first = receive(&mut from).unwrap().unwrap();
        assert_eq!(first.head::<(String, u8)>().unwrap(), ("决算".to_owned(), 1));
        assert_eq!(first.pieces, [b"x\n".to_vec(), Vec::new(), b"\xff".to_vec()]);
        let length = bytes.len() - from.len();
        assert_eq!(receive(&mut from).unwrap().unwrap().head::<String>().unwrap(), "next");
        assert!(receive(&mut from).unwrap().is_none());
        for end in 1..length {
            assert!(receive(&bytes[..end]).is_err(), "{end} of {length} bytes");
        }
        // lengths that nobody can mean
        assert!(receive([0xff; 64].as_slice()).is_err());
    }
}
