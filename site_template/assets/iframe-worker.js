/* Search on pages opened from a disk: browsers start no worker there, so its script runs in a hidden frame instead. */
if (location.protocol === "file:") {
  window.IFrameWorker = class extends EventTarget {
    constructor(url) {
      super();
      for (const kind of ["message", "error"]) this.addEventListener(kind, event => this[`on${kind}`]?.(event));
      const frame = document.createElement("iframe");
      frame.hidden = true;
      this.ready = new Promise(loaded => frame.addEventListener("load", loaded, { once: true })).then(() => {
        const inside = frame.contentWindow;
        const load = source => new Promise((loaded, failed) => {
          const script = inside.document.createElement("script");
          script.onload = loaded;
          script.onerror = failed;
          script.src = source;
          inside.document.body.append(script);
        });
        /* Each side gets a copy, as from a worker: what one changes must not change under the other. */
        inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
        inside.importScripts = (...sources) => sources.reduce((before, source) => before.then(() => load(source)), Promise.resolve());
        return load(new URL(url, location)).then(() => inside);
      });
      document.body.append(frame);
      this.terminate = () => frame.remove();
    }
    postMessage(data) {
      const copy = structuredClone(data);
      this.ready.then(inside => inside.dispatchEvent(new inside.MessageEvent("message", { data: copy })));
    }
  };
  window.Worker = window.IFrameWorker;
}
