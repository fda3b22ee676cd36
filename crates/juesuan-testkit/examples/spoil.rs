//! Writes documents as every transformation spoils them, to look at; without files, every fixture:
//! `cargo run -p juesuan-testkit --example spoil -- DIR [FILE…]`.

use std::path::PathBuf;

use juesuan_testkit::{fixtures, transform};

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().map_or_else(|| PathBuf::from("spoilt"), PathBuf::from);
    let files: Vec<String> = args.collect();
    let mut documents: Vec<(String, String, String)> = Vec::new();
    for file in &files {
        let text = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
        let name = PathBuf::from(file).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem: String = name.chars().take_while(|&c| c != '.').collect();
        documents.push((stem, name, text));
    }
    if files.is_empty() {
        documents.extend(fixtures().into_iter().map(|it| (it.name.to_owned(), it.file.to_owned(), it.input)));
    }
    for (stem, name, text) in documents {
        for transformation in transform::ALL {
            let case = folder.join(format!("{stem}-{}", transformation.name));
            std::fs::create_dir_all(&case)?;
            std::fs::write(case.join(&name), (transformation.apply)(&text))?;
        }
    }
    Ok(())
}
