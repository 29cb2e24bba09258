// Prints a program in TypeScript that names all that the package has, so that index.d.ts has all of it and nothing else.
import * as hwlive from "hwlive";

const all = (names) => `{ ${names.map((name) => `${JSON.stringify(name)}: true`).join(", ")} }`;
console.log('import * as hwlive from "hwlive";');
console.log(`export const exported: Record<keyof typeof hwlive, true> = ${all(Object.keys(hwlive))};`);
for (const [name, value] of Object.entries(hwlive)) {
  if (typeof value === "object") {
    console.log(`export const ${name}: Record<keyof typeof hwlive.${name}, true> = ${all(Object.keys(value))};`);
  } else if (["Client", "Config", "Call"].includes(name)) {
    const methods = Object.getOwnPropertyNames(value.prototype).filter((method) => method !== "constructor");
    console.log(`type Of${name} = Exclude<keyof InstanceType<typeof hwlive.${name}>, symbol>;`);
    console.log(`export const ${name}: Record<Of${name}, true> = ${all(methods)};`);
  }
}
