"use strict";
// Going from page to page, and beginning.
app.go = (() => {
  const { DATA, answers, audits, button, engine, fields, h, one, pages, parts, say, store, windows } = app;
  const { now } = audits;
  const LITTLE_MEMORY = 2;
  let at = "welcome", known = [], last = "";

  // --- the pages of an audit, in order ---
  function order() {
    const { first, items, sections, preliminary } = now.outline, list = ["first", ...first];
    if (preliminary) return engine.state() === "failed" ? [...list, ...[...items.keys()].filter(id => !first.includes(id)), "answers"] : list;
    // What the first verdict took on one's word is shown next.
    list.push("first-done", ...(now.outline.unproved.length ? ["prove"] : []));
    for (const { id, pillar } of sections) {
      const here = [...items.values()].filter(item => item.section === id && !first.includes(item.id));
      if (here.length) list.push(`section ${id}`, ...here.map(item => item.id), ...(pillar ? [`end ${id}`] : []));
    }
    return [...list, "evidence", "answers"];
  }

  const isItem = id => now.outline.items.has(id);
  const sectionOf = id => (now.outline.items.get(id) || {}).section;

  // The current page may be hidden by now: then its place among all questions counts.
  function move(step) {
    const list = order();
    let place = list.indexOf(at);
    if (place < 0) {
      const all = app.said().items.map(item => item.id), here = all.indexOf(at), next = list.findIndex(id => isItem(id) && all.indexOf(id) > here);
      place = (next < 0 ? list.length - 1 : next) - (step > 0 ? 1 : 0);
    }
    // At the end of what is known without the engine one waits for it.
    if (place + step < 0) return home();
    to(list[Math.min(place + step, list.length - 1)]);
  }

  const firstOpen = () => order().find(id => isItem(id) && now.outline.items.get(id).state === "open") || "answers";
  const questions = () => to(last && (order().includes(last)) ? last : firstOpen());

  // What is listed beside the questions.
  function sections() {
    const { first, items } = now.outline, open = list => list.filter(item => item.state === "open").length, inFirst = ["first", "first-done", "prove"].includes(at) || first.includes(at);
    const list = [{ at: "first", title: say("first_title"), open: open(first.map(id => items.get(id)).filter(Boolean)), here: inFirst }];
    for (const { id, title } of now.outline.preliminary ? [] : now.outline.sections) {
      const here = [...items.values()].filter(item => item.section === id && !first.includes(item.id));
      if (here.length) list.push({ at: `section ${id}`, title, open: open(here), here: !inFirst && (at === `section ${id}` || at === `end ${id}` || sectionOf(at) === id) });
    }
    return [...list, { at: "evidence", title: say("evidence"), here: at === "evidence", plain: true }, { at: "answers", title: say("all_answers"), here: at === "answers", plain: true }];
  }

  function place() {
    const { first, items, percent } = now.outline, item = items.get(at);
    if (!item || tab() !== "questions") return "";
    const early = first.includes(at), here = early ? first : [...items.values()].filter(other => other.section === item.section).map(other => other.id);
    const section = early ? say("first_title") : (now.outline.sections.find(other => other.id === item.section) || { title: "" }).title;
    if (percent === null || percent === undefined) return `${section} · ${here.indexOf(at) + 1}/${here.length}`;
    return say("place", { section, number: here.indexOf(at) + 1, count: here.length, percent });
  }

  const tab = () => ["report", "what-if", "files"].includes(at) ? at : "questions";

  // --- going ---
  function to(page) {
    if (isQuestionPage(at) && now.audit) answers.settle(at);
    if (page !== at) remember("pushState", page);
    at = page;
    for (const name of ["problem", "answer", "file", "done"]) parts.forget(name);
    render(true);
    loadItem();
  }

  const isQuestionPage = page => Boolean(now.outline) && (isItem(page) || Boolean(audits.knownItem(page)));

  async function home(notice = "") {
    if (isQuestionPage(at) && now.audit) answers.settle(at);
    if (now.audit) await answers.send();
    audits.leave();
    await show("home");
    if (notice) parts.notice("done", notice);
  }

  // The first page and its list; without a language yet, every language at once.
  async function show(page) {
    parts.forget("other");
    parts.forget("kept");
    known = await store.audits();
    const wanted = page === "home" && !store.setting("language") && !known.length && !chosen ? "welcome" : page;
    if (wanted !== at) remember("pushState", wanted);
    at = wanted;
    last = "";
    render(true);
  }

  let chosen = false;
  function speak(code, then = "") {
    chosen = true;
    app.speak(code);
    store.set("language", code);
    now.data.clear();
    for (const stand of now.stands.values()) Object.assign(stand, { counts: "", understood: {} });
    if (then) return show(then);
    if (now.audit) {
      now.verdict = null;
      now.outline = { ...audits.preliminary(), ...(now.outline.preliminary ? {} : { preliminary: false, items: now.outline.items, first: now.outline.first, percent: now.outline.percent, sections: now.outline.sections }) };
      answers.begin();
      if (engine.ready()) answers.send().then(audits.outline).then(() => { render(false); audits.verdict(); }).catch(() => {});
    }
    render(true);
    loadItem();
  }

  async function audit(id, page = "") {
    if (!(await audits.enter(id))) return show("home");
    at = "";
    parts.forget("done");
    to(page || pageOf(id) || "first");
    second();
  }

  const pageOf = id => {
    const kept = store.setting(`at ${id}`);
    return typeof kept === "string" && kept !== "welcome" && kept !== "home" && kept !== "new" ? kept : "";
  };

  // The engine's own words for the question, and how the answer stands.
  async function loadItem() {
    const id = at;
    if (!now.audit || !isQuestionPage(id) || !engine.ready()) return;
    const before = JSON.stringify([app.question.dataOf(id), now.stands.get(id)]), busy = answers.waits();
    try {
      await audits.item(id);
      if (at !== id || JSON.stringify([app.question.dataOf(id), now.stands.get(id)]) === before) return;
      if (busy || now.raws.has(id) && document.activeElement && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) fields.refresh();
      else render(false);
    } catch (problem) {
      if (problem instanceof engine.Problem) parts.problem(problem);
    }
  }

  // The browser's own way back leads through the pages. Some frames and browsers keep no history, or not so much of it.
  function remember(how, page) {
    try {
      history.scrollRestoration = "manual";
      history[how]({ at: page, id: now.audit ? now.audit.id : null }, "");
    } catch (error) {
      // Then Back leaves the page, which asks first where something would be lost.
    }
  }

  addEventListener("popstate", async ({ state }) => {
    if (!state || typeof state.at !== "string") return;
    const id = now.audit ? now.audit.id : null;
    if (state.id && state.id !== id && !(await audits.enter(state.id))) return show("home");
    if (!state.id && id) audits.leave();
    if (!state.id) known = await store.audits();
    at = state.at;
    render(true);
    loadItem();
    second();
  });

  // --- drawing ---
  function drawn() {
    if (!now.audit) return at === "new" ? app.home.fresh() : at === "welcome" ? app.home.welcome() : app.home.home(known);
    if (at === "report") return app.report.page();
    if (at === "what-if") return app.report.whatIf();
    if (at === "files") return app.home.files();
    if (at === "so-far") return pages.soFar();
    if (at === "first") return pages.first();
    if (at === "first-done") return pages.firstDone();
    if (at === "prove") return pages.prove();
    if (at === "answers") return pages.all();
    if (at === "evidence") return pages.evidence();
    const [kind, id] = at.split(" "), section = now.outline.sections.find(other => other.id === id);
    if (section) return kind === "end" ? pages.end(section) : pages.section(section);
    if (isItem(at)) return app.question.draw(at);
    at = now.outline.preliminary ? "first" : firstOpen();
    return drawn();
  }

  function render(focus) {
    const y = scrollY, { id, name, value } = document.activeElement || {};
    fields.clear();
    document.body.className = now.audit ? `in-audit on-${tab()}` : `at-${at}`;
    one("page").replaceChildren(...drawn().filter(Boolean));
    fields.refresh();
    parts.head();
    parts.contents();
    if (now.audit && tab() === "questions" && at !== "so-far") {
      last = at;
      if (store.setting(`at ${now.audit.id}`) !== at) store.set(`at ${now.audit.id}`, at);
    }
    const title = one("page").querySelector("h1");
    document.title = [title ? title.textContent : "", now.audit ? now.audit.name : "", say("name")].filter(Boolean).join(" | ");
    if (focus) {
      scrollTo(0, 0);
      if (title) title.focus({ preventScroll: true });
      return;
    }
    const again = id ? one(id) : name && [...one("page").querySelectorAll("input")].find(input => input.name === name && input.value === value);
    if (again) again.focus({ preventScroll: true });
    scrollTo(0, y);
  }

  // --- two windows ---
  function second(text = "other_window") {
    if (now.audit && !now.mine) parts.notice("other", say(text), { closes: false, actions: [[say("take_over"), takeOver]] });
    else parts.forget("other");
  }

  async function takeOver() {
    const { id } = now.audit, here = at;
    await audits.enter(id, { steal: true });
    at = here;
    render(true);
    loadItem();
    second();
  }

  // Another window changed something: whoever only reads sees it.
  let hearing = 0;
  async function follow(id) {
    if (!now.audit && id && at === "home") return show("home");
    if (!now.audit || now.audit.id !== id || now.mine) return;
    const here = at;
    await audits.enter(id);
    at = here;
    render(false);
    loadItem();
    second();
  }

  // --- what is heard ---
  audits.listen((what, problem) => {
    if (what === "failed") {
      parts.problem(problem, "open");
      if (problem instanceof engine.Problem && (!now.outline || now.outline.preliminary)) home();
      return;
    }
    if (what === "renamed") {
      remember("replaceState", at);
      store.set(`at ${now.audit.id}`, at);
    }
    if (what === "outline") {
      for (const [number, { message, place, remedy }] of now.notices.entries()) parts.notice(`audit-${number}`, [place, message].filter(Boolean).join(": "), { lines: [remedy].filter(Boolean) });
      parts.contents();
      parts.place();
      if (["first", "first-done", "prove", "answers", "evidence", "report", "what-if"].includes(at) || at.startsWith("end ") || at.startsWith("section ")) render(false);
      else loadItem();
    }
    if (what === "verdict") {
      parts.verdict();
      if (at === "so-far" || at === "first-done") render(false);
    }
  });

  answers.listen((id, problem) => {
    if (problem) return parts.problem(problem, "answer");
    parts.forget("answer");
    parts.place();
    parts.contents();
    if (id === at) fields.refresh();
    else if (at === "evidence") fields.refresh();
    else if (!id && !isItem(at)) render(false);
  });

  engine.listen((state, slow) => {
    if (slow) parts.notice("engine", say("engine_slow"), { actions: [[say("engine_restart"), () => { parts.forget("engine"); engine.restart(); }]] });
    else if (slow === false) parts.forget("engine");
    else if (state === "again") parts.notice("stopped", say("engine_again"));
    else if (state === "failed") failed();
    else if (state === "ready") audits.session();
    parts.verdict();
  });

  function failed() {
    if (now.audit && now.outline.preliminary) now.outline = audits.preliminary();
    parts.notice("stopped", say("engine_failed"), { actions: [[say("engine_restart"), () => { parts.forget("stopped"); engine.restart(); }], [say("plain_instead"), () => plainForm(app.language())]] });
  }

  store.listen(state => parts.kept(state));
  windows.listen({
    lost() {
      now.mine = false;
      render(false);
      second("taken_over");
    },
    changed(id) {
      clearTimeout(hearing);
      hearing = setTimeout(() => follow(id), 400);
    },
    erased(id) {
      if (now.audit && (id === null || now.audit.id === id)) {
        audits.leave();
        show("home").then(() => parts.notice("done", say("erased_elsewhere")));
      } else if (!now.audit) {
        show("home");
      }
    },
  });

  // A browser brings the cursor into view, not the whole field, and of a choice only its mark.
  addEventListener("keyup", event => {
    const here = document.activeElement;
    if (!here || (event.key !== "Tab" && here.type !== "radio")) return;
    (here.closest(".option") || here).scrollIntoView({ block: "nearest" });
  });
  addEventListener("beforeunload", event => {
    if (!store.atRisk()) return;
    event.preventDefault();
    event.returnValue = say("not_kept_blocked");
  });

  // --- light and dark, as the reader's machine has it ---
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const scheme = () => document.documentElement.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default");
  dark.addEventListener("change", scheme);
  scheme();

  // --- the beginning ---
  // A browser that cannot run the engine gets the same questions as the small form, which stands in this file too.
  function plainForm(code) {
    const text = one(`plain-form-${code}`);
    const links = DATA.languages.filter(other => other !== code && one(`plain-form-${other}`)).map(other => button(DATA.names[other], () => plainForm(other), "plain", { lang: other }));
    app.speak(code);
    one("head").replaceChildren(h("div", { class: "bar" }, h("span", { class: "brand" }, say("name")), h("div", { class: "languages" }, ...links)));
    const parts = [h("p", { class: "lede", role: "alert" }, say("plain_form"))];
    if (text) {
      const frame = h("iframe", { class: "plain-form", title: say("menu_questions") });
      frame.srcdoc = JSON.parse(text.textContent);
      parts.push(frame);
    }
    document.body.className = "at-plain";
    one("page").replaceChildren(h("h1", {}, say("home_title")), ...parts);
  }

  async function begin() {
    await store.open();
    const kept = store.setting("language"), wanted = DATA.languages.find(code => code === kept);
    app.speak(wanted || (navigator.languages || []).map(tag => tag.split("-")[0]).find(code => DATA.languages.includes(code)) || DATA.languages[0]);
    chosen = Boolean(wanted);
    known = await store.audits();
    const from = history.state || {}, open = from.id && known.some(audit => audit.id === from.id);
    if (open) {
      await audit(from.id, pageOf(from.id));
    } else {
      at = wanted || known.length ? "home" : "welcome";
      render(true);
      remember("replaceState", at);
    }
    if (navigator.deviceMemory && navigator.deviceMemory <= LITTLE_MEMORY) parts.notice("memory", say("engine_low"));
  }

  // The engine's parts stand behind this script; the first page does not wait for them.
  const whole = () => document.readyState === "loading" ? new Promise(done => { addEventListener("DOMContentLoaded", done, { once: true }); }) : Promise.resolve();
  begin().then(whole).then(() => engine.possible() ? engine.start() : plainForm(app.language()));

  return { at: () => at, audit, home, move, order, place, questions, render, sections, speak, tab, to };
})();
