"use strict";
// The page of one question.
app.question = (() => {
  const { answers, audits, button, h, one, say, said } = app;
  const { now } = audits;
  const { field, often, options, refresh, shows, tick, toggled } = app.fields;

  const dataOf = id => now.data.get(id) || audits.knownItem(id);

  function levelParts(id, data) {
    const parts = data.opening ? openingParts(id, data) : [levels(id, data)];
    if (!data.opening && data.not_applicable) {
      const why = h("div", { class: "follows" }, h("p", {}, data.not_applicable), field(id, "reason", say("why_not"), raw => raw.reason, (raw, text) => { raw.reason = text; }));
      parts.push(toggled(why, () => answers.rawOf(id).pick === "na"));
    }
    return [...parts, app.evidence.parts(id, data)];
  }

  const levelChoices = data => data.levels.map((text, level) => ({ value: String(level), mark: String(level), text }));

  function levels(id, data) {
    const choices = [...levelChoices(data), { value: "unknown", text: say("unknown"), apart: true }];
    if (data.not_applicable) choices.push({ value: "na", text: say("na") });
    choices.push({ value: "", text: say("later") });
    return options(id, "pick", "", choices, answers.rawOf(id).pick ?? null, (raw, value) => { raw.pick = value; }, { heading: true });
  }

  // In one's own words, then the purposes, then what would be without a voice, then how far it goes.
  function openingParts(id, data) {
    const { opening } = data, parts = [h("p", { class: "lead" }, opening.text)];
    parts.push(field(id, "words", say("own_words"), raw => raw.words, (raw, text) => { raw.words = text; }, { area: true }));
    const first = () => opening.first_version.find(choice => choice.id === answers.rawOf(id).choice);
    if (first()) parts.push(toggled(h("p", { class: "counts" }, say("so_far", { answer: first().title })), () => Boolean(first())));
    parts.push(purposes(id, opening));
    const without = options(id, "without", opening.without_ask, [...opening.without.map(choice => ({ value: choice.id, text: choice.title })), { value: "", text: say("later") }], answers.rawOf(id).without ?? null, (raw, value) => { raw.without = value; });
    parts.push(toggled(h("div", {}, without), () => answers.rawOf(id).pick !== "unknown"));
    const second = h("div", {});
    let shown = false;
    const follow = () => {
      const takes = shows(id, "level");
      if (takes && !shown) second.replaceChildren(options(id, "level", say("answer"), [...levelChoices(data).slice(1), { value: "", text: say("later") }], answers.rawOf(id).level ?? null, (raw, value) => { raw.level = value; }));
      shown = takes;
      second.hidden = !takes;
    };
    often(follow);
    follow();
    return [...parts, second];
  }

  // All purposes that are true; with the first of them, what the first version of the questions took gives way.
  function purposes(id, opening) {
    const raw = answers.rawOf(id), given = raw.pick === "unknown" ? {} : raw.purposes || {};
    const boxes = options(id, "purpose", opening.ask, opening.purposes.map(choice => ({ value: choice.id, text: choice.title })), given, (r, value, ticked) => {
      r.purposes = { ...r.purposes, [value]: true };
      if (!ticked) delete r.purposes[value];
      if (r.choice) delete r.level;
      delete r.choice;
      delete r.pick;
    }, { several: true });
    boxes.append(tick(id, say("unknown"), r => r.pick === "unknown", (r, on) => { r.pick = on ? "unknown" : ""; }, { apart: true }));
    return boxes;
  }

  function confirming(id) {
    return tick(id, say("confirm"), raw => !raw.confirm, (raw, on) => {
      if (on) delete raw.confirm;
      else raw.confirm = true;
      raw.answered = app.today();
    });
  }

  // The lead says part by part what else the money could do; where the engine is not there yet, the note takes it.
  function alternative(id, data) {
    return h("fieldset", {}, h("legend", {}, say("alternative")), ...data.alternative.map(part => field(id, part.id, part.ask, raw => (raw.alternative || {})[part.id] ?? part.text, (raw, text) => { raw.alternative = { ...raw.alternative, [part.id]: text }; })));
  }

  function note(id, data) {
    const open = h("details", {}, h("summary", {}, say("note")), field(id, "note", say(data.note_asks && !data.alternative ? "alternative_note" : "note_why"), raw => raw.note, (raw, text) => { raw.note = text; }, { area: true }));
    open.open = Boolean(answers.rawOf(id).note) || Boolean(data.note_asks && !data.alternative);
    return open;
  }

  function draw(id) {
    const data = dataOf(id), parts = [];
    if (data.kind !== "level") {
      parts.push(h("p", { class: "why" }, say("find", { find: data.find })), h("p", { class: "why" }, say("example", { example: data.example })));
      for (const [word, text] of Object.entries(data.words || {})) parts.push(h("p", { class: "hint" }, h("b", {}, said().typed_words[word] || word), ` ${text}`));
    }
    if (answers.rawOf(id).confirm) parts.push(confirming(id));
    if (data.kind === "level") parts.push(h("details", { class: "choosing" }, h("summary", {}, say("choosing")), h("p", {}, say("how_to_choose"))));
    parts.push(...(data.kind === "level" ? levelParts(id, data) : app.values.parts(id, data)));
    if (data.alternative) parts.push(alternative(id, data));
    if (data.noted) parts.push(note(id, data));
    const moves = h("div", { class: "moves" }, button(say("back"), () => app.go.move(-1)), h("button", { type: "submit", class: "main" }, say("next")), button(say("all_answers"), () => app.go.to("answers"), "quiet last"));
    const title = h("h1", { id: "asked", tabindex: "-1" }, h("span", { class: "number" }, id), data.ask);
    // Who only reads can open and follow, but change nothing.
    const fields = h("fieldset", { class: "whole-page", disabled: !now.mine }, ...parts);
    return [h("form", { novalidate: true, onsubmit: event => { event.preventDefault(); forward(id); } }, title, h("p", { class: "why" }, say("why", { why: data.why })), fields, moves)];
  }

  // What is asked back is answered first; whoever wants to leave it goes by the list of all answers.
  async function forward(id) {
    refresh(true);
    if (answers.waits()) {
      answers.left(id);
      await Promise.race([answers.send(), new Promise(done => setTimeout(done, 1500))]);
      if (app.go.at() !== id) return;
      refresh(true);
    }
    const first = one("page").querySelector(".back button");
    if (first) first.focus();
    else app.go.move(1);
  }

  return { dataOf, draw };
})();
