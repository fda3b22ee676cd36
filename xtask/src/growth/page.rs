//! PDF documents of one page with many words.

/// The words of a row of a page, as operators of its content.
type Row = fn(usize) -> String;

/// The pages: rows of figures; words alone, which could all be heads; figures at changing places, between which no
/// corridor stays free.
pub(super) const PAGES: [(&str, Row); 3] = [
    ("figures", |row| (0..6).map(|at| word(300 * at, 4 * row, "12.50")).collect()),
    ("words", |row| (0..6).map(|at| word(300 * at, 4 * row, "water")).collect()),
    ("figures at changing places", |row| {
        (0..3).map(|at| word(400 * at + 37 * row % 300, 4 * row, "1.5")).collect()
    }),
];

fn word(x: usize, y: usize, text: &str) -> String {
    format!("1 0 0 1 {x} {y} Tm ({text}) Tj ")
}

/// A document of about so many bytes.
pub(super) fn page(row: Row, bytes: usize) -> Vec<u8> {
    let mut content = String::from("BT /F1 3 Tf ");
    let mut rows = 0;
    while content.len() < bytes {
        content.push_str(&row(rows));
        rows += 1;
    }
    content.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000 {}] /Contents 4 0 R \
             /Resources << /Font << /F1 5 0 R >> >> >>",
            4 * rows + 10
        ),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}
