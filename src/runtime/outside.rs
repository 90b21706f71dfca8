//! Programs outside of the reader: a browser, the user's editor, a command that gets a text. None of them is started through
//! a shell unless that is asked for, and what comes from an article is one argument or standard input, never a command.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

/// So much of what a command prints is shown, in bytes.
const SHOWN: u64 = 256 * 1024;
/// Files that are larger than this are opened at their beginning, in bytes.
const SEARCHED: u64 = 64 << 20;

/// The command that opens an address in a browser: that of `BROWSER`, or the system's. `exists` says whether a program can be
/// started.
pub fn browser(
    variable: impl Fn(&str) -> Option<String>,
    exists: impl Fn(&str) -> bool,
    url: &str,
) -> Option<Vec<String>> {
    let wished = variable("BROWSER").unwrap_or_default();
    for line in wished.split(':').filter(|line| !line.trim().is_empty()) {
        let mut words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        if !words.first().is_some_and(|name| exists(name) || Path::new(name).is_file()) {
            continue;
        }
        let mut placed = false;
        for word in &mut words[1..] {
            if word.contains("%s") {
                *word = word.replace("%s", url);
                placed = true;
            }
        }
        if !placed {
            words.push(url.to_owned());
        }
        return Some(words);
    }
    let system: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        // Unlike `start`, it reads no signs in the address as commands.
        &["rundll32 url.dll,FileProtocolHandler"]
    } else {
        &["wslview", "xdg-open", "gio open", "x-www-browser"]
    };
    let found = system.iter().find(|line| line.split(' ').next().is_some_and(&exists))?;
    Some(found.split(' ').map(str::to_owned).chain([url.to_owned()]).collect())
}

/// Starts a command that has nothing to do with the terminal.
///
/// # Errors
///
/// It cannot be started.
pub fn start(words: &[String]) -> io::Result<Child> {
    let [name, arguments @ ..] = words else { return Err(io::ErrorKind::NotFound.into()) };
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}

/// The command that opens a file in the user's editor at a line, counted from 1.
pub fn editor(variable: impl Fn(&str) -> Option<String>, path: &Path, line: usize) -> Vec<OsString> {
    let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    let default = if cfg!(windows) { "notepad" } else { "vi" };
    let wished = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| default.to_owned());
    let mut words: Vec<OsString> = split(&wished).into_iter().map(OsString::from).collect();
    // A name that looks like an option is none with a folder in front.
    let path = if path.is_absolute() { path.to_owned() } else { PathBuf::from(".").join(path) };
    let at_line = || {
        let mut word = path.clone().into_os_string();
        word.push(format!(":{line}"));
        word
    };
    let name = words.first().map(PathBuf::from).and_then(|p| Some(p.file_stem()?.to_string_lossy().into_owned()));
    match name.as_deref().unwrap_or_default() {
        "vi" | "vim" | "nvim" | "view" | "nano" | "pico" | "emacs" | "emacsclient" | "micro" | "kak" | "joe" | "ne"
        | "mg" | "jed" | "mcedit" | "gedit" => words.extend([format!("+{line}").into(), path.into_os_string()]),
        "hx" | "helix" | "zed" | "subl" => words.push(at_line()),
        "code" | "code-insiders" | "codium" | "cursor" => words.extend(["--wait".into(), "--goto".into(), at_line()]),
        _ => words.push(path.into_os_string()),
    }
    words
}

/// The line of a file, counted from 1, that holds some words; 1 where none does or the file is not read.
pub fn line_of(path: &Path, words: &str) -> usize {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(SEARCHED).read_to_end(&mut bytes));
    let found = (read.is_ok() && !words.is_empty()).then(|| memchr::memmem::find(&bytes, words.as_bytes())).flatten();
    found.map_or(1, |at| memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1)
}

/// Gives a text to a command on its standard input and waits for it: what it printed, and how it ended.
///
/// # Errors
///
/// It cannot be started.
pub fn pipe(command: &str, text: String) -> io::Result<(String, String)> {
    let words = match command.strip_prefix('!') {
        Some(line) if cfg!(windows) => vec!["cmd".to_owned(), "/C".to_owned(), line.to_owned()],
        Some(line) => vec!["sh".to_owned(), "-c".to_owned(), line.to_owned()],
        None => split(command),
    };
    let [name, arguments @ ..] = &words[..] else { return Err(io::ErrorKind::NotFound.into()) };
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let input = child.stdin.take();
    let writing = thread::spawn(move || {
        // It may end without having read everything.
        input.map(|mut input| input.write_all(text.as_bytes()))
    });
    let errors = child.stderr.take();
    let complaining = thread::spawn(move || errors.map(printed).unwrap_or_default());
    let mut output = child.stdout.take().map(printed).unwrap_or_default();
    let status = child.wait()?;
    let _ = writing.join();
    output.push_str(&complaining.join().unwrap_or_default());
    Ok((output, status.to_string()))
}

