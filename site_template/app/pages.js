"use strict";
// The pages around the questions.
app.pages = (() => {
  const { answers, audits, button, h, one, say, shape, write } = app;
  const { now } = audits;
  const { refresh } = app.fields;

  const heading = text => h("h1", { tabindex: "-1" }, text);
  const eye = text => h("p", { class: "eye" }, text);
  const moves = (...more) => h("div", { class: "moves" }, button(say("back"), () => app.go.move(-1)), button(say("next"), () => app.go.move(1), "main"), ...more, button(say("all_answers"), () => app.go.to("answers"), "quiet last"));
  const itemsOf = section => [...now.outline.items.values()].filter(item => item.section === section);
  const countOpen = items => items.filter(item => item.state === "open").length;

  // --- the first part ---
  function first() {
    return [heading(say("first_title")), h("p", { class: "lede" }, say("first_lead", { count: now.outline.first.length })), h("p", {}, say("how_to_choose")), moves()];
  }

  function firstDone() {
    const open = now.outline.first.filter(id => (now.outline.items.get(id) || {}).state === "open");
    const left = open.length ? h("details", {}, h("summary", {}, say("open_count", { open: open.length })), list(open.map(id => now.outline.items.get(id)))) : h("p", {}, say("first_enough"));
    return [eye(say("first_done")), ...verdictParts(), left,
      h("div", { class: "moves" }, button(say("first_stop"), () => app.go.to("report"), "main"), button(say("first_on"), () => app.go.move(1))), h("p", { class: "hint" }, say("first_on_hint")),
      h("div", { class: "moves" }, button(say("back"), () => app.go.move(-1)), button(say("all_answers"), () => app.go.to("answers"), "quiet last"))];
  }

  // Of what was answered so high that evidence is asked for, and has none yet.
  function prove() {
    return [heading(say("prove_title")), h("p", { class: "lede" }, say("prove_lead")), list(now.outline.unproved.map(id => now.outline.items.get(id)).filter(Boolean)), moves()];
  }

  // --- the verdict so far ---
  function verdictParts() {
    const found = now.verdict;
    if (!found) return [heading(app.engine.ready() ? say("verdict_computing") : say("verdict_none")), h("p", {}, app.engine.ready() ? "" : say("verdict_later"))];
    const also = [found.range, found.so_far].filter(text => text && text !== found.headline), texts = [["verdict_step", found.first], ["verdict_through", found.stands_through]];
    return [h("h1", { tabindex: "-1", class: "verdict" }, shape(found.band), " ", found.title || say("verdict_none")), found.headline ? h("p", { class: "lede" }, found.headline) : null, ...also.map(text => h("p", {}, text)),
      ...(found.why.length ? [h("h2", {}, say("verdict_why")), h("ul", { class: "why-list" }, ...found.why.map(({ title, text }) => h("li", {}, h("b", {}, title), " ", text)))] : []),
      ...texts.filter(([, text]) => text).flatMap(([name, text]) => [h("h2", {}, say(name)), h("p", {}, text)]), found.ask_again ? h("p", {}, found.ask_again) : null];
  }

  function soFar() {
    const waits = (now.verdict ? now.verdict.waits_for : []).map(id => now.outline.items.get(id)).filter(Boolean);
    return [eye(say("so_far")), ...verdictParts(), ...(waits.length ? [h("h2", {}, say("waits")), list(waits)] : now.verdict ? [h("p", {}, say("waits_none"))] : []),
      h("div", { class: "moves" }, button(say("back_to_questions"), () => app.go.questions(), "main"), button(say("to_report"), () => app.go.to("report")))];
  }

  // --- a part ---
  function section({ id, title, why }) {
    const here = itemsOf(id);
    return [heading(title), h("p", { class: "lede" }, why), here.some(item => item.kind === "level") ? h("p", {}, say("how_to_choose")) : null, h("p", {}, say("count", { count: here.length, open: countOpen(here) })), moves()];
  }

  // The same four lines and the same sentence as on the terminal; what is unknown or open is one step away.
  function end(section) {
    const { meaning, counts = {} } = section, by = state => itemsOf(section.id).filter(item => item.state === state);
    const counted = [["answered", "answered"], ["dont_know", "unknown"], ["not_applicable_here", "not applicable"], ["open", "open"]];
    const links = (title, found) => found.length ? [h("h2", {}, say(title)), list(found)] : [];
    return [heading(say("where_you_stand", { section: section.title })), h("p", { class: "lede" }, meaning || ""),
      h("dl", { class: "stand" }, ...counted.flatMap(([name, state]) => [h("dt", {}, say(name)), h("dd", {}, String(counts[state] ?? by(state).length))])),
      ...links("still_unknown", by("unknown")), ...links("still_open", by("open")), moves()];
  }

  // --- all answers ---
  function list(items) {
    return h("ul", { class: "list" }, ...items.map(item => {
      const open = item.state === "open", text = open ? say(item.confirm ? "confirmed_not" : "open") : item.answer;
      return h("li", { class: open ? "is-open" : "" }, button([h("b", {}, `${item.id} ${item.title}`), h("span", { class: "value" }, text)], () => app.go.to(item.id)));
    }));
  }

  function all() {
    const { sections, items } = now.outline, open = countOpen([...items.values()]);
    const unread = [...now.raws.keys()].filter(id => items.has(id)).flatMap(id => Object.values((now.stands.get(id) || {}).problems || {}).map(text => ({ id, text })));
    const parts = [heading(say("your_answers")), h("p", { class: "lede" }, `${say("choose_to_change")} ${open ? say("open_count", { open }) : say("nothing_open")}`)];
    if (unread.length) parts.push(h("div", { class: "counts" }, h("p", {}, say("unread_first")), h("ul", { class: "list" }, ...unread.map(({ id, text }) => h("li", {}, button([h("b", {}, `${id} ${audits.titleOf(id)}`), h("span", { class: "value" }, text)], () => app.go.to(id)))))));
    parts.push(h("div", { class: "moves" }, button(say("to_report"), () => app.go.to("report"), "main"), open ? button(say("to_open"), () => app.go.questions()) : null, button(say("evidence"), () => app.go.to("evidence"))));
    for (const { id, title } of sections) {
      const here = itemsOf(id);
      if (here.length) parts.push(h("h2", {}, title), list(here));
    }
    return [...parts, h("div", { class: "moves" }, button(say("back"), () => app.go.move(-1)))];
  }

  // --- evidence: every piece that was given, with who else has looked: entered for many in one go ---
  function evidence() {
    const holder = h("div", {}, h("p", {}, say("verdict_computing")));
    fillEvidence(holder);
    return [heading(say("evidence")), h("p", { class: "lede" }, say("evidence_all")), holder, moves()];
  }

  async function fillEvidence(holder) {
    try {
      await answers.send();
      const { pieces } = await audits.ask("evidence"), found = [...new Set(pieces.map(({ item }) => item))];
      for (const id of found) if (!now.stands.has(id) || !now.data.has(id)) await audits.item(id);
      const lacks = now.outline.unproved.map(id => now.outline.items.get(id)).filter(Boolean);
      holder.replaceChildren(...(found.length ? found.flatMap(id => evidenceOf(id, pieces.filter(({ item }) => item === id))) : [h("p", {}, say("no_evidence"))]), ...(lacks.length ? [h("h2", {}, say("evidence_lacks")), list(lacks)] : []));
      refresh();
    } catch (problem) {
      if (problem instanceof app.engine.Problem) app.parts.problem(problem);
      else write(holder, say("verdict_later"));
    }
  }

  function evidenceOf(id, pieces) {
    const data = app.question.dataOf(id);
    return [h("h2", {}, button(`${id} ${pieces[0].title}`, () => app.go.to(id), "quiet")), ...(pieces[0].gate ? [h("p", { class: "hint" }, say("gate"))] : []),
      ...pieces.map(({ number, text }) => h("fieldset", { class: "piece", disabled: !now.mine }, h("legend", {}, text), app.evidence.checked(id, data, number, `${id}-`)))];
  }

  return { all, end, evidence, eye, first, firstDone, heading, list, prove, section, soFar };
})();
