# The commands of the project. `just` lists them.

_default:
    @just --list --unsorted

# Everything that a change has to pass
check: fmt lint test doc deny

# Formatting, looked at and not changed
fmt:
    cargo fmt --check

# Clippy with all warnings as errors, tests and benchmarks included
lint:
    cargo clippy --all-targets --locked -- -D warnings

# All tests, or those whose name contains NAME
test NAME="":
    cargo test --locked {{NAME}}

# The documentation, with broken links as errors
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked

# Licences, advisories and sources of dependencies (needs cargo-deny)
deny:
    cargo deny --locked check

# All benchmarks, or those whose name contains NAME
bench NAME="":
    cargo bench --locked -- {{NAME}}

# The pictures of the screens in the documentation, drawn anew from real frames
pictures:
    cargo run --locked --example screen -- 120x40 "J gs 2 G Enter n" articles > docs/screen.svg
    cargo run --locked --example screen -- 160x40 "c J c ]c" articles > docs/compare.svg
    cargo run --locked --example screen -- 120x40 "B j" articles > docs/board.svg

# Snapshots that have changed, one after the other (needs cargo-insta)
review:
    cargo insta review
