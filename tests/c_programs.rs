//! The C ABI from C: programs in `tests/c`, compiled by the system's compiler and linked with both kinds of library.
//!
//! They can be tried with other builds of the library as well, as `ci/shipped` and `ci/sanitize` do: `HWLIVE_TEST_LIBRARIES`
//! is the folder with them, `HWLIVE_TEST_CC` the compiler and `HWLIVE_TEST_CFLAGS` for it, `HWLIVE_TEST_RUNNER` goes before the
//! program, and the variables that `HWLIVE_TEST_ENVIRONMENT` names are handed on.
#![cfg(any(target_os = "linux", windows))]
#![allow(clippy::print_stdout, reason = "what is skipped is said")]

mod c_support;

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use c_support::{
    Compiler, SHARED, abi, clear_environment, executable, folder, limit, link_shared, link_static, of_tests, root, run,
    words,
};
use hwlive_stand_in::{
    Agency, Credentials, EXAMPLE_ACCESS_KEY, EXAMPLE_AGENCY_DOMAIN_ID, EXAMPLE_AGENCY_URN, EXAMPLE_CALLBACK_ID,
    EXAMPLE_REGION, EXAMPLE_SECRET_KEY, StandIn,
};

/// How a program gets the library.
#[derive(Clone, Copy, Debug)]
enum Link {
    Shared,
    Static,
    /// Not at all: it loads it.
    None,
}

/// Compiles a program.
fn build(source: &Path, dir: &Path, link: Link) -> PathBuf {
    let name = format!("{}-{link:?}", source.file_stem().unwrap_or_default().to_string_lossy());
    let program = executable(dir, &name);
    let mut command = Compiler::c().command();
    command.args(["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-g", "-pthread"]);
    command.args(["-Wall", "-Wextra", "-Wpedantic", "-Wstrict-prototypes", "-Wconversion", "-Werror"]);
    of_tests(&mut command).arg("-o").arg(&program).arg(source).args(words("HWLIVE_TEST_CFLAGS"));
    run(match link {
        Link::Shared => link_shared(&mut command),
        Link::Static => link_static(&mut command),
        Link::None => command.args(if cfg!(windows) { &[][..] } else { &["-ldl"] }),
    });
    program
}

/// A command that runs in the folder, with nothing of the environment but what finds the library there.
fn inside(dir: &Path, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    clear_environment(&mut command);
    command.env("LD_LIBRARY_PATH", dir).current_dir(dir);
    command.envs(words("HWLIVE_TEST_ENVIRONMENT").iter().filter_map(|name| Some((name, env::var_os(name)?))));
    // What panics or logs inside must not be seen, also by those who ask for it.
    command.env("RUST_BACKTRACE", "full").env("RUST_LOG", "trace");
    command
}

/// A test program as it is run.
fn program(dir: &Path, program: PathBuf) -> Command {
    let mut line = words("HWLIVE_TEST_RUNNER").into_iter().map(OsString::from).chain([program.into()]);
    let mut command = inside(dir, line.next().unwrap_or_default());
    command.args(line);
    command
}

/// Runs a program against a stand-in of its own. It may not write anything.
fn under_stand_in(tls: bool, command: &mut Command) {
    let stand_in = StandIn::builder().tls(tls).start().expect("a stand-in");
    silent(command.envs(stand_in.environment().iter().cloned()));
}

/// Runs a program of `tests/c` with both libraries against the stand-in, over http and https.
fn check_under_stand_in(name: &str, arguments: &[&str]) {
    let dir = folder(name);
    for link in [Link::Shared, Link::Static] {
        for tls in [false, true] {
            under_stand_in(tls, program(&dir, build(&source(name), &dir, link)).args(arguments));
        }
    }
}

/// On Windows some have a twin, which does the same with what there is.
fn source(name: &str) -> PathBuf {
    let file = name.to_owned() + ".c";
    let twin = root().join("tests/c/windows").join(&file);
    if cfg!(windows) && twin.is_file() { twin } else { root().join("tests/c").join(file) }
}

