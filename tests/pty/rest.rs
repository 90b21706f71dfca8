//! Whether a process is at rest: every thread of it is blocked in a call that ends only when something comes from
//! outside. Read from `/proc`, so it is a condition and not a time.

use std::collections::BTreeMap;
use std::fs;

/// Whether this system tells what the threads of a process are at.
pub fn can_be_seen() -> bool {
    fs::read_to_string("/proc/self/syscall").is_ok()
}

/// Whether every thread of a process is blocked without a time limit.
pub fn at_rest(pid: u32) -> bool {
    let before = wake_ups(pid);
    let read = |thread: &str, file: &str| fs::read_to_string(format!("{thread}/{file}")).unwrap_or_default();
    // A thread that waits for a disk is in another state.
    let sleeps = |thread: &str| read(thread, "status").lines().any(|l| l.starts_with("State:\tS"));
    let mut threads = before.keys();
    let blocked = threads.all(|thread| sleeps(thread) && is_unlimited(&read(thread, "syscall")));
    // Threads that woke each other between two looks are not at rest.
    !before.is_empty() && blocked && wake_ups(pid) == before
}

/// How often each thread of a process has gone to sleep so far, by its folder.
pub fn wake_ups(pid: u32) -> BTreeMap<String, u64> {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let sleeps = threads.map(|thread| {
        let thread = thread.path().display().to_string();
        let status = fs::read_to_string(format!("{thread}/status")).unwrap_or_default();
        let count = status.lines().find_map(|l| l.strip_prefix("voluntary_ctxt_switches:"));
        (thread, count.and_then(|n| n.trim().parse().ok()).unwrap_or(0))
    });
    sleeps.collect()
}

/// Whether a line of `/proc/…/syscall` (a number, then the arguments in hexadecimal) is a call that no time ends.
fn is_unlimited(call: &str) -> bool {
    let mut fields = call.split_whitespace();
    let Some(number) = fields.next().and_then(|n| n.parse::<i64>().ok()) else { return false }; // "running"
    let arguments: Vec<u64> =
        fields.filter_map(|a| u64::from_str_radix(a.trim_start_matches("0x"), 16).ok()).take(6).collect();
    let Some((_, limit)) = CALLS.iter().find(|(name, _)| *name == number) else { return false };
    match *limit {
        Limit::Never => true,
        Limit::Pointer(at) => arguments.get(at) == Some(&0),
        Limit::Milliseconds(at) => arguments.get(at).is_some_and(|ms| (*ms as u32).cast_signed() < 0),
    }
}

/// Where a call says how long it waits.
#[derive(Clone, Copy)]
enum Limit {
    /// It has no limit.
    Never,
    /// A pointer among the arguments; null is no limit.
    Pointer(usize),
    /// A number among the arguments; a negative one is no limit.
    Milliseconds(usize),
}

/// The numbers of the calls that wait: `read`, `recvfrom`, `recvmsg`, `futex`, `poll`, `ppoll`, `select`, `pselect6`,
/// `epoll_wait`, `epoll_pwait`.
#[cfg(target_arch = "x86_64")]
const CALLS: [(i64, Limit); 11] = [
    (0, Limit::Never),
    (45, Limit::Never),
    (47, Limit::Never),
    (202, Limit::Pointer(3)),
    (7, Limit::Milliseconds(2)),
    (219, Limit::Milliseconds(2)), // a poll that goes on after the process was stopped
    (271, Limit::Pointer(2)),
    (23, Limit::Pointer(4)),
    (270, Limit::Pointer(4)),
    (232, Limit::Milliseconds(3)),
    (281, Limit::Milliseconds(3)),
];

/// As above, where poll, select and epoll_wait do not exist.
#[cfg(not(target_arch = "x86_64"))]
const CALLS: [(i64, Limit); 7] = [
    (63, Limit::Never),
    (207, Limit::Never),
    (212, Limit::Never),
    (98, Limit::Pointer(3)),
    (73, Limit::Pointer(2)),
    (72, Limit::Pointer(4)),
    (22, Limit::Milliseconds(3)),
];
