//! Which inputs the paths of the command line mean.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::cli::arguments::{Command, Options};
use crate::cli::failure::Failure;
use crate::config::report::nearest;
use crate::load::{self, Input, Inputs};

/// The inputs that `paths` name. Without any: the folder `articles` here, or else standard input, unless that is
/// the keyboard.
pub(super) fn choose(paths: &[PathBuf], options: &Options) -> Result<Inputs, Failure> {
    let mut reading = load::Options { follow_links: options.follow_links, ..load::Options::default() };
    if let Some(name) = &options.encoding {
        reading.set_encoding(name).map_err(Failure::Usage)?;
    }
    Ok(Inputs { inputs: named(paths)?, options: reading })
}

fn named(paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    if paths.is_empty() {
        let shipped = Path::new("articles");
        if shipped.is_dir() {
            return Ok(vec![Input::Path(shipped.to_owned())]);
        }
        if io::stdin().is_terminal() {
            let message = "nothing to read: there is no folder `articles` here. Name a file, a folder, or - for \
                           standard input.";
            return Err(Failure::NothingToRead(message.into()));
        }
        return Ok(vec![Input::Stdin]);
    }
    if paths.iter().filter(|p| p.as_os_str() == "-").count() > 1 {
        return Err(Failure::Usage("standard input can be read only once".into()));
    }
    let input = |p: &PathBuf| if p.as_os_str() == "-" { Input::Stdin } else { Input::Path(p.clone()) };
    Ok(paths.iter().map(input).collect())
}

/// Refuses paths that do not exist and look like the name of a command: one behind a path, or a misspelt one in front.
pub(super) fn reject_misplaced_command(paths: &[PathBuf]) -> Result<(), Failure> {
    let missing = |p: &&PathBuf| !p.exists();
    let is_command = |p: &&PathBuf| Command::NAMES.iter().any(|name| p.as_os_str() == *name);
    if let Some(command) = paths.iter().filter(is_command).find(missing) {
        let command = command.display();
        return Err(Failure::Usage(format!("the command comes first: parallax {command} PATH")));
    }
    let first = paths.first().filter(missing).and_then(|p| p.to_str());
    match first.and_then(|name| Some((name, nearest(name, Command::NAMES)?))) {
        Some((name, command)) => {
            Err(Failure::Usage(format!("there is no file or folder `{name}`; did you mean `parallax {command}`?")))
        }
        None => Ok(()),
    }
}