/// Runs a program of `tests/c` with both libraries. Neither it nor the library may write anything.
fn check(name: &str) {
    let dir = folder(name);
    for link in [Link::Shared, Link::Static] {
        silent(&mut program(&dir, build(&source(name), &dir, link)));
    }
}

fn silent(command: &mut Command) {
    let output = run(command);
    let written = [output.stdout, output.stderr].concat();
    assert!(written.is_empty(), "{command:?} wrote:\n{}", String::from_utf8_lossy(&written));
}

#[test]
fn every_function_takes_null() {
    let null = fs::read_to_string(source("null")).expect("tests/c/null.c");
    for (symbol, _) in abi() {
        assert!(null.contains(&format!("{symbol}(")), "{symbol} is not tried in tests/c/null.c");
    }
    check("null");
}

#[test]
fn settings_survive_what_was_refused() {
    check("settings");
}

#[test]
fn every_kind_of_failure_has_its_code() {
    check("errors");
}

#[test]
fn notifications_are_read_and_verified() {
    check("notifications");
}

#[test]
fn clients_and_threads_do_not_meet() {
    check("clients");
}

#[test]
fn calls_have_options_and_say_how_they_went() {
    check("calls");
}

#[test]
fn a_program_says_where_to_connect() {
    check("where");
}

#[test]
fn callbacks_are_listed_page_by_page() {
    check("list");
}

#[test]
fn threads_cancel_each_others_calls() {
    check("cancel_each_other");
}

#[test]
fn credentials_are_replaced_while_many_threads_call() {
    check("replaced");
}

#[test]
fn signatures_are_accepted_over_http_and_https() {
    check_under_stand_in("stand_in", &[EXAMPLE_CALLBACK_ID]);
}

/// As `make -C examples-c run` shows it: what the documentation's example leaves out shows in what is in force.
#[test]
fn the_example_shows_the_documented_callback() {
    let dir = folder("example");
    for link in [Link::Shared, Link::Static] {
        let example = build(&root().join("examples-c/show_record_callback.c"), &dir, link);
        let stand_in = StandIn::builder().start().expect("a stand-in");
        let output = run(program(&dir, example).envs(stand_in.environment().iter().cloned()));
        let shown = String::from_utf8_lossy(&output.stdout);
        let (request_ids, shown): (Vec<&str>, Vec<&str>) =
            shown.lines().partition(|line| line.starts_with("request_id "));
        let expected = [
            "id                         e2fe84def7e476651034ec4b9e92bc30",
            "publish_domain             publish.example.com",
            "app                        *",
            "notify_callback_url        http://100.95.129.234:8456/base_record_notify",
            "notify_event_subscription  RECORD_FILE_COMPLETE RECORD_NEW_FILE_START",
            "sign_type                  (none)",
            "create_time                2020-03-02T08:59:45Z",
            "update_time                2020-03-09T08:59:45Z",
            "events in force            RECORD_NEW_FILE_START RECORD_FILE_COMPLETE",
            "sign type in force         HMACSHA256",
        ];
        assert_eq!(shown, expected);
        assert_eq!(request_ids.len(), 1);
    }
}

