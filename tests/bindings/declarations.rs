//! The declarations of each binding, as its language writes them.

use crate::header::{Function, Header, Parameter, Type};

/// A file, and what makes its text.
pub(crate) type Declarations = (&'static str, fn(&Header<'_>, &str) -> String);

/// The command that makes all of these files again.
pub(crate) const MEND: &str = "HWLIVE_BLESS=1 cargo test --test bindings";

/// The files, each made of the header and the version of its ABI.
pub(crate) const ALL: [Declarations; 11] = [
    ("bindings/csharp/src/Declarations.cs", csharp),
    ("bindings/go/declarations.go", go),
    ("bindings/go-purego/declarations.go", go_purego),
    ("bindings/java/src/main/java/hwlive/Declarations.java", java),
    ("bindings/java-ffm/src/main/java/hwlive/Declarations.java", java_ffm),
    ("bindings/luajit/hwlive/declarations.lua", luajit),
    ("bindings/node/lib/declarations.js", node),
    ("bindings/perl/lib/Hwlive/Declarations.pm", perl),
    ("bindings/php/src/Declarations.php", php),
    ("bindings/python/hwlive/_declarations.py", python),
    ("bindings/ruby/lib/hwlive/declarations.rb", ruby),
];

fn made(comment: &str) -> String {
    format!("{comment} Made from include/hwlive.h by `{MEND}`. Do not edit.\n")
}

/// One line for each constant: the pattern with its name and value.
fn constants(header: &Header<'_>, pattern: &str) -> String {
    let line = |name: &str, value: u32| pattern.replace("NAME", name).replace("VALUE", &value.to_string()) + "\n";
    header.constants.iter().map(|constant| line(constant.name, constant.value)).collect()
}

/// One line for each function.
fn functions(header: &Header<'_>, line: impl Fn(&Function<'_>) -> String) -> String {
    header.functions.iter().map(|function| line(function) + "\n").collect()
}

