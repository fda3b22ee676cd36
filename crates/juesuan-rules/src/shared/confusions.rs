//! Words that are miswritten in official texts, by what is confused.
//!
//! The table holds what the usual lists of miswritten characters, the standard forms of variant words and the terms of
//! final accounts settle beyond doubt. Words that may be right in another sense (截流, 收益, 过底) stand with the
//! characters that make them right. Where both forms are in use (给与, 撤消, 签定, 其它, 当做) nothing is said.

use juesuan_vocabulary::spelling;
use std::sync::LazyLock;

/// A word that is wrong wherever it stands, but for its neighbours.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Confusion {
    /// What is printed.
    pub(crate) wrong: &'static str,
    /// What is meant.
    pub(crate) right: &'static str,
    /// Characters in front that make it part of a right word.
    after: &'static str,
    /// Characters behind that make it part of a right word.
    before: &'static str,
}

impl Confusion {
    /// Whether the word is wrong between these texts.
    pub(crate) fn is_wrong_between(&self, before: &str, behind: &str) -> bool {
        let guarded = |c: Option<char>, guard: &str| c.is_some_and(|c| guard.contains(c));
        !guarded(before.chars().next_back(), self.after) && !guarded(behind.chars().next(), self.before)
    }
}

/// All of them.
pub(crate) static CONFUSIONS: LazyLock<Vec<Confusion>> = LazyLock::new(|| {
    let guard = |characters: &'static str| if characters == "-" { "" } else { characters };
    let read = |&(wrong, right, after, before): &(&'static str, &'static str, &'static str, &'static str)| {
        Confusion { wrong, right, after: guard(after), before: guard(before) }
    };
    spelling::CONFUSIONS.iter().map(read).collect()
});

pub(crate) use spelling::TRADITIONAL;

/// All words that are wrong, or wrong between some characters.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    let traditional = TRADITIONAL.iter().map(|(traditional, _)| *traditional);
    CONFUSIONS.iter().map(|confusion| confusion.wrong).chain(traditional)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::CONFUSIONS;

    #[test]
    fn no_right_word_holds_a_wrong_one_and_none_comes_twice() {
        for confusion in CONFUSIONS.iter() {
            let right = confusion.right;
            assert!(CONFUSIONS.iter().all(|other| !right.contains(other.wrong)), "{right}");
        }
        let words: HashSet<&str> = CONFUSIONS.iter().map(|confusion| confusion.wrong).collect();
        assert_eq!(words.len(), CONFUSIONS.len());
    }

    #[test]
    fn neighbours_make_a_word_right() {
        let wrong = |text: &str| {
            CONFUSIONS.iter().any(|confusion| {
                text.match_indices(confusion.wrong)
                    .any(|(at, word)| confusion.is_wrong_between(&text[..at], &text[at + word.len()..]))
            })
        };
        let right = [
            "不得超过底线",
            "收入次数多",
            "选拔付出努力者",
            "按排名发布",
            "大会记录在案",
            "干部暑期培训",
            "报名截止时间",
            "有的的确如此",
            "反复盖章",
            "申清单",
            "理财正当时",
            "每月分两次",
            "全省分片",
            "本年收人员经费",
            "出纳人员",
            "自已经办",
            "以下拔高",
            "协会记者",
        ];
        let right: Vec<&str> = right.into_iter().filter(|text| wrong(text)).collect();
        assert!(right.is_empty(), "{right:?}");
        let slips = ["目标值过底", "救助入次", "资金拔付及时", "截止2022年12月31日", "会记核算", "记帐凭证"];
        assert!(slips.iter().all(|text| wrong(text)));
    }
}
