// Runs the engine: Python in WebAssembly, away from the page, so that typing never waits for it.
// The page sends the parts of the runtime once, then calls; every call gets one answer.

"use strict";

const AUDITS = "/audits";
let answerCall;

// Pyodide wants a worker of modules and tells by this one; all that it needs is import(), which this worker has too.
self.importScripts = () => {
  throw new TypeError("this worker imports modules");
};

self.onmessage = async ({ data }) => {
  if (data.parts) {
    const began = performance.now();
    try {
      await start(data.parts);
      self.postMessage({ ready: true, milliseconds: Math.round(performance.now() - began) });
    } catch (error) {
      self.postMessage({ failed: reasonOf(error, "start"), details: String(error) });
    }
    return;
  }
  answer(data);
};

function answer(request) {
  const { number } = request;
  try {
    const said = JSON.parse(answerCall(JSON.stringify(request)));
    self.postMessage({ ...said, number });
  } catch (error) {
    // The engine makes a problem of all that Python can say; what comes here has stopped it.
    self.postMessage({ number, failed: reasonOf(error, "stopped"), details: String(error) });
  }
}

function reasonOf(error, otherwise) {
  const text = String(error);
  return error instanceof RangeError || /memory|MemoryError|allocat/i.test(text) ? "memory" : otherwise;
}

async function start(parts) {
  const wasm = unpacked(parts.wasm);
  const [loader, module, library, packages, project] = await Promise.all(
    ["loader", "module", "library", "packages", "project"].map((name) => unpacked(parts[name])),
  );
  const fetched = self.fetch;
  // Pyodide asks for its files by address; they are here already, and nothing else is ever fetched.
  self.fetch = async (address) => {
    const name = String(address.url ?? address);
    if (name.endsWith(".wasm")) return new Response(await wasm, { headers: { "Content-Type": "application/wasm" } });
    if (name.endsWith(".zip")) return new Response(library);
    throw new TypeError(`not fetched: ${name}`);
  };
  const nowhere = "https://nowhere.invalid/";
  const [{ default: createPyodideModule }, { loadPyodide }] = await Promise.all([imported(module), imported(loader)]);
  const python = await loadPyodide({
    indexURL: nowhere,
    packageBaseUrl: nowhere,
    stdLibURL: `${nowhere}library.zip`,
    lockFileContents: JSON.stringify({ info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" }, packages: {} }),
    createPyodideModule,
    env: { HOME: "/home/lf", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", PYDANTIC_DISABLE_PLUGINS: "__all__" },
    fsInit: (files) => {
      files.mkdirTree(AUDITS);
      for (const part of [packages, project]) placeFiles(files, part);
    },
  });
  answerCall = python.runPython("import sys; sys.path.insert(0, '/app')\nfrom audit.app.engine import answer_call\nanswer_call");
}

// A part with files: the length of the list, the list (folder by folder: [name, size]), and what they hold, one after another.
function placeFiles(files, part) {
  const length = new DataView(part.buffer, part.byteOffset).getUint32(0, true);
  let at = 4 + length;
  for (const [name, size] of JSON.parse(new TextDecoder().decode(part.subarray(4, at)))) {
    files.mkdirTree(name.slice(0, name.lastIndexOf("/")));
    files.writeFile(name, part.subarray(at, at + size), { canOwn: true });
    at += size;
  }
}

async function imported(bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function unpacked(part) {
  const stream = new Blob([decoded(new Uint8Array(await part.arrayBuffer()))]).stream();
  return new Uint8Array(await new Response(stream.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Uint8Array(128);
[...LETTERS].forEach((letter, value) => (VALUES[letter.charCodeAt(0)] = value));

// Base64, from the letters to the bytes.
function decoded(text) {
  const padding = text.at(-2) === 61 ? 2 : text.at(-1) === 61 ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let from = 0, to = 0; from < text.length; from += 4) {
    const four = (VALUES[text[from]] << 18) | (VALUES[text[from + 1]] << 12) | (VALUES[text[from + 2]] << 6) | VALUES[text[from + 3]];
    bytes[to++] = four >> 16;
    bytes[to++] = four >> 8;
    bytes[to++] = four;
  }
  return bytes.subarray(0, bytes.length - padding);
}
