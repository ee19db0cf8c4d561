"use strict";
// The page's end of the engine: makes the worker, and hands it the runtime that stands at the end of this file.
const listenFirstEngine = (() => {
  let parts = null;

  /** Start the engine; it may be called again when a worker was killed. The worker answers calls from then on. */
  async function start() {
    if (!start.possible()) throw new Error("this browser cannot run it");
    await documentRead();
    parts ??= taken();
    const { worker: script, ...rest } = parts;
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    // Not of the kind "module": Chromium starts none for a file that was opened from a folder.
    const worker = new Worker(address);
    try {
      await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => (data.ready ? resolve() : reject(Object.assign(new Error(data.failed), { details: data.details })));
        worker.onerror = event => {
          event.preventDefault();
          reject(new Error(event.message || "the worker did not start"));
        };
        worker.onmessageerror = () => reject(new Error("the runtime could not be handed over"));
        worker.postMessage({ parts: rest });
      });
    } catch (error) {
      worker.terminate();
      throw error;
    } finally {
      URL.revokeObjectURL(address);
    }
    worker.onmessage = worker.onerror = worker.onmessageerror = null;
    return worker;
  }

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
