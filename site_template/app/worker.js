// Runs the engine: Python in WebAssembly, away from the page, so that typing never waits for it.
// The page sends the parts of the runtime once, then calls; every call gets one answer.
"use strict";

const AUDITS = "/audits";
const IDLE = 400;
let answerCall, prepareReports, idle;

// Pyodide wants a worker of modules, and tells by what importScripts() does; it comes as scripts here, which every browser takes.
const importScript = self.importScripts.bind(self);
self.importScripts = () => {
  throw new TypeError("only this worker itself imports scripts");
};

self.onmessage = async ({ data }) => {
  if (data.parts) {
    const began = performance.now();
    try {
      await start(data.parts);
      self.postMessage({ ready: true, milliseconds: Math.round(performance.now() - began) });
      whenIdle();
    } catch (error) {
      if (error instanceof NeedsScripts) self.postMessage({ scripts: error.scripts });
      else self.postMessage({ failed: reasonOf(error, "start"), details: String(error) });
    }
    return;
  }
  answer(data);
  whenIdle();
};

// While nobody asks for anything, what a report needs is imported, so that the first one is not the slowest.
function whenIdle() {
  clearTimeout(idle);
  if (!prepareReports) return;
  idle = setTimeout(() => {
    prepareReports();
    prepareReports = null;
  }, IDLE);
}

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
  if (error instanceof Damaged) return "damaged";
  const text = String(error);
  return error instanceof RangeError || /memory|MemoryError|allocat/i.test(text) ? "memory" : otherwise;
}

