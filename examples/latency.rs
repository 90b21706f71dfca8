//! How a program in a terminal feels: the time to its first picture, from a key to the picture it leads to, its memory, and
//! what it does while nobody does anything. Two programs in turns, so that what else the machine does is shared by both:
//!
//! ```sh
//! cargo run --release --example latency -- 'target/release/parallax articles' 'less articles/six-hours.md'
//! ```

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Columns and rows.
const SIZE: (u16, u16) = (160, 45);
/// How often each program is started, in turns.
const RUNS: usize = 5;
/// How many keys each run sends: `j`, down by a row.
const KEYS: usize = 60;
/// So long nothing is written when a picture is complete.
const QUIET: Duration = Duration::from_millis(30);
/// So long nothing is written when a program has done all that it does at the start.
const SETTLED: Duration = Duration::from_millis(800);
/// How long it is left alone.
const IDLE: Duration = Duration::from_secs(2);

/// What was measured of one program.
#[derive(Default)]
struct Measured {
    first: Vec<f64>,
    keys: Vec<f64>,
    memory: Vec<f64>,
    idle_bytes: usize,
    idle_wakes: u64,
}

/// When the program wrote something, and how much.
type Output = Receiver<(Instant, usize)>;

/// The last moment at which something was written, before nothing was for `quiet`; waits for the first of it for a second.
fn picture(output: &Output, quiet: Duration) -> Option<Instant> {
    let (mut last, _) = output.recv_timeout(Duration::from_secs(1)).ok()?;
    while let Ok((at, _)) = output.recv_timeout(quiet) {
        last = at;
    }
    Some(last)
}

/// A number of a file like `/proc/PID/status`, where there is one.
fn status(path: &str, name: &str) -> u64 {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// How often the threads of a program have woken up so far; 0 where the system does not tell.
fn wakes(pid: u32) -> u64 {
    let threads = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    threads.map(|thread| status(&format!("{}/status", thread.path().display()), "voluntary_ctxt_switches")).sum()
}

fn run(line: &str, measured: &mut Measured) -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let size = PtySize { rows: SIZE.1, cols: SIZE.0, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size)?;
    let mut command = CommandBuilder::new(words.first().ok_or("a command")?);
    command.args(&words[1..]);
    command.env("TERM", "xterm-256color");
    command.cwd(std::env::current_dir()?);
    let mut reader = pair.master.try_clone_reader()?;
    let (sender, output) = channel();
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(n @ 1..) = reader.read(&mut buffer) {
            if sender.send((Instant::now(), n)).is_err() {
                break;
            }
        }
    });
    let begin = Instant::now();
    let mut child = pair.slave.spawn_command(command)?;
    let pid = child.process_id().unwrap_or(0);
    let mut keyboard = pair.master.take_writer()?;
    let took = |from: Instant, to: Option<Instant>| to.map_or(f64::NAN, |to| (to - from).as_secs_f64() * 1e3);
    measured.first.push(took(begin, picture(&output, QUIET / 10)));
    while output.recv_timeout(SETTLED).is_ok() {}
    for _ in 0..KEYS {
        let pressed = Instant::now();
        keyboard.write_all(b"j")?;
        keyboard.flush()?;
        measured.keys.push(took(pressed, picture(&output, QUIET)));
    }
    let before = wakes(pid);
    thread::sleep(IDLE);
    measured.idle_wakes += wakes(pid) - before;
    measured.idle_bytes += output.try_iter().map(|(_, bytes)| bytes).sum::<usize>();
    measured.memory.push(status(&format!("/proc/{pid}/status"), "VmHWM") as f64 / 1e3);
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// The value below which a share of the values is.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(((sorted.len().saturating_sub(1)) as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let commands: Vec<String> = std::env::args().skip(1).collect();
    let mut all: Vec<Measured> = commands.iter().map(|_| Measured::default()).collect();
    // The first turn fills the caches of the system and does not count.
    for turn in 0..=RUNS {
        for (command, measured) in commands.iter().zip(&mut all) {
            if turn == 0 {
                run(command, &mut Measured::default())?;
            } else {
                run(command, measured)?;
            }
        }
    }
    println!(
        "| program | first frame | key p50 | key p95 | memory | idle: wake-ups, bytes |\n|---|---|---|---|---|---|"
    );
    for (command, m) in commands.iter().zip(&all) {
        println!(
            "| `{command}` | {:.1} ms | {:.2} ms | {:.2} ms | {:.0} MB | {}, {} |",
            quantile(&m.first, 0.5),
            quantile(&m.keys, 0.5),
            quantile(&m.keys, 0.95),
            quantile(&m.memory, 0.5),
            m.idle_wakes,
            m.idle_bytes,
        );
    }
    Ok(())
}
