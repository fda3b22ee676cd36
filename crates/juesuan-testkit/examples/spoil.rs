//! Writes every fixture as every transformation spoils it, to look at: `cargo run -p juesuan-testkit --example spoil -- DIR`.

use std::path::PathBuf;

use juesuan_testkit::{fixtures, transform};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("spoilt"), PathBuf::from);
    for fixture in fixtures() {
        for transformation in transform::ALL {
            let case = folder.join(format!("{}-{}", fixture.name, transformation.name));
            std::fs::create_dir_all(&case)?;
            std::fs::write(case.join(fixture.file), (transformation.apply)(&fixture.input))?;
        }
    }
    Ok(())
}
