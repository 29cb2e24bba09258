//! The program: the command that it runs, its environment, its signals and its exit status.

use crate::limit;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::support::{AK, PROJECT, Raw, SK, exchange};

pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hwlive-stand-in"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    limit::output(&mut program(arguments)).expect("run")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The environment that `env` as the command prints.
fn environment(arguments: &[&str], outer: &[(&str, &str)]) -> Vec<(String, String)> {
    let arguments = [arguments, &["--", "env"]].concat();
    let output = limit::output(program(&arguments).envs(outer.iter().copied())).expect("run");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn value<'a>(environment: &'a [(String, String)], name: &str) -> Option<&'a str> {
    environment.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn signal(child: &Child, signal: &str) {
    let output = limit::output(Command::new("kill").args([format!("-{signal}"), child.id().to_string()]));
    assert!(output.expect("kill").status.success());
}

fn lines(child: &mut Child) -> impl Iterator<Item = String> {
    BufReader::new(child.stdout.take().expect("stdout")).lines().map(|line| line.expect("a line"))
}

#[test]
fn it_ends_with_the_commands_exit_status() {
    for (name, command, status) in [
        ("success", &["true"][..], 0),
        ("7", &["sh", "-c", "exit 7"], 7),
        ("255", &["sh", "-c", "exit 255"], 255),
        ("SIGTERM", &["sh", "-c", "kill -TERM $$"], 128 + 15),
        ("SIGKILL", &["sh", "-c", "kill -KILL $$"], 128 + 9),
        ("options of the command", &["sh", "-c", "test \"$1\" = --tls", "sh", "--tls"], 0),
        ("not found", &["/nowhere/to/be/found"], 127),
        ("not executable", &["/"], 126),
    ] {
        let output = run(&[&["--"], command].concat());
        assert_eq!(output.status.code(), Some(status), "{name}: {}", text(&output.stderr));
    }
}

#[test]
fn the_command_sees_the_environment() {
    let outer = [
        ("http_proxy", "http://192.0.2.1:1"),
        ("HTTPS_PROXY", "http://192.0.2.1:1"),
        ("all_proxy", "http://192.0.2.1:1"),
        ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "left over"),
        ("HUAWEICLOUD_SDK_AUTH_TOKEN", "left over"),
        ("HUAWEICLOUD_SDK_REGION", "left over"),
        ("HUAWEICLOUD_SDK_REGION_LIVE_CN_NORTH_4", "left over"),
        ("HUAWEICLOUD_SDK_AK", "left over"),
        ("CLOUD_SDK_AK", "left over"),
        ("HUAWEICLOUD_OIDC_AGENCY_URN", "left over"),
        ("HC_CONTAINER_CREDENTIALS_FULL_URI", "left over"),
        ("HW_ASSUME_ROLE_AGENCY_NAME", "left over"),
        ("UNRELATED", "kept"),
    ];
    let seen = environment(&[], &outer);
    for (name, expected) in [
        ("HUAWEICLOUD_SDK_AK", AK),
        ("HUAWEICLOUD_SDK_SK", SK),
        ("HUAWEICLOUD_SDK_PROJECT_ID", PROJECT),
        ("UNRELATED", "kept"),
    ] {
        assert_eq!(value(&seen, name), Some(expected), "{name}");
    }
    let endpoint = value(&seen, "HUAWEICLOUD_SDK_ENDPOINT").expect("an endpoint");
    assert!(endpoint.starts_with("http://127.0.0.1:"), "{endpoint}");
    assert_eq!(value(&seen, "HUAWEICLOUD_SDK_IAM_ENDPOINT"), Some(endpoint));
    assert_eq!(value(&seen, "HUAWEICLOUD_SDK_STS_ENDPOINT"), Some(endpoint));
    for (name, value) in &seen {
        assert!(!value.contains("left over") && !value.contains("192.0.2.1"), "{name}={value}");
    }

    let keys =
        ["--access-key", "AK", "--secret-key=SK", "--security-token", "ST", "--project-id", "P", "--project-id=Q"];
    let seen = environment(&keys, &[]);
    for (name, expected) in [
        ("HUAWEICLOUD_SDK_AK", Some("AK")),
        ("HUAWEICLOUD_SDK_SK", Some("SK")),
        ("HUAWEICLOUD_SDK_SECURITY_TOKEN", Some("ST")),
        ("HUAWEICLOUD_SDK_PROJECT_ID", Some("P")),
        ("HUAWEICLOUD_SDK_AUTH_TOKEN", None),
    ] {
        assert_eq!(value(&seen, name), expected, "{name}");
    }
    let seen = environment(&["--token", "T", "--token", "U"], &[]);
    assert_eq!(value(&seen, "HUAWEICLOUD_SDK_AUTH_TOKEN"), Some("T"));
    assert_eq!(value(&seen, "HUAWEICLOUD_SDK_AK"), None, "a token alone");
}

