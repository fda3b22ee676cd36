//! Documents at once, results in order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::Result;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::interrupt;

/// A defect of ours that a document showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the program failed on this document")]
pub(super) struct Panicked;

/// Documents that are worked on or wait for their turn, for each worker: enough to keep all busy while one takes long,
/// few enough for any run.
const AHEAD: usize = 4;

/// Most workers: beyond it they only wait for each other.
const MOST_WORKERS: usize = 256;

/// Workers for a run: as many as asked for, else as many as there are processors; never more than documents.
pub(super) fn workers(jobs: Option<NonZeroUsize>, documents: usize) -> Result<ThreadPool> {
    let asked = jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let workers = asked.min(documents.max(1)).min(MOST_WORKERS);
    Ok(ThreadPoolBuilder::new().num_threads(workers).build()?)
}

/// Works on all items with many workers, and gives the results to `take` on this thread, in the order of the items
/// whatever the number of workers.
///
/// Work that panics is a failed item, so that one document cannot end a run of a million.
///
/// # Errors
/// The first error of `take`, or [`interrupt::Stopped`]; no further work is begun then.
pub(super) fn in_order<I: Sync, T: Send>(
    workers: &ThreadPool,
    items: &[I],
    work: impl Fn(&I) -> Result<T> + Sync,
    mut take: impl FnMut(&I, Result<T>) -> Result<()>,
) -> Result<()> {
    let ahead = workers.current_num_threads() * AHEAD;
    let (sender, receiver) = mpsc::channel();
    let work = &work;
    workers.in_place_scope(|scope| {
        let mut waiting = items.iter().enumerate();
        let mut begin = || {
            if let Some((at, item)) = waiting.next() {
                let sender = sender.clone();
                scope.spawn(move |_| {
                    // nobody listens any more where `take` failed
                    let result = match interrupt::asked() {
                        Some(stopped) => Err(stopped.into()),
                        None => guarded(|| work(item)),
                    };
                    let _ = sender.send((at, result));
                });
            }
        };
        (0..ahead).for_each(|_| begin());
        let mut early = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            let result = loop {
                if let Some(result) = early.remove(&at) {
                    break result;
                }
                let (done, result) = next(&receiver)?;
                early.insert(done, result);
            };
            if let Some(stopped) = interrupt::asked() {
                return Err(stopped.into());
            }
            take(item, result)?;
            begin();
        }
        Ok(())
    })
}

/// The next result; a request to end is heard while it is waited for.
fn next<T>(receiver: &Receiver<T>) -> Result<T> {
    /// How long a request may stay unheard.
    const HEARD: Duration = Duration::from_millis(100);
    loop {
        match receiver.recv_timeout(HEARD) {
            Ok(next) => return Ok(next),
            Err(RecvTimeoutError::Disconnected) => return Err(RecvTimeoutError::Disconnected.into()),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(stopped) = interrupt::asked() {
                    return Err(stopped.into());
                }
            }
        }
    }
}

/// Does work on a document; what panics is [`Panicked`].
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Panicked.into()))
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    fn run(jobs: usize, items: &[u64]) -> Vec<String> {
        let mut taken = Vec::new();
        let work = |item: &u64| {
            std::thread::sleep(Duration::from_millis(item % 7));
            if item % 10 == 9 {
                return Err(anyhow!("no {item}"));
            }
            Ok(item * 2)
        };
        in_order(&workers(NonZeroUsize::new(jobs), MOST_WORKERS).unwrap(), items, work, |_, result| {
            taken.push(result.map_or_else(|error| error.to_string(), |value| value.to_string()));
            Ok(())
        })
        .unwrap();
        taken
    }

    #[test]
    fn the_order_is_that_of_the_items_whatever_the_number_of_workers() {
        let items: Vec<u64> = (0..100).rev().collect();
        let one = run(1, &items);
        assert_eq!(one.first().map(String::as_str), Some("no 99"));
        assert_eq!(one.get(1).map(String::as_str), Some("196"));
        assert_eq!(run(8, &items), one);
        assert!(run(3, &[]).is_empty());
    }

    #[test]
    fn work_that_panics_is_a_failed_item() {
        let mut taken = Vec::new();
        let work = |item: &u8| if *item == 1 { panic!("one") } else { Ok(*item) };
        in_order(&workers(NonZeroUsize::new(2), 9).unwrap(), &[0, 1, 2], work, |_, result| {
            taken.push(result.is_ok());
            Ok(())
        })
        .unwrap();
        assert_eq!(taken, [true, false, true]);
    }

    #[test]
    fn an_error_of_the_taker_ends_the_run() {
        let items: Vec<u32> = (0..1000).collect();
        let mut taken = 0;
        let end = in_order(
            &workers(NonZeroUsize::new(2), 9).unwrap(),
            &items,
            |item| Ok(*item),
            |item, _| {
                taken += 1;
                if *item == 3 { Err(anyhow!("full")) } else { Ok(()) }
            },
        );
        assert_eq!((end.unwrap_err().to_string().as_str(), taken), ("full", 4));
    }
}
