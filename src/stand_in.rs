//! A Live endpoint on loopback.
