//! What the comments of `include/hwlive.h` say is so: the environment variables, the figures, and the codes of each function.
#![cfg(any(target_os = "linux", windows))]

mod c_support;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use c_support::{Compiler, clear_environment, executable, link_static, of_tests, root, run, scratch};
use sources::{check_figure, code, is_variable};

fn header() -> String {
    fs::read_to_string(root().join("include/hwlive.h")).expect("include/hwlive.h")
}

/// The comments of the header, with one blank between words. Its example is code.
fn comments(header: &str) -> String {
    let lines = header.lines().map(str::trim_start).filter(|line| line.starts_with('*') && !line.starts_with("*     "));
    lines.flat_map(|line| line[1..].split_whitespace()).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
}

fn variables(code: &str) -> BTreeSet<&str> {
    code.split('"').filter(|text| is_variable(text)).collect()
}

#[test]
fn the_variables_that_are_read_are_those_that_are_named() {
    let (code, comments) = (code(), comments(&header()));
    let named: BTreeSet<&str> = words(&comments).filter(|word| is_variable(word)).collect();
    assert_eq!(named, variables(&code), "the variables in include/hwlive.h, and those in src/");
}

/// What the header says of limits and defaults; the constant, and its value in the code. A sentence may be there several times.
const FIGURES: &[(&str, &str, &str)] = &[
    ("Default: 30000.", "DEFAULT_TIMEOUT", "from_secs(30)"),
    ("Default: 10000.", "DEFAULT_CONNECT_TIMEOUT", "from_secs(10)"),
    ("asked again. Default: 2.", "DEFAULT_MAX_RETRIES", "2"),
    ("`retries` is 0 to 10", "MAX_RETRIES", "10"),
    ("`retries` is more than 10", "MAX_RETRIES", "10"),
    ("`region_id` has 1 to 64 characters", "MAX_REGION", "64"),
    ("The limit is 2048 characters", "MAX_LENGTH", "2048"),
    ("It has at most 128 characters", "MAX_PROJECT_ID", "128"),
    ("two parts of the key, of at most 1024 characters", "MAX_KEY", "1024"),
    ("a temporary key and has at most 102400 characters", "MAX_TOKEN", "102_400"),
    ("`token` has at most 102400 characters", "MAX_TOKEN", "102_400"),
    ("(the name of the account) have at most 1024 characters", "MAX_TEXT", "1024"),
    ("It has 1 to 256 characters", "MAX_USER_AGENT", "256"),
    ("id in IAM, of 1 to 256 characters", "MAX_IDP_ID", "256"),
    ("the token has at most 20000 characters", "MAX_ID_TOKEN", "20_000"),
    ("`provider_urn` and `agency_urn` have at most 1024 characters each", "MAX_NAME", "1024"),
    ("\"iam::DOMAIN_ID:agency:NAME\" and has at most 1024 characters", "MAX_NAME", "1024"),
    ("`agency_name` has at most 1024 characters", "MAX_NAME", "1024"),
    ("agency's account asks for, of 2 to 1224 characters", "EXTERNAL_ID_LENGTH", "2..=1224"),
    ("`session_name` has 2 to 128 characters", "NAME_LENGTH", "2..=128"),
    ("how long the keys are good, 900 to 43200.", "LONGEST_OF_STS", "from_secs(12 * 60 * 60)"),
    ("how long the keys are good, 900 to 86400, and at most 43200", "LONGEST", "from_secs(24 * 60 * 60)"),
    ("0 means 3600.", "SESSION_DURATION", "from_secs(60 * 60)"),
    ("a policy in JSON, of at most 100000 characters", "MAX_POLICY", "100_000"),
    ("commas between them, together at most 100000 characters", "MAX_POLICY", "100_000"),
    ("A request takes at most 5 s and never goes through a proxy", "LIMIT", "from_secs(5)"),
    ("Without a port it is 1080", "DEFAULT_PORT", "1080"),
    ("It has 1 to 16 addresses", "MAX_ADDRESSES", "16"),
    ("and 443 for https", "DEFAULT_SECURE_PORT", "443"),
    ("of at most 1 MiB", "MAX_FILE", "1024 * 1024"),
    ("takes at most 3 s, all its requests together", "LIMIT", "from_secs(3)"),
    ("does not answer within 1.5 s", "TOKEN_LIMIT", "from_millis(1500)"),
    ("\"http://169.254.169.254\"", "METADATA_ENDPOINT", "\"http://169.254.169.254\""),
    ("of the callback, 1 to 128 characters", "MAX_ID", "128"),
    ("bytes of JSON, at most 1048576", "MAX_BODY", "1 << 20"),
    ("nested more than 32 deep", "MAX_DEPTH", "32"),
    ("15 minutes, in milliseconds", "DEFAULT_TOLERANCE", "from_secs(15 * 60)"),
    ("everything past 4096 characters", "SERVICE_MESSAGE", "4_096"),
    ("It is at most 24 hours", "LONGEST_RETRY_AFTER", "from_secs(24 * 60 * 60)"),
    (
        "\"cn-north-4\", \"cn-north-1\", \"cn-east-3\", \"ap-southeast-2\" and \"ap-southeast-3\" are built in",
        "REGIONS",
        "[\"cn-north-4\", \"cn-north-1\", \"cn-east-3\", \"ap-southeast-2\", \"ap-southeast-3\"]",
    ),
    ("once for every 100 callbacks", "PAGE", "100"),
    ("For SOCKS5 each has at most 255 bytes", "MAX_SOCKS_TEXT", "255"),
    ("this ingest domain are listed: 1 to 255 characters", "MAX_PUBLISH_DOMAIN", "255"),
    ("apply to this application: 1 to 128 characters", "MAX_APP", "128"),
    ("a page begin at number 4096 at most", "MAX_OFFSET", "4096"),
    ("after 16 MiB no further page", "MAX_BYTES", "16 * 1024 * 1024"),
    ("allows in a token, at most 128.", "MAX_HEADER_NAME", "128"),
    ("and spaces, at most 8192 characters", "MAX_HEADER_VALUE", "8192"),
    ("together have at most 16384 bytes", "MAX_HEADER_LINES", "16 * 1024"),
    ("if the status is 429, 502, 503 or 504", "STATUS", "429 | 502 | 503 | 504"),
    ("with a status of 500 or more", "STATUS", ">= 500"),
    ("refuses with a status from 400 to 499", "STATUS", "400..=499"),
];