/// The beginning of what comes out of a command. The rest is read and dropped, so that the command can end.
fn printed(mut from: impl Read) -> String {
    let mut bytes = Vec::new();
    // What came before an error is shown.
    let _ = from.by_ref().take(SHOWN).read_to_end(&mut bytes);
    let _ = io::copy(&mut from, &mut io::sink());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A command line as its words: at blanks, but for those in quotation marks or behind a backslash. Nothing else has a meaning.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some('\''), _) => word.get_or_insert_default().push(c),
            (_, '\\') if cfg!(unix) => word.get_or_insert_default().extend(chars.next()),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, _) if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_browser(wished: &str, there: &[&str], expected: Option<&[&str]>) {
        let variable = |name: &str| (name == "BROWSER").then(|| wished.to_owned());
        let words = browser(variable, |name| there.contains(&name), "https://x.example/?a=b&c=$(d)");
        let words = words.as_ref().map(|words| words.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(words.as_deref(), expected);
    }

    #[test]
    fn the_wished_browser_comes_first_and_the_address_is_one_word() {
        let url = "https://x.example/?a=b&c=$(d)";
        check_browser("firefox -new-tab", &["firefox"], Some(&["firefox", "-new-tab", url]));
        check_browser("lost:w3m", &["w3m"], Some(&["w3m", url]));
        check_browser("run --url=%s", &["run"], Some(&["run", "--url=https://x.example/?a=b&c=$(d)"]));
        check_browser("lost", &[], None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn without_a_wish_the_system_decides() {
        check_browser("", &["xdg-open"], Some(&["xdg-open", "https://x.example/?a=b&c=$(d)"]));
    }

    #[track_caller]
    fn check_editor(wished: &str, path: &str, expected: &[&str]) {
        let words = editor(|name| (name == "EDITOR").then(|| wished.to_owned()), Path::new(path), 7);
        assert_eq!(words, expected.iter().map(OsString::from).collect::<Vec<_>>());
    }

    #[cfg(unix)]
    #[test]
    fn every_editor_gets_the_line_in_its_way() {
        check_editor("vim -R", "/a b.md", &["vim", "-R", "+7", "/a b.md"]);
        check_editor("/usr/bin/hx", "a.md", &["/usr/bin/hx", "./a.md:7"]);
        check_editor("code", "/a.md", &["code", "--wait", "--goto", "/a.md:7"]);
        check_editor("mine", "-c.md", &["mine", "./-c.md"]);
        check_editor(" ", "/a.md", &["vi", "+7", "/a.md"]);
    }

    #[test]
    fn a_command_line_is_words() {
        assert_eq!(split(" a  'b c' \"d 'e\"f $x;y "), ["a", "b c", "d 'ef", "$x;y"]);
        assert_eq!(split(""), Vec::<String>::new());
        assert_eq!(split("''"), [""]);
    }

    #[test]
    fn a_line_is_found_by_its_words() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "one\ntwo\nthree words\n").unwrap();
        assert_eq!(line_of(file.path(), "three"), 3);
        assert_eq!(line_of(file.path(), "four"), 1);
        assert_eq!(line_of(file.path(), ""), 1);
        assert_eq!(line_of(Path::new("/no/such/file"), "one"), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_command_gets_the_text_and_no_shell_reads_its_line() {
        let (output, status) = pipe("cat", "the text".to_owned()).unwrap();
        assert_eq!((output.as_str(), status.as_str()), ("the text", "exit status: 0"));
        assert_eq!(pipe("echo $HOME;ls", String::new()).unwrap().0, "$HOME;ls\n");
        assert_eq!(pipe("!cat; exit 3", "x".to_owned()).unwrap(), ("x".to_owned(), "exit status: 3".to_owned()));
        // One that reads nothing does not hang, however long the text is.
        assert_eq!(pipe("true", "x".repeat(1 << 20)).unwrap().0, "");
        assert!(pipe("no-such-program-for-parallax", String::new()).is_err());
        assert!(pipe("", String::new()).is_err());
    }
}
