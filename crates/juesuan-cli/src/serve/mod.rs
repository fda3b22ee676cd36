//! `juesuan serve`: the page on this machine, with the program itself as its engine.
//!
//! It listens at 127.0.0.1 alone, at a port that is free. Its address holds a token, without which nothing is answered;
//! so does nothing that comes under another name or from a page of another server.

mod desk;
mod guard;

use std::io::{Read as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};
use juesuan::output::{Engine, desk_page};
use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use self::desk::{Asked, Desk};
use self::guard::Guard;
use super::args::Serve;
use super::choice::Chosen;
use super::convert::cannot_write;
use super::resume::Kept;
use super::terminal::Terminal;
use super::{Done, inputs, interrupt, lock, pipeline};

/// Largest body of a request: what an archive may be when unpacked.
const LONGEST_BODY: u64 = 512 << 20;

/// How long a request to end may stay unheard.
const HEARD: Duration = Duration::from_millis(100);

/// What every answer says: nothing is kept, guessed, embedded or told to others.
const HEADERS: [(&str, &str); 6] = [
    ("Content-Security-Policy", "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

/// What is answered: status, type, content.
struct Said(u16, &'static str, Vec<u8>);

impl Said {
    const fn html(page: String) -> Self {
        Self(200, "text/html; charset=utf-8", page.into_bytes())
    }

    fn refused(status: u16, why: &str) -> Self {
        Self(status, "text/plain; charset=utf-8", format!("{why}\n").into_bytes())
    }
}

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
    let server = Server::http(("127.0.0.1", args.port))
        .map_err(|error| anyhow!("127.0.0.1:{}: {error}", args.port))?;
    let port = server.server_addr().to_ip().map_or(0, |address| address.port());
    let guard = Guard::new(port)?;
    writeln!(std::io::stdout().lock(), "{}", guard.address())?;
    terminal.say(terminal.language.of(
        "请在浏览器里打开上面的地址；只有这台电脑能打开。Ctrl-C 结束",
        "open the address above in a browser; only this machine can. Ctrl-C ends it",
    ));
    let workers = pipeline::workers(args.jobs, usize::MAX)?.current_num_threads();
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| work(&server, &guard, &desk, &ended));
        }
        while interrupt::asked().is_none() && !ended.load(Ordering::Relaxed) {
            std::thread::sleep(HEARD);
        }
        ended.store(true, Ordering::Relaxed);
    });
    drop(held);
    Ok(done)
}

/// Answers requests, one after the other.
fn work(server: &Server, guard: &Guard, desk: &Desk, ended: &AtomicBool) {
    while !ended.load(Ordering::Relaxed) {
        match server.recv_timeout(HEARD) {
            Ok(Some(mut request)) => {
                let said = said(&mut request, guard, desk);
                tracing::info!(
                    "{} {}: {}",
                    request.method(),
                    guard.inside(request.url()).unwrap_or("?"),
                    said.0
                );
                // a browser that went away misses nothing
                let _ = request.respond(response(said));
            }
            Ok(None) => {}
            Err(error) => {
                tracing::error!("{error}");
                ended.store(true, Ordering::Relaxed);
            }
        }
    }
}

fn response(Said(status, kind, content): Said) -> Response<std::io::Cursor<Vec<u8>>> {
    let headers = HEADERS.iter().copied().chain([("Content-Type", kind)]);
    let mut response = Response::from_data(content).with_status_code(StatusCode(status));
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    response
}

/// The value of a header; `None` where there is none, or where several contradict one another.
fn header<'r>(request: &'r Request, name: &'static str) -> Option<&'r str> {
    let mut values = request
        .headers()
        .iter()
        .filter(|header| header.field.equiv(name))
        .map(|header| header.value.as_str());
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}

/// What a request is told.
fn said(request: &mut Request, guard: &Guard, desk: &Desk) -> Said {
    let ours = guard.is_ours(header(request, "Host"), header(request, "Origin"));
    let Some(path) = guard.inside(request.url()).filter(|_| ours).map(str::to_owned) else {
        return Said::refused(403, "403: not the address that juesuan serve printed");
    };
    match (request.method(), path.as_str()) {
        (Method::Get | Method::Head, "") => Said::html(desk_page(Engine::Server, &juesuan_page::endings())),
        (Method::Get, "documents") => answered(desk.documents()),
        (Method::Post, "ask") => ask(request, desk),
        _ => Said::refused(404, "404"),
    }
}

fn ask(request: &mut Request, desk: &Desk) -> Said {
    // a header holds percent signs in place of all but plain characters
    let asked: Vec<u8> = percent_decode_str(header(request, "X-Request").unwrap_or("")).collect();
    let asked: Asked = match serde_json::from_slice(&asked) {
        Ok(asked) => asked,
        Err(error) => return Said::refused(400, &error.to_string()),
    };
    let mut body = Vec::new();
    match request.as_reader().take(LONGEST_BODY + 1).read_to_end(&mut body) {
        Err(error) => return Said::refused(400, &error.to_string()),
        Ok(length) if length as u64 > LONGEST_BODY => return Said::refused(413, "413: too long"),
        Ok(_) => {}
    }
    answered(pipeline::guarded(|| desk.answer(&asked, &body)))
}

fn answered(answer: Result<Vec<u8>>) -> Said {
    match answer {
        Ok(bytes) => Said(200, "application/octet-stream", bytes),
        Err(error) if error.is::<pipeline::Panicked>() => Said::refused(500, &error.to_string()),
        Err(error) => Said::refused(404, &error.to_string()),
    }
}
