//! Arguments, and the commands without a screen. Layer 8.

use std::io::{self, BufWriter, Write};
use std::panic;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use crate::cli::arguments::{Arguments, Command, Format, Options};
use crate::cli::corrections::Kept;
use crate::cli::failure::Failure;
use crate::cli::selection::Selection;
use crate::config;
use crate::config::schema::Config;
use crate::load::{Input, Inputs};
use crate::text::cells::clean_line;

mod about;
mod annotate;
pub mod arguments;
mod board;
mod check;
mod compare;
mod corrections;
mod failure;
mod index;
mod input;
mod linear;
mod linking;
mod list;
mod notes;
mod output;
mod pipeline;
mod reader;
mod report;
pub mod report_options;
mod selection;
mod show;
mod workspace;

/// Runs the command that the arguments name and returns the exit code: 0 when it did its work, 1 when there was
/// nothing to read, 2 for wrong arguments or a wrong configuration. A closed pipe ends the work and is no error.
pub fn run() -> ExitCode {
    // A mistake of ours names a text at times, and the text may be a stranger's.
    panic::set_hook(Box::new(|info| complain(&info.to_string())));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(told) => return tell(&told),
    };
    let mut out = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let result =
        workspace::open(arguments).and_then(|arguments| dispatch(&arguments, &mut out)).and_then(|()| Ok(out.flush()?));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // What is there was meant to be seen, also in front of an error.
            let _ = out.flush();
            end(&failure)
        }
    }
}

/// Says why a command ends early, and with which exit code.
fn end(failure: &Failure) -> ExitCode {
    if let Some(message) = failure.message() {
        complain(&message);
    }
    failure.exit_code()
}

/// Prints what the parser of the arguments says instead of handing them over: the help, the version or a mistake.
fn tell(told: &clap::Error) -> ExitCode {
    let code = u8::try_from(told.exit_code()).unwrap_or(2);
    let plain = told.render().to_string();
    if plain.lines().any(|line| clean_line(line) != line) {
        // A mistake names what was typed, and that may have come from anywhere.
        let lines: Vec<_> = plain.lines().map(clean_line).collect();
        // There is nowhere left to say that standard error is closed.
        let _ = writeln!(io::stderr().lock(), "{}", lines.join("\n"));
        return ExitCode::from(code);
    }
    match told.print().and_then(|()| io::stdout().flush()) {
        Err(error) if !told.use_stderr() => end(&Failure::Output(error)),
        _ => ExitCode::from(code),
    }
}

fn dispatch(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let options = &arguments.options;
    if let Some(jobs) = options.jobs {
        // Fails only when a pool is there already, and nothing ran before this.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.get().into()).build_global();
    }
    let (paths, format) = match &arguments.command {
        None => (arguments.paths.as_slice(), Format::Text),
        Some(command) => (command.paths(), command.format(options.format)?),
    };
    if let (Some(command), Some(path)) = (&arguments.command, arguments.paths.first()) {
        let (name, path) = (command.name(), path.display());
        return Err(Failure::Usage(format!("paths stand behind the command: parallax {name} {path}")));
    }
    match &arguments.command {
        Some(Command::Completions { shell }) => return about::completions(*shell, out),
        Some(Command::Man) => return about::man(out),
        _ => {}
    }
    let (config, config_path) = config::load(&options.config_choice())?;
    if arguments.print_config || arguments.print_keys {
        return about::settings(arguments, &config, out);
    }
    if let Some(Command::Notes { paths }) = &arguments.command {
        let inputs = if paths.is_empty() { None } else { Some(input::choose(paths, options)?) };
        return notes::run(inputs, format, options, &config, out);
    }
    let telling = matches!(arguments.command, Some(Command::Check { .. }));
    let mut selection = Selection::new(options, &config, Kept::read(paths, options, &config, telling))?;
    if arguments.command.is_some() && !telling {
        selection.corrections.problems.iter().for_each(pipeline::report);
    }
    let inputs = input::choose(paths, options)?;
    let cache = options.cache(inputs.inputs.iter().all(|input| *input == Input::Stdin));
    let is_asked_for = matches!(arguments.command, Some(Command::Index { .. }));
    let cache = Arc::new(if is_asked_for { cache.always() } else { cache });
    selection.cache = cache.clone();
    let done = run_with(arguments, inputs, format, &config, config_path.as_deref(), selection, out);
    if arguments.command.is_some() {
        cache.finish();
        cache.problems().iter().for_each(pipeline::report);
    }
    done
}

/// Runs the command that the arguments name, on articles.
fn run_with(
    arguments: &Arguments,
    inputs: Inputs,
    format: Format,
    config: &Config,
    config_path: Option<&Path>,
    selection: Selection,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let options = &arguments.options;
    match &arguments.command {
        None => read(arguments, inputs, config, selection, out),
        Some(Command::List { .. }) => list::run(inputs, &selection, format, options, out),
        Some(Command::Show { fields, .. }) => {
            let wish = show::Wish { format, fields: *fields };
            show::run(inputs, &selection, wish, options, config, out)
        }
        Some(Command::Annotate { .. }) => annotate::run(inputs, &selection, format, out),
        Some(Command::Compare { .. }) => compare::run(inputs, &selection, format, options, config, out),
        Some(Command::Board { .. }) => board::run(inputs, &selection, format, options, out),
        Some(Command::Report { wish, .. }) => {
            let kept = options.state_folder(config).map(|folder| notes::read(&folder)).transpose()?.unwrap_or_default();
            report::run(inputs, &selection, format, wish, options, &kept, out)
        }
        Some(Command::Check { .. }) => check::run(inputs, &selection, config_path, out),
        Some(Command::Index { .. }) => index::run(inputs, &selection, out),
        Some(Command::Notes { .. } | Command::Completions { .. } | Command::Man) => Ok(()),
    }
}

/// The reader, or the same articles as plain text when there is no screen to draw on.
fn read(
    arguments: &Arguments,
    inputs: Inputs,
    config: &Config,
    selection: Selection,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let options: &Options = &arguments.options;
    input::reject_misplaced_command(&arguments.paths)?;
    if options.format.is_some_and(|format| format != Format::Text) {
        let message = "the reader prints text only; for other formats name a command: list, show or annotate";
        return Err(Failure::Usage(message.into()));
    }
    if arguments.linear {
        if inputs.inputs.contains(&Input::Stdin) {
            return Err(Failure::Usage(
                "--linear reads what one types from standard input, so articles cannot come there".into(),
            ));
        }
        return linear::run(inputs, &selection, config, &mut io::stdin().lock(), out);
    }
    if output::is_terminal() && options.format.is_none() {
        reader::run(inputs, selection, config, arguments)
    } else {
        show::run(inputs, &selection, show::Wish { format: Format::Text, fields: false }, options, config, out)
    }
}

/// One message on standard error. Paths and the like are cleaned, line by line.
fn complain(message: &str) {
    let mut err = io::stderr().lock();
    for (i, line) in message.lines().enumerate() {
        let prefix = if i == 0 { "parallax: " } else { "" };
        // There is nowhere left to say that standard error is closed.
        let _ = writeln!(err, "{prefix}{}", clean_line(line));
    }
}
