//! What all of a cache depends on beside articles and files: what the program would find.

use sha2::{Digest, Sha256};

/// The number of the format of records. It changes with what `pack` and its likes write.
const FORMAT: u64 = 1;

/// The version of what this program keeps in a cache. It changes with every change of the sources that an analysis or a
/// reading depends on, of the models and lists in them, and of the libraries; the build script computes it.
pub fn of_program() -> u64 {
    let mut hasher = Sha256::new();
    hasher.update(FORMAT.to_le_bytes());
    hasher.update(env!("CARGO_PKG_VERSION"));
    hasher.update(env!("PARALLAX_SOURCES"));
    hasher.finalize().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
