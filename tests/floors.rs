//! The modules of `src/` stand on floors and use lower floors only, and no modules use each other in a circle.
//!
//! The floors are the table in ARCHITECTURE.md. What a module uses are its `use` lines and its paths that begin with
//! `crate`, `super`, `self` or the name of a child. Code that is only for tests does not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The code of each module. The crate's own, `lib.rs`, has the empty name.
type Sources = BTreeMap<String, String>;

/// The modules of the table, each with its floor. `None`: outside the floors, may use all.
type Floors = BTreeMap<String, Option<u32>>;

#[test]
fn every_module_uses_lower_floors_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let mut sources = Sources::new();
    read_sources(&root.join("src"), "", &mut sources);
    let faults = faults(&sources, &floors(&table));
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn read_sources(folder: &Path, module: &str, sources: &mut Sources) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            read_sources(&path, &join(module, &stem), sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = if ["mod", "lib"].contains(&stem.as_str()) { module.to_owned() } else { join(module, &stem) };
            sources.insert(name, fs::read_to_string(&path).expect("text"));
        }
    }
}

fn join(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

fn parent(module: &str) -> &str {
    module.rsplit_once("::").map_or("", |(parent, _)| parent)
}

/// Reads the table: a floor's number, or `-`, and the modules between backticks.
fn floors(text: &str) -> Floors {
    let rows = text.lines().skip_while(|line| !line.starts_with("| floor | modules |")).skip(2);
    let mut floors = Floors::new();
    for row in rows.take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let floor = cells[1].parse().ok();
        assert!(floor.is_some() || cells[1] == "-", "not a floor: {row}");
        for module in cells[2].split('`').skip(1).step_by(2) {
            assert!(floors.insert(module.to_owned(), floor).is_none(), "{module} is on two floors");
        }
    }
    assert!(!floors.is_empty(), "there is no table that begins with `| floor | modules |`");
    floors
}

/// Everything that is wrong, one line each.
fn faults(sources: &Sources, floors: &Floors) -> Vec<String> {
    let modules = modules(sources);
    let mut faults = Vec::new();
    for name in floors.keys().filter(|name| !modules.contains_key(*name)) {
        faults.push(format!("{name}: the table names it, but there is no such module"));
    }
    let mut uses: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (name, module) in modules.iter().filter(|(name, _)| !name.is_empty()) {
        match entry(name, floors) {
            None => faults.push(format!("{name}: the table does not name it")),
            // What is outside may use everything.
            Some((_, None)) => {}
            Some((_, Some(_))) => {
                uses.insert(name, module.uses(name, &modules));
            }
        }
    }
    for (name, used) in &uses {
        for used in used {
            let (Some((_, Some(from))), Some((_, to))) = (entry(name, floors), entry(used, floors)) else { continue };
            match to {
                Some(to) if to <= from => {}
                Some(to) => faults.push(format!("{name} (floor {from}) uses {used} (floor {to})")),
                None => faults.push(format!("{name} (floor {from}) uses {used}, which is outside the floors")),
            }
        }
    }
    faults.extend(circles(&uses).into_iter().map(|circle| format!("a circle: {}", circle.join(", "))));
    faults
}

/// The entry of the table for a module: its own, or that of the nearest module around it.
fn entry<'a>(name: &str, floors: &'a Floors) -> Option<(&'a String, Option<u32>)> {
    let mut name = name;
    while !name.is_empty() {
        if let Some((entry, floor)) = floors.get_key_value(name) {
            return Some((entry, *floor));
        }
        name = parent(name);
    }
    None
}

/// The modules that use each other, directly or through others; one list for each group.
fn circles(uses: &BTreeMap<&str, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reached = |from: &str| {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&String> = uses.get(from).into_iter().flatten().collect();
        while let Some(name) = next.pop() {
            if reached.insert(name.clone()) {
                next.extend(uses.get(name.as_str()).into_iter().flatten());
            }
        }
        reached
    };
    let all: BTreeMap<&str, BTreeSet<String>> = uses.keys().map(|name| (*name, reached(name))).collect();
    let mut groups = BTreeSet::new();
    for (name, reached) in &all {
        let both = reached.iter().filter(|other| all.get(other.as_str()).is_some_and(|back| back.contains(*name)));
        let group: Vec<String> = both.cloned().collect();
        if !group.is_empty() {
            groups.insert(group);
        }
    }
    groups.into_iter().collect()
}

