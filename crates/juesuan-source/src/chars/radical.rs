//! Radicals: fonts draw 一 and ⼀ alike, and what takes text out of a file often writes the radical for the character.

use std::borrow::Cow;

/// The characters that the radicals U+2F00 to U+2FD5 are drawn like.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕\
    大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日\
    曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行\
    衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音\
    頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠\
";

/// Bytes of each of these characters in UTF-8, and of each radical.
const BYTES: usize = 3;

/// The character that a radical is drawn like, in the simplified form where there is one; other characters as they are.
///
/// ```
/// use juesuan_source::chars::unified;
/// assert_eq!(['⼀', '⽬', '⻓', '⼾', '目', 'a'].map(unified), ['一', '目', '长', '户', '目', 'a']);
/// ```
#[inline]
pub fn unified(c: char) -> char {
    match c {
        '\u{2f00}'..='\u{2fd5}' => {
            let start = (u32::from(c) - 0x2f00) as usize * BYTES;
            KANGXI.get(start..start + BYTES).and_then(|text| text.chars().next()).unwrap_or(c)
        }
        '\u{2e80}'..='\u{2ef3}' => supplement(c),
        _ => c,
    }
}

/// The radicals of the supplement that are drawn like a character of their own.
fn supplement(c: char) -> char {
    match c {
        '⺁' => '厂',
        '⺄' => '乙',
        '⺅' => '亻',
        '⺉' => '刂',
        '⺎' => '兀',
        '⺐' => '尢',
        '⺒' => '巳',
        '⺓' => '幺',
        '⺕' => '彐',
        '⺖' => '忄',
        '⺘' => '扌',
        '⺙' => '攵',
        '⺟' => '母',
        '⺠' => '民',
        '⺡' => '氵',
        '⺣' => '灬',
        '⺦' => '丬',
        '⺨' => '犭',
        '⺭' => '礻',
        '⺰' => '纟',
        '⺸' => '羊',
        '⺺' => '肀',
        '⺾' => '艹',
        '⻁' => '虎',
        '⻂' => '衤',
        '⻄' => '西',
        '⻅' => '见',
        '⻆' => '角',
        '⻈' => '讠',
        '⻉' => '贝',
        '⻋' => '车',
        '⻌' => '辶',
        '⻐' => '钅',
        '⻓' => '长',
        '⻔' => '门',
        '⻖' => '阝',
        '⻘' => '青',
        '⻙' => '韦',
        '⻚' => '页',
        '⻛' => '风',
        '⻜' => '飞',
        '⻝' => '食',
        '⻠' => '饣',
        '⻢' => '马',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻥' => '鱼',
        '⻦' => '鸟',
        '⻧' => '卤',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻪' => '黾',
        '⻬' => '齐',
        '⻮' => '齿',
        '⻰' => '龙',
        '⻳' => '龟',
        _ => c,
    }
}

/// A text with characters in place of their radicals. Each takes as many bytes as before, so that offsets stay true.
pub fn with_unified(text: Cow<'_, str>) -> Cow<'_, str> {
    // all radicals begin with these two bytes; few texts have any
    let is_lead = |at: usize| matches!(text.as_bytes().get(at + 1), Some(0xba..=0xbf));
    if !memchr::memchr_iter(0xe2, text.as_bytes()).any(is_lead) {
        return text;
    }
    Cow::Owned(text.chars().map(unified).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_radical_keeps_its_length() {
        assert_eq!(KANGXI.chars().count(), 214);
        for c in ('\u{2e80}'..='\u{2fd5}').filter(|&c| unified(c) != c) {
            let to = unified(c);
            assert!(to.len_utf8() == BYTES && ('\u{4e00}'..='\u{9fff}').contains(&to), "{c} {to}");
            assert_eq!(unified(to), to);
        }
        assert_eq!(unified('\u{2fd5}'), '龠');
    }

    #[test]
    fn a_text_without_radicals_is_not_copied() {
        assert!(matches!(with_unified(Cow::Borrowed("支出①…合计")), Cow::Borrowed(_)));
        assert_eq!(with_unified(Cow::Borrowed("⽀出合⼀，⻋")), "支出合一，车");
    }
}