#[test]
fn the_command_gets_the_credentials_that_are_asked_for() {
    let of_project = ["--agency-urn=iam::ID:agency:NAME", "--agency-domain=ACCOUNT", "--agency-project-id=THEIRS"];
    let [urn, account, project] = of_project;
    for (kind, arguments, expected) in [
        ("access-key", &[][..], &[("HUAWEICLOUD_SDK_AK", AK)][..]),
        ("password", &[], &[("HUAWEICLOUD_SDK_USER_PASSWORD", "password")]),
        ("identity-provider", &["--idp-id", "IDP"], &[("HUAWEICLOUD_SDK_IDP_ID", "IDP")]),
        (
            "oidc",
            &["--oidc-provider-urn", "URN", urn, project],
            &[
                ("HUAWEICLOUD_OIDC_PROVIDER_URN", "URN"),
                ("HUAWEICLOUD_OIDC_AGENCY_URN", "iam::ID:agency:NAME"),
                ("HUAWEICLOUD_SDK_PROJECT_ID", "THEIRS"),
            ],
        ),
        ("pod-identity", &[], &[("HUAWEICLOUD_SDK_PROJECT_ID", PROJECT)]),
        (
            "agency",
            &[urn, account, project],
            &[
                ("HUAWEICLOUD_SDK_AK", AK),
                ("HW_ASSUME_ROLE_AGENCY_NAME", "NAME"),
                ("HW_ASSUME_ROLE_DOMAIN_NAME", "ACCOUNT"),
                ("HUAWEICLOUD_SDK_PROJECT_ID", "THEIRS"),
            ],
        ),
        ("metadata", &[], &[]),
    ] {
        let seen = environment(&[&["--credentials", kind], arguments].concat(), &[("HW_PROFILE", "left over")]);
        for (name, expected) in expected {
            assert_eq!(value(&seen, name), Some(*expected), "{kind}: {name}");
        }
        let with_key = matches!(kind, "access-key" | "agency");
        assert_eq!(value(&seen, "HUAWEICLOUD_SDK_AK").is_some(), with_key, "{kind}");
        assert_eq!(value(&seen, "HW_PROFILE"), None, "{kind}");
    }
}

#[test]
fn the_id_token_is_in_a_file_that_is_rotated() {
    let script = "cat \"$HUAWEICLOUD_SDK_ID_TOKEN_FILE\"; echo; echo \"$HUAWEICLOUD_SDK_ID_TOKEN_FILE\"";
    let output =
        run(&["--credentials=identity-provider", "--id-token=TOKEN", "--refuse-id-token", "--", "sh", "-c", script]);
    let stdout = text(&output.stdout);
    let (token, file) = stdout.split_once('\n').expect("two lines");
    assert_eq!(token, "TOKEN");
    assert!(!Path::new(file.trim()).exists(), "{file}");

    // The test's own limit of time ends it if the token stays.
    let script = "f=$HUAWEICLOUD_SDK_ID_TOKEN_FILE; while test \"$(cat \"$f\")\" = TOKEN; do :; done; echo rotated";
    let output = run(&[
        "--credentials=identity-provider",
        "--id-token=TOKEN",
        "--rotate-id-token=1",
        "--id-token-lifetime=60",
        "--key-lifetime=60",
        "--",
        "sh",
        "-c",
        script,
    ]);
    assert_eq!(text(&output.stdout), "rotated\n", "{}", text(&output.stderr));
}

