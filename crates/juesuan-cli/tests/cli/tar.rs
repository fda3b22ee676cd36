//! Archives for tests.

/// A tar with these files, by the names of their paths.
pub(crate) fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = Vec::new();
    for (name, contents) in files {
        let mut head = name.as_bytes().to_vec();
        head.resize(124, 0);
        head.extend(format!("{:011o}\0", contents.len()).bytes());
        head.resize(156, 0);
        head.push(b'0');
        head.resize(257, 0);
        head.extend(b"ustar\0\x30\x30");
        head.resize(512, 0);
        tar.extend(head);
        tar.extend(*contents);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar
}
