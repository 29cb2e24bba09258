//! What the environment, the home directory and the machine give where no source is named, and that nothing else is
//! looked at. The library is called in processes of its own, each with an environment of its own.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "support/limit.rs"]
mod limit;
#[cfg(unix)]
#[path = "support/unix.rs"]
#[allow(dead_code, unreachable_pub, reason = "it uses some of it")]
mod system;
#[cfg(windows)]
#[path = "support/windows.rs"]
#[allow(dead_code, unreachable_pub, reason = "it uses some of it")]
mod system;
#[path = "default_chain/workloads.rs"]
mod workloads;

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use hwlive::{Client, Config, Credentials};
use hwlive_stand_in::{self as stand_in, ReceivedRequest, StandIn};

const EXAMPLE: &str = stand_in::EXAMPLE_CALLBACK_ID;
/// What a process is to do.
const DO: &str = "HWLIVE_TEST_DO";

/// Not a test: what the processes do.
#[test]
#[ignore = "started by the tests, in an environment of its own"]
fn in_a_process_of_its_own() {
    let mut config = Config::new();
    let endpoint = env::var("HWLIVE_TEST_METADATA").unwrap_or_default();
    if !endpoint.is_empty() {
        config.set_metadata_endpoint(&endpoint).unwrap();
    }
    let with_metadata = !endpoint.is_empty();
    let result = match env::var(DO).unwrap().as_str() {
        "environment" => config.load_environment(),
        "profile" => config.load_environment().and_then(|()| config.load_profile(None)),
        "koocli" => config.load_environment().and_then(|()| config.load_koocli_profile(None, None)),
        "koocli b" => config.load_environment().and_then(|()| config.load_koocli_profile(None, Some("b"))),
        "chain" => config
            .load_environment()
            .and_then(|()| Credentials::default_chain(with_metadata))
            .map(|source| config.set_credentials(source)),
        "default" => config.load_default(with_metadata),
        "set by hand" => config
            .set_endpoint(&env::var("HWLIVE_TEST_ENDPOINT").unwrap())
            .and_then(|()| config.set_project_id(stand_in::EXAMPLE_PROJECT_ID))
            .and_then(|()| config.set_access_key(stand_in::EXAMPLE_ACCESS_KEY, stand_in::EXAMPLE_SECRET_KEY, None)),
        other => panic!("{other}"),
    };
    match result.and_then(|()| Client::new(&config)?.show_record_callback(EXAMPLE)) {
        Ok(callback) => println!("it has shown {}", callback.id()),
        Err(error) => println!("it has failed: {:?}: {error}: {error:?}", error.kind()),
    }
}

/// A command that runs the function above in an environment that has nothing but this.
fn process(program: &str, arguments: &[&str], what: &str, home: &Path, variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).args(["--exact", "in_a_process_of_its_own", "--ignored", "--nocapture"]);
    system::clear_environment(&mut command);
    command.env(system::HOME, home).env(DO, what).envs(variables.iter().copied());
    command
}

/// What it says.
fn run(what: &str, home: &Path, variables: &[(&str, &str)]) -> String {
    let program = env::current_exe().unwrap();
    let output = limit::output(&mut process(program.to_str().unwrap(), &[], what, home, variables)).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find_map(|line| line.split_once("it has ").map(|(_, line)| line.to_owned()));
    line.unwrap_or_else(|| panic!("{text} {}", String::from_utf8_lossy(&output.stderr)))
}

const PROFILE_KEY: (&str, &str) = ("PROFILEKEY", "profile-secret");
const OTHER_KEY: (&str, &str) = ("OTHERKEY", "other-secret");

struct Set {
    stand_in: StandIn,
    home: tempfile::TempDir,
}

