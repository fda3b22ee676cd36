//! The `juesuan` command line; all of it is in the library, where the manual is made from it too.

use std::process::ExitCode;

/// A conversion makes and drops many small strings.
#[cfg(all(feature = "mimalloc", not(target_family = "wasm")))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    juesuan_cli::main()
}