async function start({ python, packages, project, platform }) {
  // Compiled in the background while the rest is unpacked.
  const compiled = WebAssembly.compile(unpacked(python));
  const files = { ...listed(unpacked(packages)), ...listed(unpacked(project)) };
  // Python loads its one compiled module without waiting for anybody; a browser that has compiled these very bytes does so only once.
  for (const name of Object.keys(files)) if (name.endsWith(".so")) WebAssembly.compile(files[name]).then((core) => (self.core = core), () => {});
  // Pyodide asks for its files by address. They are here already, and nothing is ever fetched.
  self.fetch = async (address) => new Response(String(address.url ?? address).endsWith(".zip") ? files.library : null);
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  if (!self.loadPyodide) {
    try {
      runScript(files.loader);
      runScript(files.module);
    } catch (error) {
      // In WebKit a worker of a file runs only what it was made of: the page makes another one, of these too.
      throw Object.assign(new NeedsScripts(String(error)), { scripts: [files.loader, files.module] });
    }
  }
  const nowhere = "https://nowhere.invalid/";
  const interpreter = await self.loadPyodide({
    indexURL: nowhere,
    packageBaseUrl: nowhere,
    stdLibURL: `${nowhere}library.zip`,
    lockFileContents: JSON.stringify({ info: JSON.parse(new TextDecoder().decode(platform)), packages: {} }),
    createPyodideModule: self.createPyodideModule,
    env: { HOME: "/home/lf", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", PYDANTIC_DISABLE_PLUGINS: "__all__" },
    fsInit: (system) => {
      system.mkdirTree(AUDITS);
      for (const [name, content] of Object.entries(files)) if (name.startsWith("/")) placed(system, name, content);
    },
  });
  answerCall = interpreter.runPython(BEGINNING);
  prepareReports = () => interpreter.runPython("import audit.app.exports, audit.app.report, audit.app.what_if");
}

const BEGINNING = `
import gc, sys
sys.path.insert(0, "/app")
gc.disable()
from audit.app.engine import answer_call
gc.enable()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
answer_call
`;

function placed(system, name, content) {
  system.mkdirTree(name.slice(0, name.lastIndexOf("/")));
  system.writeFile(name, content, { canOwn: true });
}

// The files of a part: the length of a list, the list of their names and sizes, and what they hold, one after another.
function listed(part) {
  let at = 4 + new DataView(part.buffer).getUint32(0, true);
  const files = {};
  for (const [name, size] of JSON.parse(new TextDecoder().decode(part.subarray(4, at)))) {
    files[name] = part.subarray(at, (at += size));
  }
  return files;
}

function runScript(bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  try {
    importScript(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function unpacked(text) {
  const bytes = fromLetters(text);
  const head = new DataView(bytes.buffer, bytes.byteOffset);
  const content = bytes.subarray(8, 8 + head.getUint32(0, true));
  if (adler32(content) !== head.getUint32(4, true)) throw new Damaged("a part of this file was damaged on its way");
  return unpackLzma(content);
}

class Damaged extends Error {}
class NeedsScripts extends Error {}

function adler32(bytes) {
  let low = 1, high = 0;
  for (let at = 0; at < bytes.length; ) {
    // So many sums stay below 2^32.
    for (const end = Math.min(at + 5552, bytes.length); at < end; at++) high += low += bytes[at];
    low %= 65521;
    high %= 65521;
  }
  return ((high << 16) | low) >>> 0;
}

// Two letters of 91 hold thirteen bits; tools/app_parts.py writes them. Ends of lines mean nothing.
function fromLetters(text) {
  const values = new Uint8Array(128);
  let value = 0;
  for (let code = 33; code < 127; code++) if (!'"&<'.includes(String.fromCharCode(code))) values[code] = value++;
  const bytes = new Uint8Array(Math.ceil((text.length * 13) / 16) + 2);
  let to = 0, bits = 0, held = 0, first = -1;
  for (let from = 0; from < text.length; from++) {
    const letter = text[from];
    if (letter < 33) continue;
    if (first < 0) {
      first = values[letter];
      continue;
    }
    held = (held << 13) | (first * 91 + values[letter]);
    first = -1;
    bits += 13;
    while (bits >= 8) {
      bits -= 8;
      bytes[to++] = held >>> bits;
    }
    held &= (1 << bits) - 1;
  }
  return bytes.subarray(0, to);
}

// Unpacks an LZMA file that says its size (the format is described in the LZMA specification by Igor Pavlov).
function unpackLzma(packed) {
  const properties = packed[0], lc = properties % 9, rest = (properties / 9) | 0, lpMask = (1 << rest % 5) - 1, pbMask = (1 << ((rest / 5) | 0)) - 1;
  const size = new DataView(packed.buffer, packed.byteOffset).getUint32(5, true);
  const out = new Uint8Array(size);
  // All probabilities in one table, a kind of decision after the other.
  const IS_MATCH = 0, IS_REP = 192, REP0 = 204, REP1 = 216, REP2 = 228, REP0_LONG = 240, SLOT = 432, SPECIAL = 688, ALIGN = 803, LENGTH = 819, REP_LENGTH = 1333, LITERAL = 1847;
  const probs = new Uint16Array(LITERAL + (0x300 << (lc + rest % 5))).fill(1024);
  let at = 18, range = 0xffffffff | 0, code = ((packed[14] << 24) | (packed[15] << 16) | (packed[16] << 8) | packed[17]) | 0;

  function bit(index) {
    const prob = probs[index], bound = Math.imul(range >>> 11, prob);
    let found;
    if ((code ^ 0x80000000) < (bound ^ 0x80000000)) {
      range = bound;
      probs[index] = prob + ((2048 - prob) >> 5);
      found = 0;
    } else {
      range = (range - bound) | 0;
      code = (code - bound) | 0;
      probs[index] = prob - (prob >> 5);
      found = 1;
    }
    if ((range & 0xff000000) === 0) {
      range <<= 8;
      code = (code << 8) | packed[at++];
    }
    return found;
  }

  function tree(start, bits) {
    let node = 1;
    for (let left = bits; left > 0; left--) node = (node << 1) | bit(start + node);
    return node - (1 << bits);
  }

  function reversed(start, bits) {
    let node = 1, value = 0;
    for (let number = 0; number < bits; number++) {
      const one = bit(start + node);
      node = (node << 1) | one;
      value |= one << number;
    }
    return value;
  }

  function direct(bits) {
    let value = 0;
    for (let left = bits; left > 0; left--) {
      range >>>= 1;
      const below = (code ^ 0x80000000) < (range ^ 0x80000000);
      if (!below) code = (code - range) | 0;
      value = (value << 1) | (below ? 0 : 1);
      if ((range & 0xff000000) === 0) {
        range <<= 8;
        code = (code << 8) | packed[at++];
      }
    }
    return value;
  }

  function length(start, posState) {
    if (!bit(start)) return 2 + tree(start + 2 + (posState << 3), 3);
    if (!bit(start + 1)) return 10 + tree(start + 130 + (posState << 3), 3);
    return 18 + tree(start + 258, 8);
  }

  let to = 0, state = 0, rep0 = 0, rep1 = 0, rep2 = 0, rep3 = 0;
  while (to < size) {
    const posState = to & pbMask;
    if (!bit(IS_MATCH + (state << 4) + posState)) {
      const before = to > 0 ? out[to - 1] : 0;
      const start = LITERAL + 0x300 * (((to & lpMask) << lc) + (before >> (8 - lc)));
      let symbol = 1;
      if (state >= 7) {
        let match = out[to - rep0 - 1];
        do {
          const matchBit = (match >> 7) & 1;
          match <<= 1;
          const one = bit(start + ((1 + matchBit) << 8) + symbol);
          symbol = (symbol << 1) | one;
          if (matchBit !== one) break;
        } while (symbol < 0x100);
      }
      while (symbol < 0x100) symbol = (symbol << 1) | bit(start + symbol);
      out[to++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let run;
    if (bit(IS_REP + state)) {
      if (!bit(REP0 + state)) {
        if (!bit(REP0_LONG + (state << 4) + posState)) {
          state = state < 7 ? 9 : 11;
          out[to] = out[to - rep0 - 1];
          to++;
          continue;
        }
      } else {
        let distance;
        if (!bit(REP1 + state)) distance = rep1;
        else {
          if (!bit(REP2 + state)) distance = rep2;
          else {
            distance = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = distance;
      }
      run = length(REP_LENGTH, posState);
      state = state < 7 ? 8 : 11;
    } else {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      run = length(LENGTH, posState);
      state = state < 7 ? 7 : 10;
      const slot = tree(SLOT + (Math.min(run - 2, 3) << 6), 6);
      if (slot < 4) rep0 = slot;
      else {
        const bits = (slot >> 1) - 1;
        rep0 = (2 | (slot & 1)) << bits;
        if (slot < 14) rep0 += reversed(SPECIAL + rep0 - slot, bits);
        else rep0 += (direct(bits - 4) << 4) + reversed(ALIGN, 4);
      }
    }
    for (let from = to - rep0 - 1, end = to + run; to < end; ) out[to++] = out[from++];
  }
  return out;
}