impl Set {
    /// A stand-in, and a home without a profile.
    fn new() -> Set {
        let stand_in = StandIn::builder()
            .access_key(stand_in::EXAMPLE_ACCESS_KEY, stand_in::EXAMPLE_SECRET_KEY)
            .access_key(PROFILE_KEY.0, PROFILE_KEY.1)
            .access_key(OTHER_KEY.0, OTHER_KEY.1)
            .temporary_access_key("TEMPORARY", "temporary-secret", "a-token")
            .auth_token("the-token")
            .project(stand_in::EXAMPLE_PROJECT_ID, stand_in::EXAMPLE_REGION)
            .start();
        Set { stand_in: stand_in.unwrap(), home: tempfile::tempdir().unwrap() }
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn write_profile(&self, name: &str, (access_key, secret_key): (&str, &str)) -> String {
        let url = self.stand_in.url();
        self.write(name, &format!("[basic]\nak = {access_key}\nsk = {secret_key}\niam_endpoint = {url}\n"))
    }

    /// What comes of it, with the endpoints in the environment besides the given variables.
    fn run(&self, what: &str, variables: &[(&str, &str)]) -> String {
        let url = self.stand_in.url();
        let all = [
            &[
                ("HUAWEICLOUD_SDK_ENDPOINT", url),
                ("HUAWEICLOUD_SDK_IAM_ENDPOINT", url),
                ("HUAWEICLOUD_SDK_REGION", stand_in::EXAMPLE_REGION),
            ],
            variables,
        ]
        .concat();
        run(what, self.home.path(), &all)
    }

    /// The request that was the call.
    fn call(&self) -> ReceivedRequest {
        self.stand_in.requests().into_iter().rfind(|request| request.target.starts_with("/v1/")).unwrap()
    }
}

const AK: (&str, &str) = ("HUAWEICLOUD_SDK_AK", stand_in::EXAMPLE_ACCESS_KEY);
const SK: (&str, &str) = ("HUAWEICLOUD_SDK_SK", stand_in::EXAMPLE_SECRET_KEY);
const TOKEN: (&str, &str) = ("HUAWEICLOUD_SDK_AUTH_TOKEN", "the-token");
const PROJECT: (&str, &str) = ("HUAWEICLOUD_SDK_PROJECT_ID", stand_in::EXAMPLE_PROJECT_ID);
const USER: (&str, &str) = ("HUAWEICLOUD_SDK_USER_NAME", "user");
const PASSWORD: (&str, &str) = ("HUAWEICLOUD_SDK_USER_PASSWORD", "password");
const DOMAIN: (&str, &str) = ("HUAWEICLOUD_SDK_DOMAIN_NAME", "account");

#[test]
fn the_environment_has_an_access_key_a_token_or_a_user() {
    let set = Set::new();
    let temporary = [
        ("HUAWEICLOUD_SDK_AK", "TEMPORARY\n"),
        ("HUAWEICLOUD_SDK_SK", " temporary-secret"),
        ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "a-token\r\n"),
    ];
    for (variables, by) in [
        (&[AK, SK][..], "Access=STANDINACCESSKEY0001,"),
        (&[AK, SK, PROJECT, TOKEN, USER], "Access=STANDINACCESSKEY0001,"),
        (&[("CLOUD_SDK_AK", OTHER_KEY.0), ("CLOUD_SDK_SK", OTHER_KEY.1)], "Access=OTHERKEY,"),
        (&[("CLOUD_SDK_AK", "x"), AK, SK, ("HUAWEICLOUD_SDK_AUTH_TOKEN", "")], "Access=STANDINACCESSKEY0001,"),
        (&temporary, "Access=TEMPORARY,"),
        (&[TOKEN, USER], "the-token"),
        (&[USER, PASSWORD, DOMAIN], "MIIS"),
    ] {
        for what in ["environment", "default", "chain"] {
            assert_eq!(set.run(what, variables), format!("shown {EXAMPLE}"), "{what} {variables:?}");
            let call = set.call();
            let proof = call.header("authorization").or(call.header("x-auth-token")).unwrap();
            assert!(proof.contains(by), "{what} {variables:?}: {proof}");
        }
    }
}

#[test]
fn half_of_something_in_the_environment_names_the_other_half() {
    let set = Set::new();
    set.write_profile(".huaweicloud/credentials", PROFILE_KEY);
    for (variables, says) in [
        (&[AK][..], "HUAWEICLOUD_SDK_AK is set, but HUAWEICLOUD_SDK_SK is not"),
        (&[SK, TOKEN], "HUAWEICLOUD_SDK_SK is set, but HUAWEICLOUD_SDK_AK is not"),
        (&[("CLOUD_SDK_SK", "sentinel")], "CLOUD_SDK_SK is set, but CLOUD_SDK_AK is not"),
        (&[USER, PASSWORD], "HUAWEICLOUD_SDK_USER_NAME is set, but HUAWEICLOUD_SDK_DOMAIN_NAME is not"),
        (&[USER, DOMAIN], "HUAWEICLOUD_SDK_USER_NAME is set, but HUAWEICLOUD_SDK_USER_PASSWORD is not"),
        (&[PASSWORD], "HUAWEICLOUD_SDK_USER_PASSWORD is set, but HUAWEICLOUD_SDK_USER_NAME is not"),
    ] {
        for what in ["environment", "default", "chain"] {
            let said = set.run(what, variables);
            assert!(said.starts_with("failed: Credentials:") && said.contains(says), "{what}: {said}");
            let secrets = ["sentinel", stand_in::EXAMPLE_SECRET_KEY, "password:"];
            assert!(secrets.iter().all(|secret| !said.contains(secret)), "{said}");
        }
    }
    assert_eq!(set.stand_in.connections(), 0);
}