/// The parameters, each by itself, with commas between them.
fn parameters(function: &Function<'_>, one: impl Fn(&Parameter<'_>) -> String) -> String {
    function.parameters.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The types of objects and functions and all functions, in C.
fn c(header: &Header<'_>) -> String {
    let lines = header.types.iter().chain(header.functions.iter().map(|function| &function.text));
    lines.map(|line| format!("{line}\n")).collect()
}

fn luajit(header: &Header<'_>, abi: &str) -> String {
    let constants = constants(header, "  NAME = VALUE,");
    made("--")
        + &format!(
            "local ffi = require(\"ffi\")\n\nffi.cdef [[\n{}]]\n\nreturn {{\n  ABI = \"{abi}\",\n{constants}}}\n",
            c(header)
        )
}

fn php(header: &Header<'_>, abi: &str) -> String {
    let constants = constants(header, "    public const NAME = VALUE;");
    "<?php\n".to_owned()
        + &made("//")
        + "declare(strict_types=1);\n\nnamespace Hwlive;\n\n/** @internal */\nfinal class Declarations\n{\n"
        + &format!("    public const ABI = '{abi}';\n{constants}    public const C = <<<'C'\n{}C;\n}}\n", c(header))
}

fn python(header: &Header<'_>, abi: &str) -> String {
    fn name(of: Type<'_>) -> &str {
        match of {
            Type::Nothing => "None",
            Type::Text | Type::Bytes => "c_char_p",
            Type::Object(_) | Type::Userdata => "c_void_p",
            Type::ObjectOut(_) => "POINTER(c_void_p)",
            Type::Int32 => "c_int32",
            Type::UInt32 => "c_uint32",
            Type::Int64 => "c_int64",
            Type::UInt64 => "c_uint64",
            Type::Size => "c_size_t",
            Type::SizeOut => "POINTER(c_size_t)",
            Type::Function(name) => name,
        }
    }
    let lines = functions(header, |function| {
        let types = parameters(function, |parameter| name(parameter.of).to_owned());
        let comma = if function.parameters.len() == 1 { "," } else { "" };
        format!("    (\"{}\", {}, ({types}{comma})),", function.name, name(function.result))
    });
    made("#")
        + "from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p\n\n"
        + &format!("ABI = \"{abi}\"\n")
        + &constants(header, "NAME = VALUE")
        + "\nhwlive_log_fn = CFUNCTYPE(None, c_int32, c_char_p, c_void_p)\n"
        + "hwlive_credentials_fn = CFUNCTYPE(c_int32, c_void_p, c_void_p)\n"
        + "hwlive_release_fn = CFUNCTYPE(None, c_void_p)\n\n"
        + &format!("#: Name, result and parameters of each function.\nFUNCTIONS = (\n{lines})\n")
}

fn ruby(header: &Header<'_>, abi: &str) -> String {
    fn name(of: Type<'_>) -> &str {
        match of {
            Type::Nothing => "void ",
            Type::Text | Type::Bytes => "const char *",
            Type::Object(_) | Type::Userdata | Type::ObjectOut(_) | Type::SizeOut | Type::Function(_) => "void *",
            Type::Int32 => "int32_t ",
            Type::UInt32 => "uint32_t ",
            Type::Int64 => "int64_t ",
            Type::UInt64 => "uint64_t ",
            Type::Size => "size_t ",
        }
    }
    let lines = functions(header, |function| {
        let types = parameters(function, |parameter| format!("{}{}", name(parameter.of), parameter.name));
        format!("      \"{}{}({types})\",", name(function.result), function.name)
    });
    made("#")
        + "module Hwlive\n  # @private\n  module Declarations\n"
        + &format!("    ABI = \"{abi}\"\n")
        + &constants(header, "    NAME = VALUE")
        + &format!("    FUNCTIONS = [\n{lines}    ].freeze\n  end\nend\n")
}

fn perl(header: &Header<'_>, abi: &str) -> String {
    fn name(of: Type<'_>) -> &str {
        match of {
            Type::Nothing => "void",
            Type::Text | Type::Bytes => "string",
            Type::Object(_) | Type::Userdata => "opaque",
            Type::ObjectOut(_) => "opaque*",
            Type::Int32 => "sint32",
            Type::UInt32 => "uint32",
            Type::Int64 => "sint64",
            Type::UInt64 => "uint64",
            Type::Size => "size_t",
            Type::SizeOut => "size_t*",
            Type::Function(name) => name,
        }
    }
    let lines = functions(header, |function| {
        let types = parameters(function, |parameter| format!("'{}'", name(parameter.of)));
        format!("    [{} => '{}', {types}],", function.name, name(function.result)).replace(", ]", "]")
    });
    made("#")
        + "package Hwlive::Declarations;\n\nuse strict;\nuse warnings;\n\n"
        + &format!("use constant {{\n    ABI => '{abi}',\n{}}};\n\n", constants(header, "    NAME => VALUE,"))
        + "# The types of functions that C calls.\nour %TYPES = (\n    hwlive_log_fn => '(sint32, string, opaque)->void',\n"
        + "    hwlive_credentials_fn => '(opaque, opaque)->sint32',\n    hwlive_release_fn => '(opaque)->void',\n);\n\n"
        + &format!("# Name, result and parameters of each function.\nour @FUNCTIONS = (\n{lines});\n\n1;\n")
}

fn node(header: &Header<'_>, abi: &str) -> String {
    let name = |parameter: &Parameter<'_>| match parameter.of {
        Type::Nothing => "void ".to_owned(),
        Type::Text => "const char *".to_owned(),
        Type::Bytes => "const uint8_t *".to_owned(),
        Type::Object(name) => format!("{name} *"),
        Type::Userdata => "void *".to_owned(),
        Type::ObjectOut(name) => format!("_Out_ {name} **"),
        Type::Int32 => "int32_t ".to_owned(),
        Type::UInt32 => "uint32_t ".to_owned(),
        Type::Int64 => "int64_t ".to_owned(),
        Type::UInt64 => "uint64_t ".to_owned(),
        Type::Size => "size_t ".to_owned(),
        Type::SizeOut => "_Out_ size_t *".to_owned(),
        Type::Function(name) => format!("{name} *"),
    };
    let lines = functions(header, |function| {
        let types = parameters(function, |parameter| name(parameter) + parameter.name);
        let result = name(&Parameter { name: "", of: function.result });
        format!("  \"{result}{}({types})\",", function.name)
    });
    let objects = header.types.iter().filter_map(|line| line.strip_prefix("typedef struct "));
    let objects: Vec<String> = objects.filter_map(|line| Some(format!("\"{}\"", line.split_once(' ')?.0))).collect();
    made("//")
        + &format!("exports.ABI = \"{abi}\";\n")
        + &constants(header, "exports.NAME = VALUE;")
        + &format!("\nexports.OBJECTS = [{}];\n\n", objects.join(", "))
        + "/** The types of functions that C calls. */\nexports.CALLBACKS = [\n"
        + "  \"void hwlive_log_fn(int32_t level, const char *message, void *userdata)\",\n"
        + "  \"int32_t hwlive_credentials_fn(hwlive_credentials *credentials, void *userdata)\",\n"
        + "  \"void hwlive_release_fn(void *userdata)\",\n];\n\n"
        + &format!("exports.FUNCTIONS = [\n{lines}];\n")
}

