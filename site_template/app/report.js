"use strict";
// The report as the single file that a terminal builds, shown in a frame in which no script runs; the files to save; and what would be
// if something were changed.
app.report = (() => {
  const { DATA, audits, button, engine, h, parts, say, shape, write } = app;
  const { now } = audits;
  const { heading, eye } = app.pages;
  const PARTS = { index: "report_whole", clock: "report_clock", "way-up": "report_way_up", plan: "report_plan" };
  const TYPES = { html: "text/html", csv: "text/csv", ics: "text/calendar", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zip: "application/zip", json: "application/json" };
  let made = { key: "", html: "" }, part = "index", language = "";

  const today = () => app.today();
  const offered = () => now.audit.languages || DATA.languages;
  const tongue = () => [language, app.language(), ...offered()].find(code => offered().includes(code));
  const keyOf = () => [now.audit.id, now.audit.changed, tongue()].join(" ");

  async function html() {
    await app.answers.send();
    if (made.key === keyOf()) return made;
    const key = keyOf(), { pages: [found] } = await audits.ask("report", { language: tongue(), languages: [tongue()], edition: "internal" });
    made = { key, html: found.html };
    return made;
  }

  // --- the page ---
  function page() {
    const frame = h("iframe", { class: "report", sandbox: "allow-same-origin allow-modals allow-popups", title: say("report_frame"), hidden: true });
    const wait = h("p", { class: "wait", role: "status" }, engine.ready() ? say("report_making") : say("verdict_later")), done = h("p", { class: "hint", role: "status" });
    const asks = h("div", { class: "what-if-inside" });
    const choose = name => {
      part = name;
      [...tabs.children].forEach(tab => tab.dataset.part === name ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current"));
      goTo(frame, name);
      askInside(asks, name);
    };
    const tabs = h("div", { class: "tabs inner", role: "group", "aria-label": say("report_part") }, ...Object.keys(PARTS).map(name => button(say(PARTS[name]), () => choose(name), "tab", { "data-part": name, ...(part === name ? { "aria-current": "true" } : {}) })));
    const tongues = offered().length > 1 ? h("div", { class: "tabs inner", role: "group", "aria-label": say("report_language") }, ...offered().map(code => button(DATA.names[code], () => { language = code; app.go.render(false); }, "tab", { lang: code, ...(tongue() === code ? { "aria-current": "true" } : {}) }))) : null;
    show(frame, wait);
    askInside(asks, part);
    const saving = [["html", "report_save"], ["csv", "report_csv"], ["ics", "report_ics"], ["xlsx", "report_xlsx"], ["zip", "report_zip"]];
    return [heading(say("report_title", { name: now.audit.name })), h("div", { class: "row spread" }, tabs, tongues),
      h("div", { class: "row" }, button(say("report_save"), () => save("html", done), "main"), button(say("report_print"), () => print(frame)),
        h("details", { class: "more" }, h("summary", {}, say("report_more")), h("div", { class: "row" }, ...saving.slice(1).map(([what, name]) => button(say(name), () => save(what, done)))))), done, ...finishing(), asks, wait, frame];
  }

  // A round that is not finished is a draft, and its pages say so.
  function finishing() {
    if (!now.verdict || !now.verdict.draft || !now.mine) return [];
    const finish = async () => {
      try {
        await app.answers.send();
        await audits.changed((await audits.ask("finish")).changed);
        now.verdict = { ...now.verdict, draft: false };
        app.go.render(true);
        audits.verdict();
      } catch (problem) {
        parts.problem(problem);
      }
    };
    return [h("details", {}, h("summary", {}, say("finish_draft")), h("p", {}, say("finish_why")), h("div", { class: "row" }, button(say("finish"), finish)))];
  }

  async function show(frame, wait) {
    try {
      const { html: whole } = await html();
      frame.addEventListener("load", () => {
        frame.hidden = false;
        wait.hidden = true;
        dress(frame);
        goTo(frame, part);
      });
      frame.srcdoc = whole;
    } catch (problem) {
      write(wait, "");
      if (problem instanceof engine.Problem) parts.problem(problem);
      else if (engine.state() === "failed") write(wait, say("engine_failed"));
      else write(wait, say("engine_again"));
    }
  }

  // The frame shows what a reader of the file sees; its folded parts open where somebody goes to them.
  function goTo(frame, name) {
    const inside = frame.contentDocument;
    if (frame.hidden || !inside) return;
    const place = inside.getElementById(name);
    for (let at = place; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    if (name === "index") inside.defaultView.scrollTo(0, 0);
    else if (place) (place.closest("details") || place).scrollIntoView();
  }

  function dress(frame) {
    const inside = frame.contentDocument;
    if (!inside || !inside.documentElement) return;
    const scheme = document.documentElement.getAttribute("data-md-color-scheme");
    inside.documentElement.setAttribute("data-md-color-scheme", scheme);
    inside.documentElement.style.colorScheme = scheme === "slate" ? "dark" : "light";
  }

  function print(frame) {
    if (frame.hidden) return;
    frame.contentDocument.documentElement.setAttribute("data-md-color-scheme", "default");
    frame.contentWindow.focus();
    frame.contentWindow.print();
    dress(frame);
  }

  // --- files ---
  async function save(what, done) {
    write(done, say("report_making"));
    try {
      await app.answers.send();
      const { name, bytes } = await audits.ask("export", { what, language: tongue() });
      app.download(name, [app.toBytes(bytes)], TYPES[what] || "application/octet-stream");
      write(done, say("saved_file", { file: name }));
    } catch (problem) {
      write(done, "");
      parts.problem(problem);
    }
  }

  // --- what if ---
  let chosen = { levers: [], answers: {} }, answered = "";

  function whatIf() {
    const holder = h("div", {}, h("p", { class: "wait", role: "status" }, engine.ready() ? say("verdict_computing") : say("verdict_later")));
    tryOut(holder);
    return [eye(say("menu_what_if")), heading(say("what_if_title")), h("p", { class: "lede" }, say("what_if_lead")), holder];
  }

  function askInside(holder, name) {
    if (!["clock", "way-up"].includes(name)) return holder.replaceChildren();
    const inner = h("div", {}), open = h("details", { ontoggle: () => { if (open.open && !inner.firstChild) tryOut(inner); } }, h("summary", {}, say("what_if_title")), inner);
    holder.replaceChildren(open);
  }

  async function tryOut(holder, focus = "") {
    if (answered !== now.audit.id) chosen = { levers: [], answers: {} };
    answered = now.audit.id;
    try {
      await app.answers.send();
      const found = await audits.ask("what_if", { switches: chosen }, "what_if");
      draw(holder, found);
      const again = focus && holder.querySelector(`#${CSS.escape(focus)}`);
      if (again) again.focus({ preventScroll: true });
    } catch (problem) {
      if (problem instanceof engine.Problem) parts.problem(problem);
    }
  }

  const isChanged = () => chosen.levers.length > 0 || Object.keys(chosen.answers).length > 0;

  function draw(holder, found) {
    const { levers, questions: given } = found;
    if (!levers.length && !given.length) return holder.replaceChildren(h("p", {}, say("what_if_none")));
    const lever = ({ id, title, text }) => h("label", { class: "option" }, h("input", { type: "checkbox", id: `lever-${id}`, checked: chosen.levers.includes(id), onchange: event => {
      chosen = { ...chosen, levers: event.target.checked ? [...chosen.levers, id] : chosen.levers.filter(other => other !== id) };
      tryOut(holder, event.target.id);
    } }), h("span", {}, title, text && text !== title ? h("span", { class: "note" }, text) : null));
    const answer = ({ id, title, levels, now: at }) => {
      const select = h("select", { id: `what-if-${id}`, onchange: () => {
        const answers = { ...chosen.answers };
        if (select.value === "") delete answers[id];
        else answers[id] = Number(select.value);
        chosen = { ...chosen, answers };
        tryOut(holder, select.id);
      } }, h("option", { value: "" }, say("what_if_as_is")), ...levels.map((text, level) => level === at ? null : h("option", { value: String(level) }, plainly(`${level}  ${text}`))));
      select.value = chosen.answers[id] === undefined ? "" : String(chosen.answers[id]);
      return h("div", { class: "field" }, h("label", { for: select.id }, `${id} ${title}`), select);
    };
    const folded = h("details", { open: Object.keys(chosen.answers).length > 0 }, h("summary", {}, say("what_if_answers")), ...given.map(answer));
    holder.replaceChildren(h("div", { class: "what-if" },
      h("div", { class: "switches" }, levers.length ? h("fieldset", {}, h("legend", {}, say("what_if_levers")), ...levers.map(lever)) : null, given.length ? folded : null),
      h("div", { class: "outcome", "aria-live": "polite" }, ...outcome(found), h("div", { class: "moves" }, button(say("what_if_back"), () => {
        chosen = { levers: [], answers: {} };
        tryOut(holder);
      }, "", { disabled: !isChanged() })))));
  }

  const plainly = text => document.createTextNode(text.length > 90 ? `${text.slice(0, 88)}…` : text);

  // The clock in four figures, and the days to each rung that is not reached yet.
  function rowsOf(is, after) {
    const clock = what => what.clock || {}, days = (what, rung) => (what.way.find(way => way.rung === rung) || { days_said: say("what_if_reached") }).days_said;
    const figures = is.clock || after.clock ? ["seen", "said", "worst", "within_hour"].map(name => [say(`what_if_${name}`), clock(is)[name] || "–", clock(after)[name] || "–"]) : [];
    return [...figures, ...is.way.map(({ rung, title, days_said: said }) => [say("what_if_days", { title }), said, days(after, rung)])];
  }

  function outcome({ is, would }) {
    const changed = isChanged(), after = changed ? would : is, rows = rowsOf(is, after);
    const state = (title, { verdict }) => h("div", { class: "state" }, h("p", { class: "eye" }, title), h("p", { class: "verdict" }, shape(verdict.band), " ", verdict.title || say("verdict_none")), verdict.range ? h("p", { class: "note" }, verdict.range) : null);
    return [h("div", { class: "states" }, state(say("what_if_is"), is), changed ? state(say("what_if_then"), would) : h("p", { class: "note" }, say("what_if_same"))),
      after.week_svg ? week(after) : null,
      rows.length ? h("table", {}, h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, say("what_if_is")), h("th", { scope: "col" }, say("what_if_then")))),
        h("tbody", {}, ...rows.map(([name, before, behind]) => h("tr", { class: changed && before !== behind ? "differs" : "" }, h("th", { scope: "row" }, name), h("td", {}, before), h("td", {}, changed ? behind : "–"))))) : null].filter(Boolean);
  }

  // The picture of the week is a drawing of the report; it stands in a frame of its own, in which nothing runs.
  function week({ week_svg: drawn, clock }) {
    const text = clock ? clock.finding : "";
    const scheme = document.documentElement.getAttribute("data-md-color-scheme"), style = document.querySelector("style").textContent;
    const frame = h("iframe", { class: "week", sandbox: "allow-same-origin", title: text || say("what_if_week"), tabindex: "-1" });
    frame.addEventListener("load", () => { if (frame.contentDocument) frame.style.height = `${Math.ceil(frame.contentDocument.body.scrollHeight) + 8}px`; });
    frame.srcdoc = `<!doctype html><html lang="${app.language()}" data-md-color-scheme="${scheme}"><style>${style}</style><body class="md-typeset in-frame">${drawn}</body></html>`;
    return h("div", {}, frame, text ? h("p", { class: "note" }, text) : null);
  }

  return { page, save, whatIf };
})();
