//! What the program says of itself: completions and manual page from the table of arguments, the configuration in
//! force, the keys.

use std::io::Write;

use clap::CommandFactory;

use crate::cli::arguments::{Arguments, Command, Shell};
use crate::cli::failure::Failure;
use crate::config::schema::Config;
use crate::input::reference;

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell, out: &mut dyn Write) -> Result<(), Failure> {
    let shell = match shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
        Shell::Elvish => clap_complete::Shell::Elvish,
        Shell::PowerShell => clap_complete::Shell::PowerShell,
    };
    // The generator panics where it cannot write, and a pipe may be closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "parallax", &mut script);
    Ok(out.write_all(&script)?)
}

/// Prints the manual page.
pub(super) fn man(out: &mut dyn Write) -> Result<(), Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    // The generator refers to a page for each command; there is only this one.
    let mut page = String::from_utf8_lossy(&page).into_owned();
    for name in Command::NAMES {
        page = page.replace(&format!("parallax\\-{name}(1)"), &format!("\\fBparallax {name}\\fR"));
    }
    page = page.replace(".TP\nparallax\\-help(1)\nPrint this message or the help of the given subcommand(s)\n", "");
    Ok(out.write_all(page.as_bytes())?)
}

/// Prints the configuration in force, the keys, or both.
pub(super) fn settings(arguments: &Arguments, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    if arguments.print_config {
        out.write_all(config.to_toml().as_bytes())?;
    }
    if arguments.print_keys {
        out.write_all(reference::text(&config.keymap).as_bytes())?;
    }
    Ok(())
}