#[test]
fn with_tls_the_authority_is_in_a_private_file_for_as_long_as_it_runs() {
    let script = r#"ls -l "$SSL_CERT_FILE"; cat "$SSL_CERT_FILE"; echo "$HUAWEICLOUD_SDK_ENDPOINT $SSL_CERT_FILE""#;
    let output = run(&["--tls", "--", "sh", "-c", script]);
    let stdout = text(&output.stdout);
    assert!(stdout.starts_with("-rw-------"), "{stdout}");
    assert!(stdout.contains("BEGIN CERTIFICATE") && !stdout.contains("PRIVATE KEY"), "{stdout}");
    let (endpoint, file) = stdout.lines().last().and_then(|line| line.split_once(' ')).expect("a last line");
    assert!(endpoint.starts_with("https://127.0.0.1:"), "{endpoint}");
    assert!(!Path::new(file).exists(), "{file}");
}

#[test]
fn without_a_command_it_serves_until_a_signal() {
    for name in ["TERM", "INT", "HUP"] {
        let (mut child, watch) =
            limit::spawn(&mut program(&["--access-key", AK, "--secret-key", SK, "--tls"])).expect("spawn");
        let exports: Vec<(String, String)> = lines(&mut child)
            .filter_map(|line| {
                let (name, value) = line.strip_prefix("export ")?.split_once('=')?;
                Some((name.to_owned(), value.to_owned()))
            })
            .take(7)
            .collect();
        let file = value(&exports, "SSL_CERT_FILE").expect("a CA file").to_owned();
        assert!(Path::new(&file).exists());
        let address = value(&exports, "HUAWEICLOUD_SDK_ENDPOINT").and_then(|url| url.strip_prefix("https://"));
        TcpStream::connect(address.expect("an endpoint")).expect("connect");
        signal(&child, name);
        assert_eq!(child.wait().expect("wait").code(), Some(0), "{name}");
        watch.ends();
        assert!(!Path::new(&file).exists(), "{name}");
    }
}

#[test]
fn signals_are_passed_on_to_the_command() {
    for name in ["TERM", "INT", "HUP"] {
        let script = format!("trap 'kill $!; exit 9' {name}; sleep 600 & echo ready; wait");
        let (mut child, watch) = limit::spawn(&mut program(&["--", "sh", "-c", &script])).expect("spawn");
        assert_eq!(lines(&mut child).next().as_deref(), Some("ready"));
        signal(&child, name);
        let status = child.wait().expect("wait");
        watch.ends();
        assert_eq!((status.code(), status.signal()), (Some(9), None), "{name}");
    }
}

#[test]
fn callbacks_are_read_from_a_file() {
    let path = std::env::temp_dir().join(format!("hwlive-callbacks-{}.json", std::process::id()));
    std::fs::write(&path, r#"[{"id":"mine"}]"#).expect("write");
    let (mut child, watch) =
        limit::spawn(&mut program(&["--token", "T", "--callbacks", path.to_str().expect("UTF-8")])).expect("spawn");
    let endpoint = lines(&mut child)
        .find_map(|line| line.strip_prefix("export HUAWEICLOUD_SDK_ENDPOINT=http://").map(str::to_owned));
    std::fs::remove_file(&path).expect("remove");
    let mut stream = TcpStream::connect(endpoint.expect("an endpoint")).expect("connect");
    let request = Raw::get_callback(PROJECT, "mine").header("X-Auth-Token", "T");
    assert_eq!(exchange(&mut stream, &request.bytes()).text(), r#"{"id":"mine"}"#);
    signal(&child, "TERM");
    assert_eq!(child.wait().expect("wait").code(), Some(0));
    watch.ends();
}
