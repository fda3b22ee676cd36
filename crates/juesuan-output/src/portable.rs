//! Names of files that every system can hold, whatever a document is called.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::OutputError;

/// Characters that mean something to some file system.
const MEANT: &str = "<>:\"|?*\\";

/// Names that Windows has for devices, whatever ending follows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The same with a number.
const NUMBERED: [&str; 2] = ["com", "lpt"];

/// The name of a document as a relative path that every file system can hold, with `/` between its parts. What means
/// something to some system, a blank or a stop at the end of a part, and the beginning of the name of a device stand as `%`
/// and two digits; parts that lead nowhere or upwards are left out.
///
/// Two documents may come to one name: who names documents sees to it that they do not.
pub fn portable_name(document: &str) -> String {
    let parts = document.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    parts.map(portable).collect::<Vec<_>>().join("/")
}

/// The file for a document: its name with `.` and `ending` behind it.
pub(crate) fn file_named_after(document: &str, ending: &str) -> Result<PathBuf, OutputError> {
    match portable_name(document) {
        name if name.is_empty() => Err(OutputError::DocumentName(document.to_owned())),
        name => Ok(PathBuf::from(format!("{name}.{ending}"))),
    }
}

fn portable(part: &str) -> String {
    let last = part.chars().count().saturating_sub(1);
    let device = is_device(part);
    let mut name = String::with_capacity(part.len());
    for (at, character) in part.chars().enumerate() {
        let at_end = at == last && matches!(character, '.' | ' ');
        let escaped = character.is_control() || MEANT.contains(character) || at_end || (device && at == 0);
        if escaped {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                // writing to a string cannot fail
                let _ = write!(name, "%{byte:02X}");
            }
        } else {
            name.push(character);
        }
    }
    name
}

/// Whether Windows takes a name for a device.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |device: &&str| {
        let mut rest = stem.strip_prefix(*device).unwrap_or_default().chars();
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    DEVICES.contains(&&*stem) || NUMBERED.iter().any(numbered)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_system_cannot_hold_is_escaped_and_the_rest_stays() {
        for (document, name) in [
            ("2022/清河县 (1).txt", "2022/清河县 (1).txt"),
            ("/a/../b/./c.txt", "a/b/c.txt"),
            ("a:b?.txt", "a%3Ab%3F.txt"),
            ("x\\y.txt", "x%5Cy.txt"),
            ("dir. /x.", "dir.%20/x%2E"),
            ("CON", "%43ON"),
            ("aux.md", "%61ux.md"),
            ("com1 .txt", "%63om1 .txt"),
            ("LPT².txt", "%4CPT².txt"),
            ("com10.txt", "com10.txt"),
            ("console.txt", "console.txt"),
            ("..", ""),
        ] {
            assert_eq!(portable_name(document), name, "{document}");
        }
        assert!(file_named_after("../..", "md").is_err());
    }

    proptest! {
        #[test]
        fn every_name_is_one_that_windows_holds(name in "\\PC*|[conaux1./\\\\:*?<>| \0\n]{0,12}") {
            for part in portable_name(&name).split('/').filter(|part| !part.is_empty()) {
                prop_assert!(!part.contains(|one: char| one.is_control() || MEANT.contains(one)));
                prop_assert!(!part.ends_with(['.', ' ']) && !is_device(part), "{part}");
            }
            // what is escaped already stays
            prop_assert_eq!(portable_name(&portable_name(&name)), portable_name(&name));
        }
    }
}
