//! The reader: hands over to the screen.

use std::io::Write;

use crate::cli::arguments::{Format, Options};
use crate::cli::failure::Failure;
use crate::cli::show;
use crate::config::schema::Config;
use crate::load::Input;

/// Opens the reader on `inputs`. Until there is a screen, it prints what a pipe would get.
pub(super) fn run(inputs: Vec<Input>, config: &Config, options: &Options, out: &mut dyn Write) -> Result<(), Failure> {
    show::run(inputs, Format::Text, options, config, out)
}
