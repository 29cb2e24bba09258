//! The bindings follow `include/hwlive.h`: their declarations are made from it, all of it is used or named as missing, and
//! their pages show programs that run (`bindings/run` runs them).
#![cfg(any(target_os = "linux", windows))]

#[path = "../c_support/mod.rs"]
mod c_support;
mod declarations;
mod header;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use c_support::root;
use declarations::MEND;

/// A binding: its folder, the folders of its sources, and the programs that its page shows, in a block of this language.
struct Binding {
    name: &'static str,
    sources: &'static [&'static str],
    program: (&'static str, &'static str),
}

/// What both modules for Java have in common is in the folder of the first, its programs too.
const BINDINGS: [Binding; 11] = [
    Binding { name: "csharp", sources: &["csharp/src"], program: ("csharp", "csharp/ShowRecordCallback.cs") },
    Binding { name: "go", sources: &["go"], program: ("go", "go/show_record_callback/main.go") },
    Binding { name: "go-purego", sources: &["go-purego"], program: ("go", "go-purego/show_record_callback/main.go") },
    Binding {
        name: "java",
        sources: &["java/src/main/java/hwlive", "java/src/shared/java/hwlive"],
        program: ("java", "java/src/test/java/ShowRecordCallback.java"),
    },
    Binding {
        name: "java-ffm",
        sources: &["java-ffm/src/main/java/hwlive", "java/src/shared/java/hwlive"],
        program: ("java", "java/src/test/java/ShowRecordCallback.java"),
    },
    Binding { name: "luajit", sources: &["luajit/hwlive"], program: ("lua", "luajit/show_record_callback.lua") },
    Binding { name: "node", sources: &["node/lib"], program: ("js", "node/show_record_callback.mjs") },
    Binding {
        name: "perl",
        sources: &["perl/lib", "perl/lib/Hwlive"],
        program: ("perl", "perl/show_record_callback.pl"),
    },
    Binding { name: "php", sources: &["php/src"], program: ("php", "php/show_record_callback.php") },
    Binding { name: "python", sources: &["python/hwlive"], program: ("python", "python/show_record_callback.py") },
    Binding {
        name: "ruby",
        sources: &["ruby/lib", "ruby/lib/hwlive"],
        program: ("ruby", "ruby/show_record_callback.rb"),
    },
];

