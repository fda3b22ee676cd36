//! `juesuan serve`: the page on this machine, with the program itself as its engine.
//!
//! It listens at 127.0.0.1 alone, at a port that is free. Its address holds a token, without which nothing is answered;
//! so does nothing that comes under another name or from a page of another server.

mod desk;
mod guard;
mod http;

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};
use juesuan::output::{Engine, desk_page};
use percent_encoding::percent_decode_str;

use self::desk::{Asked, Desk};
use self::guard::Guard;
use self::http::{Request, Said};
use super::args::Serve;
use super::choice::Chosen;
use super::convert::cannot_write;
use super::resume::Kept;
use super::terminal::Terminal;
use super::{Done, error_messages, inputs, interrupt, lock, pipeline};

/// Largest body of a request: what an archive may be when unpacked.
const LONGEST_BODY: u64 = 512 << 20;

/// How long a connection, or a request to end, may stay unheard.
const HEARD: Duration = Duration::from_millis(5);

/// Connections at once: a browser opens six.
const MOST_CONNECTIONS: usize = 512;

/// What every answer says: nothing is kept, guessed, embedded or told to others.
const HEADERS: [(&str, &str); 6] = [
    ("Content-Security-Policy", "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

/// Serves the page until it is asked to end.
pub(super) fn run(args: &Serve, terminal: &Terminal) -> Result<Done> {
    interrupt::listen();
    let chosen = Chosen::load(&args.choice, terminal.language)?;
    let paths: Vec<_> = args.paths.iter().map(|path| path.clone().into_os_string()).collect();
    let found = inputs::expand(&paths, args.out.as_deref(), None);
    found.say(terminal);
    let done = Done { unreadable: found.unusable(), ..Done::default() };
    // a page of nothing helps nobody who named something
    if found.inputs.is_empty() && done.unreadable > 0 {
        return Ok(done);
    }
    let (mut kept, mut held) = (None, None);
    if let Some(out) = &args.out {
        let cannot = || cannot_write(out, terminal.language);
        std::fs::create_dir_all(out).with_context(cannot)?;
        held = Some(lock::take(out, terminal.language)?);
        kept = Some(Kept::open(out, &["serve", &chosen.settings()]).with_context(cannot)?);
    }
    let desk = Desk::new(found, chosen, kept, juesuan::LONGEST_DOCUMENT);
    let failed =
        |error: std::io::Error| anyhow!(error_messages::of_port(&error, args.port, terminal.language));
    let listener = TcpListener::bind(("127.0.0.1", args.port)).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    let guard = Guard::new(port)?;
    writeln!(std::io::stdout().lock(), "{}", guard.address())?;
    terminal.say(terminal.language.of(
        "请在浏览器里打开上面的地址；只有这台电脑能打开。Ctrl-C 结束",
        "open the address above in a browser; only this machine can. Ctrl-C ends it",
    ));
    let workers = pipeline::workers(args.jobs, usize::MAX)?.current_num_threads();
    let house = House { guard, desk, workers: Workers::new(workers), ended: AtomicBool::new(false) };
    house.receive(&listener);
    drop(held);
    Ok(done)
}

/// How many documents may still be read at once.
struct Workers {
    free: Mutex<usize>,
    freed: Condvar,
}

impl Workers {
    fn new(count: usize) -> Self {
        Self { free: Mutex::new(count.max(1)), freed: Condvar::new() }
    }

    /// Does work when one is free.
    fn with_one<T>(&self, work: impl FnOnce() -> T) -> T {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        drop(free);
        let done = work();
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.freed.notify_one();
        done
    }
}

/// All that connections have in common.
struct House {
    guard: Guard,
    desk: Desk,
    workers: Workers,
    ended: AtomicBool,
}

impl House {
    /// Receives connections until it is asked to end.
    fn receive(&self, listener: &TcpListener) {
        let open = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            while interrupt::asked().is_none() {
                match listener.accept() {
                    // who comes when all places are taken is not heard
                    Ok((stream, _)) if open.load(Ordering::Relaxed) < MOST_CONNECTIONS => {
                        open.fetch_add(1, Ordering::Relaxed);
                        let open = &open;
                        let begun = std::thread::Builder::new().spawn_scoped(scope, move || {
                            self.hear(&stream);
                            open.fetch_sub(1, Ordering::Relaxed);
                        });
                        if begun.is_err() {
                            open.fetch_sub(1, Ordering::Relaxed);
                        }
                    }
                    Ok(_) => {}
                    // nobody is there, or the system has no more of something just now
                    Err(_) => std::thread::sleep(HEARD),
                }
            }
            self.ended.store(true, Ordering::Relaxed);
        });
    }

    /// Answers the request on a connection.
    fn hear(&self, stream: &TcpStream) {
        // on some systems it waits no more than the one that listens
        if stream.set_nonblocking(false).is_err() {
            return;
        }
        match Request::read(stream, &self.ended) {
            Ok(mut request) => {
                let said = self.said(&mut request);
                let path = self.guard.inside(&request.path).unwrap_or("?");
                tracing::info!("{} {path}: {}", request.method, said.0);
                http::answer(stream, &said, request.method == "HEAD", &HEADERS);
            }
            Err(Some(said)) => http::answer(stream, &said, false, &HEADERS),
            Err(None) => {}
        }
    }

    /// What a request is told.
    fn said(&self, request: &mut Request<'_>) -> Said {
        let ours = self.guard.is_ours(request.header("host"), request.header("origin"));
        let Some(path) = self.guard.inside(&request.path).filter(|_| ours).map(str::to_owned) else {
            return Said::refused(403, "403: not the address that juesuan serve printed");
        };
        match (request.method.as_str(), path.as_str()) {
            ("GET" | "HEAD", "") => Said::html(desk_page(Engine::Server, &juesuan_page::endings())),
            ("GET", "documents") => answered(self.desk.documents()),
            ("POST", "ask") => self.ask(request),
            _ => Said::refused(404, "404"),
        }
    }

    fn ask(&self, request: &mut Request<'_>) -> Said {
        // a header holds percent signs in place of all but plain characters
        let asked: Vec<u8> = percent_decode_str(request.header("x-request").unwrap_or("")).collect();
        let asked: Asked = match serde_json::from_slice(&asked) {
            Ok(asked) => asked,
            Err(error) => return Said::refused(400, &error.to_string()),
        };
        let body = match request.body(LONGEST_BODY) {
            Ok(body) => body,
            Err(said) => return said,
        };
        self.workers.with_one(|| answered(pipeline::guarded(|| self.desk.answer(&asked, &body))))
    }
}

fn answered(answer: Result<Vec<u8>>) -> Said {
    match answer {
        Ok(bytes) => Said(200, "application/octet-stream", bytes),
        Err(error) if error.is::<pipeline::Panicked>() => Said::refused(500, &error.to_string()),
        Err(error) => Said::refused(404, &error.to_string()),
    }
}
