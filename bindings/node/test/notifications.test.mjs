// A body is of any type that frameworks of HTTP hand out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { Accept, MalformedError, parseNotification, UnsignedError, verifyNotification } from "hwlive";

const text = '{"project_id":"70b76","event_type":"RECORD_START","publish_domain":"推流.example.com","app":"直播","stream":"流🎥","auth_sign":""}';
const buffer = Buffer.from(text), bytes = new Uint8Array(buffer);
const even = bytes.length % 2 ? new Uint8Array([...bytes, 0x20]) : bytes, four = new Uint8Array([...bytes, ...Array((8 - bytes.length % 8) % 8).fill(0x20)]);
const shared = new SharedArrayBuffer(bytes.length);
new Uint8Array(shared).set(bytes);
const surrounded = new Uint8Array([0x7b, ...bytes, 0x7d]);

for (const [name, body] of Object.entries({
  string: text, Buffer: buffer, Uint8Array: bytes, Int8Array: new Int8Array(bytes.buffer), Uint8ClampedArray: new Uint8ClampedArray(bytes),
  Uint16Array: new Uint16Array(even.buffer), Float64Array: new Float64Array(four.buffer), DataView: new DataView(bytes.buffer),
  ArrayBuffer: bytes.buffer, SharedArrayBuffer: shared, "part of a Uint8Array": surrounded.subarray(1, -1),
  "part of a DataView": new DataView(surrounded.buffer, 1, bytes.length), "Buffer of a pool": Buffer.from("x" + text).subarray(1),
  "Blob's bytes": await new Blob([text]).arrayBuffer(),
})) {
  test(name, () => {
    const parsed = parseNotification(body);
    assert.deepEqual([parsed.publishDomain, parsed.app, parsed.stream], ["推流.example.com", "直播", "流🎥"]);
    assert.equal(parsed.json.trimEnd(), text);
  });
}

test("other types are refused", () => {
  for (const wrong of [null, undefined, 1, {}, [123], new Blob([text])]) assert.throws(() => parseNotification(wrong), TypeError);
});

test("a signature that is missing", () => {
  assert.throws(() => verifyNotification(buffer, "0123456789abcdef0123456789abcdef"), (error) => error instanceof UnsignedError || error instanceof MalformedError);
  assert.equal(parseNotification(buffer).app, "直播");
  assert.ok(!inspect(parseNotification(buffer)).includes("project_id"));
  assert.ok(Accept.UNSIGNED > 0);
});
