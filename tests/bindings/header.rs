//! What `include/hwlive.h` declares: its functions with their types, and its constants.

/// A type of C, as far as a binding has to tell it from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type<'a> {
    Nothing,
    Text,
    /// Bytes whose number is the next parameter. They may have NULs in them.
    Bytes,
    /// A pointer to an opaque object, by the name of its type.
    Object(&'a str),
    /// A pointer to a variable for such a pointer.
    ObjectOut(&'a str),
    Int32,
    UInt32,
    Int64,
    UInt64,
    Size,
    SizeOut,
    /// A pointer to a function, by the name of its type.
    Function(&'a str),
    Userdata,
}

pub(crate) struct Parameter<'a> {
    pub(crate) name: &'a str,
    pub(crate) of: Type<'a>,
}

pub(crate) struct Function<'a> {
    pub(crate) name: &'a str,
    pub(crate) result: Type<'a>,
    pub(crate) parameters: Vec<Parameter<'a>>,
    /// The declaration in C, on one line.
    pub(crate) text: &'a str,
}

pub(crate) struct Constant<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: u32,
    pub(crate) is_unsigned: bool,
}

#[derive(Default)]
pub(crate) struct Header<'a> {
    /// The types of objects and functions, as declarations in C.
    pub(crate) types: Vec<&'a str>,
    pub(crate) functions: Vec<Function<'a>>,
    /// The constants that are numbers, without those of the version.
    pub(crate) constants: Vec<Constant<'a>>,
}

/// The header without comments, each declaration on a line.
pub(crate) fn without_comments(header: &str) -> String {
    let mut text = String::new();
    let mut rest = header;
    while let Some((before, comment)) = rest.split_once("/*") {
        text += before;
        rest = comment.split_once("*/").expect("a comment ends").1;
    }
    text += rest;
    let mut lines = String::new();
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or_default();
        if line.starts_with('#') {
            lines += &format!("{line}\n");
        } else {
            let words = line.replace("HWLIVE_MUST_USE", "");
            let words = words.trim();
            let is_first = lines.is_empty() || lines.ends_with(['\n', '(']);
            lines += &format!("{}{words}", if is_first || words.is_empty() { "" } else { " " });
            if line.ends_with([';', '{', '}']) {
                lines += "\n";
            }
        }
    }
    lines
}

/// Reads what `without_comments` made.
pub(crate) fn read(lines: &str) -> Header<'_> {
    let mut header = Header::default();
    for line in lines.lines().map(str::trim) {
        if let Some(constant) = line.strip_prefix("#define HWLIVE_") {
            header.constants.extend(read_constant(line, constant));
        } else if line.starts_with("typedef ") {
            header.types.push(line);
        } else if line.contains('(') && line.ends_with(");") {
            header.functions.push(read_function(line));
        }
    }
    header
}

fn read_constant<'a>(line: &'a str, constant: &'a str) -> Option<Constant<'a>> {
    let (name, value) = line.strip_prefix("#define ")?.split_once(' ')?;
    let digits = value.strip_suffix('u').unwrap_or(value);
    let is_number = !constant.starts_with("VERSION") && digits.starts_with(|first: char| first.is_ascii_digit());
    is_number.then(|| Constant {
        name,
        value: digits.parse().unwrap_or_else(|_| panic!("not a number: {line}")),
        is_unsigned: digits != value,
    })
}

fn read_function(line: &str) -> Function<'_> {
    let (head, parameters) = line.strip_suffix(");").and_then(|line| line.split_once('(')).expect("a function");
    let (result, name) = split(head);
    let declared: Vec<&str> = parameters.split(',').map(str::trim).filter(|one| *one != "void").collect();
    let mut parameters: Vec<Parameter<'_>> = declared
        .iter()
        .map(|text| {
            let (of, name) = split(text);
            Parameter { name, of: read_type(of, line) }
        })
        .collect();
    for index in 1..parameters.len() {
        if parameters[index].name == "length" && parameters[index - 1].of == Type::Text {
            parameters[index - 1].of = Type::Bytes;
        }
    }
    Function { name, result: read_type(result, line), parameters, text: line }
}

/// A type and the name after it.
fn split(declaration: &str) -> (&str, &str) {
    let start = declaration.rfind([' ', '*']).expect("a type and a name") + 1;
    (declaration[..start].trim(), &declaration[start..])
}

fn read_type<'a>(of: &'a str, line: &str) -> Type<'a> {
    let plain = of.strip_prefix("const ").unwrap_or(of);
    match plain {
        "void" => Type::Nothing,
        "char *" => Type::Text,
        "void *" => Type::Userdata,
        "int32_t" | "hwlive_code" => Type::Int32,
        "uint32_t" => Type::UInt32,
        "int64_t" => Type::Int64,
        "uint64_t" => Type::UInt64,
        "size_t" => Type::Size,
        "size_t *" => Type::SizeOut,
        _ if plain.starts_with("hwlive_") && plain.ends_with("_fn") => Type::Function(plain),
        _ => match plain.split_once(' ') {
            Some((object, "*")) if object.starts_with("hwlive_") => Type::Object(object),
            Some((object, "**")) if object.starts_with("hwlive_") => Type::ObjectOut(object),
            _ => panic!("no binding knows the type {of}; teach tests/bindings about it: {line}"),
        },
    }
}
