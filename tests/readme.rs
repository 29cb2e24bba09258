//! The manual is right: its programs compile and run, its links lead somewhere, its tables are those of the header, and its figures
//! are those of the code. The manual is the README, the other pages beside it, those in docs/, and those of the languages.
//!
//! Its Rust is compiled as documentation tests (src/lib.rs), and its commands are run by `ci/readme`.
#![cfg(any(target_os = "linux", windows))]

mod c_support;
mod sources;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use c_support::{Compiler, executable, link_static, root, run, scratch};
use hwlive_stand_in::{Builder, StandIn};
use sources::{check_figure, code, is_variable};

const MEND: &str = "HWLIVE_BLESS=1 cargo test --test readme";

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The paths of a folder, below the crate's.
fn entries(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.into_iter().map(|name| if folder.is_empty() { name } else { format!("{folder}/{name}") }).collect()
}

/// The folders of the languages.
fn languages() -> Vec<String> {
    entries("bindings").into_iter().filter(|path| root().join(path).is_dir()).collect()
}

/// The pages that this folder has of its own.
fn pages() -> Vec<String> {
    let all = entries("").into_iter().chain(entries("docs"));
    all.filter(|path| path.ends_with(".md")).collect()
}

/// The same, and those of the languages.
fn all_pages() -> Vec<String> {
    pages().into_iter().chain(languages().into_iter().map(|folder| folder + "/README.md")).collect()
}

/// The lines of a page that are not in a block of code, each with its number.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    text.lines().enumerate().filter_map(move |(number, line)| {
        let is_fence = line.trim_start().starts_with("```");
        inside ^= is_fence;
        (!inside && !is_fence).then_some((number + 1, line))
    })
}

/// A block of code, after the page and the line that it begins in.
type Block = (String, String);

