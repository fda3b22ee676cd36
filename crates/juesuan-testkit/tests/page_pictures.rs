//! Pages of a PDF as they look: what is drawn is seen where it is drawn, and what cannot be drawn says so.

#![allow(clippy::expect_used, clippy::indexing_slicing)] // a test may expect

use juesuan_ingest::{Options, Source, ingest};
use juesuan_source::{PageImage, PagePicture};
use juesuan_testkit::pdf::{assembled, print};
use juesuan_testkit::press::Style;

fn read(file: &[u8]) -> Source<'_> {
    ingest(file, Options { page_pictures: true, ..Options::default() }).expect("readable")
}

/// The shades of a picture, of 15, and its sides in pixels.
struct Seen {
    rows: Vec<Vec<u8>>,
}

impl Seen {
    fn of(picture: &PagePicture) -> Self {
        let file = picture.png().expect("a picture");
        let side = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().expect("four")) as usize;
        let (width, height) = (side(16), side(20));
        let at = file.windows(4).position(|name| name == b"IDAT").expect("data") + 4;
        let mut data = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(&file[at..]), &mut data)
            .expect("packed");
        let rows: Vec<Vec<u8>> = data
            .chunks(width.div_ceil(2) + 1)
            .map(|row| row[1..].iter().flat_map(|pair| [pair >> 4, pair & 15]).take(width).collect())
            .collect();
        assert_eq!(rows.len(), height);
        Self { rows }
    }

    /// The shade at a place in points from the lower left corner of a page so high.
    fn at(&self, x: f32, y: f32, height: f32) -> u8 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on a page")]
        let pixel = |points: f32| (points * 110.0 / 72.0) as usize;
        self.rows[pixel(height - y)][pixel(x)]
    }
}

/// A character that makes it a document with text, in a font that is in every reader.
const SOME_TEXT: &str = "BT /F 10 Tf 10 10 Td (7777777777777777) Tj ET ";

