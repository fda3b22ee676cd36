//! The `juesuan` command line; all of it is in the library, where the manual is made from it too.

use std::process::ExitCode;

fn main() -> ExitCode {
    juesuan_cli::main()
}
