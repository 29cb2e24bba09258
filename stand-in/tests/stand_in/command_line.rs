//! The command line of the program: what it understands, and what it says of the rest.

use crate::limit;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use crate::program::{program, run, text};

const SERVE: &str = "; try hwlive-stand-in --help\n";
const NOTIFY: &str = "; try hwlive-stand-in notify --help\n";

#[test]
fn help_and_version_of_both_commands() {
    let version = format!("hwlive-stand-in {}\n", env!("CARGO_PKG_VERSION"));
    for (arguments, starts) in [
        (&["--help"][..], "hwlive-stand-in: a stand-in for"),
        (&["-h"], "hwlive-stand-in: a stand-in for"),
        (&["--port", "0", "--help", "--nonsense"], "hwlive-stand-in: a stand-in for"),
        (&["notify", "--help"], "hwlive-stand-in notify: post"),
        (&["notify", "-h"], "hwlive-stand-in notify: post"),
        (&["--version"], &version),
        (&["-V"], &version),
        (&["notify", "--version"], &version),
        (&["notify", "-V"], &version),
    ] {
        let output = run(arguments);
        let stdout = text(&output.stdout);
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{arguments:?}");
        assert!(stdout.starts_with(starts) && stdout.ends_with('\n'), "{arguments:?}: {stdout}");
        assert!(stdout.lines().all(|line| line.chars().count() <= 120), "{arguments:?}: {stdout}");
    }
}

#[test]
fn every_option_of_the_help_is_one() {
    for command in [&[][..], &["notify"]] {
        let help = text(&run(&[command, &["--help"]].concat()).stdout);
        let options = help.lines().filter_map(|line| line.strip_prefix("  -")).map(|line| {
            let end = line.find([' ', ',']).expect("its text");
            format!("-{}", &line[..end])
        });
        let mut count = 0;
        for option in options {
            let output = run(&[command, &[&option, "1", "--nonsense"]].concat());
            let stderr = text(&output.stderr);
            assert!(!stderr.contains(&format!("unknown option {option};")), "{command:?}: {stderr}");
            count += 1;
        }
        assert!(count >= 10, "{command:?}: {count} options in\n{help}");
    }
}

#[test]
fn a_value_comes_with_the_option_or_after_it() {
    let directory = tempfile::tempdir().expect("a folder");
    let file = directory.path().join("callbacks.json");
    std::fs::write(&file, "[]").expect("write");
    let file = file.to_str().expect("UTF-8");
    for (option, value) in [
        ("--callbacks", file),
        ("--port", "0"),
        ("--token", "--starts-with-dashes"),
        ("--project-id", "P"),
        ("--region", "cn-east-3"),
        ("--clock-offset", "-600"),
        ("--credentials", "oidc"),
        ("--agency-project-id", "P"),
        ("--id-token-lifetime", "0"),
    ] {
        for arguments in [&[option, value][..], &[&format!("{option}={value}")]] {
            let output = run(&[arguments, &["--", "true"]].concat());
            assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        }
    }
}