/// A file with one page of 200 points with these contents, and objects from 6 on.
fn page(contents: &str, objects: &[&str]) -> Vec<u8> {
    let contents = format!("{SOME_TEXT}{contents}");
    let first = [
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> \
         /XObject << /X 6 0 R /Y 7 0 R >> /Pattern << /P 6 0 R >> /Shading << /S 6 0 R >> /ExtGState << /G 6 0 R >> >> >>"
            .into(),
        format!("<< /Length {} >>\nstream\n{contents}\nendstream", contents.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".into(),
    ];
    let all: Vec<String> = first.into_iter().chain(objects.iter().map(ToString::to_string)).collect();
    assembled(&all)
}

fn seen(contents: &str, objects: &[&str]) -> Seen {
    let file = page(contents, objects);
    let source = read(&file);
    assert_eq!((source.page_pictures[0].width, source.page_pictures[0].height), (20_000, 20_000));
    Seen::of(&source.page_pictures[0])
}

#[test]
fn shapes_lines_and_characters_stand_where_they_are_drawn() {
    let page = seen("0.5 g 50 50 40 20 re f 0 G 4 w 100 100 m 180 100 l S", &[]);
    let at = |x, y| page.at(x, y, 200.0);
    assert_eq!((at(70.0, 60.0), at(70.0, 75.0)), (8, 15));
    assert_eq!((at(140.0, 100.0), at(140.0, 104.0), at(95.0, 100.0)), (0, 15, 15));
    let ink = (10..16).flat_map(|x| (10..18).map(move |y| (x, y)));
    #[expect(clippy::cast_precision_loss, reason = "a place on a page")]
    let darkest = ink.map(|(x, y)| at(x as f32, y as f32)).min();
    assert!(darkest < Some(6), "the seven is seen: {darkest:?}");
}

#[test]
fn a_hair_is_seen_and_dashes_have_gaps() {
    let page = seen("0 w 20 150 m 180 150 l S 20 120 160 0.01 re f [20 20] 0 d 4 w 20 80 m 180 80 l S", &[]);
    let darkest =
        |y: f32| (0..8).map(|step: u8| page.at(100.0, y - 1.0 + f32::from(step) / 4.0, 200.0)).min();
    assert!(darkest(150.0) < Some(9) && darkest(120.0) < Some(9));
    assert_eq!((page.at(30.0, 80.0, 200.0), page.at(50.0, 80.0, 200.0)), (0, 15));
}

#[test]
fn nothing_is_seen_outside_of_what_drawing_is_confined_to() {
    let page = seen(
        "q 50 50 m 150 50 l 100 150 l h W n 0 0 200 200 re f Q q 0 180 20 20 re W n 0 0 200 200 re f Q",
        &[],
    );
    let at = |x, y| page.at(x, y, 200.0);
    assert_eq!((at(100.0, 60.0), at(55.0, 140.0), at(100.0, 160.0)), (0, 15, 15));
    assert_eq!((at(10.0, 190.0), at(30.0, 190.0)), (0, 15));
}

#[test]
fn colours_that_run_patterns_and_transparency_are_seen() {
    let runs = "<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 200 0] /Extend [true true] \
        /Function << /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1 >> >>";
    let page = seen("/S sh", &[runs]);
    let (left, middle, right) =
        (page.at(10.0, 100.0, 200.0), page.at(100.0, 100.0, 200.0), page.at(190.0, 100.0, 200.0));
    assert!(left < 3 && (6..10).contains(&middle) && right > 12, "{left} {middle} {right}");

    let tiles = "<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 20 20] /XStep 20 /YStep 20 \
        /Resources << >> /Length 17 >>\nstream\n0 g 0 0 10 20 re f\nendstream";
    let page = seen("/Pattern cs /P scn 0 100 200 60 re f", &[tiles]);
    let at = |x, y| page.at(x, y, 200.0);
    assert_eq!((at(45.0, 130.0), at(55.0, 130.0), at(65.0, 130.0), at(45.0, 90.0)), (0, 15, 0, 15));

    let page = seen("/G gs 0 g 0 0 100 200 re f", &["<< /Type /ExtGState /ca 0.5 >>"]);
    assert!((6..10).contains(&page.at(50.0, 100.0, 200.0)));
}

#[test]
fn images_stand_with_their_masks() {
    // two pixels, black and white, over the whole page; a mask that lets the left half of a grey image through
    let image = "<< /Type /XObject /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray \
        /Length 2 >>\nstream\n\u{0}\u{7f}\nendstream";
    let page = seen("q 100 0 0 100 50 50 cm /X Do Q", &[image]);
    let at = |x, y| page.at(x, y, 200.0);
    assert_eq!((at(75.0, 100.0), at(125.0, 100.0), at(160.0, 100.0)), (0, 7, 15));
    let masked = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray \
        /SMask 7 0 R /Length 1 >>\nstream\n\u{0}\nendstream";
    let page = seen("q 200 0 0 200 0 0 cm /X Do Q", &[masked, &image.replace('\u{7f}', "\u{7e}")]);
    assert_eq!((page.at(50.0, 100.0, 200.0), page.at(150.0, 100.0, 200.0)), (15, 8));
}

#[test]
fn pages_are_drawn_where_that_is_asked_for_and_need_no_font_in_the_file() {
    let file = print("项目\t数额\n合计\t12.50\n\u{c}后", &Style::PLAIN);
    assert!(ingest(&file, Options::default()).expect("readable").page_pictures.is_empty());
    let source = read(&file);
    assert_eq!(source.page_pictures.len(), source.pages.len().max(1));
    for picture in &source.page_pictures {
        assert!(matches!(picture.image, PageImage::Png(_)));
        assert!(picture.lacks_type, "the shapes of its characters are not in the file");
    }
    // the same file gives the same pictures
    assert_eq!(source.page_pictures, read(&file).page_pictures);
}

#[test]
fn characters_of_fonts_that_are_left_out_are_not_drawn_as_others() {
    let plain = Style { has_page_numbers: false, ..Style::PLAIN };
    let file = print("一、收入（总计）：《合计》\n", &plain);
    let source = read(&file);
    let page = Seen::of(&source.page_pictures[0]);
    assert!(page.rows.iter().flatten().all(|shade| *shade == 15), "nothing of them is in the file");
    // digits are the same in all fonts
    let file = print("一、12.50\n", &plain);
    let page = Seen::of(&read(&file).page_pictures[0]);
    assert!(page.rows.iter().flatten().any(|shade| *shade < 8));
}

/// Numbers as files have them, and as only hostile ones do.
const NUMBERS: [&str; 14] = [
    "0",
    "1",
    "-1",
    "0.001",
    "50",
    "-50",
    "199.5",
    "1e9",
    "99999999999999999999",
    "-2147483648",
    "0.0000001",
    "7",
    "3",
    "255",
];

/// Operators with how many numbers stand before them.
const OPERATORS: [(usize, &str); 29] = [
    (4, "re"),
    (2, "m"),
    (2, "l"),
    (6, "c"),
    (4, "v"),
    (0, "h"),
    (0, "f"),
    (0, "f*"),
    (0, "S"),
    (0, "B*"),
    (0, "b"),
    (0, "W n"),
    (0, "W* n"),
    (6, "cm"),
    (1, "w"),
    (1, "j"),
    (1, "J"),
    (1, "M"),
    (0, "q"),
    (0, "Q"),
    (1, "g"),
    (3, "RG"),
    (0, "/G gs"),
    (0, "/X Do"),
    (0, "/S sh"),
    (0, "/Pattern cs /P scn"),
    (0, "[0.001 0] 0 d"),
    (0, "[3 5] 1e9 d"),
    (0, "BT /F 30 Tf 2 Tr (8) Tj ET"),
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(160))]

    /// Whatever a page draws: it has a picture or none, and reading goes on.
    #[test]
    fn any_drawing_ends(steps in proptest::collection::vec((0..OPERATORS.len(), proptest::collection::vec(0..NUMBERS.len(), 6)), 1..60)) {
        let mut drawn = String::new();
        for (operator, numbers) in &steps {
            let (count, name) = OPERATORS[*operator];
            for at in numbers.iter().take(count) {
                drawn.extend([NUMBERS[*at], " "]);
            }
            drawn.extend([name, "\n"]);
        }
        let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Group << /S /Transparency /CS /DeviceGray >> \
            /PatternType 1 /PaintType 1 /TilingType 1 /XStep 0.01 /YStep 9 /ShadingType 3 /ColorSpace /DeviceGray \
            /Coords [0 0 0 90 40 50] /Function << /FunctionType 2 /Domain [0 1] /N 1 >> /ca 0.5 /BM /Multiply \
            /SMask << /Type /Mask /S /Luminosity /G 6 0 R >> /Resources << /XObject << /X 6 0 R >> /ExtGState << /G 6 0 R >> >> \
            /Length 24 >>\nstream\n/G gs 0 0 50 50 re f   \nendstream";
        let file = page(&drawn, &[form]);
        if let Ok(source) = ingest(&file, Options { page_pictures: true, ..Options::default() }) {
            proptest::prop_assert_eq!(source.page_pictures.len(), 1);
        }
    }
}
