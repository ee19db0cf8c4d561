/* What must be there before the theme's script: no single-key shortcuts, and no search index before somebody searches. */
(() => {
  const typing = "input, textarea, select, [contenteditable]";
  window.addEventListener("keydown", event => {
    const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && event.key !== " " && !event.target.closest?.(typing)) event.stopImmediatePropagation();
  }, true);

  const wanted = new Promise(resolve => {
    const look = event => event.target.closest?.("[data-md-component=search], [data-md-toggle=search]") && resolve();
    for (const kind of ["focusin", "input", "change"]) document.addEventListener(kind, look);
    if (new URLSearchParams(location.search).has("q")) resolve();
  });
  const { open, send } = XMLHttpRequest.prototype;
  const late = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, url, ...more) {
    if (/\/search\/search_index\.json$/.test(url)) late.add(this);
    return open.call(this, method, url, ...more);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (late.has(this)) wanted.then(() => send.call(this, body));
    else send.call(this, body);
  };
})();