/// Numbers that are no limits or defaults of ours.
const OTHER_NUMBERS: &[&str] = &[
    "64 KiB of stack",
    "version 1",
    "version 2",
    "cn-x-1",
    "CN_X_1",
    "1970",
    "01-01T00:00:00Z",
    "HTTP 401 and 403",
    "HTTP 404",
    "HTTP 429",
    "such as 404",
    "of status 403",
    "LIVE.100011001",
    "APIGW.0301",
    "2020-08-21T08:10:30Z",
    "my-encoder/2.3",
    "\"eu-west-1\"",
    "\"cn-south-1\"",
    "`on` is 1 or 0. Live",
    "TLS 1.2",
    "TLS 1.3",
    "live.example.com:443:192.0.2.1,[2001:db8::1]",
    "the one of cn-north-4 if no region is set",
    // Of STS alone.
    "temporary, STS allows at most 3600.",
    ":8443/gateway",
    "/v1/{project_id}",
    "Since 0.1.0.",
    "such as \"0.1.0\"",
    "RFC 9110",
    // What tests/call_cancel.rs holds.
    "within 0.2 s",
    "Returns how often the call was tried: 1, or",
    "Returns 1 if the request went over",
    "with the status 404",
    "Returns 1 if all callbacks are in the list",
    "\"192.0.2.7:443\"",
    "\"[2001:db8::7]:443\"",
    "\"TLSv1.3\" or \"TLSv1.2\"",
    "HLS\", \"FLV\" or \"MP4",
    // Values with a meaning of their own, which the programs in tests/c try.
    "1 or more",
    "`on` is 1 for no check, or 0 for the check. Default: 0.",
    "`with_metadata` is 1",
    "`with_metadata` is 0 or 1",
    "Returns 1 if the same call may succeed later, otherwise 0. It is 1 for",
    "-1",
];

