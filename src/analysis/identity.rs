//! Who is who: the one place that decides which names are one entity.
//!
//! [`within`] one article by names and titles: [`people`] by full names and surnames, everything else by
//! [`short_forms`] and [`bodies`] of states. [`across`] articles by what [`sketch`]es of them remember, for the corpus, a
//! comparison and a board alike. What is not certain stays apart.

pub(super) mod across;
mod bearers;
pub(super) mod bodies;
pub(super) mod lists;
mod nicknames;
pub(super) mod people;
mod sets;
pub(super) mod sex;
mod short_forms;
pub(super) mod sketch;
pub(super) mod within;

#[cfg(test)]
mod tests;