fn bindings() -> PathBuf {
    root().join("bindings")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn header_lines() -> String {
    header::without_comments(&read(&root().join("include/hwlive.h")))
}

fn page(binding: &Binding) -> String {
    read(&bindings().join(binding.name).join("README.md"))
}

/// The sources of a binding, without declarations and test programs.
fn sources(binding: &Binding) -> Vec<PathBuf> {
    const ENDS: [&str; 9] = ["cs", "go", "java", "js", "lua", "php", "pm", "py", "rb"];
    let mut found = Vec::new();
    for folder in binding.sources {
        let folder = bindings().join(folder);
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().to_lowercase();
            let is_source = path.extension().is_some_and(|end| ENDS.iter().any(|known| *known == end));
            let is_other =
                ["scenario", "show", "declarations", "_declarations"].iter().any(|start| name.starts_with(start));
            if is_source && !is_other {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "{} has no sources", binding.name);
    found
}

/// The lines of a source that are not comments, in any of the languages.
fn code(text: &str) -> String {
    let is_comment =
        |line: &str| ["//", "# ", "--", "* ", "/*"].iter().any(|start| line.trim_start().starts_with(start));
    text.lines().filter(|line| !is_comment(line)).map(|line| format!("{line}\n")).collect()
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| c != '_' && !c.is_ascii_alphanumeric())
        .filter(|word| word.to_lowercase().starts_with("hwlive_"))
        .collect()
}

#[test]
fn every_function_of_the_abi_is_read() {
    let lines = header_lines();
    let read: Vec<&str> = header::read(&lines).functions.iter().map(|function| function.name).collect();
    let abi = c_support::abi();
    let (read, abi): (BTreeSet<&str>, BTreeSet<&str>) =
        (read.into_iter().collect(), abi.iter().map(|(symbol, _)| symbol.as_str()).collect());
    assert_eq!(read, abi, "the functions that tests/bindings/header.rs reads, and those of abi.txt");
}

#[test]
fn the_functions_that_c_calls_are_those_that_bindings_know() {
    // tests/bindings/declarations.rs has each of them in the words of each language.
    let known = [
        "typedef void (*hwlive_log_fn)(int32_t level, const char *message, void *userdata);",
        "typedef hwlive_code (*hwlive_credentials_fn)(hwlive_credentials *credentials, void *userdata);",
        "typedef void (*hwlive_release_fn)(void *userdata);",
    ];
    let lines = header_lines();
    let declared: Vec<&str> = header::read(&lines).types.into_iter().filter(|line| line.contains("(*")).collect();
    assert_eq!(declared, known);
}

#[test]
fn declarations_are_those_of_the_header() {
    let lines = header_lines();
    let header = header::read(&lines);
    let abi = c_support::SONAME.strip_prefix("libhwlive.so.").expect("a version in the SONAME");
    let mut outdated = Vec::new();
    for (path, make) in declarations::ALL {
        let (made, file) = (make(&header, abi), root().join(path));
        if env::var_os("HWLIVE_BLESS").is_some() {
            fs::write(&file, &made).expect("declarations can be written");
        }
        let committed = fs::read_to_string(&file).unwrap_or_default();
        let differs = made.lines().chain(["(the end)"]).zip(committed.lines().chain(["(the end)"]));
        if let Some((number, (made, committed))) = differs.enumerate().find(|(_, (made, committed))| made != committed)
        {
            let number = number + 1;
            outdated.push(format!("{path}, line {number}\n  is:        {committed}\n  should be: {made}"));
        }
    }
    assert!(outdated.is_empty(), "out of date:\n{}\nmake them again with: {MEND}", outdated.join("\n"));
}

#[test]
fn a_binding_uses_every_function_or_names_it_as_not_reachable() {
    let lines = header_lines();
    let header = header::read(&lines);
    let mut wrong = Vec::new();
    for binding in &BINDINGS {
        let text: String = sources(binding).iter().map(|path| code(&read(path))).collect();
        let used = words(&text);
        let page = page(binding);
        let (_, missing) = page
            .split_once("## Not reachable\n")
            .unwrap_or_else(|| panic!("{}: the page has no \"## Not reachable\"", binding.name));
        // What an item names before its colon; after it is why.
        let named: String =
            missing.split("\n- ").filter_map(|item| item.split_once(':')).map(|(named, _)| named).collect();
        let missing = words(&named);
        let constants = header.constants.iter().map(|constant| constant.name);
        for name in header.functions.iter().map(|function| function.name).chain(constants) {
            match (used.contains(name), missing.contains(name)) {
                (false, false) => {
                    wrong.push(format!("{} neither uses {name} nor names it as not reachable", binding.name))
                }
                (true, true) => wrong.push(format!("{} uses {name}, and says that it is not reachable", binding.name)),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_modules_for_go_differ_in_how_they_call_c_alone() {
    let own = ["declarations.go", "native.go"];
    let [cgo, purego] = ["go", "go-purego"].map(|name| bindings().join(name));
    let mut compared = 0;
    for entry in fs::read_dir(&cgo).expect("bindings/go") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name.ends_with(".go") && !own.contains(&name.as_str()) {
            assert_eq!(read(&path), read(&purego.join(&name)), "bindings/go/{name} and bindings/go-purego/{name}");
            compared += 1;
        }
    }
    assert!(compared > 0);
}

#[test]
fn every_binding_has_a_page_with_the_program_that_runs() {
    for binding in &BINDINGS {
        let (language, path) = binding.program;
        let block = format!("```{language}\n{}```\n", read(&bindings().join(path)));
        assert!(page(binding).contains(&block), "bindings/{}/README.md does not show bindings/{path}", binding.name);
    }
}

#[test]
fn every_page_starts_with_the_line_that_installs_the_package() {
    for binding in &BINDINGS {
        let page = page(binding);
        let mut lines = page.lines();
        let start: [&str; 5] = std::array::from_fn(|_| lines.next().unwrap_or_default());
        let [title, "", "```console", line, "```"] = start else {
            panic!("bindings/{}/README.md starts with {start:?}", binding.name);
        };
        assert!(title.starts_with("# hwlive for "), "{title}");
        let is_installed = ["install", "go get", "composer require", "cpanm"].iter().any(|word| line.contains(word));
        assert!(is_installed, "bindings/{}/README.md starts with {line}", binding.name);
    }
}

#[test]
fn packages_have_the_version_of_the_library() {
    let version = env!("CARGO_PKG_VERSION");
    let packages = [
        ("csharp/Hwlive.csproj", "<Version>@<"),
        ("csharp/Hwlive.nuspec", "<version>@</version>"),
        ("go/README.md", "v@\n```\n\n`HWLIVE_PACKAGES"),
        ("go-purego/README.md", "v@\n```\n\n`HWLIVE_PACKAGES"),
        ("java/pom.xml", "<artifactId>hwlive</artifactId>\n  <version>@<"),
        ("java/tests/pom.xml", "<hwlive.version>@</hwlive.version>"),
        ("java/README.md", "maven-install-plugin:3.1.4:install-file -Dfile=hwlive-@.jar\n"),
        ("java-ffm/README.md", "maven-install-plugin:3.1.4:install-file -Dfile=hwlive-ffm-@.jar\n"),
        ("java-ffm/pom.xml", "<artifactId>hwlive-ffm</artifactId>\n  <version>@<"),
        ("luajit/README.md", "luarocks --lua-version 5.1 install packages/hwlive-@-1.all.rock\n"),
        ("perl/README.md", "cpanm packages/Hwlive-@.tar.gz\n"),
        ("php/README.md", "composer require hwlive/hwlive:@\n"),
        ("ruby/README.md", "gem install --local packages/hwlive-@-x86_64-linux.gem\n"),
        ("luajit/hwlive-@-1.rockspec", "version = \"@-1\""),
        ("node/package.json", "\"version\": \"@\""),
        ("php/composer.json", "\"version\": \"@\""),
        ("perl/lib/Hwlive.pm", "our $VERSION = '@';"),
        ("node/README.md", "npm install ./hwlive-linux-x64-@.tgz ./hwlive-@.tgz\n"),
        ("python/pyproject.toml", "version = \"@\""),
        ("python/README.md", "pip install ./hwlive-@-py3-none-manylinux2014_x86_64.whl\n"),
        ("ruby/hwlive.gemspec", "spec.version = \"@\""),
        ("../packaging/conan/conanfile.py", "version = \"@\""),
        ("../packaging/debian/changelog", "hwlive (@-"),
        ("../packaging/meson/hwlive.wrap", "directory = hwlive-@\nsource_url = https://example.com/hwlive-@.crate"),
        ("../packaging/meson/packagefiles/hwlive/meson.build", "version: '@'"),
        ("../packaging/rpm/hwlive.spec", "Version:        @"),
        ("../packaging/vcpkg/ports/hwlive/vcpkg.json", "\"version\": \"@\""),
    ];
    for (path, line) in packages.map(|(path, line)| (path.replace('@', version), line.replace('@', version))) {
        assert!(read(&bindings().join(&path)).contains(&line), "bindings/{path} does not say {line}");
    }
}

#[test]
fn every_binding_is_run() {
    let runner = read(&bindings().join("run"));
    let known =
        runner.lines().find_map(|line| line.strip_prefix("known='")?.strip_suffix('\'')).expect("what is known");
    let known: BTreeSet<&str> = known.split(' ').collect();
    let listed: BTreeSet<&str> = BINDINGS.iter().map(|binding| binding.name).collect();
    let entries = fs::read_dir(bindings()).expect("bindings").map(|entry| entry.expect("an entry"));
    let folders: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(known, listed, "what bindings/run knows, and tests/bindings");
    assert_eq!(
        known,
        folders.iter().map(String::as_str).collect(),
        "what bindings/run knows, and the folders of bindings"
    );
}