/// A number that belongs to nothing above is one that nobody holds against the code.
#[test]
fn every_figure_is_that_of_the_code() {
    let (code, comments) = (code(), comments(&header()));
    let mut rest = comments.clone();
    for &(sentence, constant, value) in FIGURES {
        assert!(comments.contains(sentence), "include/hwlive.h does not say: {sentence}");
        match constant {
            // Not a constant, but a pattern.
            "STATUS" => assert!(code.contains(value), "include/hwlive.h says: {sentence}; but src/ has no {value}"),
            _ => check_figure(&code, &format!("include/hwlive.h says: {sentence}"), constant, value),
        }
        rest = rest.replace(sentence, "…");
    }
    for &text in OTHER_NUMBERS {
        assert!(comments.contains(text), "include/hwlive.h no longer says: {text}");
        rest = rest.replace(text, "…");
    }
    // 0 is no limit, and most of what returns a number returns it for NULL.
    let names = [
        "HMAC_SHA256",
        "HMACSHA256",
        "HMAC-SHA256",
        "MD5",
        "V11",
        "HMAC-SM3",
        "HMAC_SM3",
        "SM3",
        "sm3",
        "UTF-8",
        "IPv4",
        "IPv6",
        "SOCKS",
        "socks",
        "INT64_MIN",
        "TLS_1_",
        "SHA-256",
        "sha256",
    ];
    let is_number =
        |word: &&str| word.contains(|c: char| matches!(c, '1'..='9')) && !names.iter().any(|name| word.contains(name));
    let numbers: Vec<&str> = rest.split(' ').filter(is_number).collect();
    assert!(numbers.is_empty(), "numbers in include/hwlive.h that FIGURES and OTHER_NUMBERS do not have: {numbers:?}");
}

/// A limit counts what the comment of its constant says that it counts.
#[test]
fn every_limit_counts_what_the_code_counts() {
    let code = code();
    let lines: Vec<&str> = code.lines().map(str::trim_start).collect();
    let mut count = 0;
    for &(sentence, constant, value) in FIGURES {
        let Some(unit) = ["characters", "bytes"].into_iter().find(|unit| sentence.contains(unit)) else { continue };
        let (start, end) = (format!("const {constant}: "), format!(" = {value};"));
        let comments = lines.iter().enumerate().filter(|(_, line)| line.contains(&start) && line.ends_with(&end));
        // One comment may be that of several constants.
        let comments = comments.map(|(at, _)| {
            let above = lines[..at].iter().rev().skip_while(|line| line.contains("const "));
            above.take_while(|line| line.starts_with("///")).copied().collect::<String>()
        });
        let comments: Vec<String> = comments.collect();
        let says_so = comments.iter().any(|comment| comment.contains(unit));
        assert!(says_so, "include/hwlive.h says: {sentence}; but of {constant} the code says {comments:?}");
        count += 1;
    }
    assert!(count > 20, "{count}");
}

/// The same for the C++ header and the crate's documentation, which leave most figures to the C header and the manual.
const FIGURES_ELSEWHERE: &[(&str, &str, &str, &str)] = &[
    (
        "include/hwlive.hpp",
        "a whole call, retries included: 1 to 4,294,967,295 ms, default 30 s.",
        "DEFAULT_TIMEOUT",
        "from_secs(30)",
    ),
    (
        "include/hwlive.hpp",
        "for one connection: 1 to 4,294,967,295 ms, default 10 s.",
        "DEFAULT_CONNECT_TIMEOUT",
        "from_secs(10)",
    ),
    ("include/hwlive.hpp", "1 to 4,294,967,295 ms", "MAX_TIMEOUT", "from_millis(u32::MAX as u64)"),
    ("include/hwlive.hpp", "0 to 10, default 2.", "DEFAULT_MAX_RETRIES", "2"),
    ("include/hwlive.hpp", "0 to 10, default 2.", "MAX_RETRIES", "10"),
    ("include/hwlive.hpp", "a POST, of at most 1 MiB.", "MAX_BODY", "1 << 20"),
    ("src/lib.rs", "(30 s unless set otherwise)", "DEFAULT_TIMEOUT", "from_secs(30)"),
];

