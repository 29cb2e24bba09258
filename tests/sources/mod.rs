//! What tests of the manual and of the header read from the library's code.

use std::fs;
use std::path::Path;

/// The code of the library, without its tests and the stand-in.
pub(crate) fn code() -> String {
    fn put(folder: &Path, code: &mut String) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                if !["stand_in", "bin"].iter().any(|name| path.ends_with(name)) {
                    put(&path, code);
                }
            } else if !path.ends_with("tests.rs") {
                let text = fs::read_to_string(path).expect("text");
                *code += text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            }
        }
    }
    let mut code = String::new();
    put(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    code
}

/// Whether this is the name of an environment variable that the library may read.
pub(crate) fn is_variable(name: &str) -> bool {
    let name = name.strip_suffix("<REGION>").unwrap_or(name);
    let is_proxy = name.to_lowercase().ends_with("_proxy") && name.len() < 12;
    let starts = ["HUAWEICLOUD_SDK_", "CLOUD_SDK_", "SSL_CERT_", "HW_"].iter().any(|start| name.starts_with(start));
    (starts || is_proxy || name == "HOME") && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
}

/// Checks that a constant of the code has the value that a page tells.
pub(crate) fn check_figure(code: &str, told: &str, constant: &str, value: &str) {
    let start = format!("const {constant}: ");
    let values = code.split(&start).skip(1).filter_map(|rest| rest.split_once(" = ")?.1.split(';').next());
    let values: Vec<&str> = values.collect();
    let found = values.iter().any(|found| found.trim_start_matches("Duration::") == value);
    assert!(found, "{told}; but {constant} is {values:?}, not {value}");
}
