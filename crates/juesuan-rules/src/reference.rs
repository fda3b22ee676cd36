#![doc = include_str!("reference.md")]

/// Where the rules are described that are built in.
const PAGE: &str = "https://docs.rs/juesuan-rules/latest/juesuan_rules/reference/index.html";

/// The address at which a rule of the catalogue is described.
pub fn address(id: &str) -> String {
    format!("{PAGE}#{id}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_rule_has_its_place_on_the_page() {
        let page = include_str!("reference.md");
        for rule in crate::catalogue().iter() {
            let id = &rule.info().id;
            assert!(page.contains(&format!("<a id=\"{id}\"></a>\n\n## {id} ")), "{id}");
            assert!(super::address(id).ends_with(&format!("#{id}")));
        }
    }
}
