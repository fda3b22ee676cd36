//! Membership filters in front of searches and maps: what they let through is looked at again, what they refuse is not there.

/// Bloom filter: no false negatives.
#[derive(Clone, Debug)]
pub struct Sieve(Vec<u64>);

impl Sieve {
    /// A sieve with these numbers in it.
    pub fn of(numbers: impl IntoIterator<Item = u64>) -> Self {
        let mut bits = vec![0_u64; 1 << 10];
        for number in numbers {
            let (slot, bit) = Self::place(number);
            if let Some(word) = bits.get_mut(slot) {
                *word |= bit;
            }
        }
        Self(bits)
    }

    /// Whether a number may be in the set.
    pub fn may_hold(&self, number: u64) -> bool {
        let (slot, bit) = Self::place(number);
        self.0.get(slot).is_some_and(|word| word & bit != 0)
    }

    const fn place(number: u64) -> (usize, u64) {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> 54) as usize, 1 << (mixed >> 48 & 63))
    }
}

/// A set of characters below U+10000. Those beyond share the slots of the others, so that what is found in it has to be
/// looked at again.
#[derive(Clone, Debug)]
pub struct CharSet(Box<[u64; 1 << 10]>);

impl Default for CharSet {
    fn default() -> Self {
        Self(Box::new([0; 1 << 10]))
    }
}

impl CharSet {
    /// These characters.
    pub fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut set = Self::default();
        chars.into_iter().for_each(|c| set.insert(c));
        set
    }

    /// One more character.
    pub fn insert(&mut self, c: char) {
        if let Some(word) = self.0.get_mut(slot(u32::from(c))) {
            *word |= bit(u32::from(c));
        }
    }

    /// Whether a character may be in the set.
    pub fn may_hold(&self, c: char) -> bool {
        self.may_hold_number(u32::from(c))
    }

    /// Whether the character with this number may be in the set.
    pub fn may_hold_number(&self, c: u32) -> bool {
        self.0.get(slot(c)).is_some_and(|word| word & bit(c) != 0)
    }
}

const fn slot(c: u32) -> usize {
    (c as usize >> 6) & 1023
}

const fn bit(c: u32) -> u64 {
    1 << (c & 63)
}

#[cfg(test)]
mod tests {
    use super::{CharSet, Sieve};

    #[test]
    fn a_set_of_characters_knows_its_own() {
        let set = CharSet::of("未尚没𠀀".chars());
        assert!("未尚没𠀀".chars().all(|c| set.may_hold(c)));
        assert!("已经拨付".chars().all(|c| !set.may_hold(c)));
    }

    #[test]
    fn a_sieve_lets_its_own_through() {
        let sieve = Sieve::of((0..500).map(|n| n * n));
        assert!((0..500).all(|n| sieve.may_hold(n * n)));
        assert!((1_000_000..1_010_000).filter(|n| sieve.may_hold(*n)).count() < 500);
    }
}
