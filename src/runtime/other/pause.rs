//! Leaves the keys to another program that has the terminal for a while: not here, where reading keys cannot be interrupted.

/// Never made here.
#[derive(Clone)]
pub struct Pause;

impl Pause {
    /// From now on keys stay where they are.
    pub fn begin(&self) {}

    /// Keys are taken again.
    pub fn end(&self) {}
}