#[test]
fn what_is_not_usable_in_the_environment_is_named() {
    let set = Set::new();
    for (variables, says) in [
        (&[("HUAWEICLOUD_SDK_AK", "senti nel"), SK][..], "HUAWEICLOUD_SDK_AK: access key has a blank"),
        (&[AK, ("HUAWEICLOUD_SDK_SK", "senti\nnel")], "HUAWEICLOUD_SDK_SK: secret key has a control character"),
        (&[("CLOUD_SDK_AK", "sentinel,"), ("CLOUD_SDK_SK", "sentinel")], ": CLOUD_SDK_AK: access key has a blank"),
        (&[("CLOUD_SDK_AK", "a"), ("CLOUD_SDK_SK", "\n \n")], ": CLOUD_SDK_SK: secret key is empty"),
        (
            &[AK, SK, ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "sentinel\u{e9}")],
            "HUAWEICLOUD_SDK_SECURITY_TOKEN: security token has a",
        ),
        (&[("HUAWEICLOUD_SDK_AUTH_TOKEN", "senti\nnel")], "HUAWEICLOUD_SDK_AUTH_TOKEN: auth token has a control"),
        (&[("HUAWEICLOUD_SDK_USER_NAME", " "), PASSWORD, DOMAIN], "HUAWEICLOUD_SDK_USER_NAME: IAM user is empty"),
        (
            &[USER, ("HUAWEICLOUD_SDK_USER_PASSWORD", "senti\nnel"), DOMAIN],
            "HUAWEICLOUD_SDK_USER_PASSWORD: IAM user's password has a control",
        ),
        (
            &[USER, PASSWORD, ("HUAWEICLOUD_SDK_DOMAIN_NAME", "senti\nnel")],
            "HUAWEICLOUD_SDK_DOMAIN_NAME: IAM user's domain has a control",
        ),
    ] {
        for what in ["environment", "default", "chain"] {
            let said = set.run(what, variables);
            assert!(said.starts_with("failed: InvalidArgument:") && said.contains(says), "{what}: {said}");
            let secrets = ["sentinel", "senti", stand_in::EXAMPLE_SECRET_KEY, "password:"];
            assert!(secrets.iter().all(|secret| !said.contains(secret)), "{said}");
        }
    }
    assert_eq!(set.stand_in.connections(), 0);
}

