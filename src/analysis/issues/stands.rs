//! Who stands where on an issue, as far as it matters for whether they oppose.
//!
//! Holders of known sides differ by their sides, others by their names. What matters of many holders is only whether they
//! are all the same, so a summary stays small however many there are, and two are put together without the positions.

use crate::language::hash;
use crate::model::issue::{Polarity, Position, Stance};

/// The positions on an issue that are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stands {
    for_it: Holders,
    against: Holders,
    /// Those who accuse somebody.
    charging: Holders,
}

/// Those who take a position.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Holders {
    /// The sides that are known.
    sides: Few,
    /// The names of holders whose side is not known.
    unsided: Few,
    /// The names of all holders.
    all: Few,
}

/// A set of names by their hashes, of which is kept what tells two sets apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Few {
    #[default]
    Nobody,
    One(u64),
    Several,
}

impl Stands {
    /// Those of some positions.
    pub(super) fn of<'a>(positions: impl Iterator<Item = &'a Position>) -> Self {
        let mut stands = Self::default();
        for position in positions.filter(|position| position.shown) {
            let holders = Holders::of(position);
            match position.polarity {
                Polarity::For => stands.for_it.add(holders),
                Polarity::Against => stands.against.add(holders),
                Polarity::Neither => {}
            }
            if position.stance == Stance::Accuses {
                stands.charging.add(holders);
            }
        }
        stands
    }

    /// Puts those of another article to them.
    pub(super) fn add(&mut self, other: Self) {
        self.for_it.add(other.for_it);
        self.against.add(other.against);
        self.charging.add(other.charging);
    }

    /// Whether they oppose: for and against, by different holders; or charges that different sides bring.
    pub(super) fn oppose(&self) -> bool {
        let (a, b) = (self.for_it, self.against);
        let opposed = a.sides.differ(b.sides) || a.unsided.differ(b.all) || a.all.differ(b.unsided);
        opposed || self.charging.sides == Few::Several
    }
}

impl Holders {
    fn of(position: &Position) -> Self {
        let all = Few::One(hash::exact(&position.holder));
        match &position.side {
            Some(side) => Self { sides: Few::One(hash::exact(side)), unsided: Few::Nobody, all },
            None => Self { sides: Few::Nobody, unsided: all, all },
        }
    }

    fn add(&mut self, other: Self) {
        self.sides.add(other.sides);
        self.unsided.add(other.unsided);
        self.all.add(other.all);
    }
}

impl Few {
    fn add(&mut self, other: Self) {
        *self = match (*self, other) {
            (Self::Nobody, any) | (any, Self::Nobody) => any,
            (one, other) if one == other => one,
            _ => Self::Several,
        };
    }

    /// Whether a name of this set and one of `other` are two names.
    fn differ(self, other: Self) -> bool {
        self != Self::Nobody && other != Self::Nobody && (self == Self::Several || self != other)
    }
}
