//! Writing to the terminal, and its size.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, AsRawFd};

use filedescriptor::{POLLOUT, poll, pollfd};

/// Where frames go.
pub type Output = File;

/// Whether the terminal can be asked for its background.
pub const CAN_BE_ASKED: bool = true;

/// Opens standard output once more, without the buffer that the standard library has for it.
///
/// # Errors
///
/// There are no file descriptors left.
pub fn open() -> io::Result<Output> {
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

/// Columns and rows, if the terminal knows.
pub fn window_size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
}

/// Writes all of `bytes`, also to a terminal that another program has left in non-blocking mode.
///
/// # Errors
///
/// The terminal is gone.
pub fn write(output: &mut Output, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match output.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                let _ = poll(&mut [pollfd { fd: output.as_raw_fd(), events: POLLOUT, revents: 0 }], None);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Whether an error says that the terminal is gone.
pub fn is_gone(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(code) if code == rustix::io::Errno::IO.raw_os_error())
        || error.kind() == io::ErrorKind::BrokenPipe
}
