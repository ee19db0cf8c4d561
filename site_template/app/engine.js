"use strict";
// The page's end of the engine: makes the worker, and hands it the runtime that stands at the end of this file.
const listenFirstEngine = (() => {
  let parts = null, scripts = [];

  /** Start the engine; it may be called again when a worker was killed. The worker answers calls from then on. */
  async function start() {
    if (!start.possible()) throw new Error("this browser cannot run it");
    await documentRead();
    parts ??= taken();
    const { worker: script, ...rest } = parts;
    for (;;) {
      // Not of the kind "module": Chromium starts none for a file that was opened from a folder.
      const address = URL.createObjectURL(new Blob([script, ...scripts], { type: "text/javascript" }));
      const worker = new Worker(address);
      const said = await firstWord(worker, rest);
      URL.revokeObjectURL(address);
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
      if (said.ready) return worker;
      worker.terminate();
      if (!said.scripts || scripts.length) throw Object.assign(new Error(said.failed || "start"), { details: said.details });
      scripts = said.scripts.flatMap(bytes => ["\n", bytes]);
    }
  }

  // What a worker says first: that it is ready, why it is not, or which scripts it has to be made of.
  const firstWord = (worker, given) => new Promise(resolve => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = event => {
      event.preventDefault();
      resolve({ failed: "start", details: event.message });
    };
    worker.onmessageerror = () => resolve({ failed: "start", details: "the runtime could not be handed over" });
    worker.postMessage({ parts: given });
  });

  // Nothing here unpacks with DecompressionStream; a browser without it is older than the WebAssembly that Python needs.
  start.possible = () =>
    typeof WebAssembly === "object" && typeof DecompressionStream === "function" && typeof Worker === "function";

  const documentRead = () => new Promise(resolve => {
    if (document.readyState !== "loading") resolve();
    else document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });

  // Out of the document, where letters take twice the room. No Blobs: WebKit lets no worker of a file read one.
  function taken() {
    const found = {}, encoder = new TextEncoder();
    for (const element of document.querySelectorAll("script[data-runtime]")) {
      found[element.dataset.runtime] = encoder.encode(element.textContent);
      element.remove();
    }
    return found;
  }

  return start;
})();
