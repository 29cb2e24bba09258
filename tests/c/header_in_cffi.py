"""Reads the header with cffi as it stands, but for what only a preprocessor understands, and calls the library: HEADER LIBRARY
ABI."""

import re
import sys

import cffi

header, library, abi = sys.argv[1:]
with open(header, encoding="utf-8") as file:
    text = file.read()
text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
lines = text.splitlines()
# Numbers are constants for cffi as well; texts and what is empty are not.
constants = [line for line in lines if re.match(r"#define HWLIVE_\w+ -?\d+u?$", line)]
code = "\n".join(line for line in lines if not line.startswith("#"))
code = code.replace('extern "C" {', "").replace('}  // extern "C"', "").replace("HWLIVE_MUST_USE", "")

ffi = cffi.FFI()
ffi.cdef("\n".join(re.sub(r"(\d)u$", r"\1", line) for line in constants))
ffi.cdef(code)
hwlive = ffi.dlopen(library)

with open(abi, encoding="utf-8") as file:
    symbols = [line.split()[0] for line in file if line.strip() and not line.startswith("#")]
for symbol in symbols:
    assert ffi.typeof(getattr(hwlive, symbol)).kind == "function", symbol

version = ffi.string(hwlive.hwlive_version()).decode()
assert version == re.search(r'HWLIVE_VERSION "(.*)"', text).group(1), version

error = ffi.new("hwlive_error **")
config = ffi.gc(hwlive.hwlive_config_new(), hwlive.hwlive_config_free)
assert hwlive.hwlive_config_set_endpoint(config, b"https://127.0.0.1:9", error) == hwlive.HWLIVE_CODE_OK
code = hwlive.hwlive_config_set_region(config, ffi.NULL, error)
assert code == hwlive.HWLIVE_CODE_INVALID_ARGUMENT, code
assert b"region_id is NULL" in ffi.string(hwlive.hwlive_error_message(error[0]))
hwlive.hwlive_error_free(error[0])
print(len(symbols), "functions")
