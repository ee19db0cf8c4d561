/* Makes the theme's own parts work by keyboard and speak to a screen reader. The report itself needs no script. */
(() => {
  const one = selector => document.querySelector(selector);
  const all = selector => [...document.querySelectorAll(selector)];
  const narrow = matchMedia("(max-width: 76.234375em)");
  const drawer = one("#__drawer");
  const search = one("#__search");
  const query = one(".md-search__input");
  const menu = one(".md-sidebar--primary");

  /* A label that switches something by the mouse gets a button inside, for everybody else. */
  const button = (label, name, toggle, press) => {
    const inner = document.createElement("button");
    inner.type = "button";
    inner.className = "lf-plain";
    inner.append(...label.childNodes);
    label.append(inner);
    if (name) inner.setAttribute("aria-label", name);
    const say = () => inner.setAttribute("aria-expanded", String(toggle.checked));
    if (toggle) {
      toggle.addEventListener("change", say);
      say();
    }
    inner.addEventListener("click", press || (() => switchTo(toggle, !toggle.checked)));
    return inner;
  };
  const switchTo = (toggle, state) => {
    if (!toggle || toggle.checked === state) return;
    toggle.checked = state;
    toggle.dispatchEvent(new Event("change", { bubbles: true }));
  };

  /* Search. The field stands in the page, or the engine brings it when it is wanted. */
  const dialog = one(".md-search[role=dialog]");
  if (dialog) for (const label of all(".md-header__button[for=__search]")) button(label, (query || dialog).getAttribute("aria-label"), search);
  if (dialog && query) {
    dialog.setAttribute("aria-label", query.getAttribute("aria-label"));
    one(".md-search-result__meta")?.setAttribute("role", "status");
    one(".md-search__scrollwrap")?.setAttribute("role", "group");
    one(".md-search__scrollwrap")?.setAttribute("aria-label", query.getAttribute("aria-label"));
    /* Words also come by paste, by voice or from an input method, without a key. */
    query.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup")));
    search.addEventListener("change", () => search.checked && requestAnimationFrame(() => query.focus()));
    document.addEventListener("focusin", event => {
      if (search.checked && !dialog.contains(event.target)) switchTo(search, false);
    });
  }

  /* The menu of a narrow screen: no way in while it is closed, and closed by leaving it. */
  const bars = one(".md-header__button[for=__drawer]");
  if (drawer && menu && bars) {
    const fit = () => { menu.inert = narrow.matches && !drawer.checked; };
    const opener = button(bars, one(".md-nav--primary")?.getAttribute("aria-label"), drawer);
    drawer.addEventListener("change", () => {
      fit();
      const here = menu.querySelector("[aria-current]") || menu.querySelector("a");
      if (drawer.checked && narrow.matches) requestAnimationFrame(() => here?.focus());
    });
    narrow.addEventListener("change", fit);
    fit();
    document.addEventListener("focusin", event => {
      if (narrow.matches && drawer.checked && !menu.contains(event.target) && event.target !== opener) switchTo(drawer, false);
    });
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !drawer.checked) return;
      switchTo(drawer, false);
      opener.focus();
    });
  }

  /* What a page holds is folded again once it has led somewhere. */
  const contents = one(".lf-contents");
  contents?.addEventListener("click", event => { if (event.target.closest("a")) contents.open = false; });
  contents?.addEventListener("focusout", event => { if (!contents.contains(event.relatedTarget)) contents.open = false; });

  /* A link to something folded opens it. */
  const unfold = () => {
    const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (aim?.matches("details")) aim.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  /* Whatever can be scrolled only sideways can be reached, and says so. */
  for (const box of all(".md-typeset__scrollwrap, .lf-scroll")) if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;

  /* Paper has no way to open anything. */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open], .lf-contents)");
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
})();
