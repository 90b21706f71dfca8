//! Where copied text goes: into a program that owns the clipboard, through the terminal, or out when the reader ends.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use crate::config::schema::Clipboard;

/// A way into a clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The standard input of a program: its name and arguments.
    Program(Vec<String>),
    /// The sequence OSC 52.
    Terminal,
    /// Standard output, when the reader ends.
    Exit,
}

/// The way that is wished for, or the best there is. `variable` asks the environment, `exists` whether a program can be
/// started.
pub fn way(wish: &Clipboard, variable: impl Fn(&str) -> Option<String>, exists: impl Fn(&str) -> bool) -> Way {
    match wish {
        Clipboard::Terminal => return Way::Terminal,
        Clipboard::Exit => return Way::Exit,
        Clipboard::Program(words) => return Way::Program(words.clone()),
        Clipboard::Auto => {}
    }
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    // The clipboard of a machine that one has logged into from afar is not in front of one's eyes.
    let local = !set("SSH_CONNECTION") && !set("SSH_TTY");
    let programs = [
        (local && cfg!(target_os = "macos"), "pbcopy"),
        (local && set("WAYLAND_DISPLAY"), "wl-copy"),
        (local && set("DISPLAY"), "xclip -selection clipboard"),
        (local && set("DISPLAY"), "xsel --clipboard --input"),
        (local && set("WSL_DISTRO_NAME"), "clip.exe"),
        // It hands the text on to its own terminal.
        (set("TMUX"), "tmux load-buffer -w -"),
    ];
    let mut fitting = programs.into_iter().filter(|(fits, _)| *fits).map(|(_, line)| line.split(' '));
    let found = fitting.find(|words| words.clone().next().is_some_and(&exists));
    found.map_or(Way::Terminal, |words| Way::Program(words.map(str::to_owned).collect()))
}

/// Whether a program of that name lies in a folder of the environment's `PATH`.
pub fn exists(name: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(name).is_file())
}

/// Gives a text to a program and waits until it has taken it.
///
/// # Errors
///
/// There is no such program, or it failed.
pub fn give(words: &[String], text: &str) -> io::Result<()> {
    let [name, arguments @ ..] = words else { return Err(io::ErrorKind::NotFound.into()) };
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let bytes = if name.ends_with("clip.exe") { utf16(text) } else { text.as_bytes().to_vec() };
    let written = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(&bytes));
    let status = child.wait()?;
    written?;
    if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
}

/// What `clip.exe` takes for text of any script.
fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wish: &Clipboard, variables: &[&str], missing: &str, expected: &str) {
        let variable = |name: &str| variables.contains(&name).then(|| "x".to_owned());
        let name = match way(wish, variable, |name| name != missing && name != "pbcopy") {
            Way::Program(words) => words[0].clone(),
            Way::Terminal => "terminal".to_owned(),
            Way::Exit => "exit".to_owned(),
        };
        assert_eq!(name, expected, "{wish:?} {variables:?}");
    }

    #[test]
    fn the_clipboard_in_front_of_the_user_comes_first() {
        check(&Clipboard::Auto, &[], "", "terminal");
        check(&Clipboard::Auto, &["DISPLAY"], "", "xclip");
        check(&Clipboard::Auto, &["DISPLAY"], "xclip", "xsel");
        check(&Clipboard::Auto, &["WAYLAND_DISPLAY", "DISPLAY"], "", "wl-copy");
        check(&Clipboard::Auto, &["WAYLAND_DISPLAY"], "wl-copy", "terminal");
        check(&Clipboard::Auto, &["WAYLAND_DISPLAY", "SSH_CONNECTION"], "", "terminal");
        check(&Clipboard::Auto, &["TMUX", "SSH_TTY", "DISPLAY"], "", "tmux");
        check(&Clipboard::Auto, &["WSL_DISTRO_NAME"], "", "clip.exe");
        check(&Clipboard::Terminal, &["DISPLAY", "TMUX"], "", "terminal");
        check(&Clipboard::Exit, &["DISPLAY"], "", "exit");
        check(&Clipboard::Program(vec!["pass-on".into(), "-x".into()]), &["TMUX"], "pass-on", "pass-on");
    }

    #[test]
    fn a_program_that_is_not_there_is_an_error() {
        assert!(give(&["no-such-program-for-parallax".into()], "x").is_err());
        assert!(give(&[], "x").is_err());
    }
}
