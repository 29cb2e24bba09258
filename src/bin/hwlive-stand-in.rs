//! The stand-in as a program.
fn main() {}
