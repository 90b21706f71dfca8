//! Computes what the findings of an article depend on beside the article: a hash of the sources of the analysis and of
//! everything below it, of models and word lists, and of the versions of the libraries. The cache on disk is kept by it.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// What is hashed: the layers up to the analysis, and the store with the words of queries, whose records they become.
const SOURCES: [&str; 8] =
    ["src/text", "src/model", "src/language", "src/load", "src/analysis", "src/analysis.rs", "models", "Cargo.lock"];

/// More that the same layers consist of.
const ROOTS: [&str; 5] = ["src/load.rs", "src/language.rs", "src/model.rs", "src/query", "src/store"];

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hash = 0xCBF2_9CE4_8422_2325;
    for source in SOURCES.iter().chain(&ROOTS) {
        println!("cargo::rerun-if-changed={source}");
        take_in(&root.join(source), source, &mut hash);
    }
    println!("cargo::rustc-env=PARALLAX_SOURCES={hash:016x}");
}

/// Takes in a file, or the files below a folder in the order of their names. What is missing counts as empty.
fn take_in(path: &Path, name: &str, hash: &mut u64) {
    step(name.as_bytes(), hash);
    if let Ok(entries) = fs::read_dir(path) {
        let mut names: Vec<_> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        for name in names {
            take_in(&path.join(&name), &name, hash);
        }
    } else if let Ok(bytes) = fs::read(path) {
        step(&bytes, hash);
    }
}

/// FNV-1a with 64 bits, over words of eight bytes: the models have megabytes.
fn step(bytes: &[u8], hash: &mut u64) {
    for word in bytes.chunks(8) {
        let number = word.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        *hash = (*hash ^ number).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(29);
    }
    *hash ^= bytes.len() as u64;
}
