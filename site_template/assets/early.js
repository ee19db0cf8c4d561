/* What must be there before the theme's script: light or dark, no single-key shortcuts, and no search index before somebody searches. */
(() => {
  /* The theme's script puts these on later; every element would be styled a second time. */
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  root.classList.add("js-focus-visible");

  /* Light or dark: what the reader chose, else what the machine prefers, before the page is first seen. */
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const name = "listen-first-scheme";
  let chosen = null;
  try { chosen = localStorage.getItem(name); } catch { /* the machine's preference it is */ }
  const scheme = () => chosen === "slate" || chosen === "default" ? chosen : dark.matches ? "slate" : "default";
  let said = () => {};
  const show = () => {
    root.dataset.mdColorScheme = document.body.dataset.mdColorScheme = scheme();
    said();
  };
  new MutationObserver((_, begun) => {
    if (!document.body) return;
    begun.disconnect();
    show();
  }).observe(root, { childList: true });
  dark.addEventListener("change", show);

  document.addEventListener("DOMContentLoaded", () => {
    const offer = document.getElementById("lf-scheme");
    const header = document.querySelector(".md-header__inner");
    if (!offer || !header) return;
    header.insertBefore(offer.content.cloneNode(true), header.querySelector(":scope > [for=__search]"));
    const button = header.querySelector(".lf-scheme");
    const bar = Object.assign(document.createElement("meta"), { name: "theme-color" });
    document.head.append(bar);
    said = () => {
      button.title = button.dataset[scheme()];
      bar.content = getComputedStyle(header.parentElement).backgroundColor;
    };
    button.addEventListener("click", () => {
      chosen = scheme() === "slate" ? "default" : "slate";
      try { localStorage.setItem(name, chosen); } catch { /* only until the page is left */ }
      show();
    });
    said();
  });

  const typing = "input, textarea, select, [contenteditable]";
  window.addEventListener("keydown", event => {
    const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    /* A search may lie in a shadow, whose parts the window does not name as the target. */
    if (plain && event.key !== " " && !event.composedPath()[0].closest?.(typing)) event.stopImmediatePropagation();
  }, true);

  const wanted = new Promise(resolve => {
    const look = event => event.target.closest?.("[data-md-component=search], [data-md-toggle=search]") && resolve();
    for (const kind of ["focusin", "input", "change"]) document.addEventListener(kind, look);
    if (new URLSearchParams(location.search).has("q")) resolve();
  });
  const { open, send } = XMLHttpRequest.prototype;
  const late = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, url, ...more) {
    if (/\/search(\/search_index)?\.json$/.test(url)) late.add(this);
    return open.call(this, method, url, ...more);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (late.has(this)) wanted.then(() => send.call(this, body));
    else send.call(this, body);
  };
})();