#[test]
fn every_figure_elsewhere_is_that_of_the_code() {
    let code = code();
    for &(file, sentence, constant, value) in FIGURES_ELSEWHERE {
        let text = fs::read_to_string(root().join(file)).expect(file);
        assert!(text.contains(sentence), "{file} does not say: {sentence}");
        check_figure(&code, &format!("{file} says: {sentence}"), constant, value);
    }
}

/// The codes by their numbers, without what is before their names.
fn codes(header: &str) -> BTreeMap<i32, &str> {
    let lines = header.lines().filter_map(|line| line.strip_prefix("#define HWLIVE_CODE_")?.split_once(' '));
    lines.map(|(name, value)| (value.parse().expect("a number"), name)).collect()
}

/// The functions that can fail, each with the codes that its comment names.
fn named_codes(header: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut functions = BTreeMap::new();
    for part in header.split("/**").skip(1) {
        let (comment, rest) = part.split_once("*/").expect("a comment ends");
        let declaration = rest.split(';').next().unwrap_or_default();
        if declaration.contains("hwlive_error **error_out") {
            let name = words(declaration.split('(').next().unwrap_or_default()).last().unwrap_or_default();
            let codes = words(comment).filter_map(|word| word.strip_prefix("HWLIVE_CODE_"));
            functions.insert(name, codes.filter(|code| *code != "OK").collect());
        }
    }
    functions
}

/// Codes that are named, but that `tests/c/codes.c` cannot bring about.
const NOT_PROVOKED: &[(&str, &str, &str)] = &[
    ("hwlive_show_record_callback", "OTHER", "takes a system without poll, or a mistake in the library"),
    ("hwlive_show_record_callback_with", "OTHER", "as above"),
    ("hwlive_list_record_callbacks", "OTHER", "as above"),
    ("hwlive_list_record_callbacks_with", "OTHER", "as above"),
];

#[test]
fn every_code_that_a_function_returns_is_named_in_its_comment() {
    let header = header();
    let (codes, named) = (codes(&header), named_codes(&header));
    assert!(codes.len() > 15 && named.len() > 30, "{} codes, {} functions", codes.len(), named.len());
    let panics = "Any of these functions can also return HWLIVE_CODE_PANIC.";
    assert!(comments(&header).contains(panics), "the manual does not say: {panics}");

    let program = executable(&scratch("header-codes"), "codes");
    let mut command = Compiler::c().command();
    command.args([
        "-std=c99",
        "-D_POSIX_C_SOURCE=200809L",
        "-pthread",
        "-Wall",
        "-Wextra",
        "-Wpedantic",
        "-Werror",
        "-o",
    ]);
    of_tests(command.arg(&program)).arg(root().join("tests/c/codes.c"));
    run(link_static(&mut command));
    let mut command = Command::new(&program);
    clear_environment(&mut command);
    let output = run(command.args(variables(&code())));
    let output = String::from_utf8(output.stdout).expect("text");

    let mut returned: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in output.lines() {
        let (function, code) = line.split_once(' ').expect("a function and a code");
        let code: i32 = code.parse().expect("a number");
        returned.entry(function).or_default().insert(codes[&code]);
    }
    let mut faults = Vec::new();
    for (function, named) in &named {
        let returned = returned.remove(function).unwrap_or_default();
        for code in returned.iter().filter(|code| **code != "OK" && !named.contains(*code)) {
            faults.push(format!("{function} returns {code}, which its comment does not name"));
        }
        for code in named.iter().filter(|code| !returned.contains(*code)) {
            if !NOT_PROVOKED.iter().any(|(other, of_it, _)| (other, of_it) == (function, code)) {
                faults.push(format!("{function} never returned {code}, which its comment names"));
            }
        }
    }
    faults.extend(returned.keys().map(|function| format!("{function} is not in the header")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
