//! Numbers, matrices and paths as attributes write them.

/// The numbers of a list parted by blanks; others are passed over.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = f64> + '_ {
    let parts = text.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty());
    parts.filter_map(|part| part.parse::<f64>().ok().filter(|number| number.is_finite()))
}

/// The distances between characters: `2.5 2.5`, or `g 2 2.5` for two equal ones; at most as many as there are characters.
pub(super) fn steps(text: &str, most: usize) -> Vec<f64> {
    let mut steps = Vec::new();
    let mut parts = text.split_ascii_whitespace();
    while let Some(part) = parts.next() {
        if steps.len() >= most {
            break;
        }
        if part == "g" {
            let count = parts.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
            let step = parts.next().and_then(|step| step.parse::<f64>().ok()).unwrap_or(0.0);
            steps.extend(std::iter::repeat_n(step, count.min(most - steps.len())));
        } else {
            steps.extend(part.parse::<f64>().ok());
        }
    }
    steps
}

/// A linear map: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    /// The map that changes nothing.
    pub(super) const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A map that moves.
    pub(super) fn moving(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// The map of an attribute; the same where it is no map.
    pub(super) fn parse(text: &str) -> Self {
        numbers(text).collect::<Vec<f64>>().try_into().map_or(Self::SAME, Self)
    }

    /// First `inner`, then this one.
    pub(super) fn after(self, inner: Self) -> Self {
        let [right_x, right_y, down_x, down_y, x, y] = inner.0;
        let (right, down, origin) =
            (self.turn(right_x, right_y), self.turn(down_x, down_y), self.apply(x, y));
        Self([right.0, right.1, down.0, down.1, origin.0, origin.1])
    }

    /// Where a point comes to stand.
    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let (turned, [.., left, top]) = (self.turn(x, y), self.0);
        (turned.0 + left, turned.1 + top)
    }

    /// Where a direction comes to point.
    pub(super) fn turn(self, x: f64, y: f64) -> (f64, f64) {
        let [right_x, right_y, down_x, down_y, ..] = self.0;
        (right_x * x + down_x * y, right_y * x + down_y * y)
    }
}

/// The straight pieces of a path, each with its closing one; curves end where they end and draw nothing.
pub(super) fn pieces(data: &str) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut parts = data.split_ascii_whitespace();
    while let Some(command) = parts.next() {
        let mut point = |skipped: usize| {
            let mut rest = parts.by_ref().skip(skipped);
            let mut number = || rest.next()?.parse::<f64>().ok();
            Some((number()?, number()?))
        };
        match command {
            "S" | "M" => pieces.extend(point(0).map(|start| vec![start])),
            "L" => push(&mut pieces, point(0)),
            // to the end of a curve, without what lies between
            "Q" => pieces.extend(point(2).map(|end| vec![end])),
            "B" => pieces.extend(point(4).map(|end| vec![end])),
            "A" => pieces.extend(point(5).map(|end| vec![end])),
            "C" => {
                let start = pieces.last().and_then(|piece| piece.first()).copied();
                push(&mut pieces, start);
            }
            _ => {}
        }
    }
    pieces
}

fn push(pieces: &mut [Vec<(f64, f64)>], point: Option<(f64, f64)>) {
    if let (Some(piece), Some(point)) = (pieces.last_mut(), point) {
        piece.push(point);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_listed_or_counted() {
        assert_eq!(steps("g 2 2.5 1 g 9 4", 5), [2.5, 2.5, 1.0, 4.0, 4.0]);
        assert_eq!(steps("g 99999999999 1", 3), [1.0; 3]);
        assert_eq!(steps("x", 3), []);
    }

    #[test]
    fn a_closed_path_comes_back() {
        assert_eq!(pieces("M 0 0 L 5 0 L 5 2 C"), [[(0.0, 0.0), (5.0, 0.0), (5.0, 2.0), (0.0, 0.0)]]);
        assert_eq!(pieces("M 0 0 B 1 1 2 2 3 3 L 9 3"), [vec![(0.0, 0.0)], vec![(3.0, 3.0), (9.0, 3.0)]]);
        assert!(pieces("M 0").is_empty());
    }

    #[test]
    fn maps_follow_one_another() {
        let twice = Matrix::parse("2 0 0 2 0 0");
        assert_eq!(Matrix::moving(1.0, 0.0).after(twice).apply(3.0, 4.0), (7.0, 8.0));
        assert_eq!(twice.after(Matrix::moving(1.0, 0.0)).apply(3.0, 4.0), (8.0, 8.0));
        assert_eq!(Matrix::parse("1 2"), Matrix::SAME);
    }
}
