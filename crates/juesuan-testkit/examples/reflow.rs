//! Prints a text as one of [`juesuan_testkit::transform::prose::ALL`] changes it: `reflow NAME FILE`.

#![allow(clippy::print_stdout)] // an example speaks

use juesuan_testkit::transform::prose::ALL;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, path] = arguments.as_slice() else {
        return Err("give the name of a change and a path".into());
    };
    let change = ALL.iter().find(|change| change.name == *name).ok_or("no such change")?;
    print!("{}", (change.apply)(&std::fs::read_to_string(path)?));
    Ok(())
}