#[test]
fn the_profile_file_comes_after_the_environment_and_before_metadata() {
    let set = Set::new();
    let metadata = ("HWLIVE_TEST_METADATA", set.stand_in.url());
    // There is no file.
    let said = set.run("default", &[]);
    assert!(said.starts_with("failed: Credentials:"), "{said}");
    for part in ["HUAWEICLOUD_SDK_AK", ".huaweicloud/credentials", "metadata service was not asked for"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(set.run("profile", &[]).contains("(os error "));
    for what in ["default", "chain"] {
        assert_eq!(set.run(what, &[metadata]), format!("shown {EXAMPLE}"));
        assert!(set.call().header("authorization").unwrap().contains("Access=HST"));
    }
    // There is one.
    set.write_profile(".huaweicloud/credentials", PROFILE_KEY);
    let other = set.write_profile("other", OTHER_KEY);
    let broken = set.write("broken", "[basic]\nak = sentinel\n");
    let named = ("HUAWEICLOUD_SDK_CREDENTIALS_FILE", other.as_str());
    for (what, variables, by) in [
        ("default", &[metadata][..], PROFILE_KEY.0),
        ("chain", &[metadata], PROFILE_KEY.0),
        ("profile", &[], PROFILE_KEY.0),
        ("default", &[named], OTHER_KEY.0),
        ("profile", &[named, AK, SK], OTHER_KEY.0),
        ("default", &[named, AK, SK, metadata], stand_in::EXAMPLE_ACCESS_KEY),
        ("chain", &[named, AK, SK, metadata], stand_in::EXAMPLE_ACCESS_KEY),
    ] {
        assert_eq!(set.run(what, variables), format!("shown {EXAMPLE}"), "{what} {variables:?}");
        let call = set.call();
        assert!(call.header("authorization").unwrap().contains(&format!("Access={by},")), "{what} {variables:?}");
    }
    // One that is named has to be there, and one that is there has to be right.
    for (path, says) in [("/nowhere/at/all", "(os error "), (&broken, "line 2: there is an ak, but no sk")] {
        let said = set.run("default", &[("HUAWEICLOUD_SDK_CREDENTIALS_FILE", path), metadata]);
        assert!(said.starts_with("failed: Credentials:") && said.contains(says) && said.contains(path), "{said}");
        assert!(!said.contains("sentinel"));
    }
}

#[test]
fn a_profiles_project_and_iam_count_where_the_environment_has_none() {
    let set = Set::new();
    let url = set.stand_in.url();
    let text =
        format!("[basic]\nak = {}\nsk = {}\nproject_id = wrong\niam_endpoint = {url}\n", PROFILE_KEY.0, PROFILE_KEY.1);
    set.write(".huaweicloud/credentials", &text);
    let said = set.run("default", &[]);
    assert!(said.contains("APIGW.0310"), "the profile's project: {said}");
    assert_eq!(set.run("default", &[PROJECT]), format!("shown {EXAMPLE}"), "the environment's project");
}

/// A file of KooCLI with the profiles a, which is the current one, and b.
fn koocli_file((a, a_secret): (&str, &str), (b, b_secret): (&str, &str), more: &str) -> String {
    let profile = |name, key, secret| {
        format!(r#"{{"name": "{name}", "mode": "AKSK", "accessKeyId": "{key}", "secretAccessKey": "{secret}"{more}}}"#)
    };
    format!(r#"{{"current": "a", "profiles": [{}, {}]}}"#, profile("a", a, a_secret), profile("b", b, b_secret))
}

#[test]
fn a_profile_of_koocli_is_the_callers_else_that_of_variables_else_the_current_one() {
    let set = Set::new();
    let example = (stand_in::EXAMPLE_ACCESS_KEY, stand_in::EXAMPLE_SECRET_KEY);
    let said = set.run("koocli", &[]);
    assert!(
        said.starts_with("failed: Credentials:")
            && said.contains(".hcloud/config.json\": ")
            && said.contains("(os error "),
        "{said}"
    );
    set.write(".hcloud/config.json", &koocli_file(PROFILE_KEY, OTHER_KEY, ""));
    let other = set.write("other.json", &koocli_file(example, PROFILE_KEY, ""));
    let sso = r#"{"profiles": [{"name": "s", "mode": "SSO", "ssoAuth": {"stsToken": {"accessKeyId": "TEMPORARY",
        "secretAccessKey": "temporary-secret", "securityToken": "a-token"}}}]}"#;
    let sso = set.write("sso.json", sso);
    let file = |path| ("HW_SHARED_CONFIG_FILE", path);
    for (what, variables, by) in [
        ("koocli", &[][..], PROFILE_KEY.0),
        ("koocli", &[AK, SK, file("")], PROFILE_KEY.0),
        ("koocli", &[("HW_PROFILE", "b")], OTHER_KEY.0),
        ("koocli", &[("HW_PROFILE", ""), file(&other)], example.0),
        ("koocli", &[("HW_PROFILE", "b"), file(&other)], PROFILE_KEY.0),
        ("koocli b", &[], OTHER_KEY.0),
        ("koocli b", &[("HW_PROFILE", "a")], OTHER_KEY.0),
        ("koocli", &[file(&sso)], "TEMPORARY"),
    ] {
        assert_eq!(set.run(what, variables), format!("shown {EXAMPLE}"), "{what} {variables:?}");
        let call = set.call();
        assert!(call.header("authorization").unwrap().contains(&format!("Access={by},")), "{what} {variables:?}");
        assert_eq!(call.header("x-security-token").is_some(), by == "TEMPORARY");
    }
    assert!(set.run("koocli", &[file("/nowhere/at/all")]).contains("(os error "));
    for (what, variables, says) in [
        ("koocli", ("HW_PROFILE", "c"), "there is no profile \"c\" (HW_PROFILE); there are \"a\", \"b\""),
        ("koocli b", file(&sso), "there is no profile \"b\"; there are \"s\""),
        ("koocli", file("/nowhere/at/all"), "KooCLI: \"/nowhere/at/all\": "),
    ] {
        let said = set.run(what, &[variables]);
        assert!(said.starts_with("failed: Credentials:") && said.contains(says), "{said}");
    }
}

