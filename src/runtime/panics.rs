//! What happens to a panic while the terminal is ours.

use std::any::Any;
use std::panic;
use std::thread;

use crate::runtime::terminal;

/// Installs the panic hook; to be called on the thread that draws.
///
/// A panic of that thread gives the terminal back and then goes its usual way: the message, exit status 101. One of any
/// other thread is caught where it happens and becomes a problem in the list; its message must not be written across
/// the screen.
pub fn install() {
    let drawing = thread::current().id();
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == drawing {
            terminal::restore();
            usual(info);
        }
    }));
}

/// What a caught panic said.
pub fn reason(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;

    static NUMBER: u8 = 7; // no constant, or the text would be one

    #[test]
    fn the_reason_of_a_panic_is_found() {
        let caught = |f: fn()| panic::catch_unwind(f).unwrap_err();
        assert_eq!(reason(&*caught(|| panic!("a plain one"))), "a plain one");
        assert_eq!(reason(&*caught(|| panic!("number {NUMBER}"))), "number 7");
        assert_eq!(reason(&*caught(|| panic::panic_any(NUMBER))), "no reason given");
    }
}