fn csharp(header: &Header<'_>, abi: &str) -> String {
    fn handle(name: &str) -> &str {
        match name {
            "hwlive_config" => "ConfigHandle",
            "hwlive_client" => "ClientHandle",
            "hwlive_call" => "CallHandle",
            "hwlive_record_callback" => "RecordCallbackHandle",
            "hwlive_record_callback_list" => "RecordCallbackListHandle",
            "hwlive_notification" => "NotificationHandle",
            "hwlive_error" => "ErrorHandle",
            _ => "IntPtr",
        }
    }
    let name = |of: Type<'_>| match of {
        Type::Nothing => "void".to_owned(),
        Type::Text => "byte[]?".to_owned(),
        Type::Bytes => "byte[]".to_owned(),
        Type::Object(name) => handle(name).to_owned(),
        Type::ObjectOut(name) => format!("out {}", handle(name)),
        Type::Int32 => "int".to_owned(),
        Type::UInt32 => "uint".to_owned(),
        Type::Int64 => "long".to_owned(),
        Type::UInt64 => "ulong".to_owned(),
        Type::Size => "UIntPtr".to_owned(),
        Type::SizeOut => "out UIntPtr".to_owned(),
        Type::Userdata => "IntPtr".to_owned(),
        Type::Function(name) => format!("{name}?"),
    };
    let lines = functions(header, |function| {
        // What frees an object is called with the pointer alone.
        let frees = function.name.ends_with("_free");
        let types = parameters(function, |parameter| {
            format!("{} {}", if frees { "IntPtr".to_owned() } else { name(parameter.of) }, parameter.name)
        });
        let result = match function.result {
            Type::Text => "IntPtr".to_owned(),
            // A handle frees what it has, and this is lent.
            Type::Object(_) if !function.name.ends_with("_new") => "IntPtr".to_owned(),
            of => name(of),
        };
        let function = function.name;
        format!(
            "        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] internal delegate {result} {function}_delegate({types});\n        \
             internal static readonly {function}_delegate {function} = Library.Find<{function}_delegate>(\"{function}\");"
        )
    });
    let constants: String = header
        .constants
        .iter()
        .map(|constant| {
            let of = if constant.is_unsigned { "uint" } else { "int" };
            format!("        internal const {of} {} = {};\n", constant.name, constant.value)
        })
        .collect();
    made("//")
        + "using System;\nusing System.Runtime.InteropServices;\n\nnamespace Hwlive {\n"
        + "    [UnmanagedFunctionPointer(CallingConvention.Cdecl)] internal delegate void hwlive_log_fn(int level, IntPtr message, IntPtr userdata);\n"
        + "    [UnmanagedFunctionPointer(CallingConvention.Cdecl)] internal delegate int hwlive_credentials_fn(IntPtr credentials, IntPtr userdata);\n"
        + "    [UnmanagedFunctionPointer(CallingConvention.Cdecl)] internal delegate void hwlive_release_fn(IntPtr userdata);\n\n"
        + &format!(
            "    internal static class Declarations {{\n        internal const string Abi = \"{abi}\";\n{constants}\n{lines}    }}\n}}\n"
        )
}

