//! `juesuan serve`: who is answered, and what the page shows in a browser.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

use crate::browser::Browser;
use crate::{TABLE, command, folder_of, support};

/// A server that ends when dropped.
struct Served {
    child: Child,
    port: u16,
    token: String,
}

impl Served {
    fn start(folder: &Path, args: &[&str]) -> Self {
        let mut child = command(folder, &[&["serve"], args].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let mut address = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut address).expect("an address");
        let rest = address.trim().strip_prefix("http://127.0.0.1:").expect("this machine");
        let (port, token) = rest.split_once('/').expect("a token");
        let token = token.trim_end_matches('/').to_owned();
        Self { child, port: port.parse().expect("a port"), token }
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// Status and body of a request with these headers beside `Host`.
    fn ask(&self, first: &str, host: &str, headers: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let length = body.len();
        write!(stream, "{first} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
            .expect("it hears");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        (status, answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
    }

    fn get(&self, path: &str) -> u16 {
        self.ask(&format!("GET {path}"), &self.host(), "", "").0
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn nobody_is_answered_without_the_token_or_from_elsewhere() {
    let folder = folder_of(&[("in/a.txt", TABLE), ("secret.txt", TABLE)]);
    let served = Served::start(folder.path(), &["in"]);
    let (host, token) = (served.host(), &served.token);
    let page = format!("GET /{token}/");
    assert_eq!(served.ask(&page, &host, "", "").0, 200);
    for path in [
        "/",
        "/documents",
        "/ask",
        &format!("/{token}"),
        &format!("/{token}0/"),
        &format!("//{token}/"),
        "/0/",
    ] {
        assert_eq!(served.get(path), 403, "{path}");
    }
    for foreign in ["example.org", "example.org:80", "127.0.0.1", "127.0.0.1:1", ""] {
        assert_eq!(served.ask(&page, foreign, "", "").0, 403, "{foreign}");
    }
    for origin in ["http://example.org", "null", "https://127.0.0.1", "http://127.0.0.1:1"] {
        assert_eq!(served.ask(&page, &host, &format!("Origin: {origin}\r\n"), "").0, 403, "{origin}");
    }
    assert_eq!(served.ask(&page, &host, &format!("Origin: http://{host}\r\n"), "").0, 200);
    for path in ["../secret.txt", "..%2fsecret.txt", "in/a.txt", "a.txt", "/etc/passwd", "documents/..", "."]
    {
        assert_eq!(served.get(&format!("/{token}/{path}")), 404, "{path}");
    }
}

#[test]
fn documents_of_the_folder_are_read_by_name_and_no_others() {
    let folder = folder_of(&[("in/a.txt", TABLE), ("secret.txt", TABLE)]);
    let served = Served::start(folder.path(), &["in"]);
    let ask = |name: &str, folder: bool, body: &str| {
        let request = format!(r#"{{"do":"read","name":"{name}","folder":{folder},"parts":["row"]}}"#);
        let first = format!("POST /{}/ask", served.token);
        served.ask(&first, &served.host(), &format!("X-Request: {request}\r\n"), body)
    };
    assert_eq!(
        served.ask(&format!("GET /{}/documents", served.token), &served.host(), "", "").1,
        r#"[["a.txt",null]]"#
    );
    let (status, row) = ask("a.txt", true, "");
    assert!(status == 200 && row.contains(r#""n":1"#), "{status} {row}");
    for name in ["../secret.txt", "secret.txt", "/etc/passwd", "in/a.txt", "a.txt/../a.txt", ""] {
        assert_eq!(ask(name, true, "").0, 404, "{name}");
    }
    // what is dropped on the page comes with its bytes
    let (status, row) = ask("dropped.txt", false, TABLE);
    assert!(status == 200 && row.contains("dropped.txt"), "{status} {row}");
    assert_eq!(
        served.ask(&format!("POST /{}/ask", served.token), &served.host(), "X-Request: {}\r\n", "").0,
        400
    );
}

#[test]
fn what_is_dropped_is_checked_by_the_rules_that_were_chosen() {
    let folder = folder_of(&[]);
    let wrong = TABLE.replace("\t12.50\t10.00\t2.50\n210", "\t12.50\t10.00\t3.50\n210");
    let findings = |args: &[&str]| {
        let served = Served::start(folder.path(), args);
        let request = r#"X-Request: {"do":"read","name":"a.txt","parts":["csv"]}"#;
        let first = format!("POST /{}/ask", served.token);
        let (status, answer) = served.ask(&first, &served.host(), &format!("{request}\r\n"), &wrong);
        assert_eq!(status, 200, "{answer}");
        answer.matches("\na.txt,JS151").count() + answer.matches("a.txt,1,JS151").count()
    };
    assert!(findings(&[]) > findings(&["--select", "JS153"]), "{}", findings(&[]));
}

#[test]
fn a_port_that_cannot_be_had_is_told_in_the_language_of_the_messages() {
    let folder = folder_of(&[("a.txt", TABLE)]);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let said = |language: &str| {
        let done = crate::juesuan(folder.path(), &["--lang", language, "serve", "a.txt", "--port", &port]);
        assert_ne!(done.status.code(), Some(0));
        crate::stderr(&done)
    };
    let zh = said("zh");
    assert!(zh.contains("已被占用") && !zh.contains("Address") && !zh.contains("in use"), "{zh}");
    assert!(said("en").contains("the port is taken"));
}

#[test]
fn what_was_read_is_kept_and_taken_up_again() {
    let folder = folder_of(&[("in/a.txt", TABLE)]);
    let read = |served: &Served| {
        let request = r#"{"do":"read","name":"a.txt","folder":true,"parts":["csv"]}"#;
        let first = format!("POST /{}/ask", served.token);
        served.ask(&first, &served.host(), &format!("X-Request: {request}\r\n"), "").1
    };
    let first = read(&Served::start(folder.path(), &["in", "--out", "kept"]));
    let kept = folder.path().join("kept/.juesuan-resume");
    let files =
        || std::fs::read_dir(&kept).expect("a folder").flatten().map(|file| file.path()).collect::<Vec<_>>();
    assert_eq!(files().len(), 1);
    // marked, so that it is seen whether the kept one is taken: what is damaged is read again
    let stamp = std::fs::metadata(&files()[0]).expect("a file").modified().expect("a time");
    assert_eq!(read(&Served::start(folder.path(), &["in", "--out", "kept"])), first);
    assert_eq!(
        std::fs::metadata(&files()[0]).expect("a file").modified().expect("a time"),
        stamp,
        "nothing was written again"
    );
}

#[test]
fn the_page_shows_the_folder_and_what_is_dropped() {
    let test = "the_page_shows_the_folder_and_what_is_dropped";
    let folder = folder_of(&[
        ("in/a.txt", TABLE),
        ("in/b/c.txt", TABLE),
        ("in/broken.pdf", "%PDF-1.7\nno more"),
        ("more.txt", TABLE),
    ]);
    let Some(browser) = Browser::start() else { return support::skipped(test, "chromium with chromedriver") };
    let saved = tempfile::tempdir().expect("a folder");
    browser.save_into(saved.path());
    let served = Served::start(folder.path(), &["in", "--out", "kept"]);
    browser.open(&served.address());
    let done = |count: usize| {
        format!(
            "document.documentElement.dataset.done === '{count}' && document.querySelector('#frame').contentDocument?.querySelector('#documents tbody tr')"
        )
    };
    browser.wait("the folder is read", &done(3));
    browser.frame(Some("#frame"));
    assert_eq!(browser.visible("#documents tbody tr"), 3);
    assert_eq!(browser.visible("#documents tr.unread"), 1);
    browser.click("#documents tbody a");
    browser.frame(None);
    browser
        .wait("a document", "document.querySelector('#frame').contentDocument?.querySelector('#text mark')");
    browser.choose("#files", &[&folder.path().join("more.txt")]);
    browser.wait("one more", &done(4));
    browser.click("#save-csv");
    let archive = saved.path().join("juesuan-csv.zip");
    let begun = std::time::Instant::now();
    while !archive.is_file() {
        assert!(begun.elapsed().as_secs() < 20, "nothing was saved");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let bytes = std::fs::read(&archive).expect("an archive");
    for name in ["a.txt", "b/c.txt", "broken.pdf", "more.txt", "datapackage.json"] {
        assert!(bytes.windows(name.len()).any(|window| window == name.as_bytes()), "{name}");
    }
    let complaints = browser.complaints();
    assert!(complaints.is_empty(), "{complaints:#?}");
    let address = served.address();
    let foreign: Vec<String> =
        browser.requests().into_iter().filter(|url| !url.starts_with(&address)).collect();
    let foreign: Vec<&String> = foreign.iter().filter(|url| url.starts_with("http")).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[test]
fn a_page_of_nothing_is_not_served() {
    let folder = crate::folder();
    let done = crate::juesuan(folder.path(), &["serve", "nowhere"]);
    assert_eq!(done.status.code(), Some(2), "{}", crate::stderr(&done));
}

#[test]
fn heads_without_end_are_refused_and_bodies_of_strangers_not_read() {
    let folder = folder_of(&[("in/a.txt", TABLE)]);
    let served = Served::start(folder.path(), &["in"]);
    let mut stream = TcpStream::connect(("127.0.0.1", served.port)).expect("it listens");
    stream.write_all(b"GET / HTTP/1.1\r\nX: ").expect("it hears");
    let piece = vec![b'a'; 1 << 16];
    let sent = (0..300).take_while(|_| stream.write_all(&piece).is_ok()).count();
    assert!(sent < 300, "twenty megabytes of a head are not taken");
    // whoever does not know the token is refused before anything of a body is read
    let mut stream = TcpStream::connect(("127.0.0.1", served.port)).expect("it listens");
    write!(stream, "POST /0/ask HTTP/1.1\r\nHost: {}\r\nContent-Length: 10000000000\r\n\r\n", served.host())
        .expect("it hears");
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).expect("it answers");
    assert_eq!(&answer, b"HTTP/1.1 403");
    for (first, code) in [("GET", 400), ("GET / HTTP/2", 400), ("GET / HTTP/1.1\r\nno header", 400)] {
        let mut stream = TcpStream::connect(("127.0.0.1", served.port)).expect("it listens");
        write!(stream, "{first}\r\n\r\n").expect("it hears");
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).expect("it answers");
        assert_eq!(&answer[9..], code.to_string().as_bytes(), "{first}");
    }
    let first = format!("POST /{}/ask", served.token);
    assert_eq!(served.ask(&first, &served.host(), "Transfer-Encoding: chunked\r\n", "").0, 501);
    // and it still answers
    assert_eq!(served.get(&format!("/{}/", served.token)), 200);
}
