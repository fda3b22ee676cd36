//! Writes accounts that are drawn by chance and have no fault, as text with rows of tabs:
//! `cargo run -p juesuan-testkit --example drawn -- DIR COUNT [SEED]`.

use std::path::PathBuf;

use juesuan_testkit::drawn::{Chance, accounts, tell};
use juesuan_testkit::{Layout, print};

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().map_or_else(|| PathBuf::from("drawn"), PathBuf::from);
    let mut number = |otherwise: u64| args.next().and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let (count, first) = (number(10), number(1));
    std::fs::create_dir_all(&folder)?;
    for seed in first..first + count {
        let mut chance = Chance::new(seed);
        let drawn = accounts(&mut chance);
        let told = tell(&drawn, &mut chance);
        let text = print(&told.document, Layout::Tabbed).text;
        std::fs::write(folder.join(format!("drawn-{seed}.txt")), text)?;
    }
    Ok(())
}
