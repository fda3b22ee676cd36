//! Who is answered: those who know the token, from a page of this server, under the address of this machine.

use anyhow::Result;
use juesuan_source::chars::hex;

/// Bytes of a token: not to be guessed.
const TOKEN: usize = 16;

/// What a request must show.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    token: String,
    /// The names under which a browser reaches this server: no other page can be made to use them.
    hosts: [String; 2],
}

impl Guard {
    /// For a server at a port, with a new token.
    pub(super) fn new(port: u16) -> Result<Self> {
        let mut bytes = [0; TOKEN];
        getrandom::fill(&mut bytes)?;
        Ok(Self {
            token: hex(&bytes),
            hosts: ["127.0.0.1", "localhost"].map(|host| format!("{host}:{port}")),
        })
    }

    /// The address of the page.
    pub(super) fn address(&self) -> String {
        let [host, _] = &self.hosts;
        format!("http://{host}/{}/", self.token)
    }

    /// The path behind the token; `None` for those who do not know it.
    pub(super) fn inside<'a>(&self, path: &'a str) -> Option<&'a str> {
        let (token, rest) = path.strip_prefix('/')?.split_once('/')?;
        // takes as long for every wrong token
        let differences = token.bytes().zip(self.token.bytes()).map(|(left, right)| left ^ right);
        let differs = differences.fold(0, |all, one| all | one) != 0 || token.len() != self.token.len();
        (!differs).then_some(rest)
    }

    /// Whether a request is for this server, and comes from a page of it where it comes from one.
    pub(super) fn is_ours(&self, host: Option<&str>, origin: Option<&str>) -> bool {
        let known = |host: &str| self.hosts.iter().any(|known| known == host);
        let from = |origin: &str| origin.strip_prefix("http://").is_some_and(known);
        host.is_some_and(known) && origin.is_none_or(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_and_this_server_open_the_door() {
        let guard = Guard::new(8000).unwrap();
        let path = guard.address().split_once(":8000").map(|(_, path)| path.to_owned()).unwrap();
        assert_eq!(guard.inside(&path), Some(""));
        assert_eq!(guard.inside(&format!("{path}ask")), Some("ask"));
        for path in
            ["/", "//", "/ask", "/0/", "", &path[..path.len() - 2], &path[1..], &format!("/0{}", &path[1..])]
        {
            assert_eq!(guard.inside(path), None, "{path}");
        }
        assert_ne!(Guard::new(8000).unwrap().token, guard.token);
        let ours = |host, origin| guard.is_ours(host, origin);
        assert!(
            ours(Some("127.0.0.1:8000"), None) && ours(Some("localhost:8000"), Some("http://localhost:8000"))
        );
        for host in [None, Some("127.0.0.1"), Some("127.0.0.1:80"), Some("example.org:8000")] {
            assert!(!ours(host, None), "{host:?}");
        }
        for origin in ["null", "http://example.org", "http://127.0.0.1:8001", "https://127.0.0.1:8000", ""] {
            assert!(!ours(Some("127.0.0.1:8000"), Some(origin)), "{origin}");
        }
    }
}