#[test]
fn a_profile_of_koocli_has_a_region_and_a_project() {
    let set = Set::new();
    let url = set.stand_in.url();
    let endpoints = [("HUAWEICLOUD_SDK_ENDPOINT", url), ("HUAWEICLOUD_SDK_IAM_ENDPOINT", url)];
    let more = format!(r#", "projectId": "", "region": "{}""#, stand_in::EXAMPLE_REGION);
    set.write(".hcloud/config.json", &koocli_file(PROFILE_KEY, OTHER_KEY, &more));
    // The region is what IAM is asked for the project by.
    assert_eq!(run("koocli", set.home.path(), &endpoints), format!("shown {EXAMPLE}"));
    set.write(".hcloud/config.json", &koocli_file(PROFILE_KEY, OTHER_KEY, r#", "projectId": "wrong""#));
    let said = set.run("koocli", &[PROJECT]);
    assert!(said.contains("APIGW.0310"), "the profile's project: {said}");
}

#[test]
fn regions_of_the_environment_have_several_endpoints() {
    let set = Set::new();
    let urls = format!("http://127.0.0.1:1,{}", set.stand_in.url());
    let variables = [
        AK,
        SK,
        PROJECT,
        ("HUAWEICLOUD_SDK_REGION", "my-region-1"),
        ("HUAWEICLOUD_SDK_REGION_LIVE_MY_REGION_1", urls.as_str()),
    ];
    assert_eq!(run("environment", set.home.path(), &variables), format!("shown {EXAMPLE}"));
    let said = run("environment", set.home.path(), &[AK, SK, PROJECT, ("HUAWEICLOUD_SDK_REGION", "my-region-1")]);
    assert!(said.starts_with("failed: InvalidArgument:") && said.contains("HUAWEICLOUD_SDK_REGION_LIVE_"), "{said}");
    let said = run("environment", set.home.path(), &[AK, SK, PROJECT, ("HUAWEICLOUD_SDK_REGION", "my region")]);
    assert!(said.starts_with("failed: InvalidArgument:") && said.contains("HUAWEICLOUD_SDK_REGION:"), "{said}");
}

#[cfg(feature = "regions-file")]
#[test]
fn regions_of_a_file_come_after_those_of_the_environment() {
    let set = Set::new();
    let url = set.stand_in.url();
    let region = ("HUAWEICLOUD_SDK_REGION", "my-region-1");
    let text = |url: &str| format!("LIVE:\n  - id: my-region-1\n    endpoint: {url}\n");
    set.write(".huaweicloud/regions.yaml", &text("http://127.0.0.1:1"));
    let named = set.write("mine.yaml", &text(url));
    let broken = set.write("broken.yaml", "LIVE:\n  - endpoint: x\n");
    let own = ("HUAWEICLOUD_SDK_REGION_LIVE_MY_REGION_1", url);
    let [named, broken] = [&named, &broken].map(|path| ("HUAWEICLOUD_SDK_REGIONS_FILE", path.as_str()));
    let home = set.home.path();
    for what in ["environment", "default"] {
        assert_eq!(run(what, home, &[AK, SK, PROJECT, region, named]), format!("shown {EXAMPLE}"), "{what}");
        assert_eq!(run(what, home, &[AK, SK, PROJECT, region, own]), format!("shown {EXAMPLE}"), "{what}");
        let said = run(what, home, &[AK, SK, PROJECT, region, broken]);
        assert!(said.starts_with("failed: InvalidArgument:") && said.contains("line 2"), "{said}");
    }
    let said = run("default", home, &[AK, SK, PROJECT, region]);
    assert!(said.starts_with("failed: Connect:"), "the home's file: {said}");
    let said = run("environment", home, &[AK, SK, PROJECT, region]);
    assert!(said.starts_with("failed: InvalidArgument:"), "nobody has asked for the home's file: {said}");
}

/// Runs under strace: every file that is opened and every address that is connected to.
#[test]
fn no_file_is_opened_and_no_address_connected_to_unless_it_is_asked_for() {
    if limit::output(Command::new("strace").arg("-V")).is_err() {
        println!("skipped: strace is not installed");
        return;
    }
    const PROFILE: &str = "/.huaweicloud/credentials";
    const KOOCLI: &str = "/.hcloud/config.json";
    const ID_TOKEN: &str = "/id-token";
    let set = Set::new();
    set.write(".huaweicloud/regions.yaml", "LIVE: []\n");
    let address = set.stand_in.url().strip_prefix("http://127.0.0.1:").unwrap().to_owned();
    let url = set.stand_in.url();
    let token_file = set.stand_in.id_token_file().to_str().unwrap();
    let agent = format!("{url}/v1/credentials");
    let keys = [AK, SK];
    let identity_provider =
        [("HUAWEICLOUD_SDK_IDP_ID", stand_in::EXAMPLE_IDP_ID), ("HUAWEICLOUD_SDK_ID_TOKEN_FILE", token_file)];
    let pod =
        [("HC_CONTAINER_CREDENTIALS_FULL_URI", agent.as_str()), ("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", token_file)];
    // Of a cluster that nobody asks, since the key comes first.
    let unused_pod = [
        AK,
        SK,
        ("HC_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/"),
        ("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", token_file),
    ];
    let home = set.home.path();
    // The files that are there; those that are opened; and those that the chain looks for and goes on without.
    for (what, variables, files, opened, missed) in [
        ("set by hand", &identity_provider[..], &[PROFILE, KOOCLI][..], &[][..], &[][..]),
        ("environment", &keys, &[PROFILE, KOOCLI], &[], &[]),
        ("environment", &unused_pod, &[PROFILE, KOOCLI], &[], &[]),
        ("environment", &identity_provider, &[PROFILE, KOOCLI], &[ID_TOKEN], &[]),
        ("environment", &pod, &[PROFILE, KOOCLI], &[ID_TOKEN], &[]),
        ("default", &unused_pod, &[PROFILE, KOOCLI], &[], &[]),
        ("default", &pod, &[PROFILE, KOOCLI], &[PROFILE], &[]),
        ("default", &pod, &[KOOCLI], &[KOOCLI], &[PROFILE]),
        ("default", &pod, &[], &[ID_TOKEN], &[PROFILE, KOOCLI]),
    ] {
        for file in [PROFILE, KOOCLI] {
            let _ = fs::remove_file(home.join(&file[1..]));
        }
        for file in files {
            match *file {
                PROFILE => set.write_profile(&PROFILE[1..], PROFILE_KEY),
                _ => set.write(&KOOCLI[1..], &koocli_file(OTHER_KEY, PROFILE_KEY, "")),
            };
        }
        let log = home.join("log");
        let arguments = ["-f", "-s", "256", "-e", "trace=file,connect,sendto,sendmsg", "-o"];
        let program = env::current_exe().unwrap();
        let arguments = [&arguments[..], &[log.to_str().unwrap(), program.to_str().unwrap()]].concat();
        let endpoints = [
            PROJECT,
            ("HUAWEICLOUD_SDK_ENDPOINT", url),
            ("HUAWEICLOUD_SDK_IAM_ENDPOINT", url),
            ("HWLIVE_TEST_ENDPOINT", url),
        ];
        let mut command = process("strace", &arguments, what, home, &[&endpoints, variables].concat());
        let output = limit::output(&mut command).unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if !text.contains("it has shown") && String::from_utf8_lossy(&output.stderr).contains("ptrace") {
            println!("skipped: this process may not trace others");
            return;
        }
        let case = format!("{what} {variables:?} {files:?}");
        assert!(text.contains("it has shown"), "{case}: {text} {}", String::from_utf8_lossy(&output.stderr));
        let log = fs::read_to_string(&log).unwrap();
        assert!(log.contains(&format!("htons({address})")), "{case}: it sees connections");
        for line in log.lines() {
            assert!(!line.contains("169.254."), "{case}: {line}");
            let is_ours = line.contains(&format!("htons({address})"));
            assert!(!line.contains(" connect(") || is_ours, "{case}: {line}");
            let is_opened = line.contains("openat(") && !line.contains("ENOENT");
            // The program's own start: the loader, libc, and what std looks up about threads.
            let is_start =
                ["/etc/ld.so", "/lib", "/usr/lib", "/proc/", "/sys/"].iter().any(|start| line.contains(start));
            let names = |files: &[&str]| files.iter().any(|file| line.contains(&format!("{file}\"")));
            let is_asked_for = names(opened);
            assert!(!is_opened || is_start || is_asked_for, "{case}: {line}");
            let is_of_home = line.contains("/.huaweicloud") || line.contains("/.hcloud") || names(&[ID_TOKEN]);
            assert!(!is_of_home || is_asked_for || names(missed), "{case}: {line}");
        }
        for file in opened {
            assert!(log.contains(&format!("{file}\"")), "{case}: it sees files");
        }
    }
}