/// What a module says of others.
#[derive(Default)]
struct Module {
    children: BTreeSet<String>,
    /// The names that `use` brings in, each with its path, and whether it only hands the name on.
    imports: BTreeMap<String, (Vec<String>, bool)>,
    /// `use …::*`
    globs: Vec<Vec<String>>,
    /// The other paths in the code.
    paths: Vec<Vec<String>>,
    /// The names in the code besides `use` lines.
    names: BTreeSet<String>,
}

/// Reads all modules, without those that are only for tests.
fn modules(sources: &Sources) -> BTreeMap<String, Module> {
    let mut modules = BTreeMap::new();
    let mut only_tests = Vec::new();
    for (name, source) in sources {
        let (tokens, tests) = without_tests(tokens(source));
        only_tests.extend(tests.iter().map(|test| join(name, test)));
        modules.insert(name.clone(), Module::read(&tokens));
    }
    modules.retain(|name: &String, _| {
        !only_tests.iter().any(|test| name == test || name.starts_with(&format!("{test}::")))
    });
    modules
}

impl Module {
    fn read(tokens: &[String]) -> Module {
        let mut module = Module::default();
        let mut at = 0;
        let mut rest: Vec<&str> = Vec::new();
        while at < tokens.len() {
            match &*tokens[at] {
                "use" => {
                    let hands_on = matches!(rest.last(), Some(&"pub")) || rest.ends_with(&[")"]);
                    at = module.read_use(tokens, at + 1, &[], hands_on);
                }
                "mod" if tokens.get(at + 2).is_some_and(|token| token == ";") => {
                    module.children.insert(tokens[at + 1].clone());
                    at += 3;
                    rest.push(";");
                    continue;
                }
                token => rest.push(token),
            }
            at += 1;
        }
        let is_start = |token: &str| ["crate", "super", "self"].contains(&token) || module.children.contains(token);
        for at in 0..rest.len() {
            let inside = at > 0 && rest[at - 1] == "::";
            if !inside && is_start(rest[at]) && rest.get(at + 1) == Some(&"::") {
                let steps = rest[at..].chunks(2).take_while(|pair| is_name(pair[0]));
                let long = steps.clone().take_while(|pair| pair.get(1) == Some(&"::")).count();
                module.paths.push(steps.take(long + 1).map(|pair| pair[0].to_owned()).collect());
            }
        }
        module.names = rest.into_iter().filter(|token| is_name(token)).map(str::to_owned).collect();
        module
    }

    /// Reads a tree of `use` that begins at a token. Returns where its last token is.
    fn read_use(&mut self, tokens: &[String], mut at: usize, before: &[String], hands_on: bool) -> usize {
        let mut path = before.to_vec();
        loop {
            match &*tokens[at] {
                "::" => at += 1,
                "{" => {
                    at += 1;
                    while tokens[at] != "}" {
                        at = self.read_use(tokens, at, &path, hands_on);
                        at += usize::from(tokens[at] == ",");
                    }
                    return at + 1;
                }
                "*" => {
                    self.globs.push(path);
                    return at + 1;
                }
                "as" => {
                    self.imports.insert(tokens[at + 1].clone(), (path, hands_on));
                    return at + 2;
                }
                name if is_name(name) => {
                    if name != "self" || path.is_empty() {
                        path.push(name.to_owned());
                    }
                    at += 1;
                    if !["::", "as"].contains(&&*tokens[at]) {
                        let name = path.last().cloned().unwrap_or_default();
                        self.imports.insert(name, (path, hands_on));
                        return at;
                    }
                }
                other => panic!("not understood in a use: {other}"),
            }
        }
    }

    /// The modules that this one uses. A name that it only hands on is no use of its own.
    fn uses(&self, name: &str, modules: &BTreeMap<String, Module>) -> BTreeSet<String> {
        let imports = self.imports.iter().filter(|(name, (_, hands_on))| !hands_on || self.names.contains(*name));
        let paths = imports.map(|(_, (path, _))| path).chain(&self.globs).chain(&self.paths);
        let used = paths.filter_map(|path| resolve(name, path, modules, 0));
        used.filter(|used| used != name && !used.is_empty()).collect()
    }
}

