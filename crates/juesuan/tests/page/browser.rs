//! A headless Chromium, driven through `chromedriver`.

#![allow(dead_code, reason = "each test that drives a browser uses its own part")]
#![allow(clippy::expect_used, reason = "a test that cannot start its browser fails")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// What the browser is started with: alone, without a profile, and without any talk of its own on the network.
const ARGUMENTS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
    "--window-size=1500,950",
];

/// The key in which the driver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys that are no characters.
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
pub(crate) const DOWN: &str = "\u{e015}";

/// A browser with one window; it ends when dropped.
pub(crate) struct Browser {
    driver: Child,
    agent: ureq::Agent,
    root: String,
    session: String,
    profile: TempDir,
}

impl Browser {
    /// Starts one; `None` where Chromium or its driver is not installed.
    pub(crate) fn start() -> Option<Self> {
        let driver = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut driver =
            Command::new(driver).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let said = BufReader::new(driver.stdout.take().expect("a pipe"));
        let port = said.lines().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let root = format!("http://127.0.0.1:{}", port.expect("the driver names its port"));
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_mins(1)));
        let agent = ureq::Agent::new_with_config(config.build());
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let mut browser = Self { driver, agent, root, session: String::new(), profile };
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={}", browser.profile.path().display()));
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments, "prefs": { "intl.accept_languages": "zh-CN" } },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        } } });
        match browser.send("POST", "/session", &wanted) {
            Ok(session) => session["sessionId"].as_str().expect("a session").clone_into(&mut browser.session),
            Err(error) if error.contains("cannot find Chrome binary") => return None,
            Err(error) => panic!("no browser: {error}"),
        }
        Some(browser)
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let url = format!("{}{path}", self.root);
        let answer = match method {
            "POST" => self.agent.post(&url).header("content-type", "application/json").send(body.to_string()),
            "DELETE" => self.agent.delete(&url).call(),
            _ => self.agent.get(&url).call(),
        };
        let mut answer = answer.map_err(|error| error.to_string())?;
        // a printed page is longer than what is read by default
        let text = answer
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_to_string()
            .map_err(|error| error.to_string())?;
        let value: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        match value["value"]["error"].as_str() {
            Some(error) => Err(format!("{path}: {error}: {}", value["value"]["message"])),
            None => Ok(value["value"].clone()),
        }
    }

    fn command(&self, path: &str, body: &Value) -> Value {
        self.send("POST", &format!("/session/{}{path}", self.session), body)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// Opens a page, and waits until its script has run.
    pub(crate) fn open(&self, url: &str) {
        self.command("/url", &json!({ "url": url }));
        self.wait("the page is ready", "document.documentElement.dataset.ready");
    }

    /// The value of an expression in the page.
    pub(crate) fn eval(&self, expression: &str) -> Value {
        self.command("/execute/sync", &json!({ "script": format!("return {expression}"), "args": [] }))
    }

    /// The expression as text.
    pub(crate) fn text(&self, expression: &str) -> String {
        self.eval(expression).as_str().unwrap_or_else(|| panic!("{expression} is no text")).to_owned()
    }

    /// The expression as a count.
    pub(crate) fn count(&self, expression: &str) -> u64 {
        self.eval(expression).as_u64().unwrap_or_else(|| panic!("{expression} is no count"))
    }

    /// How many elements there are that can be seen.
    pub(crate) fn visible(&self, selector: &str) -> u64 {
        let selector = json!(selector);
        let seen = format!(
            "[...document.querySelectorAll({selector})].filter(e => e.getClientRects().length > 0).length"
        );
        self.count(&seen)
    }

    /// Waits until an expression holds. One that cannot be evaluated does not hold yet: a document that is being loaded has
    /// no elements.
    pub(crate) fn wait(&self, what: &str, expression: &str) {
        let holds =
            format!("(() => {{ try {{ return Boolean({expression}) }} catch {{ return false }} }})()");
        let begun = Instant::now();
        while !self.eval(&holds).as_bool().unwrap_or(false) {
            assert!(begun.elapsed() < Duration::from_secs(20), "{what}: never");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Clicks an element as a person does: it must be in sight, and nothing may cover it.
    pub(crate) fn click(&self, selector: &str) {
        let found = self.element(selector);
        let element = found[ELEMENT].as_str().expect("an element");
        self.command(&format!("/element/{element}/click"), &json!({}));
    }

    /// Presses keys, one after the other.
    pub(crate) fn press(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| {
            ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.to_string() }))
        });
        let actions: Vec<Value> = strokes.collect();
        self.command(
            "/actions",
            &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }),
        );
    }

    fn element(&self, selector: &str) -> Value {
        self.command("/element", &json!({ "using": "css selector", "value": selector }))
    }

    /// Chooses files, or a folder, as a person does in the dialog behind a button.
    pub(crate) fn choose(&self, selector: &str, paths: &[&Path]) {
        let found = self.element(selector);
        let element = found[ELEMENT].as_str().expect("an element");
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        self.command(&format!("/element/{element}/value"), &json!({ "text": names.join("\n") }));
    }

    /// Drops files, or folders, in the middle of the window.
    pub(crate) fn drop_files(&self, paths: &[&Path]) {
        let data = json!({ "items": [], "files": paths, "dragOperationsMask": 1 });
        for kind in ["dragEnter", "dragOver", "drop"] {
            let event = json!({ "type": kind, "x": 700, "y": 500, "data": data });
            self.protocol("Input.dispatchDragEvent", &event);
        }
    }

    /// Lets files that pages save appear in a folder.
    pub(crate) fn save_into(&self, folder: &Path) {
        self.protocol("Browser.setDownloadBehavior", &json!({ "behavior": "allow", "downloadPath": folder }));
    }

    /// Speaks to what is in a frame from here on; without a selector to the page around it.
    pub(crate) fn frame(&self, selector: Option<&str>) {
        let id = selector.map_or(Value::Null, |selector| self.element(selector));
        self.command("/frame", &json!({ "id": id }));
    }

    /// A picture of the window, as PNG in base64.
    pub(crate) fn picture(&self) -> String {
        let shown = self.send("GET", &format!("/session/{}/screenshot", self.session), &Value::Null);
        shown.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Sets the size of the window.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.protocol("Emulation.setDeviceMetricsOverride", &size);
    }

    /// A command in the browser's own protocol.
    pub(crate) fn protocol(&self, name: &str, parameters: &Value) -> Value {
        self.command("/goog/cdp/execute", &json!({ "cmd": name, "params": parameters }))
    }

    /// The page on paper, as PDF in base64.
    pub(crate) fn print(&self) -> String {
        self.command("/print", &json!({ "background": true })).as_str().expect("a document").to_owned()
    }

    /// What the browser complained about since the last call.
    pub(crate) fn complaints(&self) -> Vec<Value> {
        self.command("/se/log", &json!({ "type": "browser" })).as_array().cloned().unwrap_or_default()
    }

    /// The addresses that pages from files asked for since the last call, and those that anything asked of a network.
    pub(crate) fn requests(&self) -> Vec<String> {
        let log = self.command("/se/log", &json!({ "type": "performance" }));
        let events = log.as_array().into_iter().flatten().filter_map(|entry| entry["message"].as_str());
        let events = events.filter_map(|text| serde_json::from_str::<Value>(text).ok());
        let asked = events.filter(|event| event["message"]["method"] == "Network.requestWillBeSent");
        let ours = asked.filter_map(|event| {
            let asked = &event["message"]["params"];
            let url = asked["request"]["url"].as_str()?;
            let from_file =
                asked["documentURL"].as_str().is_some_and(|document| document.starts_with("file:"));
            (from_file || ["http:", "https:", "ws:", "wss:"].iter().any(|scheme| url.starts_with(scheme)))
                .then(|| url.to_owned())
        });
        ours.collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.send("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
