//! Ctrl-C, the request to end and a terminal that closes: a run stops between two documents, takes away what is half written, and says how to go
//! on. A second request ends it at once.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

#[cfg(target_os = "linux")]
use signal_hook::consts::SIGHUP;
#[cfg(unix)]
use signal_hook::consts::SIGXFSZ;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::low_level::unregister;
use signal_hook::{SigId, flag};

/// The signal that asked for the end; 0 where none did.
static ASKED: LazyLock<Arc<AtomicUsize>> = LazyLock::new(Arc::default);

/// Whether the next request ends the program at once: it is the second one, or nothing else can come of it.
static AT_ONCE: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// What was begun to be done at signals.
static HEARD: Mutex<Vec<SigId>> = Mutex::new(Vec::new());

/// The run was asked to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped")]
pub(super) struct Stopped {
    /// The signal that asked.
    signal: usize,
}

impl Stopped {
    /// The exit code that shells know for it.
    pub(super) fn code(self) -> u8 {
        u8::try_from(128 + self.signal).unwrap_or(u8::MAX)
    }
}

/// Begins to listen. Where that cannot be had, the system ends the program as it likes.
pub(super) fn listen() {
    // a process may run several commands: what one of them was asked concerns no other
    leave();
    let mut heard = Vec::new();
    // a file that grows beyond what the system allows is an error of writing like a full disk
    #[cfg(unix)]
    heard.extend(flag::register(SIGXFSZ, Arc::default()));
    #[cfg(target_os = "linux")]
    let signals = [SIGINT, SIGTERM].into_iter().chain((!is_ignored(SIGHUP)).then_some(SIGHUP));
    #[cfg(not(target_os = "linux"))]
    let signals = [SIGINT, SIGTERM];
    juesuan::programs::stop_when(|| asked().is_some());
    for signal in signals {
        // in this order: the first request sets what makes the second one end the program
        heard.extend(flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&AT_ONCE)));
        heard.extend(flag::register(signal, Arc::clone(&AT_ONCE)));
        let number = usize::try_from(signal).unwrap_or_default();
        heard.extend(flag::register_usize(signal, Arc::clone(&ASKED), number));
    }
    if let Ok(mut all) = HEARD.lock() {
        *all = heard;
    }
}

/// Listens no more: whatever runs in this process next answers signals as it likes.
pub(super) fn leave() {
    let heard = HEARD.lock().map(|mut heard| std::mem::take(&mut *heard)).unwrap_or_default();
    for one in heard {
        unregister(one);
    }
    ASKED.store(0, Ordering::Relaxed);
    AT_ONCE.store(false, Ordering::Relaxed);
}

/// Whether the program was started with a signal ignored, as `nohup` does: it is to go on when the terminal closes.
#[cfg(target_os = "linux")]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask >> (signal - 1) & 1 == 1
}

/// Begins to listen where nothing can be half written: a request ends the program, unless a program helps it.
pub(super) fn listen_alone() {
    listen();
    AT_ONCE.store(true, Ordering::Relaxed);
}

/// Does what another program helps with: a request to end stops that one first, which would go on alone.
pub(super) fn while_helped<T>(work: impl FnOnce() -> T) -> T {
    let before = AT_ONCE.swap(false, Ordering::Relaxed);
    let done = work();
    AT_ONCE.store(before || asked().is_some(), Ordering::Relaxed);
    done
}

/// Does what may wait for ever, as for standard input: a request to end ends the program meanwhile.
pub(super) fn while_waiting<T>(wait: impl FnOnce() -> T) -> T {
    AT_ONCE.store(true, Ordering::Relaxed);
    let done = wait();
    AT_ONCE.store(asked().is_some(), Ordering::Relaxed);
    done
}

/// Whether the run was asked to end.
pub(super) fn asked() -> Option<Stopped> {
    match ASKED.load(Ordering::Relaxed) {
        0 => None,
        signal => Some(Stopped { signal }),
    }
}
