//! Access keys and tokens. `Debug` shows no secret, and memory is wiped when freed.
