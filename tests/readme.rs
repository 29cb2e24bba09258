//! What the README shows is what runs: its C is compiled here, its Rust is a documentation test (src/lib.rs), and its
//! commands are run by `.ci/run`, which takes them from it.
#![cfg(target_os = "linux")]

mod c_support;

use std::fs;
use std::process::Command;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use c_support::{Compiler, STATIC, libraries, root, run, scratch};

/// A block of the README, after the line that it begins in.
type Block = (usize, String);

/// The blocks of the README in this language.
fn blocks(language: &str) -> Vec<Block> {
    let text = fs::read_to_string(root().join("README.md")).expect("README.md");
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((number + 1, format!("{info}\n"))),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, block)), None) => *block += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    let start = format!("{language}\n");
    blocks.into_iter().filter_map(|(number, block)| Some((number, block.strip_prefix(&start)?.to_owned()))).collect()
}

/// The C of the README: whole programs, and functions for those of others.
fn c_programs_and_functions() -> (Vec<Block>, Vec<Block>) {
    blocks("c").into_iter().partition(|(_, source)| source.contains("int main("))
}

/// The compiler, as strict as the users who copy the code.
fn strict() -> Command {
    let mut command = Compiler::c().command();
    command.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-o"]);
    command
}

#[test]
fn every_c_function_verifies_a_notification() {
    /// Posts a genuine body, one that was altered, and one that is cut off; says which ones were believed.
    const CALLER: &str = r#"
        #include <hwlive.h>
        #include <stdio.h>
        #include <string.h>

        int on_post(const hwlive_record_callback *callback, const char *key, const char *body, size_t length);

        int main(int argc, char **argv)
        {
            hwlive_config *config = hwlive_config_new();
            hwlive_client *client = NULL;
            hwlive_record_callback *callback = NULL;
            int i;

            if (hwlive_config_load_environment(config, NULL) != HWLIVE_CODE_OK ||
                hwlive_client_new(config, &client, NULL) != HWLIVE_CODE_OK ||
                hwlive_show_record_callback(client, "mine", &callback, NULL) != HWLIVE_CODE_OK)
                return 2;
            for (i = 2; i < argc; i++)
                printf("%d\n", on_post(callback, argv[1], argv[i], strlen(argv[i])));
            hwlive_record_callback_free(callback);
            hwlive_client_free(client);
            hwlive_config_free(config);
            return 0;
        }
    "#;
    const KEY: &str = "0123456789abcdef0123456789abcdef";
    // Its signature does not expire in the lifetime of this test.
    const TIMESTAMP: &str = "99999999999";
    let url = "https://obs.example.com/live/record-1.m3u8";
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).expect("HMAC takes every key");
    mac.update(format!("{TIMESTAMP}RECORD_FILE_COMPLETEpush.example.comlivemystream{url}").as_bytes());
    let sign: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let genuine = format!(
        r#"{{"event_type":"RECORD_FILE_COMPLETE","publish_domain":"push.example.com","app":"live","stream":"mystream",
           "download_url":"{url}","auth_timestamp":{TIMESTAMP},"auth_sign":"{sign}"}}"#
    );
    let altered = genuine.replace("obs.example.com", "forged.example.com");
    let cut = &genuine[..genuine.len() - 1];

    let (_, functions) = c_programs_and_functions();
    assert!(!functions.is_empty());
    for (line, function) in functions {
        let directory = scratch(&format!("readme-{line}"));
        let sources = [("readme.c", function.as_str()), ("caller.c", CALLER)].map(|(name, text)| {
            fs::write(directory.join(name), text).expect("the scratch folder is writable");
            directory.join(name)
        });
        let callbacks = directory.join("callbacks.json");
        fs::write(&callbacks, r#"[{"id":"mine"}]"#).expect("the scratch folder is writable");
        let compiled = directory.join("readme");
        run(strict().arg(&compiled).args(sources).arg(libraries().join("libhwlive.a")).args(STATIC));
        let mut command = Command::new(env!("CARGO_BIN_EXE_hwlive-stand-in"));
        command.arg("--callbacks").arg(&callbacks).arg("--").arg(&compiled);
        let output = run(command.args([KEY, &genuine, &altered, cut]));
        let shown = String::from_utf8_lossy(&output.stdout);
        assert_eq!(shown, format!("{url}\n1\n0\n0\n"), "README.md:{line}");
    }
}

#[test]
fn every_c_program_compiles_and_shows_the_example() {
    let (programs, _) = c_programs_and_functions();
    assert!(!programs.is_empty());
    for (line, program) in programs {
        let directory = scratch(&format!("readme-{line}"));
        let source = directory.join("readme.c");
        fs::write(&source, &program).expect("the scratch folder is writable");
        let compiled = directory.join("readme");
        run(strict().arg(&compiled).arg(&source).arg(libraries().join("libhwlive.a")).args(STATIC));
        let output = run(Command::new(env!("CARGO_BIN_EXE_hwlive-stand-in")).arg("--").arg(&compiled));
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(shown.starts_with("e2fe84def7e476651034ec4b9e92bc30 -> http"), "README.md:{line}: {shown}");
    }
}

#[test]
fn every_setting_and_code_of_the_header_is_named() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    for (symbol, _) in c_support::abi() {
        if let Some(setter) = symbol.strip_prefix("hwlive_config_set_") {
            assert!(readme.contains(&format!("`set_{setter}`")), "{symbol}");
        }
    }
    let header = fs::read_to_string(root().join("include/hwlive.h")).expect("include/hwlive.h");
    for line in header.lines().filter_map(|line| line.strip_prefix("#define HWLIVE_CODE_")) {
        let (name, number) = line.split_once(' ').expect("a value");
        if number != "0" {
            let named = format!("_{name}` {number}");
            assert!(readme.contains(&named), "{named}");
        }
    }
}

#[test]
fn the_program_in_cpp_is_the_one_that_runs() {
    // tests/cpp_programs.rs runs it. The pages of other languages are in bindings, and tests/bindings looks after them.
    let path = "tests/cpp/show_record_callback.cpp";
    let program = fs::read_to_string(root().join(path)).expect(path);
    let shown = blocks("cpp");
    assert!(!shown.is_empty(), "README.md does not show {path}, in a block of cpp");
    for (line, shown) in shown {
        assert_eq!(shown, program, "README.md, line {line}, is not {path}");
    }
}
