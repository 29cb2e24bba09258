/**
 * Finds and loads libhwlive.
 *
 * The library is the file that the environment variable HWLIVE_LIBRARY names. If it is not set, it is the file beside this
 * module, or else the one that the system's loader finds by its name.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import koffi from "koffi";

import { ABI, CALLBACKS, FUNCTIONS, OBJECTS } from "./declarations.mjs";

function candidates() {
  const chosen = process.env.HWLIVE_LIBRARY;
  if (chosen) return [chosen];
  const name = { win32: "hwlive.dll", darwin: "libhwlive.dylib" }[process.platform] ?? `libhwlive.so.${ABI}`;
  return [join(dirname(fileURLToPath(import.meta.url)), name), name];
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
export const callbacks = Object.fromEntries(CALLBACKS.map((prototype) => {
  const type = koffi.proto(prototype);
  return [/(hwlive_\w+)\(/.exec(prototype)[1], koffi.pointer(type)];
}));

/** The functions of the library, by their names in C. */
export const c = Object.fromEntries(FUNCTIONS.map((prototype) => [/(hwlive_\w+)\(/.exec(prototype)[1], library.func(prototype)]));

/** Returns the version of the library that was loaded, such as "0.1.0". */
export function version() {
  return c.hwlive_version();
}
