//! Decoding, with an account of every byte that is no text.

use std::borrow::Cow;

use encoding_rs::{Decoder, DecoderResult};
use juesuan_source::{TooLong, line_ends, page_starts};

use crate::{Format, IngestError, Source, TextEncoding, Undecodable};

/// A place whose offset is known in the text and in the bytes, and where a decoder may start afresh.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Checkpoint {
    text: u32,
    byte: u64,
}

/// Distance in bytes between checkpoints, where the text allows one.
const STRIDE: usize = 8 * 1024;

/// How many undecodable bytes of a run are kept.
const SHOWN: usize = 16;

pub(crate) fn decode(bytes: &[u8], encoding: TextEncoding, bom: usize) -> Result<Source<'_>, IngestError> {
    let body = bytes.get(bom..).unwrap_or(&[]);
    let mut source = Source {
        text: Cow::Borrowed(""),
        format: Format::Text,
        encoding,
        had_bom: bom > 0,
        undecodable: Vec::new(),
        undecodable_runs: 0,
        pages: Vec::new(),
        pictures: Vec::new(),
        recognised: Vec::new(),
        page_pictures: Vec::new(),
        runs: Vec::new(),
        grids: Vec::new(),
        positioned: Vec::new(),
        sheets: juesuan_source::Sheets::default(),
        hidden: Vec::new(),
        formulas: Vec::new(),
        bytes,
        bom,
        checkpoints: Vec::new(),
    };
    let borrowed = if encoding == TextEncoding::UTF_8 { simdutf8::basic::from_utf8(body).ok() } else { None };
    match borrowed {
        Some(text) if u32::try_from(text.len()).is_ok() => source.text = Cow::Borrowed(text),
        Some(text) => return Err(TooLong(text.len() as u64).into()),
        None => decode_body(body, &mut source)?,
    }
    source.pages = page_starts(&source.text);
    Ok(source)
}

/// Decodes piece by piece; between pieces a decoder could start afresh.
fn decode_body(body: &[u8], source: &mut Source<'_>) -> Result<(), IngestError> {
    let encoding = source.encoding;
    let mut decoder = encoding.0.new_decoder_without_bom_handling();
    let mut out = Output { text: String::new(), undecodable: Vec::new(), runs: 0, line: 1, counted: 0 };
    // two bytes of a Chinese character become three
    out.text.reserve(body.len() + body.len() / 2 + 16);
    let mut start = 0;
    while start < body.len() {
        let end = boundary(body, start + STRIDE, encoding);
        let piece = body.get(start..end).unwrap_or(&[]);
        let text = u32::try_from(out.text.len()).map_err(|_| TooLong(out.text.len() as u64))?;
        let byte = (source.bom + start) as u64;
        source.checkpoints.push(Checkpoint { text, byte });
        out.piece(&mut decoder, piece, byte, end == body.len());
        start = end;
    }
    if u32::try_from(out.text.len()).is_err() {
        return Err(TooLong(out.text.len() as u64).into());
    }
    source.undecodable = out.undecodable;
    source.undecodable_runs = out.runs;
    source.text = Cow::Owned(out.text);
    Ok(())
}

/// The first place at or after `from` that no character spans.
fn boundary(body: &[u8], from: usize, encoding: TextEncoding) -> usize {
    if from >= body.len() {
        return body.len();
    }
    if encoding.is_utf16() {
        let from = from.next_multiple_of(2);
        let high_byte = usize::from(encoding == TextEncoding::UTF_16LE);
        let is_low_surrogate = body.get(from + high_byte).is_some_and(|byte| (0xdc..0xe0).contains(byte));
        return (from + if is_low_surrogate { 2 } else { 0 }).min(body.len());
    }
    // bytes below '0' are never part of a longer character in any encoding built on ASCII
    let rest = body.get(from..).unwrap_or(&[]);
    rest.iter().position(|&byte| byte < b'0').map_or(body.len(), |at| from + at + 1)
}

struct Output {
    text: String,
    undecodable: Vec<Undecodable>,
    runs: u64,
    /// The line that `counted` stands in, counted from 1.
    line: u32,
    /// Up to here, line ends have been counted.
    counted: usize,
}