/// Java's type for each of C's, the same with JNA and the FFM API: objects and functions are addresses.
fn java_type(of: Type<'_>) -> &'static str {
    match of {
        Type::Nothing => "void",
        Type::Text => "String",
        Type::Bytes => "byte[]",
        Type::Object(_) | Type::Userdata | Type::Function(_) | Type::Int64 | Type::UInt64 | Type::Size => "long",
        Type::ObjectOut(_) | Type::SizeOut => "long[]",
        Type::Int32 | Type::UInt32 => "int",
    }
}

fn java_class(header: &Header<'_>, abi: &str, imports: &str, members: &str) -> String {
    let constants: String = header
        .constants
        .iter()
        .map(|constant| format!("    static final int {} = {:#x};\n", constant.name, constant.value))
        .collect();
    made("//")
        + &format!("package hwlive;\n\n{imports}final class Declarations {{\n    private Declarations() {{}}\n\n")
        + &format!("    static final String ABI = \"{abi}\";\n{constants}\n{members}}}\n")
}

fn java(header: &Header<'_>, abi: &str) -> String {
    let lines = functions(header, |function| {
        let types = parameters(function, |parameter| format!("{} {}", java_type(parameter.of), parameter.name));
        format!("    static native {} {}({types});", java_type(function.result), function.name)
    });
    java_class(
        header,
        abi,
        "",
        &format!("    static {{\n        Library.register(Declarations.class);\n    }}\n\n{lines}"),
    )
}

fn java_ffm(header: &Header<'_>, abi: &str) -> String {
    fn layout(of: Type<'_>) -> &str {
        match of {
            Type::Int32 | Type::UInt32 => "JAVA_INT",
            Type::Int64 | Type::UInt64 | Type::Size => "JAVA_LONG",
            _ => "ADDRESS",
        }
    }
    let lines = functions(header, |function| {
        let types = parameters(function, |parameter| format!("{} {}", java_type(parameter.of), parameter.name));
        let layouts = parameters(function, |parameter| layout(parameter.of).to_owned());
        let describe = match function.result {
            Type::Nothing => format!("FunctionDescriptor.ofVoid({layouts})"),
            of if layouts.is_empty() => format!("FunctionDescriptor.of({})", layout(of)),
            of => format!("FunctionDescriptor.of({}, {layouts})", layout(of)),
        };
        let is_copied = |parameter: &Parameter<'_>| matches!(java_type(parameter.of), "String" | "byte[]" | "long[]");
        let copies = function.parameters.iter().any(is_copied);
        let is_out = |parameter: &&Parameter<'_>| java_type(parameter.of) == "long[]";
        let outputs: Vec<&Parameter<'_>> = function.parameters.iter().filter(is_out).collect();
        let arguments = parameters(function, |parameter| match java_type(parameter.of) {
            "String" | "byte[]" => format!("Library.copy(arena, {})", parameter.name),
            "long[]" => format!("{}Slot", parameter.name),
            _ if layout(parameter.of) == "ADDRESS" => format!("MemorySegment.ofAddress({})", parameter.name),
            _ => parameter.name.to_owned(),
        });
        let name = function.name;
        let mut body = String::new();
        for output in &outputs {
            body += &format!("            MemorySegment {0}Slot = Library.slot(arena, {0});\n", output.name);
        }
        let call = format!("{name}.invokeExact({arguments})");
        let (call, result) = match function.result {
            Type::Nothing => (call, ""),
            Type::Text => (format!("String result = Library.text((MemorySegment) {call})"), "result"),
            Type::Object(_) => (format!("long result = ((MemorySegment) {call}).address()"), "result"),
            of => (format!("{0} result = ({0}) {call}", java_type(of)), "result"),
        };
        body += &format!("            {call};\n");
        for output in &outputs {
            body += &format!("            Library.read({0}Slot, {0});\n", output.name);
        }
        if !result.is_empty() {
            body += "            return result;\n";
        }
        let resource = if copies { "(Arena arena = Arena.ofConfined()) " } else { "" };
        format!(
            "    private static final MethodHandle {name} = Library.find(\"{name}\", {describe});\n    \
             static {} {name}({types}) {{\n        try {resource}{{\n{body}        }} catch (Throwable failure) {{\n            \
             throw Library.unexpected(\"{name}\", failure);\n        }}\n    }}\n",
            java_type(function.result)
        )
    });
    let imports = "import static java.lang.foreign.ValueLayout.ADDRESS;\nimport static java.lang.foreign.ValueLayout.JAVA_INT;\n\
                   import static java.lang.foreign.ValueLayout.JAVA_LONG;\n\nimport java.lang.foreign.Arena;\n\
                   import java.lang.foreign.FunctionDescriptor;\nimport java.lang.foreign.MemorySegment;\n\
                   import java.lang.invoke.MethodHandle;\n\n";
    java_class(header, abi, imports, &lines)
}

/// Go's type for each of C's, the same with and without cgo.
fn go_type(of: Type<'_>) -> &'static str {
    match of {
        Type::Nothing => "",
        Type::Text | Type::Bytes => "*byte",
        Type::Object(_) | Type::Function(_) => "unsafe.Pointer",
        Type::ObjectOut(_) => "*unsafe.Pointer",
        Type::Int32 => "int32",
        Type::UInt32 => "uint32",
        Type::Int64 => "int64",
        Type::UInt64 => "uint64",
        Type::Size | Type::Userdata => "uintptr",
        Type::SizeOut => "*uintptr",
    }
}

/// Columns as gofmt has them: a name, what follows it in line with the others, and the rest.
fn columns(rows: &[(String, String)]) -> String {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    rows.iter().map(|(name, rest)| format!("\t{name:width$} {rest}\n")).collect()
}

fn go_constants(header: &Header<'_>, abi: &str) -> String {
    let abi = ("abi".to_owned(), format!("= \"{abi}\""));
    let constants = header.constants.iter().map(|constant| (constant.name.to_owned(), format!("= {}", constant.value)));
    format!("const (\n{})\n", columns(&[abi].into_iter().chain(constants).collect::<Vec<_>>()))
}

fn go_parameters(function: &Function<'_>) -> String {
    parameters(function, |parameter| format!("{} {}", parameter.name, go_type(parameter.of)))
}

fn go(header: &Header<'_>, abi: &str) -> String {
    let lines = functions(header, |function| {
        let arguments = parameters(function, |parameter| {
            let name = parameter.name;
            match parameter.of {
                Type::Text | Type::Bytes => format!("(*C.char)(unsafe.Pointer({name}))"),
                Type::Object(of) => format!("(*C.{of})({name})"),
                Type::ObjectOut(of) => format!("(**C.{of})(unsafe.Pointer({name}))"),
                Type::Function(of) => format!("C.{of}({name})"),
                Type::Int32 => format!("C.int32_t({name})"),
                Type::UInt32 => format!("C.uint32_t({name})"),
                Type::Int64 => format!("C.int64_t({name})"),
                Type::UInt64 => format!("C.uint64_t({name})"),
                Type::Size => format!("C.size_t({name})"),
                Type::SizeOut => format!("(*C.size_t)(unsafe.Pointer({name}))"),
                Type::Userdata => format!("C.hwlive_go_userdata(C.uintptr_t({name}))"),
                Type::Nothing => unreachable!("no parameter is nothing"),
            }
        });
        let call = format!("C.{}({arguments})", function.name);
        let (result, call) = match function.result {
            Type::Nothing => (String::new(), call),
            Type::Text => (" *byte".to_owned(), format!("return (*byte)(unsafe.Pointer({call}))")),
            of => (format!(" {}", go_type(of)), format!("return {}({call})", go_type(of))),
        };
        format!("func {}({}){result} {{\n\t{call}\n}}\n", function.name, go_parameters(function))
    });
    made("//")
        + "\npackage hwlive\n\n/*\n#include <hwlive.h>\n#include <stdint.h>\n\nstatic void *hwlive_go_userdata(uintptr_t number) { return (void *)number; }\n*/\nimport \"C\"\n\n"
        + "import \"unsafe\"\n\n"
        + &go_constants(header, abi)
        + "\n"
        + lines.trim_end()
        + "\n"
}

fn go_purego(header: &Header<'_>, abi: &str) -> String {
    let variables: Vec<(String, String)> = header
        .functions
        .iter()
        .map(|function| {
            let result = Some(go_type(function.result)).filter(|of| !of.is_empty());
            let result = result.map(|of| format!(" {of}")).unwrap_or_default();
            (function.name.to_owned(), format!("func({}){result}", go_parameters(function)))
        })
        .collect();
    let table: Vec<(String, String)> = header
        .functions
        .iter()
        .map(|function| (format!("\"{}\":", function.name), format!("&{},", function.name)))
        .collect();
    made("//")
        + "\npackage hwlive\n\nimport \"unsafe\"\n\n"
        + &go_constants(header, abi)
        + &format!(
            "\nvar (\n{})\n\n// functions are the variables above by name, to be filled in when the library is loaded.\n",
            columns(&variables)
        )
        + &format!("var functions = map[string]any{{\n{}}}\n", columns(&table))
}