/// As `make -C examples-c list` shows it.
#[test]
fn the_other_example_lists_the_documented_callback() {
    const LINE: &str =
        "e2fe84def7e476651034ec4b9e92bc30 publish.example.com * http://100.95.129.234:8456/base_record_notify";
    let dir = folder("list_example");
    let stand_in = StandIn::builder().start().expect("a stand-in");
    for link in [Link::Shared, Link::Static] {
        let example = build(&root().join("examples-c/list_record_callbacks.c"), &dir, link);
        for (arguments, expected) in [
            (&[][..], LINE),
            (&["publish.example.com", "live"], LINE),
            (&["other.example.com"], ""),
            (&["--json", "publish.example.com"], "{\"id\":\"e2fe84def7e476651034ec4b9e92bc30\","),
        ] {
            let mut command = program(&dir, example.clone());
            let output = run(command.args(arguments).envs(stand_in.environment().iter().cloned()));
            let shown = String::from_utf8_lossy(&output.stdout);
            assert!(
                shown.starts_with(expected) && shown.lines().count() == usize::from(!expected.is_empty()),
                "{shown}"
            );
            assert!(output.stderr.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

/// What a program prints may be written only when it ends.
#[test]
fn the_examples_fail_if_the_disk_is_full() {
    if !cfg!(target_os = "linux") {
        println!("skipped: there is no /dev/full here");
        return;
    }
    let dir = folder("full_disk");
    let stand_in = StandIn::builder().start().expect("a stand-in");
    for source in ["show_record_callback.c", "list_record_callbacks.c"] {
        let example = build(&root().join("examples-c").join(source), &dir, Link::Static);
        let mut command = program(&dir, example);
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        command.stdin(Stdio::null()).stdout(full).stderr(Stdio::piped());
        let (child, watch) = limit::spawn(command.envs(stand_in.environment().iter().cloned())).expect("it starts");
        let output = child.wait_with_output().expect("it ends");
        watch.ends();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(1) && told.contains("cannot write to stdout\n"), "{source}: {told}");
    }
}

#[test]
fn environment_locale_and_limits_may_change() {
    check_under_stand_in("guest", &[]);
}

#[test]
#[cfg_attr(target_env = "musl", ignore = "glibc's way to stand between")]
fn threads_may_run_out() {
    check_under_stand_in("no_threads", &[]);
}

#[test]
fn a_process_ends_as_it_wants_to() {
    check_under_stand_in("exit", &[]);
}

#[test]
fn nothing_of_the_process_is_needed() {
    check_under_stand_in("bare", &[]);
}

/// Makes every file system read-only and empties the folders of certificates, then runs its arguments. Options that a file
/// system has are kept: they cannot be taken away everywhere.
#[cfg(unix)]
const READ_ONLY: &str = r#"
    for folder in /etc/ssl /etc/pki /usr/share/ca-certificates; do
        [ ! -d $folder ] || mount -t tmpfs none $folder || exit 90
    done
    while read -r _ folder _ options _; do
        mount -o "remount,bind,$options,ro" "$folder" 2>/dev/null
    done </proc/self/mounts
    exec "$@"
"#;

/// The command that makes namespaces for mounts: as root, or as somebody who is root in them only.
#[cfg(unix)]
fn unshare() -> Option<&'static [&'static str]> {
    let commands: [&[&str]; 2] = [&["unshare", "-m"], &["unshare", "-rm"]];
    commands.into_iter().find(|command| {
        let tried =
            limit::output(Command::new(command[0]).args(&command[1..]).args(["mount", "-t", "tmpfs", "none", "/mnt"]));
        tried.is_ok_and(|output| output.status.success())
    })
}

#[test]
#[cfg(unix)]
fn a_read_only_root_without_certificates_is_enough() {
    let Some(unshare) = unshare() else {
        println!("skipped: no namespaces can be made here (unshare -m, unshare -rm)");
        return;
    };
    let dir = folder("read-only");
    for link in [Link::Shared, Link::Static] {
        for tls in [false, true] {
            let mut command = inside(&dir, unshare[0]);
            command.args(&unshare[1..]).args(["sh", "-c", READ_ONLY, "sh"]).args(words("HWLIVE_TEST_RUNNER"));
            under_stand_in(tls, command.arg(build(&source("bare"), &dir, link)).arg("read-only"));
        }
    }
}

#[test]
fn signals_are_left_to_the_host() {
    check_under_stand_in("signals", &[]);
}

#[test]
#[cfg(unix)]
fn both_sides_of_a_fork_go_on() {
    check_under_stand_in("fork", &[]);
}

/// How many processes are forked during their first call: a few in a thousand used to hang. `HWLIVE_TEST_FIRST_CALLS` sets
/// another number.
#[cfg(unix)]
const FIRST_CALLS: &str = "200";

#[test]
#[cfg(unix)]
fn a_child_forked_at_any_time_of_the_first_call_goes_on() {
    check_under_stand_in("first_calls", &[&env::var("HWLIVE_TEST_FIRST_CALLS").unwrap_or(FIRST_CALLS.to_owned())]);
}

#[test]
#[cfg(unix)]
#[cfg_attr(target_env = "musl", ignore = "glibc's way to stand between")]
fn a_child_forked_where_the_first_call_allocates_goes_on() {
    check_under_stand_in("first_allocations", &[]);
}

#[test]
#[ignore = "needs libraries that were built with --cfg hwlive_fault"]
fn a_panic_ends_at_the_call_and_is_not_seen() {
    check_under_stand_in("panics", &[]);
}

#[test]
fn every_source_of_credentials_opens_the_stand_in() {
    let dir = folder("credentials");
    let stand_in = StandIn::builder().user("user", "password", "domain").start().expect("a stand-in");
    let profile = dir.join("profile");
    let text = format!("[basic]\nak = {EXAMPLE_ACCESS_KEY}\nsk = {EXAMPLE_SECRET_KEY}\n");
    fs::write(&profile, text).expect("scratch is writable");
    let koocli = dir.join("config.json");
    let key = |name: &str, secret_key: &str| {
        format!(r#"{{"name": "{name}", "accessKeyId": "{EXAMPLE_ACCESS_KEY}", "secretAccessKey": "{secret_key}"}}"#)
    };
    let profiles = [key("wrong", "wrong"), key("right", EXAMPLE_SECRET_KEY)].join(", ");
    fs::write(&koocli, format!(r#"{{"current": "wrong", "profiles": [{profiles}]}}"#)).expect("scratch is writable");
    for link in [Link::Shared, Link::Static] {
        let mut program = program(&dir, build(&source("credentials"), &dir, link));
        program.envs(stand_in.environment().iter().cloned());
        silent(program.arg(stand_in.url()).arg(&profile).arg(&koocli));
    }
}

#[test]
fn programs_without_long_lived_keys_open_the_stand_in() {
    const EXTERNAL_ID: &str = "external id";
    let dir = folder("workloads");
    // Under a sanitizer each of them takes long: not every kind of library over http and over https.
    for (link, tls) in [(Link::Shared, true), (Link::Static, false)] {
        let workloads = build(&source("workloads"), &dir, link);
        for kind in [Credentials::IdentityProvider, Credentials::Oidc, Credentials::PodIdentity, Credentials::Agency] {
            let agency = match kind {
                // Nobody else's keys open its project.
                Credentials::Agency => {
                    Agency::default().project("project-of-the-agency", EXAMPLE_REGION).external_id(EXTERNAL_ID)
                }
                _ => Agency::default(),
            };
            let stand_in = StandIn::builder().tls(tls).credentials(kind).agency(agency).start().expect("a stand-in");
            let mut program = program(&dir, workloads.clone());
            program.envs(stand_in.environment().iter().cloned()).arg(kind.name());
            silent(program.args([EXAMPLE_CALLBACK_ID, EXAMPLE_AGENCY_URN, EXTERNAL_ID, EXAMPLE_AGENCY_DOMAIN_ID]));
        }
    }
}

#[test]
fn what_happens_is_told_without_secrets() {
    let dir = folder("log");
    for link in [Link::Shared, Link::Static] {
        under_stand_in(false, &mut program(&dir, build(&source("log"), &dir, link)));
    }
}

#[test]
fn the_library_can_be_unloaded() {
    let dir = folder("plugin");
    let plugin = build(&source("plugin"), &dir, Link::None);
    silent(program(&dir, plugin).arg(dir.join(SHARED)));
}

#[test]
fn every_symbol_can_be_linked() {
    let dir = folder("symbols");
    let source = dir.join("symbols.c");
    let mut text =
        "#include <hwlive.h>\n\ntypedef void (*any)(void);\n\nint main(void)\n{\n    any all[] = {\n".to_owned();
    for (symbol, _) in abi() {
        text += &format!("        (any){symbol},\n");
    }
    text += "    };\n    unsigned i;\n    for (i = 0; i < sizeof all / sizeof all[0]; i++)\n        if (all[i] == 0)\n            \
             return 1;\n    return 0;\n}\n";
    fs::write(&source, text).expect("scratch is writable");
    for link in [Link::Shared, Link::Static] {
        silent(&mut program(&dir, build(&source, &dir, link)));
    }
}