/// The module in which a path that stands in module `from` ends: that of the item, also where others hand it on.
fn resolve(from: &str, path: &[String], modules: &BTreeMap<String, Module>, depth: usize) -> Option<String> {
    assert!(depth < 20, "{from}: {} does not end", path.join("::"));
    let mut steps = path.iter().peekable();
    let mut module = match steps.next()?.as_str() {
        "crate" => String::new(),
        "self" => from.to_owned(),
        "super" => parent(from).to_owned(),
        child if modules[from].children.contains(child) => join(from, child),
        // Another crate, or a name that a `use` line brings in, which counts by itself.
        _ => return None,
    };
    while steps.next_if(|step| *step == "super").is_some() {
        module = parent(&module).to_owned();
    }
    for step in steps.by_ref() {
        let inner = join(&module, step);
        if modules.contains_key(&inner) {
            module = inner;
        } else if let Some((path, _)) = modules.get(&module).and_then(|module| module.imports.get(step)) {
            return resolve(&module, path, modules, depth + 1);
        } else {
            break;
        }
    }
    Some(module)
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, signs and brackets, without comments and literals. `::` is one token.
fn tokens(source: &str) -> Vec<String> {
    fn put(stream: TokenStream, tokens: &mut Vec<String>) {
        let mut is_second_colon = false;
        for tree in stream {
            match tree {
                TokenTree::Group(group) => {
                    let [open, close] = match group.delimiter() {
                        Delimiter::Brace => ["{", "}"],
                        Delimiter::Bracket => ["[", "]"],
                        Delimiter::Parenthesis | Delimiter::None => ["(", ")"],
                    };
                    tokens.push(open.to_owned());
                    put(group.stream(), tokens);
                    tokens.push(close.to_owned());
                }
                TokenTree::Ident(name) => tokens.push(name.to_string()),
                TokenTree::Punct(_) if is_second_colon => {}
                TokenTree::Punct(sign) if sign.as_char() == ':' && sign.spacing() == Spacing::Joint => {
                    tokens.push("::".to_owned());
                    is_second_colon = true;
                    continue;
                }
                TokenTree::Punct(sign) => tokens.push(sign.as_char().to_string()),
                TokenTree::Literal(_) => {}
            }
            is_second_colon = false;
        }
    }
    let mut tokens = Vec::new();
    put(source.parse().expect("Rust"), &mut tokens);
    tokens
}

/// The tokens without what is behind `#[cfg(test)]`; and the modules whose files are only for tests.
fn without_tests(tokens: Vec<String>) -> (Vec<String>, Vec<String>) {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut modules) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at..].iter().map(String::as_str).take(MARK.len()).eq(MARK) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at += MARK.len();
        if tokens[at] == "mod" && tokens[at + 2] == ";" {
            modules.push(tokens[at + 1].clone());
        }
        let first = tokens[at..].iter().find(|token| ["use", "{", ";"].contains(&token.as_str()));
        let is_use = first.is_some_and(|token| token == "use");
        let mut depth = 0;
        while let Some(token) = tokens.get(at).map(String::as_str) {
            depth += i32::from(["{", "(", "["].contains(&token)) - i32::from(["}", ")", "]"].contains(&token));
            at += 1;
            if depth == 0 && (token == ";" || (token == "}" && !is_use)) {
                break;
            }
        }
    }
    (kept, modules)
}

#[test]
fn the_files_that_the_pages_name_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root.join(page)).expect(page);
        let words = text.split('`').skip(1).step_by(2);
        let paths =
            words.filter(|word| ["src/", "stand-in/", "bindings/run"].iter().any(|start| word.starts_with(start)));
        let missing: BTreeSet<&str> = paths.filter(|path| !root.join(path).exists()).collect();
        assert!(missing.is_empty(), "{page} names what there is not: {missing:?}");
    }
}

const TABLE: &str = "\
# A made-up tree

| floor | modules | what |
|---|---|---|
| 1 | `error`, `time` | values |
| 2 | `wire` | sends |
| 3 | `client`, `wire::pool` | calls |
| - | `micro` | benchmarks |

