/**
 * Finds and loads libhwlive.
 *
 * The library is the file that the environment variable HWLIVE_LIBRARY names. If it is not set, it is the file beside this
 * module or in the package for this platform, or else the one that the system's loader finds by its name.
 */
const { dirname, join } = require("node:path");

const koffi = require("koffi");

const { ABI, CALLBACKS, FUNCTIONS, OBJECTS } = require("./declarations.js");

/** This folder, and the package for this platform where npm has put it; of those for Linux it takes the one for the C library. */
function folders() {
  const found = [__dirname];
  for (const libc of ["", "-musl"]) {
    try {
      found.push(dirname(require.resolve(`hwlive-${process.platform}-${process.arch}${libc}/package.json`)));
    } catch {
      // It is not installed.
    }
  }
  return found;
}

function candidates() {
  const chosen = process.env.HWLIVE_LIBRARY;
  if (chosen) return [chosen];
  const name = { win32: "hwlive.dll", darwin: "libhwlive.dylib" }[process.platform] ?? `libhwlive.so.${ABI}`;
  return [...folders().map((folder) => join(folder, name)), name];
}

function load() {
  const tried = [];
  for (const candidate of candidates()) {
    try {
      return koffi.load(candidate);
    } catch (error) {
      tried.push(`${candidate}: ${error.message}`);
    }
  }
  throw new Error(`hwlive: the library cannot be loaded. Tried: ${tried.join("; ")}`);
}

const library = load();
for (const name of OBJECTS) koffi.opaque(name);

/** The types of functions that C calls, by their names in C. */
const callbacks = Object.fromEntries(CALLBACKS.map((prototype) => {
  const type = koffi.proto(prototype);
  return [/(hwlive_\w+)\(/.exec(prototype)[1], koffi.pointer(type)];
}));

/** The functions of the library, by their names in C. */
const c = Object.fromEntries(FUNCTIONS.map((prototype) => [/(hwlive_\w+)\(/.exec(prototype)[1], library.func(prototype)]));

/** What threads.c makes, which is where the library is, or null. */
const native = (() => {
  for (const folder of folders()) {
    try {
      return require(join(folder, "threads.node"));
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return null;
})();

/** The address of a function of the library. */
const addressOf = (name) => koffi.address(library.symbol(name));

/** Returns the version of the library that was loaded, such as "0.1.0". */
function version() {
  return c.hwlive_version();
}

module.exports = { addressOf, c, callbacks, native, version };