impl Output {
    /// Decodes one piece, which begins at `byte` in the document.
    fn piece(&mut self, decoder: &mut Decoder, piece: &[u8], byte: u64, last: bool) {
        let mut done = 0;
        loop {
            let rest = piece.get(done..).unwrap_or(&[]);
            let room =
                decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len() * 3 + 16);
            self.text.reserve(room);
            let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut self.text, last);
            done += read;
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, after) => {
                    let end = byte + done as u64 - u64::from(after);
                    self.wrong(piece, byte, end, u64::from(length));
                }
            }
        }
    }

    /// Notes `length` undecodable bytes that end at `end` in the document, and shows them as U+FFFD.
    fn wrong(&mut self, piece: &[u8], piece_start: u64, end: u64, length: u64) {
        let byte_offset = end.saturating_sub(length);
        let offset = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push(char::REPLACEMENT_CHARACTER);
        let begin = usize::try_from(byte_offset.saturating_sub(piece_start)).unwrap_or(usize::MAX);
        let bytes = piece.iter().skip(begin).take(usize::try_from(length).unwrap_or(SHOWN));
        if let Some(run) = self.undecodable.last_mut()
            && run.byte_offset + run.length == byte_offset
        {
            run.length += length;
            let free = SHOWN.saturating_sub(run.bytes.len());
            run.bytes.extend(bytes.take(free));
            return;
        }
        self.runs += 1;
        if self.undecodable.len() < Source::MOST_RUNS {
            let bytes = bytes.take(SHOWN).copied().collect();
            let line = self.line_at(offset as usize);
            self.undecodable.push(Undecodable { offset, line, byte_offset, length, bytes });
        }
    }

    /// The line of the text's end; offsets come in order, so every byte is looked at once.
    fn line_at(&mut self, offset: usize) -> u32 {
        let ends = line_ends(self.text.get(self.counted..offset).unwrap_or("")).count();
        self.counted = offset;
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.line
    }
}

/// Where in the bytes the character at `offset` in the text began.
pub(crate) fn byte_offset(source: &Source<'_>, offset: u32) -> u64 {
    if offset as usize >= source.text.len() {
        return source.bytes.len() as u64;
    }
    let nearest = source.checkpoints.partition_point(|checkpoint| checkpoint.text <= offset);
    let Some(&Checkpoint { text, byte }) =
        nearest.checked_sub(1).and_then(|index| source.checkpoints.get(index))
    else {
        // borrowed text: the bytes themselves
        return source.bom as u64 + u64::from(offset);
    };
    let start = usize::try_from(byte).unwrap_or(usize::MAX);
    let mut walk = Walk {
        decoder: source.encoding.0.new_decoder_without_bom_handling(),
        text: u64::from(text),
        began: byte,
        wanted: u64::from(offset),
    };
    let bytes = source.bytes.get(start..).unwrap_or(&[]);
    // a character that the end of the document cuts off begins where the walk stopped
    bytes.iter().zip(byte..).find_map(|(&one, at)| walk.step(one, at).err()).unwrap_or(walk.began)
}

/// Decodes byte by byte until the character at an offset in the text appears.
struct Walk {
    decoder: Decoder,
    /// Bytes of text so far.
    text: u64,
    /// Where in the document the next character begins.
    began: u64,
    /// The offset in the text that is looked for.
    wanted: u64,
}

impl Walk {
    /// Takes one more byte, which stands at `at`; stops with the place where the wanted character began.
    fn step(&mut self, one: u8, at: u64) -> Result<(), u64> {
        let mut buffer = [0; 16];
        let mut rest = &[one][..];
        loop {
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(rest, &mut buffer, false);
            rest = rest.get(read..).unwrap_or(&[]);
            let done = at + (1 - rest.len()) as u64;
            match result {
                DecoderResult::Malformed(length, after) => {
                    let end = done - u64::from(after);
                    self.print(written as u64, end - u64::from(length))?;
                    self.print(char::REPLACEMENT_CHARACTER.len_utf8() as u64, end)?;
                }
                DecoderResult::InputEmpty => return self.print(written as u64, done),
                DecoderResult::OutputFull => self.print(written as u64, done)?,
            }
        }
    }

    /// Notes that `length` bytes of text were printed from bytes that end at `end`.
    fn print(&mut self, length: u64, end: u64) -> Result<(), u64> {
        self.text += length;
        if self.text > self.wanted {
            return Err(self.began);
        }
        if length > 0 {
            self.began = end;
        }
        Ok(())
    }
}