#[test]
fn bad_arguments_end_with_2_and_say_why() {
    for (arguments, says) in [
        (&["--nonsense"][..], format!("unknown option --nonsense{SERVE}")),
        (&["--nonsense=1"], format!("unknown option --nonsense{SERVE}")),
        (&["-x"], format!("unknown option -x{SERVE}")),
        (&["env"], format!("unexpected argument \"env\"; a COMMAND comes after --{SERVE}")),
        (&["--port", "0", "notify"], format!("unexpected argument \"notify\"; a COMMAND comes after --{SERVE}")),
        (&["--"], format!("there is no COMMAND after --{SERVE}")),
        (&["--tls", "--"], format!("there is no COMMAND after --{SERVE}")),
        (&["--port"], format!("--port needs a value{SERVE}")),
        (&["--port", "--", "true"], format!("--port needs a value{SERVE}")),
        (&["--port="], format!("--port needs a value{SERVE}")),
        (&["--port", ""], format!("--port needs a value{SERVE}")),
        (&["--port", "65536"], format!("--port: \"65536\" is not a whole number from 0 to 65535{SERVE}")),
        (&["--port", "x"], format!("--port: \"x\" is not a whole number from 0 to 65535{SERVE}")),
        (&["--tls=yes"], format!("--tls takes no value{SERVE}")),
        (&["--tls=yes", "--", "true"], format!("--tls takes no value{SERVE}")),
        (&["--help=me"], format!("--help takes no value{SERVE}")),
        (&["--version=1"], format!("--version takes no value{SERVE}")),
        (&["--access-key", "AK"], format!("--access-key and --secret-key need each other{SERVE}")),
        (&["--secret-key", "SK"], format!("--access-key and --secret-key need each other{SERVE}")),
        (&["--security-token", "T"], format!("--security-token needs --access-key and --secret-key{SERVE}")),
        (&["--clock-offset", "soon"], format!("--clock-offset: \"soon\" is not a whole number of seconds{SERVE}")),
        (&["--clock-offset=9999999999"], "stand-in: the offset of the clock is beyond 100 years\n".to_owned()),
        (&["--credentials"], format!("--credentials needs a value{SERVE}")),
        (
            &["--credentials=sso"],
            format!(
                "--credentials: \"sso\" is none of access-key, password, identity-provider, oidc, pod-identity, agency, \
                 metadata{SERVE}"
            ),
        ),
        (&["--agency-urn=NAME"], format!("--agency-urn: \"NAME\" is not iam::DOMAIN ID:agency:NAME{SERVE}")),
        (&["--rotate-id-token=0"], format!("--rotate-id-token: \"0\" is not a whole number of seconds from 1{SERVE}")),
        (&["--key-lifetime=-1"], format!("--key-lifetime: \"-1\" is not a whole number of seconds{SERVE}")),
        (&["--refuse-id-token=1"], format!("--refuse-id-token takes no value{SERVE}")),
        (&["--key-lifetime=9999999999"], "stand-in: a lifetime is beyond 100 years\n".to_owned()),
        (
            &["--id-token", " "],
            "stand-in: a name or an id of an agency or an identity provider, or the ID token, is empty\n".to_owned(),
        ),
        (&["--token", " "], "stand-in: a key, a token or a project id is empty\n".to_owned()),
        (
            &["--callbacks", "/nowhere/callbacks.json"],
            "/nowhere/callbacks.json: No such file or directory (os error 2)\n".to_owned(),
        ),
        (&["--callbacks", "/"], "/: Is a directory (os error 21)\n".to_owned()),
        (
            &["--callbacks=/dev/null"],
            "/dev/null: callbacks: not JSON: EOF while parsing a value at line 1 column 0\n".to_owned(),
        ),
        (&["notify"], format!("neither --to nor --callback says where to post it{NOTIFY}")),
        (&["notify", "--port", "1"], format!("unknown option --port{NOTIFY}")),
        (&["notify", "--", "x"], format!("unexpected argument \"x\"{NOTIFY}")),
        (&["notify", "http://127.0.0.1/"], format!("unexpected argument \"http://127.0.0.1/\"{NOTIFY}")),
        (&["notify", "--to"], format!("--to needs a value{NOTIFY}")),
        (&["notify", "--to="], format!("--to needs a value{NOTIFY}")),
        (&["notify", "--to=127.0.0.1"], format!("--to: 127.0.0.1 does not begin with http:// or https://{NOTIFY}")),
        (&["notify", "--to=ftp://h/"], format!("--to: ftp://h/ does not begin with http:// or https://{NOTIFY}")),
        (&["notify", "--to=http://u@h/"], format!("--to: http://u@h/ has a user in it{NOTIFY}")),
        (&["notify", "--key", "a\nb"], format!("--key: notification key: a control character inside{NOTIFY}")),
        (&["notify", "--key", " "], format!("--key: notification key: empty{NOTIFY}")),
        (&["notify", "--sign-type", "SHA1"], format!("--sign-type: \"SHA1\" is neither HMACSHA256 nor MD5{NOTIFY}")),
        (&["notify", "--field", "stream"], format!("--field: \"stream\" has no ={NOTIFY}")),
        (&["notify", "--expires-in=now"], format!("--expires-in: \"now\" is not a whole number of seconds{NOTIFY}")),
        (&["notify", "--tamper=1"], format!("--tamper takes no value{NOTIFY}")),
        (&["notify", "--help=me"], format!("--help takes no value{NOTIFY}")),
    ] {
        let output = run(arguments);
        let expected = (Some(2), format!("hwlive-stand-in: {says}"), String::new());
        let seen = (output.status.code(), text(&output.stderr), text(&output.stdout));
        assert_eq!(seen, expected, "{arguments:?}");
    }
}

#[test]
fn what_is_not_utf_8_is_refused_where_it_is_text() {
    for (option, says) in
        [(&b"--token=\xff"[..], "the value of --token is not UTF-8"), (b"\xff", "unexpected argument \"\\xFF\"")]
    {
        let output = limit::output(program(&[]).arg(OsStr::from_bytes(option))).expect("run");
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(says), "{stderr}");
    }
}