| floor | not this |
";

/// What is found in a tree of these modules.
fn found(sources: &[(&str, &str)]) -> Vec<String> {
    let sound = [("", "mod error; pub use error::Error;"), ("error", ""), ("time", ""), ("wire", ""), ("client", "")];
    let more = [("wire::pool", ""), ("micro", "use crate::client;")];
    let all = sound.iter().chain(&more).chain(sources);
    let sources: Sources = all.map(|(name, source)| ((*name).to_owned(), (*source).to_owned())).collect();
    faults(&sources, &floors(TABLE))
}

#[test]
fn what_goes_down_is_no_fault() {
    for sources in [
        &[][..],
        &[(
            "client",
            "use crate::{error::{self, Error as E}, time}; use crate::wire::*; fn f() { crate::time::now() }",
        )],
        &[("client", "use std::{time, io}; use ureq::client; use crate::Error;")],
        // Tests, comments and texts do not count.
        &[("error", "#[cfg(test)] mod tests { use crate::client::Client; }")],
        &[("error", "#[cfg(test)]\nuse crate::client::{Client, Other};\nfn f() {}")],
        &[("error", "#[cfg(test)] mod tests;"), ("error::tests", "use crate::client::Client;")],
        &[("error", "// use crate::client;\n/* use /* nested */ crate::client; */ /// [`x`]: crate::client\n")],
        &[("error", r####"const A: &str = "\" use crate::client;"; const B: &str = r#"" crate::client::x"#;"####)],
        &[("error", "const A: char = '\"'; const B: char = '\\''; fn f<'a>(x: &'a str) {}")],
        // Handing on is no use, and whoever uses the name uses what has it.
        &[("wire", "mod a; mod b; pub(crate) use a::A; pub use b::B;"), ("wire::a", "use super::B;"), ("wire::b", "")],
    ] {
        assert_eq!(found(sources), [""; 0], "{sources:?}");
    }
}

#[test]
fn what_goes_up_or_round_is_a_fault() {
    for (sources, expected) in [
        (&[("error", "use crate::client::Client;")][..], &["error (floor 1) uses client (floor 3)"][..]),
        (&[("time", "use super::{error, wire};")], &["time (floor 1) uses wire (floor 2)"]),
        (&[("wire", "fn f() -> super::client::Client { todo!() }")], &["wire (floor 2) uses client (floor 3)"]),
        (
            &[("error", "fn f(c: char) { if c == '\\'' { crate::wire::f() } }")],
            &["error (floor 1) uses wire (floor 2)"],
        ),
        // A part of a module may stand higher.
        (&[("wire", "mod pool; fn f() { pool::take() }")], &["wire (floor 2) uses wire::pool (floor 3)"]),
        (&[("client", "use crate::micro;")], &["client (floor 3) uses micro, which is outside the floors"]),
        // By way of a module that hands the name on.
        (
            &[("", "mod client; pub use client::Client;"), ("time", "use crate::Client;")],
            &["time (floor 1) uses client (floor 3)"],
        ),
        // What follows a test counts.
        (
            &[("error", "#[cfg(test)] mod tests { fn f() {} } use crate::wire;")],
            &["error (floor 1) uses wire (floor 2)"],
        ),
        (&[("error", "use crate::time;"), ("time", "use crate::error;")], &["a circle: error, time"]),
        (
            &[
                ("wire", "mod a; mod b; use a::A; fn f(_: A) {}"),
                ("wire::a", "use super::b::B;"),
                ("wire::b", "use super::f;"),
            ],
            &["a circle: wire, wire::a, wire::b"],
        ),
        // Handed on and used as well.
        (&[("wire", "mod a; pub use a::A; fn f(_: A) {}"), ("wire::a", "use super::f;")], &["a circle: wire, wire::a"]),
        (&[("new", "")], &["new: the table does not name it"]),
    ] {
        assert_eq!(found(sources), expected, "{sources:?}");
    }
    let gone = faults(&Sources::new(), &floors("| floor | modules |\n|---|---|\n| 1 | `gone` |\n"));
    assert_eq!(gone, ["gone: the table names it, but there is no such module"]);
}
