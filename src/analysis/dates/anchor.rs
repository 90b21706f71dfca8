//! What the text named last: a day, a month or a year from which others can count.

use jiff::civil::Date;

use crate::analysis::dates::calendar::{self, Unit, Value};

/// What the text named last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// Its first day.
    pub(super) day: Date,
    /// How long it is.
    pub(super) grain: Unit,
    /// The number of its sentence.
    pub(super) sentence: usize,
}

impl Anchor {
    /// An expression with that value in a sentence, if others can count from it.
    pub(super) fn new(value: Value, sentence: usize) -> Option<Self> {
        let (day, grain) = match value {
            Value::Day(day) | Value::Days(_, day) | Value::Moment(day, ..) => (day, Unit::Day),
            Value::Week(day) => (day, Unit::Week),
            Value::Month(year, month) => (Date::new(year, month, 1).ok()?, Unit::Month),
            Value::Quarter(year, quarter) => (Date::new(year, quarter * 3 - 2, 1).ok()?, Unit::Quarter),
            Value::Year(year) | Value::Years(_, year) | Value::Season(year, _) | Value::Half(year, _) => {
                (Date::new(year, 1, 1).ok()?, Unit::Year)
            }
            _ => return None,
        };
        Some(Self { day, grain, sentence })
    }

    /// What lies `n` units from it, where it is short enough to tell.
    pub(super) fn offset(self, unit: Unit, n: i32) -> Option<Value> {
        (rank(self.grain) <= rank(unit)).then(|| calendar::offset(self.day, unit, n))
    }
}

/// Units by their length.
fn rank(unit: Unit) -> u8 {
    match unit {
        Unit::Day => 0,
        Unit::Week | Unit::Fortnight | Unit::Weekend => 1,
        Unit::Month => 2,
        Unit::Quarter => 3,
        Unit::Year => 4,
        Unit::Decade => 5,
        Unit::Century => 6,
    }
}
