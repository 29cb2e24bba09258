//! The command line of the program: what it understands, and what it says of the rest.

use crate::program::{run, text};

#[test]
fn help_and_version() {
    for option in ["--help", "-h"] {
        let output = run(&[option]);
        assert_eq!(output.status.code(), Some(0));
        let usage = text(&output.stdout);
        for option in ["--callbacks", "--port", "--tls", "--access-key", "--token", "--project-id", "COMMAND"] {
            assert!(usage.contains(option), "{option}");
        }
    }
    assert_eq!(text(&run(&["--version"]).stdout), format!("hwlive-stand-in {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn bad_arguments_end_with_2_and_say_why() {
    for (arguments, says) in [
        (&["--nonsense"][..], "unknown option \"--nonsense\""),
        (&["-x"], "unknown option"),
        (&["env"], "after --"),
        (&["--"], "no COMMAND"),
        (&["--port"], "--port needs a value"),
        (&["--port", "--", "true"], "--port needs a value"),
        (&["--port="], "--port needs a value"),
        (&["--port", "65536"], "\"65536\""),
        (&["--port", "x"], "\"x\""),
        (&["--tls=yes"], "--tls takes no value"),
        (&["--access-key", "AK"], "need each other"),
        (&["--secret-key", "SK"], "need each other"),
        (&["--security-token", "T"], "--security-token needs"),
        (&["--clock-offset", "soon"], "\"soon\""),
        (&["--callbacks", "/nowhere/to/be/found.json"], "/nowhere/to/be/found.json"),
        (&["--callbacks", "/"], "/: "),
        (&["--callbacks", "Cargo.toml"], "Cargo.toml: callbacks: not JSON"),
    ] {
        let output = run(arguments);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.starts_with("hwlive-stand-in: ") && stderr.contains(says), "{arguments:?}: {stderr}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
    }
}
