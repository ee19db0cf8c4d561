"use strict";
// What stands around every page: the head with the place, what is kept and the verdict so far; the parts of the audit; messages.
app.parts = (() => {
  const { DATA, audits, button, engine, h, one, say, shape, svg, write } = app;
  const { now } = audits;
  const EAR = "M17 20c-.29 0-.56-.06-.76-.15-.71-.35-1.21-.88-1.71-2.38-.53-1.56-1.47-2.29-2.39-3-.79-.61-1.61-1.24-2.32-2.53C9.29 11 9 9.93 9 9c0-2.8 2.2-5 5-5s5 2.2 5 5h2c0-3.93-3.07-7-7-7S7 5.07 7 9c0 1.26.38 2.65 1.07 3.9.93 1.65 1.98 2.48 2.85 3.15.81.62 1.39 1.07 1.71 2.05.6 1.82 1.37 2.84 2.73 3.55.51.23 1.07.35 1.64.35a4 4 0 0 0 4-4h-2a2 2 0 0 1-2 2M7.64 2.64 6.22 1.22A10.97 10.97 0 0 0 3 9c0 3.04 1.23 5.79 3.22 7.78l1.41-1.41A8.95 8.95 0 0 1 5 9c0-2.5 1-4.74 2.64-6.36M11.5 9a2.5 2.5 0 0 0 2.5 2.5A2.5 2.5 0 0 0 16.5 9 2.5 2.5 0 0 0 14 6.5 2.5 2.5 0 0 0 11.5 9";
  let places = {}, keeping = { trouble: "", writing: false, since: "" };

  // --- the head ---
  function head() {
    const audit = now.audit, bar = h("div", { class: "bar" },
      h("button", { type: "button", class: "brand", onclick: () => app.go.home() }, svg("0 0 24 24", EAR, "ear"), h("span", {}, audit ? audit.name : say("name"))),
      h("div", { class: "languages" }, ...DATA.languages.filter(code => code !== app.language()).map(code => button(DATA.names[code], () => app.go.speak(code), "plain", { lang: code }))));
    const tabs = [["menu_questions", "questions", () => app.go.questions()], ["menu_report", "report", () => app.go.to("report")], ["menu_what_if", "what-if", () => app.go.to("what-if")], ["menu_files", "files", () => app.go.to("files")]];
    const menu = audit ? h("nav", { class: "tabs", "aria-label": say("menu") }, ...tabs.map(([name, page, go]) => button(say(name), go, "tab", app.go.tab() === page ? { "aria-current": "page" } : {}))) : null;
    places = { place: h("p", { class: "place" }), kept: h("p", { class: "kept" }), progress: h("progress", { max: 100, "aria-label": say("answered") }), verdict: h("p", { class: "so-far" }) };
    const lines = audit ? h("div", { class: "lines-of-head" }, places.place, places.kept, places.progress, places.verdict) : null;
    one("head").replaceChildren(...[bar, menu, lines].filter(Boolean));
    kept();
    place();
    verdict();
  }

  function place() {
    if (!now.audit) return;
    const { percent } = now.outline, text = app.go.place();
    write(places.place, text);
    places.place.hidden = !text;
    places.progress.hidden = percent === null || percent === undefined || app.go.tab() !== "questions";
    places.progress.value = percent || 0;
  }

  // That it is kept goes without saying; what somebody must know is read aloud too.
  function kept(state = keeping) {
    keeping = state;
    const { trouble, since, writing } = state;
    if (!places.kept) return;
    const text = trouble ? say(`not_kept_${trouble}`) : writing ? say("keeping") : since ? say("kept_at", { time: since }) : "";
    places.kept.className = trouble ? "kept is-not" : "kept";
    // A moment of writing is not worth a flicker.
    if (!writing || trouble || !places.kept.textContent) write(places.kept, text);
    if (trouble && now.audit) notice("kept", say(`not_kept_${trouble}`), { actions: [[say("files_save"), () => app.go.to("files")]] });
    else forget("kept");
  }

  function verdict() {
    if (!now.audit) return;
    const line = places.verdict, found = now.verdict;
    line.hidden = app.go.tab() !== "questions";
    // Whoever stands on it with the keyboard is not pushed off by a verdict that is the same.
    const says = JSON.stringify([app.language(), engine.state(), found && [found.band, found.title, found.rung, rangeShort(found), found.waits_for.length]]);
    if (line.dataset.says === says) return;
    line.dataset.says = says;
    if (found) {
      line.replaceChildren(h("button", { type: "button", class: "plain", onclick: () => app.go.to("so-far") }, shape(found.band), " ", h("b", {}, found.rung ? say("so_far_line", { title: found.title }) : found.title || say("verdict_none")),
        ...[rangeShort(found), found.waits_for.length ? say("waits_short", { count: found.waits_for.length }) : ""].filter(Boolean).map(text => h("span", { class: "aside" }, text))));
    } else if (engine.state() !== "failed") {
      write(line, engine.ready() ? say("verdict_computing") : say("engine_loading"));
    } else write(line, "");
  }

  const rangeShort = ({ best, title }) => best && best.title !== title ? say("range_short", { high: best.title }) : "";

  // --- the parts of the audit, beside the questions on a wide screen ---
  function contents() {
    const holder = one("contents"), shown = Boolean(now.audit) && app.go.tab() === "questions";
    holder.hidden = !shown;
    if (!shown) return holder.replaceChildren();
    holder.setAttribute("aria-label", say("contents"));
    holder.replaceChildren(h("ul", {}, ...app.go.sections().map(({ at, title, open, here, plain }) => h("li", {}, button([h("span", {}, title), open ? h("span", { class: "open" }, String(open)) : plain ? null : h("span", { class: "done", "aria-hidden": "true" }, "●")].filter(Boolean), () => app.go.to(at), "plain", here ? { "aria-current": "true" } : {})))));
  }

  // --- messages; each has a name, under which a later one takes its place ---
  const notices = new Map();
  function notice(name, text, { actions = [], closes = true, lines = [] } = {}) {
    const before = notices.get(name), label = `notice-${name}`;
    if (before && before.text === text && before.language === app.language()) return;
    const close = closes ? button("×", () => { forget(name); focusPage(); }, "close plain", { "aria-label": say("close_message") }) : null;
    const made = h("section", { class: "notice", "aria-labelledby": label, role: "region" }, h("p", { id: label, role: "alert" }, text), ...lines.map(line => h("p", { class: "hint" }, line)),
      actions.length ? h("div", { class: "moves" }, ...actions.map(([title, act]) => button(title, act))) : null, close);
    if (before) before.made.replaceWith(made);
    else one("notices").append(made);
    notices.set(name, { made, text, language: app.language() });
  }

  function forget(name) {
    const found = notices.get(name);
    if (found) found.made.remove();
    notices.delete(name);
  }

  const focusPage = () => {
    const title = one("page").querySelector("h1");
    if (title) title.focus({ preventScroll: true });
  };

  // What the engine says of what went wrong: what happened, where, what to do; and that nothing is lost by it.
  function problem(found, name = "problem") {
    const text = found instanceof engine.Problem ? [found.place, found.message].filter(Boolean).join(": ") : say("engine_failed");
    notice(name, `${say("problem")}: ${text}`, { lines: [found.remedy ? say("problem_remedy", { remedy: found.remedy }) : "", say("files_nothing_lost")].filter(Boolean) });
  }

  // A question before something that cannot be taken back, in the place of its button.
  function asking(first, question, keep, act, doing) {
    const holder = h("div", { class: "moves" });
    const start = () => button(first, ask, "quiet");
    const ask = () => {
      holder.replaceChildren(h("p", { class: "asked" }, question), button(keep, () => { holder.replaceChildren(start()); holder.firstChild.focus(); }), button(act, doing, "stop"));
      holder.querySelector("button").focus();
    };
    holder.append(start());
    return holder;
  }

  return { asking, contents, forget, head, kept, notice, place, problem, verdict };
})();