/// The blocks of a page in this language.
fn blocks(page: &str, language: &str) -> Vec<Block> {
    let text = read(page);
    let mut blocks = Vec::new();
    let mut open: Option<(usize, &str, String)> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((number + 1, info.split(',').next().unwrap_or_default(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((.., block)), None) => *block += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{page}: a block of code does not end");
    let of_it = blocks.into_iter().filter(|(_, info, _)| *info == language);
    of_it.map(|(number, _, block)| (format!("{page}:{number}"), block)).collect()
}

/// The C of the manual: whole programs, and functions for those of others.
fn c_programs_and_functions() -> (Vec<Block>, Vec<Block>) {
    let all = pages().into_iter().flat_map(|page| blocks(&page, "c"));
    all.partition(|(_, source)| source.contains("int main("))
}

/// The compiler, as strict as the users who copy the code.
fn strict() -> Command {
    let mut command = Compiler::c().command();
    command.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-o"]);
    command
}

/// A folder for a block of code.
fn folder_for(place: &str) -> PathBuf {
    scratch(&format!("manual-{}", place.replace(['/', ':'], "-")))
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
    for (place, function) in functions {
        let directory = folder_for(&place);
        let sources = [("manual.c", function.as_str()), ("caller.c", CALLER)].map(|(name, text)| {
            fs::write(directory.join(name), text).expect("the scratch folder is writable");
            directory.join(name)
        });
        let compiled = executable(&directory, "manual");
        run(link_static(strict().arg(&compiled).args(sources)));
        let stand_in = StandIn::builder().callbacks(r#"[{"id":"mine"}]"#).and_then(Builder::start).expect("a stand-in");
        let output = run(stand_in.command(&compiled).args([KEY, &genuine, &altered, cut]));
        let shown = String::from_utf8_lossy(&output.stdout);
        assert_eq!(shown, format!("{url}\n1\n0\n0\n"), "{place}");
    }
}

#[test]
fn every_c_program_compiles_and_shows_the_example() {
    let (programs, _) = c_programs_and_functions();
    assert!(!programs.is_empty());
    for (place, program) in programs {
        let directory = folder_for(&place);
        let source = directory.join("manual.c");
        fs::write(&source, &program).expect("the scratch folder is writable");
        let compiled = executable(&directory, "manual");
        run(link_static(strict().arg(&compiled).arg(&source)));
        let stand_in = StandIn::builder().start().expect("a stand-in");
        let output = run(&mut stand_in.command(&compiled));
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(shown.starts_with("e2fe84def7e476651034ec4b9e92bc30 -> http"), "{place}: {shown}");
    }
}

#[test]
fn every_page_with_rust_is_a_documentation_test() {
    let library = read("src/lib.rs");
    for page in pages() {
        let is_included = library.contains(&format!("include_str!(\"../{page}\")"));
        assert_eq!(!blocks(&page, "rust").is_empty(), is_included, "{page}: Rust on it, and its line in src/lib.rs");
    }
}

#[test]
fn every_callback_of_the_stand_in_is_one() {
    for (place, callbacks) in pages().into_iter().flat_map(|page| blocks(&page, "json")) {
        let stand_in = StandIn::builder().callbacks(&callbacks);
        assert!(stand_in.is_ok(), "{place}: {:?}", stand_in.err());
    }
}

#[test]
fn no_page_is_too_long_and_each_has_a_list_of_contents() {
    for page in pages() {
        let text = read(&page);
        let lines = text.lines().count();
        let most = if page == "README.md" { 200 } else { 250 };
        // What has changed only grows.
        assert!(lines <= most || page == "CHANGELOG.md", "{page} has {lines} lines, more than {most}");
        if page == "README.md" || page == "CHANGELOG.md" {
            continue;
        }
        let headings: Vec<&str> = prose(&text).filter_map(|(_, line)| line.strip_prefix("## ")).collect();
        let expected: Vec<String> = headings.iter().map(|title| format!("- [{title}](#{})", anchor(title))).collect();
        let listed: Vec<&str> = text.lines().take_while(|line| !line.starts_with("## ")).collect();
        let listed: Vec<&str> = listed.into_iter().filter(|line| line.starts_with("- [")).collect();
        assert_eq!(listed, expected, "{page}: the list of contents, and the headings");
    }
}

/// What a heading is called in a link, as GitHub does it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

fn anchors(text: &str) -> Vec<String> {
    let headings = prose(text).filter(|(_, line)| line.starts_with('#'));
    headings.map(|(_, line)| anchor(line.trim_start_matches('#').trim())).collect()
}

/// The targets of the links in a line.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for page in all_pages() {
        let text = read(&page);
        let mut seen = BTreeSet::new();
        for anchor in anchors(&text) {
            assert!(seen.insert(anchor.clone()), "{page}: two headings are #{anchor}");
        }
        let folder = Path::new(&page).parent().unwrap_or(Path::new(""));
        for (number, link) in prose(&text).flat_map(|(number, line)| links(line).map(move |link| (number, link))) {
            if link.starts_with("https://") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { root().join(&page) } else { root().join(folder).join(path) };
            let leads = target.exists()
                && (anchor.is_empty()
                    || fs::read_to_string(&target).is_ok_and(|text| anchors(&text).contains(&anchor.to_owned())));
            if !leads {
                broken.push(format!("{page}:{number}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "links that lead nowhere:\n{}", broken.join("\n"));
}

#[test]
fn the_readme_leads_to_every_page() {
    let readme = read("README.md");
    let targets: BTreeSet<&str> = readme.lines().flat_map(links).collect();
    for page in pages().iter().filter(|page| *page != "README.md") {
        assert!(targets.contains(page.as_str()), "README.md has no link to {page}");
    }
    for folder in languages() {
        assert!(targets.contains(format!("{folder}/").as_str()), "README.md has no link to {folder}/");
    }
}

/// A constant of the header: its name, its value, and its comment on one line.
fn constants() -> Vec<[String; 3]> {
    let header = read("include/hwlive.h");
    let (mut comment, mut constants) = (Vec::new(), Vec::new());
    for line in header.lines() {
        if line == "/**" {
            comment.clear();
        } else if let Some(text) = line.strip_prefix(" * ") {
            comment.push(text);
        } else if let Some((name, value)) = line.strip_prefix("#define ").and_then(|rest| rest.split_once(' ')) {
            constants.push([name.to_owned(), value.to_owned(), comment.join(" ")]);
        }
    }
    constants
}

/// The name of a code in Rust: `NOT_FOUND` is `NotFound`.
fn error_kind(code: &str) -> String {
    let words = code.split('_').map(|word| word[..1].to_owned() + &word[1..].to_lowercase());
    words.collect()
}

/// A table that is made of the header, between the marks that have its name.
fn check_table(page: &str, name: &str, table: &str) {
    let text = read(page);
    let [begin, end] = ["begin", "end"].map(|mark| format!("<!-- {name}: {mark} -->\n"));
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("{page} has no {begin}"));
    let (shown, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{page} has no {end}"));
    if env::var_os("HWLIVE_BLESS").is_some() {
        fs::write(root().join(page), [before, &begin, table, &end, after].concat()).expect("the page can be written");
    } else {
        assert_eq!(shown, table, "{page}: the table {name} is out of date; make it again with: {MEND}");
    }
}

#[test]
fn the_tables_of_the_header_are_right() {
    let kinds = read("src/error.rs");
    let mut codes = "| C | Rust: `ErrorKind` | meaning |\n|---|---|---|\n".to_owned();
    let mut others = "| constant | value | meaning |\n|---|---|---|\n".to_owned();
    for [name, value, meaning] in constants() {
        if let Some(code) = name.strip_prefix("HWLIVE_CODE_") {
            let kind = error_kind(code);
            let kind = if kinds.contains(&format!("\n    {kind},\n")) { format!("`{kind}`") } else { "–".to_owned() };
            codes += &format!("| `{name}` {value} | {kind} | {meaning} |\n");
        } else if !name.starts_with("HWLIVE_VERSION") && !name.starts_with("HWLIVE_MUST_USE") {
            others += &format!("| `{name}` | {} | {meaning} |\n", value.trim_end_matches('u'));
        }
    }
    assert!(codes.lines().count() > 15 && others.lines().count() > 15);
    check_table("docs/errors.md", "codes", &codes);
    check_table("docs/abi.md", "constants", &others);
}

#[test]
fn the_table_of_speed_is_that_of_the_last_measurement() {
    /// The columns that are shown, as the two tables of results name them, and as the page does.
    const COLUMNS: [(usize, &str, &str); 8] = [
        (0, "CPU µs per call", "CPU µs"),
        (0, "median µs", "median µs"),
        (1, "instructions", "instructions"),
        (1, "allocations", "allocations"),
        (1, "system calls", "system calls"),
        (0, "16 threads", "calls/s, 16 threads"),
        (0, "peak MiB", "peak MiB"),
        (0, "process ms", "process ms"),
    ];
    let results = read("benches/RESULTS.md");
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = results.lines().filter(|line| line.starts_with('|')).map(cells).collect();
    let mut tables = rows.split_inclusive(|row| row[1] == "libcurl by hand" && row[2] == "https");
    let tables = [tables.next().expect("what was measured"), tables.next().expect("what was counted")];
    let names = COLUMNS.map(|(_, _, name)| name);
    let mut table = format!("| program | | {} |\n|---|---{}|\n", names.join(" | "), "|---".repeat(COLUMNS.len()));
    for row in tables[0].iter().filter(|row| ["http", "https"].contains(&row[2].as_str())) {
        let figures = COLUMNS.map(|(table, column, _)| {
            let same = tables[table].iter().find(|other| other[1..3] == row[1..3]).expect("the same program");
            same[tables[table][0].iter().position(|name| name == column).expect("the column")].clone()
        });
        table += &format!("| {} | {} | {} |\n", row[1], row[2], figures.join(" | "));
    }
    check_table("docs/speed.md", "speed", &table);
}

#[test]
fn every_setting_is_in_the_table() {
    let page = read("docs/settings.md");
    let builder = read("src/builder.rs");
    for (symbol, _) in c_support::abi() {
        let setter = symbol.strip_prefix("hwlive_config_").filter(|name| !["new", "free"].contains(name));
        if let Some(setter) = setter {
            assert!(page.contains(&format!("\n| `{setter}` |")), "docs/settings.md has no row for {symbol}");
        }
    }
    let methods = builder.lines().filter_map(|line| line.strip_prefix("    pub fn ")?.split('(').next());
    for method in methods.filter(|method| !["builder", "build"].contains(method)) {
        assert!(page.contains(&format!("`{method}`")), "docs/settings.md does not name the builder's {method}");
    }
}

#[test]
fn the_variables_that_are_read_are_those_that_are_named() {
    let code = code();
    let read_by_code: BTreeSet<&str> = code.split('"').filter(|text| is_variable(text)).collect();
    let page = read("docs/settings.md");
    let named = page.split('`').filter(|text| is_variable(text)).map(|text| text.trim_end_matches("<REGION>"));
    let named: BTreeSet<&str> = named.collect();
    // A setting, which has such a name too.
    let named: BTreeSet<&str> = named.into_iter().filter(|name| *name != "set_proxy").collect();
    assert_eq!(named, read_by_code, "the variables in docs/settings.md, and those in src/");
}

#[test]
fn the_default_chain_has_the_same_sources_on_each_page() {
    let words = ["environment", "profile file", "KooCLI", "agent of a cluster", "metadata"];
    let (page, loaders) = (read("docs/credentials.md"), read("src/loaders.rs"));
    let page = page.split_once("## The default chain").expect("the section").1;
    let method = loaders.split("    pub fn load_default").next().expect("its documentation");
    let documentation = method.rsplit_once("/// Reads what there is").expect("its beginning").1.replace("    /// ", "");
    let row = read("docs/settings.md").lines().find(|line| line.starts_with("| `load_default`")).map(str::to_owned);
    for (place, text) in [("the page", page), ("the documentation", documentation.as_str())] {
        let is_item = |line: &&str| line.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok());
        let items: Vec<&str> = text.lines().take_while(|line| !line.starts_with("## ")).filter(is_item).collect();
        assert_eq!(items.len(), words.len(), "{place}: {items:#?}");
        for (number, (item, word)) in items.iter().zip(words).enumerate() {
            assert!(item.starts_with(&format!("{}. ", number + 1)) && item.contains(word), "{place}: {item}");
        }
    }
    let row = row.expect("a row of docs/settings.md");
    let places: Vec<_> = words.iter().map(|word| row.find(word)).collect();
    assert!(places.is_sorted() && places[0].is_some(), "docs/settings.md: {row}");
}

#[test]
fn every_figure_is_that_of_the_code() {
    const FIGURES: [(&str, &str, &str, &str); 35] = [
        ("docs/settings.md", "30,000 ms for the whole call", "DEFAULT_TIMEOUT", "from_secs(30)"),
        ("docs/settings.md", "10,000 ms for one connection", "DEFAULT_CONNECT_TIMEOUT", "from_secs(10)"),
        ("docs/settings.md", "2 retries after the first try", "DEFAULT_MAX_RETRIES", "2"),
        ("docs/settings.md", "| 0 to 10 |", "MAX_RETRIES", "10"),
        ("docs/settings.md", "| 1 to 4,294,967,295 ms |", "MAX_TIMEOUT", "from_millis(u32::MAX as u64)"),
        ("docs/settings.md", "at most 256 characters", "MAX_USER_AGENT", "256"),
        ("docs/settings.md", "at most 102,400 characters", "MAX_TOKEN", "102_400"),
        ("docs/settings.md", "default `http://169.254.169.254`", "METADATA_ENDPOINT", "\"http://169.254.169.254\""),
        ("docs/behaviour.md", "1 to 128 characters", "MAX_ID", "128"),
        ("docs/behaviour.md", "decompression | 1 MiB |", "MAX_BODY", "1024 * 1024"),
        ("docs/behaviour.md", "64 KiB and 128 lines", "MAX_HEAD", "64 * 1024"),
        ("docs/behaviour.md", "at most 200 ms before the first retry", "FIRST_PAUSE", "from_millis(200)"),
        ("docs/behaviour.md", "never more than 5 s", "LONGEST_PAUSE", "from_secs(5)"),
        ("docs/behaviour.md", "idle for at most 25 s", "LONGEST", "from_secs(25)"),
        ("docs/behaviour.md", "at most 256 idle connections", "MOST", "256"),
        ("docs/behaviour.md", "kept for 30 s", "KEPT_FOR", "from_secs(30)"),
        ("docs/behaviour.md", "after 250 ms", "HEAD_START", "from_millis(250)"),
        ("docs/behaviour.md", "http proxy without a port uses 1080", "DEFAULT_PORT", "1080"),
        ("docs/behaviour.md", "an https proxy 443", "DEFAULT_SECURE_PORT", "443"),
        ("docs/credentials.md", "An access key has at most 1,024 characters", "MAX_KEY", "1024"),
        ("docs/credentials.md", "a token 102,400", "MAX_TOKEN", "102_400"),
        ("docs/credentials.md", "together take at most 3 s", "LIMIT", "from_secs(3)"),
        ("docs/credentials.md", "less than 40 minutes are left", "AHEAD", "from_secs(40 * 60)"),
        ("docs/credentials.md", "not asked again for a minute", "AFTER_REFUSAL", "from_secs(60)"),
        ("docs/credentials.md", "older than 10 seconds", "FRESH", "from_secs(10)"),
        ("docs/profiles.md", "of at most 1 MiB", "MAX_FILE", "1024 * 1024"),
        ("docs/workload-identity.md", "a regular file of at most 128 KiB", "MAX_FILE", "128 * 1024"),
        ("docs/workload-identity.md", "A request takes at most 5 s", "LIMIT", "from_secs(5)"),
        ("docs/workload-identity.md", "at most 100,000 characters", "MAX_POLICY", "100_000"),
        ("docs/workload-identity.md", "`oidc-sts-session` | 2 to 128 characters", "NAME_LENGTH", "2..=128"),
        ("docs/workload-identity.md", "900 to 86,400 s", "LONGEST", "from_secs(24 * 60 * 60)"),
        ("docs/workload-identity.md", "900 to 43,200 s", "LONGEST_OF_STS", "from_secs(12 * 60 * 60)"),
        ("docs/workload-identity.md", "3,600 s by default", "SESSION_DURATION", "from_secs(60 * 60)"),
        ("docs/notifications.md", "at most 32 levels of nesting", "MAX_DEPTH", "32"),
        ("docs/notifications.md", "tolerance of 15 minutes", "DEFAULT_TOLERANCE", "from_secs(15 * 60)"),
    ];
    let code = code();
    for (page, sentence, constant, value) in FIGURES {
        let text = read(page).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(sentence), "{page} does not say: {sentence}");
        check_figure(&code, &format!("{page} says: {sentence}"), constant, value);
    }
    let regions = code.split_once("const REGIONS: ").expect("the regions").1.split(';').nth(1).unwrap_or_default();
    for region in regions.split('"').filter(|text| text.contains("-")) {
        for page in ["docs/settings.md", "docs/credentials.md"] {
            assert!(read(page).contains(&format!("`{region}`")), "{page} does not name the region {region}");
        }
    }
    let oldest = format!("Rust {}", env!("CARGO_PKG_RUST_VERSION"));
    for page in ["README.md", "CONTRIBUTING.md", "docs/platforms.md"] {
        assert!(read(page).contains(&oldest), "{page} does not name {oldest}");
    }
}

#[test]
fn the_commands_are_those_of_the_checks() {
    let checks = read(".ci/run");
    let three = blocks("CONTRIBUTING.md", "console").into_iter().find(|(_, block)| block.contains("clippy"));
    let (_, three) = three.expect("the commands to run before a change is sent");
    assert_eq!(three.lines().count(), 3);
    for command in three.lines() {
        // On a line of its own, or behind the name and the limit of a step.
        let runs = |line: &str| line.trim_start() == command || line.ends_with(&format!(" {command}"));
        assert!(checks.lines().any(runs), "{command} is not in .ci/run");
    }
    for (place, block) in pages().into_iter().flat_map(|page| blocks(&page, "console")) {
        for program in block.lines().filter_map(|line| line.split(' ').next()).filter(|word| word.contains("ci/")) {
            assert!(root().join(program).is_file(), "{place}: there is no {program}");
        }
    }
}

#[test]
fn the_program_in_cpp_is_the_one_that_runs() {
    // tests/cpp_programs.rs runs it. tests/bindings looks after the pages of the other languages.
    let source = read("tests/cpp/show_record_callback.cpp");
    let shown = blocks("docs/cpp.md", "cpp").into_iter().any(|(_, block)| block == source);
    assert!(shown, "docs/cpp.md does not show tests/cpp/show_record_callback.cpp, word for word, in a block of cpp");
}
