//! As much of HTTP as the page needs: one request a connection, a head of limited length in limited time, and a body that
//! is read only of those who are let in.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Longest head of a request, in bytes: a name of a document takes three for each of its own.
const LONGEST_HEAD: usize = 64 << 10;

/// In which time a head must have come.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// How long a body may make no progress.
const PAUSE: Duration = Duration::from_secs(30);

/// How often it is looked whether the server is asked to end.
const LOOK: Duration = Duration::from_millis(200);

/// How much of a body that nobody wants is still taken, so that the answer arrives, and how long.
const LEFT_OVER: (u64, Duration) = (1 << 20, Duration::from_secs(1));

/// What is answered: status, type, content.
pub(super) struct Said(pub(super) u16, pub(super) &'static str, pub(super) Vec<u8>);

impl Said {
    pub(super) const fn html(page: String) -> Self {
        Self(200, "text/html; charset=utf-8", page.into_bytes())
    }

    pub(super) fn refused(status: u16, why: &str) -> Self {
        Self(status, "text/plain; charset=utf-8", format!("{why}\n").into_bytes())
    }
}

/// A request whose head was read.
pub(super) struct Request<'s> {
    stream: &'s TcpStream,
    ended: &'s AtomicBool,
    pub(super) method: String,
    pub(super) path: String,
    headers: Vec<(String, String)>,
    /// What came of the body with the head.
    begun: Vec<u8>,
    /// How many bytes of the body are still to come; `None` where nobody says it.
    left: Option<u64>,
}

impl<'s> Request<'s> {
    /// Reads the head of the request on a connection.
    ///
    /// # Errors
    /// What is answered in its place; `None` where nobody is there to hear it.
    pub(super) fn read(stream: &'s TcpStream, ended: &'s AtomicBool) -> Result<Self, Option<Said>> {
        let deadline = Instant::now() + HEAD_TIME;
        stream
            .set_read_timeout(Some(LOOK))
            .and_then(|()| stream.set_write_timeout(Some(PAUSE)))
            .map_err(|_| None)?;
        let (mut head, mut buffer, mut seen) = (Vec::new(), [0; 4096], 0_usize);
        let end = loop {
            // the end may begin in what came before
            let from = seen.saturating_sub(3);
            let rest = head.get(from..).unwrap_or_default();
            if let Some(at) = rest.windows(4).position(|four| four == b"\r\n\r\n") {
                break from + at;
            }
            if head.len() > LONGEST_HEAD {
                return Err(Some(Said::refused(431, "431: the head of the request is too long")));
            }
            seen = head.len();
            match some(stream, &mut buffer, ended, deadline) {
                Ok(0) | Err(_) => return Err(None),
                Ok(read) => head.extend_from_slice(buffer.get(..read).unwrap_or_default()),
            }
        };
        let begun = head.split_off(end + 4);
        let bad = || Some(Said::refused(400, "400: this is no request"));
        let text = head.get(..end).and_then(|text| std::str::from_utf8(text).ok()).ok_or_else(bad)?;
        let mut lines = text.split("\r\n");
        let mut first = lines.next().unwrap_or_default().split(' ');
        let (method, path, version) = (first.next(), first.next(), first.next());
        let (Some(method), Some(path), Some(version), None) = (method, path, version, first.next()) else {
            return Err(bad());
        };
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
            plain.then(|| (name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        let headers: Vec<(String, String)> = lines.map(header).collect::<Option<_>>().ok_or_else(bad)?;
        let (method, path) = (method.to_owned(), path.to_owned());
        if !version.starts_with("HTTP/1.") {
            return Err(bad());
        }
        let mut request = Self { stream, ended, method, path, headers, begun, left: None };
        if request.has("transfer-encoding") {
            return Err(Some(Said::refused(501, "501: say the length of the body")));
        }
        request.left = match request.header("content-length") {
            None if request.has("content-length") => return Err(bad()),
            None => None,
            Some(length) if length.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(length.parse::<u64>().map_err(|_| Some(Said::refused(413, "413: too long")))?)
            }
            Some(_) => return Err(bad()),
        };
        Ok(request)
    }

    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known == name)
    }

    /// The value of a header, by its name in small letters; `None` where there is none, or where several contradict one
    /// another.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut values =
            self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let first = values.next()?;
        values.all(|other| other == first).then_some(first)
    }

    /// The body, which is no longer than allowed.
    ///
    /// # Errors
    /// What is answered in its place.
    pub(super) fn body(&mut self, longest: u64) -> Result<Vec<u8>, Said> {
        let length = self.left.unwrap_or_default();
        if length > longest {
            return Err(Said::refused(413, "413: too long"));
        }
        let mut body = std::mem::take(&mut self.begun);
        body.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        let cut_off = || Said::refused(400, "400: the body ends too early");
        if self.header("expect").is_some_and(|expected| expected.eq_ignore_ascii_case("100-continue")) {
            let mut stream = self.stream;
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").map_err(|_| cut_off())?;
        }
        let mut buffer = vec![0; 64 << 10];
        while (body.len() as u64) < length {
            let most = usize::try_from(length - body.len() as u64).unwrap_or(usize::MAX).min(buffer.len());
            let spot = buffer.get_mut(..most).unwrap_or_default();
            match some(self.stream, spot, self.ended, Instant::now() + PAUSE) {
                Ok(0) | Err(_) => return Err(cut_off()),
                Ok(read) => body.extend_from_slice(buffer.get(..read).unwrap_or_default()),
            }
        }
        self.left = Some(0);
        Ok(body)
    }
}

/// The next bytes of a connection.
fn some(
    mut stream: &TcpStream,
    buffer: &mut [u8],
    ended: &AtomicBool,
    deadline: Instant,
) -> io::Result<usize> {
    use io::ErrorKind::{Interrupted, TimedOut, WouldBlock};
    loop {
        match stream.read(buffer) {
            Err(error) if matches!(error.kind(), WouldBlock | TimedOut | Interrupted) => {
                if ended.load(Ordering::Relaxed) || Instant::now() >= deadline {
                    return Err(TimedOut.into());
                }
            }
            read => return read,
        }
    }
}

/// Answers, and ends the connection. Who went away misses nothing.
pub(super) fn answer(
    stream: &TcpStream,
    Said(status, kind, content): &Said,
    only_head: bool,
    headers: &[(&str, &str)],
) {
    let mut head = format!("HTTP/1.1 {status} {}\r\n", reason(*status));
    let length = content.len().to_string();
    let own = [("Content-Type", *kind), ("Content-Length", length.as_str()), ("Connection", "close")];
    for (name, value) in headers.iter().copied().chain(own) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut out = stream;
    let content = if only_head { &[][..] } else { content };
    if out.write_all(head.as_bytes()).and_then(|()| out.write_all(content)).is_err() {
        return;
    }
    // a connection that is closed with bytes unread takes the answer with it
    let _ = stream.shutdown(Shutdown::Write);
    let (most, time) = LEFT_OVER;
    let (deadline, mut taken, mut buffer) = (Instant::now() + time, 0, [0; 4096]);
    let never = AtomicBool::new(false);
    while taken < most && Instant::now() < deadline {
        match some(stream, &mut buffer, &never, deadline) {
            Ok(0) | Err(_) => return,
            Ok(read) => taken += read as u64,
        }
    }
}

const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        413 => "Content Too Large",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "-",
    }
}
