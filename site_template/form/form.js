// The pages of the form. Everything that somebody typed goes into the page as text, never as markup.
(() => {
  const { DATA, TEXTS, answerOf, fill, harmless, isComplete, items, kept, meaning, saidCountry, saidDate, saidDrill, saidDrills, saidLayers, saidMoment, sectionState, settle, stateOf, takesLevel, today, visible, withUnit, written } = listenFirst;
  const one = id => document.getElementById(id);
  const main = one("page");
  const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);
  const SPAN = /[0-9][0-9:]*(?:[-–~][0-9][0-9:]*)+/g;
  const TOGETHER = [SPAN, ...DATA.together.flatMap(patternOf)];
  let refreshers = [], composing = null, late = [];

  // --- what is kept ---
  // That it was saved goes without saying; what somebody must know is read aloud too.
  function say(text, aloud = true) {
    const line = one("saved");
    if (line.textContent === text) return;
    line.setAttribute("aria-live", aloud ? "polite" : "off");
    write(line, text);
  }

  // Whatever is changed goes through here: what another window changed meanwhile is taken over first, and shown.
  function keep(id, put = () => {}) {
    const { news, same } = kept.change(id, put);
    // A browser may tell of the same words twice; what was said about another window stays then.
    if (same && !news.length) return news;
    const now = new Date();
    const time = `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
    say(!kept.works ? TEXTS.not_kept : news.length ? TEXTS.changed_elsewhere : fill(TEXTS.saved, { time }), !kept.works || news.length > 0);
    return news;
  }

  const rawOf = item => kept.answers[item.id] || (kept.answers[item.id] = {});
  const answers = () => {
    const found = {};
    for (const item of DATA.items) if (kept.answers[item.id]) found[item.id] = answerOf(item, kept.answers[item.id]).answer;
    return found;
  };
  const asked = (given = answers()) => {
    const shown = visible(given);
    return DATA.items.filter(item => shown.has(item.id));
  };
  const state = (item, given) => stateOf(item, given[item.id] || {});

  function changed(item, change) {
    showNews(keep(item.id, () => put(item, change)));
    head();
    refreshers.forEach(refresh => refresh());
  }

  function put(item, change) {
    const raw = rawOf(item), { answer: before } = answerOf(item, raw);
    const plain = answer => JSON.stringify({ ...answer, answered: undefined, confirm: undefined });
    const decided = ({ level, choice, purposes, without_voice, value, unknown, not_applicable }) => JSON.stringify([level, choice, purposes, without_voice, value, unknown, not_applicable]);
    change(raw);
    // What means another day tomorrow means the one on which it was typed.
    raw.day = today();
    if (decided(answerOf(item, raw).answer) !== decided(before)) delete raw.confirm;
    const { answer } = answerOf(item, raw);
    if (plain(answer) !== plain(before) && stateOf(item, answer) !== "open" && item.noted) raw.answered = today();
  }

  // --- small parts ---
  function h(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined && child !== "").flatMap(child => typeof child === "string" ? unbroken(child) : child));
    return made;
  }

  // A browser that cannot read one of them ends its lines as it likes.
  function patternOf(text) {
    try {
      return [new RegExp(text, "gu")];
    } catch (error) {
      return [];
    }
  }

  // No line ends within a day, a span of hours, or what the pages of a report keep on one line.
  function unbroken(text) {
    const found = TOGETHER.flatMap(pattern => [...text.matchAll(pattern)].map(match => ({ from: match.index, to: match.index + match[0].length })));
    const parts = [];
    let done = 0;
    for (const { from, to } of joined(found)) {
      const whole = document.createElement("span");
      whole.className = "whole";
      whole.textContent = text.slice(from, to);
      parts.push(text.slice(done, from), whole);
      done = to;
    }
    return [...parts, text.slice(done)].filter(part => part !== "");
  }

  // What overlaps becomes one.
  function joined(places) {
    const all = [];
    for (const place of places.sort((one, other) => one.from - other.from)) {
      const last = all[all.length - 1];
      if (last && place.from < last.to) last.to = Math.max(last.to, place.to);
      else all.push(place);
    }
    return all;
  }

  function write(element, text) {
    element.replaceChildren(...unbroken(text));
  }

  const button = (content, onclick, kind = "") => h("button", { type: "button", class: kind, onclick }, ...[content].flat());
  // In the words for accounts that are planned, for fewer than ten people, or for both: as the agency says of itself here, or said before.
  const told = id => (items.has(id) ? (answers()[id] || {}).value : DATA.profile[id]) || {};
  const words = item => {
    const planned = told(DATA.mode).word === "plan", staff = told(DATA.staff).number, small = staff !== undefined && Number(staff) < DATA.small_staff;
    return { ...item, ...(planned && small ? item.both : planned ? item.plan : small ? item.small : {}) };
  };

  function options(item, name, legend, choices, at, pick, heading = false, several = false) {
    const made = h("fieldset", heading ? { "aria-labelledby": "asked" } : {}, heading ? null : h("legend", {}, legend));
    for (const choice of choices) {
      const input = several ? h("input", { type: "checkbox", name, value: choice.value, checked: Boolean(at[choice.value]), onchange: () => changed(item, raw => pick(raw, choice.value, input.checked)) }) : h("input", { type: "radio", name, value: choice.value, checked: choice.value === at, onchange: () => changed(item, raw => pick(raw, choice.value)) });
      made.append(h("label", { class: ["option", choice.apart ? "apart" : "", choice.later ? "later" : ""].filter(Boolean).join(" ") }, input, h("span", {}, choice.mark ? h("b", {}, choice.mark) : null, choice.text)));
    }
    return made;
  }

  function field(item, key, label, value, put, { area = false, hints = [], short = false, labelled = "", before = "" } = {}) {
    const id = `field-${before}${key}`;
    const described = [...hints.map((hint, number) => `${id}-hint-${number}`), `${id}-meant`, `${id}-wrong`].join(" ");
    const meant = h("p", { class: "meant", id: `${id}-meant` }), back = h("div", { class: "moves back" });
    const wrong = h("p", { class: "wrong", id: `${id}-wrong`, role: "alert" });
    let looked = Boolean(value);
    const shared = { id, "aria-describedby": described, autocomplete: "off", class: short ? "short" : "", ...(labelled ? { "aria-labelledby": labelled } : {}) };
    const input = area ? h("textarea", { ...shared, rows: 3 }) : h("input", { ...shared, type: "text", spellcheck: "false" });
    input.value = value || "";
    const show = (left = false) => {
      const { problems: { [key]: problem }, asks: { [key]: ask }, meant: { [key]: said } } = answerOf(item, rawOf(item));
      write(meant, said && input.value ? fill(TEXTS.understood, { meant: said }) : "");
      looked ||= left && Boolean(problem);
      // Whoever is still typing is not interrupted; what is mended is no longer complained of.
      if (!problem || looked) {
        if (wrong.textContent !== (problem || "")) write(wrong, problem || "");
        if (problem) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
      askBack(ask && wrong.textContent ? ask : null);
    };
    // Hours that close before they open: they count when somebody says that they are meant so.
    let asked = "";
    const askBack = ask => {
      const now = ask ? ask.window : "";
      if (now === asked) return;
      asked = now;
      const answer = change => {
        changed(item, change);
        input.focus();
      };
      const type = text => {
        input.value = text;
        answer(raw => put(raw, text));
      };
      back.replaceChildren(...(!ask ? [] : [
        button(TEXTS.yes_as_it_stands, () => answer(raw => { raw.sure = [...(raw.sure || []), ask.window]; })),
        ask.instead ? button(fill(TEXTS.no_instead, { hours: ask.instead }), () => type(ask.instead)) : button(TEXTS.no_correct, () => { input.focus(); input.select(); }),
      ]));
    };
    input.addEventListener("input", () => { looked = wrong.textContent !== ""; changed(item, raw => put(raw, input.value)); });
    // Whoever leaves one line also learns that another one is missing with it.
    input.addEventListener("change", () => {
      looked = true;
      const settled = settle(item, structuredClone(rawOf(item)));
      if (has(settled, key)) {
        changed(item, raw => settle(item, raw));
        input.value = settled[key];
      }
      refreshers.forEach(refresh => refresh(true));
    });
    whileComposing(input, () => {
      const raw = structuredClone(rawOf(item));
      put(raw, input.value);
      return JSON.stringify(raw) === JSON.stringify(rawOf(item));
    });
    refreshers.push(show);
    show();
    return h("div", { class: "field" }, labelled ? null : h("label", { for: id }, label), ...hints.map((hint, number) => h("p", { class: "hint", id: `${id}-hint-${number}` }, hint)), input, meant, wrong, back);
  }

  // Where a line is built anew, the syllable that is just being composed in it is written twice. So it stays as it is until the
  // syllable is done, unless another window changed that very line.
  function whileComposing(input, upToDate) {
    input.addEventListener("compositionstart", () => { composing = upToDate; });
    input.addEventListener("compositionend", () => {
      composing = null;
      // Some browsers tell of the last letter only now, and the next syllable may begin at once.
      setTimeout(() => { if (!composing) showNews(late.splice(0)); });
    });
  }

  function toggled(holder, when) {
    const show = () => { holder.hidden = !when(); };
    refreshers.push(show);
    return holder;
  }

  // --- one question ---
  function levelParts(item) {
    const raw = rawOf(item), said = words(item), parts = [];
    const leave = { value: "", text: TEXTS.later, later: true };
    const levels = from => said.levels.map((text, level) => ({ value: String(level), mark: String(level), text })).slice(from);
    if (item.opening) {
      parts.push(h("p", { class: "lead" }, item.opening.text));
      parts.push(field(item, "words", TEXTS.own_words, raw.words, (r, text) => { r.words = text; }, { area: true }));
      if (raw.choice) {
        const first = item.opening.first_version.find(choice => choice.id === raw.choice);
        parts.push(toggled(h("p", { class: "counts" }, fill(TEXTS.so_far, { answer: [first && first.title, raw.level && fill(TEXTS.level, { level: raw.level })].filter(Boolean).join(", ") })), () => Boolean(rawOf(item).choice)));
      }
      parts.push(purposeParts(item), withoutVoice(item));
      const second = h("div", {});
      const build = () => second.replaceChildren(options(item, "level", TEXTS.answer, [...levels(1), leave], rawOf(item).level || "", (r, value) => { r.level = value; }));
      const takes = () => !rawOf(item).choice && takesLevel(item, answerOf(item, rawOf(item)).answer);
      build();
      let shown = takes();
      refreshers.push(() => {
        if (takes() && !shown) build();
        shown = takes();
      });
      parts.push(toggled(second, takes));
    } else {
      const choices = [...levels(0), { value: "unknown", text: TEXTS.unknown, apart: true }];
      if (item.not_applicable) choices.push({ value: "na", text: TEXTS.na });
      parts.push(options(item, "pick", "", [...choices, leave], raw.pick || "", (r, value) => { r.pick = value; }, true));
      if (item.not_applicable) {
        const why = h("div", {}, h("p", {}, item.not_applicable), field(item, "reason", TEXTS.why_not, raw.reason, (r, text) => { r.reason = text; }));
        parts.push(toggled(why, () => rawOf(item).pick === "na"));
      }
    }
    const level = () => answerOf(item, rawOf(item)).answer.level;
    parts.push(toggled(evidence(item, said), () => level() >= item.evidence_from || warns(item) || hasEvidence(item)));
    return parts;
  }

  // All purposes that are true; with the first of them, what the first version of the questions took gives way.
  function purposeParts(item) {
    const raw = rawOf(item), given = raw.pick === "unknown" ? {} : raw.purposes || {};
    const boxes = options(item, "purpose", item.opening.ask, item.opening.purposes.map(choice => ({ value: choice.id, text: choice.title })), given, (r, value, ticked) => {
      r.purposes = { ...r.purposes, [value]: true };
      if (!ticked) delete r.purposes[value];
      if (r.choice) delete r.level;
      delete r.choice;
      delete r.pick;
    }, false, true);
    const unknown = h("input", { type: "checkbox", checked: raw.pick === "unknown", onchange: event => changed(item, r => { r.pick = event.target.checked ? "unknown" : ""; }) });
    refreshers.push(() => { unknown.checked = rawOf(item).pick === "unknown"; });
    boxes.append(h("label", { class: "option apart" }, unknown, h("span", {}, TEXTS.unknown)));
    return boxes;
  }

  // Asked whatever the purposes are: it is the point of the whole.
  function withoutVoice(item) {
    const choices = [...item.opening.without.map(choice => ({ value: choice.id, text: choice.title })), { value: "", text: TEXTS.later, later: true }];
    const holder = h("div", {}, options(item, "without", item.opening.without_ask, choices, rawOf(item).without || "", (r, value) => { r.without = value; }));
    return toggled(holder, () => rawOf(item).pick !== "unknown");
  }

  const hasEvidence = item => ((kept.answers[item.id] || {}).evidence || []).some(piece => piece.what || piece.where || piece.date);
  // Where the agency's own silence can cost lives, the law that obliges it to warn people is asked for at every level.
  const warns = item => Boolean(item.opening) && told(DATA.purpose).word === DATA.safety_critical && (answerOf(item, rawOf(item)).answer.purposes || []).includes(item.opening.warn);

  // Whether somebody else has seen or tested a piece, who, and when.
  function checkParts(item, number, before = "") {
    const piece = () => (rawOf(item).evidence || [])[number] || {};
    const name = `${before}how-${number}`, id = `field-${before}by-${number}`;
    const choices = [{ value: "", text: TEXTS.not_yet }, { value: "seen", text: TEXTS.seen }, { value: "tested", text: TEXTS.tested }];
    const put = key => (raw, text) => { raw.evidence[number][key] = text; };
    const by = h("select", { id, onchange: event => changed(item, raw => put("by")(raw, event.target.value)) }, h("option", { value: "" }, ""), ...DATA.checkers.map(who => h("option", { value: who.id, selected: piece().by === who.id }, who.title)));
    const on = field(item, `on-${number}`, TEXTS.check_on, piece().on, put("on"), { short: true, before });
    const part = field(item, `sample-${number}`, TEXTS.sample, piece().sample, put("sample"), { short: true, before });
    const missing = h("p", { class: "hint", role: "status" });
    refreshers.push(() => {
      const read = (answerOf(item, rawOf(item)).answer.evidence || []).some(found => found.checked && found.what === harmless(piece().what || "") && found.checked.by === piece().by);
      const text = piece().how && !read ? TEXTS.check_missing : "";
      if (missing.textContent !== text) write(missing, text);
    });
    const details = toggled(h("div", {}, h("div", { class: "field" }, h("label", { for: id }, TEXTS.check_by), by), on, part, missing), () => Boolean(piece().how));
    const how = options(item, name, TEXTS.check_how, choices, piece().how || "", (raw, value) => {
      raw.evidence[number].how = value;
      if (value && !raw.evidence[number].on) on.querySelector("input").value = raw.evidence[number].on = today();
    });
    const counts = () => {
      const { what, where, date } = piece();
      return isComplete({ what: harmless(what || ""), where: harmless(where || ""), date: harmless(date || "") });
    };
    return toggled(h("div", { class: "check" }, how, details), counts);
  }

  // What the register of accounts says here, and its accounts; it answers nothing.
  function registered(item) {
    const said = (DATA.suggested || {})[item.id], list = DATA.register;
    return [
      ...(said ? [h("p", { class: "hint" }, said)] : []),
      ...(list && list.about.includes(item.id) && list.accounts.length ? [h("details", {}, h("summary", {}, list.title), h("ul", {}, ...list.accounts.map(name => h("li", {}, name))), h("p", {}, list.missing))] : []),
    ];
  }

  // The drills of the register that are evidence here, to be taken over by one button each.
  function drillsOffered(item, build) {
    const holder = h("div", { class: "moves" }), register = items.get(DATA.drills);
    let shown = "";
    refreshers.push(() => {
      const value = register && item.drills ? (answers()[register.id] || {}).value : null, given = new Set((rawOf(item).evidence || []).map(piece => piece.what));
      const fitting = ((value && value.drills) || []).filter(drill => drill.exercised.some(id => item.drills.includes(id)))
        .map(drill => ({ what: fill(TEXTS.drill_of, { drill: saidDrill(register, drill) }), where: `${register.title} (${register.id})`, date: drill.date })).filter(piece => !given.has(piece.what));
      if (JSON.stringify(fitting) === shown) return;
      shown = JSON.stringify(fitting);
      holder.replaceChildren(...(fitting.length ? [h("p", {}, TEXTS.drills_offered)] : []), ...fitting.map(piece => button(piece.what, () => {
        changed(item, raw => { raw.evidence = [...(raw.evidence || []).filter(other => other.what || other.where || other.date), piece]; });
        build();
      })));
    });
    return holder;
  }

  function lawPart(item, number) {
    const box = h("input", { type: "checkbox", checked: Boolean(((rawOf(item).evidence || [])[number] || {}).law), onchange: event => changed(item, raw => {
      raw.evidence = raw.evidence && raw.evidence.length ? raw.evidence : [{}];
      raw.evidence[number].law = event.target.checked;
    }) });
    return toggled(h("label", { class: "option" }, box, h("span", {}, TEXTS.law)), () => warns(item));
  }

  function evidence(item, said) {
    const holder = h("div", {}), list = h("div", {});
    const pieces = (raw = rawOf(item)) => raw.evidence && raw.evidence.length ? raw.evidence : (raw.evidence = [{}]);
    const put = (number, key) => (raw, text) => {
      while (pieces(raw).length <= number) raw.evidence.push({});
      raw.evidence[number][key] = text;
    };
    const build = focus => {
      const all = (rawOf(item).evidence || []).length ? rawOf(item).evidence : [{}];
      list.replaceChildren(...all.map((piece, number) => h("fieldset", { class: "piece" }, h("legend", {}, fill(TEXTS.evidence_piece, { number: number + 1 })),
        field(item, `what-${number}`, TEXTS.evidence_what, piece.what, put(number, "what")),
        field(item, `where-${number}`, TEXTS.evidence_where, piece.where, put(number, "where")),
        field(item, `date-${number}`, TEXTS.evidence_date, piece.date, put(number, "date"), { short: true }),
        item.opening ? lawPart(item, number) : null, checkParts(item, number),
        all.length > 1 || piece.what ? button(fill(TEXTS.evidence_remove, { number: number + 1 }), () => { changed(item, raw => { raw.evidence.splice(number, 1); }); build(0); }, "quiet") : null)));
      if (focus !== undefined) list.querySelector(`#field-what-${focus}`).focus();
      refreshers.forEach(refresh => refresh());
    };
    const life = h("p", { class: "hint" });
    refreshers.push(() => {
      const { level } = answerOf(item, rawOf(item)).answer;
      write(life, level === undefined ? "" : fill(TEXTS.life, { span: item.lives[level] }));
    });
    const counts = h("p", { class: "counts", role: "status" });
    refreshers.push(() => {
      const { answer } = answerOf(item, rawOf(item));
      const counted = (answer.evidence || []).filter(isComplete);
      const lacking = answer.level < DATA.needs_evidence ? TEXTS.on_word : answer.evidence ? TEXTS.incomplete : TEXTS.without;
      const unseen = item.gate && !counted.some(piece => piece.checked) ? TEXTS.unseen : "";
      const text = !(answer.level >= item.evidence_from) ? "" : counted.length ? unseen : lacking;
      const now = fill(text, { id: item.id, level: answer.level, counts: DATA.without_evidence });
      if (counts.textContent !== now) write(counts, now);
    });
    holder.append(h("h2", {}, TEXTS.evidence), drillsOffered(item, build), h("p", {}, fill(TEXTS.show, { show: said.show })), ...(item.gate ? [h("p", {}, TEXTS.gate)] : []), life, list,
      button(TEXTS.evidence_add, () => { changed(item, () => pieces().push({})); build(pieces().length - 1); }), counts);
    build();
    return holder;
  }

  const rangeText = (unit, range) => {
    const numbers = fill(TEXTS.lowest_highest, { lowest: range[0], highest: range[1] });
    return unit ? `${unit}, ${numbers}` : numbers;
  };

  function inputParts(item) {
    const raw = rawOf(item);
    if (item.kind === "choice") {
      const choices = [...item.choices.map(choice => ({ value: `=${choice.id}`, text: choice.title })), { value: "unknown", text: TEXTS.unknown, apart: true }, ...(item.noted ? [{ value: "", text: TEXTS.later, later: true }] : [])];
      const at = raw.pick === "unknown" ? "unknown" : raw.choice ? `=${raw.choice}` : "";
      return [options(item, "pick", "", choices, at, (r, value) => {
        r.pick = value === "unknown" ? "unknown" : value ? "value" : "";
        if (value.startsWith("=")) r.choice = value.slice(1);
        else delete r.choice;
      }, true)];
    }
    const unknown = h("input", { type: "checkbox", checked: raw.pick === "unknown", onchange: event => changed(item, r => { r.pick = event.target.checked ? "unknown" : "value"; }) });
    refreshers.push(() => { unknown.checked = rawOf(item).pick === "unknown"; });
    const typed = put => (r, text) => { r.pick = "value"; put(r, text); };
    return [...typedParts(item, raw, typed), h("label", { class: "option apart" }, unknown, h("span", {}, TEXTS.unknown))];
  }

  function typedParts(item, raw, typed) {
    if (item.kind === "week") return weekParts(item, raw, typed);
    if (item.kind === "layers") return layerParts(item, raw, typed);
    if (item.kind === "drills") return drillParts(item, typed);
    if (item.kind === "parts" || item.kind === "moments") {
      const inner = (item.parts || item.moments).map(part => field(item, part.id, part.title, (raw.fields || {})[part.id], typed((r, text) => { (r.fields = r.fields || {})[part.id] = text; }), { short: true, hints: part.range ? [rangeText(part.unit, part.range)] : [] }));
      return [h("fieldset", { "aria-labelledby": "asked" }, ...inner), h("p", { class: "hint" }, TEXTS.may_stay_empty)];
    }
    return [field(item, "value", TEXTS.answer, raw.text, typed((r, text) => { r.text = text; }), { short: item.kind !== "text", hints: item.range ? [rangeText(item.unit, item.range)] : [], labelled: "asked" })];
  }

  function weekParts(item, raw, typed) {
    const put = name => typed((r, text) => { (r.days = r.days || {})[name] = text; });
    const day = name => field(item, name, DATA.days[name], (raw.days || {})[name], put(name), { short: true });
    if (!item.together) return [h("fieldset", { "aria-labelledby": "asked" }, ...item.days.map(day)), h("p", { class: "hint" }, TEXTS.may_stay_empty)];
    const differ = h("input", { type: "checkbox", checked: Boolean(raw.differ), onchange: event => changed(item, r => { r.differ = event.target.checked; }) });
    const five = toggled(field(item, "together", TEXTS.monday_to_friday, (raw.days || {}).together, put("together"), { short: true }), () => !rawOf(item).differ);
    const each = item.days.filter(name => DATA.work_days.includes(name)).map(name => toggled(day(name), () => Boolean(rawOf(item).differ)));
    return [h("fieldset", { "aria-labelledby": "asked" }, five, h("label", { class: "option" }, differ, h("span", {}, TEXTS.days_differ)), ...each, ...item.days.filter(name => !DATA.work_days.includes(name)).map(day)), h("p", { class: "hint" }, TEXTS.may_stay_empty)];
  }

  function layerParts(item, raw, typed) {
    const list = h("div", {});
    let shown = -1;
    const put = (number, key) => typed((r, text) => {
      r.layers = r.layers || [];
      while (r.layers.length <= number) r.layers.push({});
      r.layers[number][key] = text;
    });
    const build = () => {
      const layers = rawOf(item).layers || [];
      list.replaceChildren(...Array.from({ length: shown }, (_, number) => h("fieldset", { class: "piece" }, h("legend", {}, fill(TEXTS.layer, { number: number + 1, count: shown })),
        field(item, `minutes-${number}`, TEXTS.layer_minutes, (layers[number] || {}).minutes, put(number, "minutes"), { short: true, hints: [rangeText(item.unit || TEXTS.minutes, item.range)] }),
        options(item, `reached-${number}`, TEXTS.layer_reached, [{ value: "yes", text: TEXTS.yes }, { value: "no", text: TEXTS.no }, { value: "unknown", text: TEXTS.unknown_is_no }], (layers[number] || {}).reached || "no", put(number, "reached")))));
    };
    refreshers.push(() => {
      // As many approvals as the number says; a number that cannot be read shows none.
      const { value } = answerOf(item, { ...rawOf(item), pick: "value", layers: [] }).answer;
      // All of them in one line stand in that line until it is left.
      const count = value && !has(settle(item, structuredClone({ ...rawOf(item), pick: "value" })), "count") ? value.layers.length : 0;
      if (count === shown) return;
      shown = count;
      build();
    });
    return [field(item, "count", fill(TEXTS.layers_count, { most: item.most }), raw.count, typed((r, text) => { r.count = text; }), { short: true, hints: [TEXTS.layers_in_line] }), list];
  }

  // The register of drills, a group of fields for each.
  function drillParts(item, typed) {
    const list = h("div", {});
    const rows = (raw = rawOf(item)) => raw.rows && raw.rows.length ? raw.rows : (raw.rows = [{}]);
    const put = (number, key) => typed((r, text) => {
      while (rows(r).length <= number) r.rows.push({});
      r.rows[number][key] = text;
      delete r.none;
    });
    const build = focus => {
      const all = (rawOf(item).rows || []).length ? rawOf(item).rows : [{}];
      list.replaceChildren(...all.map((row, number) => h("fieldset", { class: "piece" }, h("legend", {}, fill(TEXTS.drill_number, { number: number + 1 })),
        field(item, `drill-${number}`, TEXTS.drill_date, row.date, put(number, "date"), { short: true }),
        options(item, `announced-${number}`, TEXTS.drill_announced, [{ value: "yes", text: TEXTS.drill_yes }, { value: "no", text: TEXTS.no }], row.announced || "", put(number, "announced")),
        options(item, `exercised-${number}`, TEXTS.drill_exercised, item.choices.map(choice => ({ value: choice.id, text: choice.title })), row.exercised || {}, (raw, value, ticked) => {
          const had = { ...(rows(raw)[number] || {}).exercised, [value]: true };
          if (!ticked) delete had[value];
          put(number, "exercised")(raw, had);
        }, false, true),
        all.length > 1 || row.date ? button(fill(TEXTS.drill_remove, { number: number + 1 }), () => { changed(item, raw => { raw.rows.splice(number, 1); }); build(0); }, "quiet") : null)));
      if (focus !== undefined) list.querySelector(`#field-drill-${focus}`).focus();
      refreshers.forEach(refresh => refresh());
    };
    const none = h("input", { type: "checkbox", checked: Boolean(rawOf(item).none), onchange: event => changed(item, typed(r => {
      if (event.target.checked) r.none = true;
      else delete r.none;
    })) });
    refreshers.push(() => { none.checked = Boolean(rawOf(item).none) && rawOf(item).pick !== "unknown"; });
    build();
    return [h("div", { role: "group", "aria-labelledby": "asked" }, list), button(TEXTS.drill_add, () => { changed(item, raw => rows(raw).push({})); build(rows().length - 1); }),
      h("label", { class: "option apart" }, none, h("span", {}, TEXTS.drill_none))];
  }

  // What is asked back is answered first; whoever wants to leave it goes by the list of all answers.
  function forward() {
    refreshers.forEach(refresh => refresh(true));
    const first = main.querySelector(".back button");
    if (first) first.focus();
    else move(1);
  }

  function questionPage(item) {
    const raw = rawOf(item), said = words(item);
    const parts = [h("h1", { id: "asked", tabindex: "-1" }, h("span", { class: "number" }, item.id), said.ask), h("p", { class: "why" }, fill(TEXTS.why, { why: item.why })), ...registered(item)];
    if (item.kind !== "level") {
      parts.push(h("p", { class: "why" }, fill(TEXTS.find, { find: item.find })), h("p", { class: "why" }, fill(TEXTS.example, { example: item.example })));
      for (const [word, text] of Object.entries(item.words || {})) parts.push(h("p", { class: "hint" }, h("b", {}, DATA.typed_words[word] || word), ` ${text}`));
    }
    if (raw.confirm) parts.push(confirming(item));
    if (item.kind === "level") parts.push(h("details", { class: "why" }, h("summary", {}, TEXTS.choosing), h("p", {}, TEXTS.how_to_choose)));
    parts.push(...(item.kind === "level" ? levelParts(item) : inputParts(item)));
    if (item.noted) {
      const note = h("details", {}, h("summary", {}, TEXTS.note), field(item, "note", item.note_asks ? TEXTS.alternative_note : TEXTS.note_why, raw.note, (r, text) => { r.note = text; }, { area: true }));
      note.open = Boolean(raw.note) || Boolean(item.note_asks);
      parts.push(note);
    }
    const form = h("form", { novalidate: true, onsubmit: event => { event.preventDefault(); forward(); } }, ...parts,
      h("div", { class: "moves" }, button(TEXTS.back, () => move(-1)), h("button", { type: "submit", class: "main" }, TEXTS.next), button(TEXTS.all_answers, () => go("answers"), "quiet last")));
    return [form];
  }

  function confirming(item) {
    const box = h("input", { type: "checkbox", onchange: () => {
      showNews(keep(item.id, () => {
        const raw = rawOf(item);
        if (box.checked) delete raw.confirm;
        else raw.confirm = true;
        raw.answered = today();
      }));
      head();
    } });
    refreshers.push(() => { box.checked = !rawOf(item).confirm; });
    return h("label", { class: "option" }, box, h("span", {}, TEXTS.confirm));
  }

  // --- the pages around the questions ---
  function startPage() {
    const begun = kept.at !== "start" || Object.values(answers()).some(answer => answer.answered);
    return [kept.works ? null : notKept(), h("p", { class: "hint" }, DATA.title), h("h1", { tabindex: "-1" }, DATA.agency), h("p", {}, fill(TEXTS.for, { role: DATA.for })),
      DATA.by ? h("p", { class: "lead" }, fill(TEXTS.by, { date: DATA.by })) : null, h("p", { class: "lead" }, TEXTS.asks), h("p", {}, TEXTS.dont_know_too), kept.works ? h("p", {}, TEXTS.kept_here) : null, h("p", {}, TEXTS.send_back),
      h("div", { class: "moves" }, button(begun ? TEXTS.go_on : TEXTS.begin, () => go(begun ? firstOpen() : pages()[1]), "main"), begun ? button(TEXTS.all_answers, () => go("answers")) : null)];
  }

  const notKept = () => h("div", { class: "notice" }, h("p", { class: "wrong" }, TEXTS.not_kept), h("p", {}, TEXTS.not_kept_so));

  function firstOpen() {
    const given = answers(), open = pages().find(id => items.has(id) && state(items.get(id), given) === "open");
    return open || "answers";
  }

  // What a first verdict needs, before everything else; how soon an alert is taken up only where one rings.
  function firstAsked(given = answers(), shown = asked(given)) {
    const { id: pickup, rings, words: ringing } = DATA.pickup;
    const ringsNow = rings.some(id => ringing.includes(((given[id] || {}).value || {}).word));
    return shown.filter(item => DATA.first.includes(item.id) && (item.id !== pickup || ringsNow));
  }

  function firstPage() {
    return [h("h1", { tabindex: "-1" }, TEXTS.first_title), h("p", { class: "lead" }, fill(TEXTS.first_lead, { count: firstAsked().length })), h("p", {}, TEXTS.how_to_choose),
      h("div", { class: "moves" }, button(TEXTS.back, () => move(-1)), button(TEXTS.next, () => move(1), "main"), button(TEXTS.all_answers, () => go("answers"), "quiet last"))];
  }

  function firstDonePage() {
    const given = answers(), open = firstAsked(given).filter(item => state(item, given) === "open");
    return [h("h1", { tabindex: "-1" }, TEXTS.first_done), h("p", { class: "lead" }, open.length ? fill(TEXTS.open_count, { open: open.length }) : TEXTS.first_enough), h("p", {}, TEXTS.first_or_on),
      h("div", { class: "moves" }, button(TEXTS.back, () => move(-1)), button(TEXTS.next, () => move(1), "main"), button(TEXTS.send, () => go("answers"), "last"))];
  }

  function sectionPage(section) {
    const given = answers(), here = asked(given).filter(item => item.section === section.id);
    const open = here.filter(item => state(item, given) === "open").length;
    return [h("h1", { tabindex: "-1" }, section.title), h("p", { class: "lead" }, section.why), here.some(item => item.kind === "level") ? h("p", {}, TEXTS.how_to_choose) : null, h("p", {}, fill(TEXTS.count, { count: here.length, open })),
      h("div", { class: "moves" }, button(TEXTS.back, () => move(-1)), button(TEXTS.next, () => move(1), "main"), button(TEXTS.all_answers, () => go("answers"), "quiet last"))];
  }

  // The same four lines and the same sentence as on the terminal; what is unknown or open is one step away.
  function endPage(section) {
    const stand = sectionState(section.id, answers()), counted = [[TEXTS.answered, stand.answered], [TEXTS.dont_know, stand.unknown], [TEXTS.not_applicable_here, stand["not applicable"]], [TEXTS.open, stand.open]];
    const links = (heading, found) => found.length ? [h("h2", {}, heading), h("ul", { class: "list" }, ...found.map(item => h("li", {}, button([h("b", {}, `${item.id} ${item.title}`)], () => go(item.id)))))] : [];
    return [h("h1", { tabindex: "-1" }, fill(TEXTS.where_you_stand, { section: section.title })), h("p", { class: "lead" }, meaning(stand)),
      h("dl", { class: "stand" }, ...counted.flatMap(([name, found]) => [h("dt", {}, name), h("dd", {}, String(found.length))])),
      ...links(TEXTS.still_unknown, stand.unknown), ...links(TEXTS.still_open, stand.open),
      h("div", { class: "moves" }, button(TEXTS.back, () => move(-1)), button(TEXTS.next, () => move(1), "main"), button(TEXTS.all_answers, () => go("answers"), "quiet last"))];
  }

  function saidValue(item, value) {
    if (value.number !== undefined) return withUnit(value.number, item.unit);
    if (value.date !== undefined) return saidDate(value.date);
    if (item.kind === "country") return saidCountry(value.word);
    if (value.word !== undefined) {
      const choice = (item.choices || []).find(other => other.id === value.word);
      return choice ? choice.title : (item.words || {})[value.word] || value.word;
    }
    if (value.layers) return saidLayers(value.layers);
    if (value.drills) return saidDrills(item, value.drills);
    if (item.kind === "week") return saidWeek(new Map(value.table));
    const parts = new Map((item.parts || item.moments).map(part => [part.id, part]));
    return value.table.map(([name, inner]) => `${parts.get(name).title}: ${item.moments ? saidMoment(inner) : withUnit(inner.number ?? inner, parts.get(name).unit)}`).join("; ");
  }

  function saidWeek(hours) {
    const same = new Set(DATA.work_days.map(day => hours.get(day))), five = same.size === 1 && !same.has(undefined);
    const spoken = windows => windows === "none" ? TEXTS.nobody : windows;
    const rest = [...hours].filter(([day]) => !five || !DATA.work_days.includes(day)).map(([day, windows]) => `${DATA.days[day]} ${spoken(windows)}`);
    return [...(five ? [`${TEXTS.monday_to_friday} ${spoken([...same][0])}`] : []), ...rest].join("; ");
  }

  function said(item, answer) {
    if (answer.unknown) return TEXTS.unknown;
    if (answer.not_applicable !== undefined) return fill(TEXTS.not_applicable, { reason: answer.not_applicable });
    if (answer.value !== undefined) return saidValue(item, answer.value);
    return [...saidOpening(item, answer), ...(answer.level !== undefined ? [fill(TEXTS.level, { level: answer.level })] : [])].join(", ");
  }

  function saidOpening(item, answer) {
    if (!item.opening) return [];
    const { first_version: first, purposes, without, without_ask: ask } = item.opening;
    return [...first.filter(({ id }) => id === answer.choice).map(({ title }) => title), ...purposes.filter(({ id }) => (answer.purposes || []).includes(id)).map(({ title }) => title),
      ...without.filter(({ id }) => id === answer.without_voice).map(({ title }) => `${ask} ${title}`)];
  }

  const proved = given => asked(given).filter(item => item.kind === "level" && hasEvidence(item));

  // Every piece that was given or typed, with who else has looked: entered for many in one go.
  function evidencePage() {
    const given = answers(), found = proved(given);
    const parts = [h("h1", { tabindex: "-1" }, TEXTS.evidence), h("p", { class: "lead" }, TEXTS.evidence_all)];
    for (const item of found) {
      parts.push(h("h2", {}, button([h("b", {}, `${item.id} ${item.title}`)], () => go(item.id), "quiet")));
      if (item.gate) parts.push(h("p", { class: "hint" }, TEXTS.gate));
      rawOf(item).evidence.forEach((piece, number) => {
        if (!piece.what) return;
        const text = [piece.what, piece.where, piece.date].filter(Boolean).join(", ");
        parts.push(h("fieldset", { class: "piece" }, h("legend", {}, text), checkParts(item, number, `${item.id}-`)));
      });
    }
    if (!found.length) parts.push(h("p", {}, TEXTS.no_evidence));
    return [...parts, h("div", { class: "moves" }, button(TEXTS.back, () => move(-1)), button(TEXTS.next, () => move(1), "main"), button(TEXTS.all_answers, () => go("answers"), "quiet last"))];
  }

  function answersPage() {
    const given = answers(), shown = asked(given), open = shown.filter(item => state(item, given) === "open").length;
    const toSend = () => {
      one("send").scrollIntoView();
      one("send").focus({ preventScroll: true });
    };
    const parts = [h("h1", { tabindex: "-1" }, TEXTS.your_answers), h("p", {}, `${TEXTS.choose_to_change} ${open ? fill(TEXTS.open_count, { open }) : TEXTS.nothing_open}`),
      h("div", { class: "moves" }, button(TEXTS.send, toSend, "main"), open ? button(TEXTS.to_open, () => go(firstOpen())) : null, proved(given).length ? button(TEXTS.evidence, () => go("evidence")) : null)];
    for (const section of DATA.sections) {
      const here = shown.filter(item => item.section === section.id);
      if (!here.length) continue;
      parts.push(h("h2", {}, section.title), h("ul", { class: "list" }, ...here.map(item => {
        const answer = given[item.id] || {}, isOpen = state(item, given) === "open";
        const text = isOpen ? (answer.confirm ? TEXTS.confirmed_not : TEXTS.open) : said(item, answer);
        return h("li", { class: isOpen ? "is-open" : "" }, button([h("b", {}, `${item.id} ${item.title}`), h("span", { class: "said" }, text)], () => go(item.id)));
      })));
    }
    return [...parts, ...sending(given, shown)];
  }

  function sending(given, shown) {
    const wrong = shown.flatMap(item => Object.values(answerOf(item, kept.answers[item.id] || {}).problems).map(text => `${item.id} ${item.title}: ${text}`));
    const done = h("p", { role: "status" });
    const name = h("input", { type: "text", id: "name", autocomplete: "name", maxlength: "40", class: "short" });
    name.value = kept.name || "";
    name.addEventListener("input", () => { showNews(keep("name", () => { kept.name = name.value; })); });
    whileComposing(name, () => kept.name === name.value);
    return [h("h2", { id: "send", tabindex: "-1" }, TEXTS.send), h("p", {}, kept.works ? TEXTS.stays_here : TEXTS.nothing_sent), kept.works ? null : notKept(),
      wrong.length ? h("div", { class: "counts" }, h("p", {}, TEXTS.mend_first), h("ul", {}, ...wrong.map(text => h("li", {}, text)))) : null,
      DATA.named ? h("div", { class: "field" }, h("label", { for: "name" }, fill(TEXTS.your_name, { role: DATA.for })), name) : null,
      h("div", { class: "moves" }, button(TEXTS.save_file, () => { write(done, fill(TEXTS.file_saved, { file: download() })); }, "main"), button(TEXTS.print, () => print()), button(TEXTS.back, () => move(-1))),
      done, deleting()];
  }

  function deleting() {
    const holder = h("div", { class: "moves" });
    const ask = () => {
      holder.replaceChildren(h("p", {}, TEXTS.start_anew_sure), button(TEXTS.keep, () => { holder.replaceChildren(first()); holder.firstChild.focus(); }), button(TEXTS.delete, () => {
        kept.forget();
        go("start", TEXTS.deleted);
      }));
      holder.querySelector("button").focus();
    };
    const first = () => button(TEXTS.start_anew, ask, "quiet");
    holder.append(first());
    return holder;
  }

  // --- the file ---
  // What the profile held already when the form was made is not sent back.
  function content() {
    const given = answers(), same = (id, raw) => JSON.stringify(answerOf(items.get(id), raw).answer) === JSON.stringify(given[id]);
    for (const [id, raw] of Object.entries(DATA.before)) if (items.has(id) && given[id] && same(id, raw)) delete given[id];
    return written(given, kept.name || "");
  }

  function download() {
    const name = harmless(kept.name || "").normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
    const file = `answers-${DATA.called}${DATA.role}${name ? `-${name}` : ""}.yml`;
    const address = URL.createObjectURL(new Blob([content()], { type: "application/yaml" }));
    const link = h("a", { href: address, download: file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    kept.downloaded();
    return file;
  }

  // --- going from page to page ---
  function pages() {
    const given = answers(), shown = asked(given), first = firstAsked(given, shown), list = ["start"];
    if (first.length) list.push("first", ...first.map(item => item.id), "first-done");
    for (const section of DATA.sections) {
      const here = shown.filter(item => item.section === section.id && !first.includes(item));
      if (here.length) list.push(`section ${section.id}`, ...here.map(item => item.id), ...(section.pillar ? [`end ${section.id}`] : []));
    }
    return [...list, ...(proved(answers()).length ? ["evidence"] : []), "answers"];
  }

  // The current page may be hidden by now: then its place among all questions counts.
  function move(step) {
    const list = pages();
    let place = list.indexOf(kept.at);
    if (place < 0) {
      const order = DATA.items.map(item => item.id), at = order.indexOf(kept.at);
      const next = list.findIndex(id => items.has(id) && order.indexOf(id) > at);
      place = (next < 0 ? list.length - 1 : next) - (step > 0 ? 1 : 0);
    }
    go(list[Math.min(Math.max(place + step, 0), list.length - 1)]);
  }

  function go(to, notice = "") {
    if (to !== kept.at) remember("pushState", to);
    show(to, notice);
  }

  function show(to, notice = "") {
    kept.at = to;
    if (!notice) keep("");
    render(true);
    if (notice) say(notice);
  }

  // The browser's own way back leads through the pages of the form. Some frames and browsers keep no history, or not so much of it.
  function remember(how, at) {
    try {
      history.scrollRestoration = "manual";
      history[how]({ at }, "");
    } catch (error) {
      // Then Back leaves the form, which asks first where something would be lost.
    }
  }

  function head() {
    const given = answers(), shown = asked(given);
    // What was known before the form was made is no part of the way.
    const states = shown.filter(item => !has(DATA.before, item.id)).map(item => state(item, given)).filter(found => found !== "not applicable");
    const percent = states.length ? Math.floor(100 * states.filter(found => found !== "open").length / states.length) : 100;
    const item = items.get(kept.at), first = item ? firstAsked(given, shown) : [], early = first.includes(item);
    const here = early ? first : item ? shown.filter(other => other.section === item.section) : [];
    const section = early ? { title: TEXTS.first_title } : item && DATA.sections.find(other => other.id === item.section);
    one("head").hidden = false;
    one("progress").value = percent;
    const place = item ? fill(TEXTS.place, { section: section.title, number: Math.max(1, here.indexOf(item) + 1), count: here.length, percent }) : `${DATA.for} | ${percent}%`;
    write(one("place"), place);
  }

  function render(focus) {
    [refreshers, composing, late] = [[], null, []];
    if (!["start", "evidence"].includes(kept.at) && !pages().includes(kept.at)) kept.at = firstOpen();
    const [kind, id] = kept.at.split(" "), section = DATA.sections.find(other => other.id === id);
    const current = items.get(kept.at);
    const parts = current ? questionPage(current) : section ? (kind === "end" ? endPage(section) : sectionPage(section)) : kept.at === "answers" ? answersPage() : kept.at === "evidence" ? evidencePage() : kept.at === "first" ? firstPage() : kept.at === "first-done" ? firstDonePage() : startPage();
    main.replaceChildren(...parts.filter(Boolean));
    refreshers.forEach(refresh => refresh());
    head();
    if (!kept.works) say(TEXTS.not_kept);
    document.title = `${current ? `${current.id} ${current.title}` : (main.querySelector("h1") || {}).textContent} | ${DATA.title}`;
    if (focus) {
      scrollTo(0, 0);
      main.querySelector("h1").focus({ preventScroll: true });
    }
  }

  // --- paper ---
  function paper() {
    const given = answers(), parts = [h("p", {}, DATA.title), h("h1", {}, DATA.agency), h("p", {}, fill(TEXTS.for, { role: DATA.for }))];
    for (const section of DATA.sections) {
      const here = asked(given).filter(item => item.section === section.id);
      if (!here.length) continue;
      parts.push(h("h2", {}, section.title));
      for (const item of here) parts.push(paperItem(item, given[item.id] || {}));
    }
    one("paper").replaceChildren(...parts);
  }

  function saidPiece({ what, where, date, checked }) {
    const who = checked && DATA.checkers.find(({ id }) => id === checked.by);
    return [what, where, date, ...(who ? [fill(checked.how === "seen" ? TEXTS.seen_by : TEXTS.tested_by, { who: who.title, date: checked.date }), ...(checked.sample ? [fill(TEXTS.sample_said, checked.sample)] : [])] : [])].filter(Boolean).join(", ");
  }

  function paperItem(item, answer) {
    const put = words(item), marked = on => on ? "[x] " : "[  ] ";
    const list = (item.choices || []).map(choice => marked(answer.value && answer.value.word === choice.id) + choice.title);
    if (item.opening) list.push(...item.opening.purposes.map(choice => marked((answer.purposes || []).includes(choice.id)) + choice.title), item.opening.without_ask, ...item.opening.without.map(choice => marked(answer.without_voice === choice.id) + choice.title));
    if (item.kind === "level") list.push(...put.levels.map((text, level) => `${marked(answer.level === level)}${level}  ${text}`).slice(item.opening ? 1 : 0));
    if (list.length) list.push(marked(answer.unknown) + TEXTS.unknown);
    if (item.not_applicable) list.push(marked(answer.not_applicable !== undefined) + (answer.not_applicable !== undefined ? fill(TEXTS.not_applicable, { reason: answer.not_applicable }) : TEXTS.na));
    const value = item.kind !== "level" && item.kind !== "choice" ? said(item, answer) : "";
    return h("section", {}, h("h3", {}, `${item.id}  ${put.ask}`), answer.confirm ? h("p", {}, TEXTS.confirmed_not) : null, list.length ? h("ul", {}, ...list.map(text => h("li", {}, text))) : value ? h("p", {}, value) : h("p", { class: "blank" }),
      answer.text ? h("p", {}, fill(TEXTS.words_said, { text: answer.text })) : null,
      ...(answer.evidence || []).map(piece => h("p", {}, fill(TEXTS.evidence_said, { evidence: saidPiece(piece) }))),
      answer.note ? h("p", { class: "lines" }, fill(TEXTS.note_said, { note: answer.note })) : null);
  }

  addEventListener("beforeprint", paper);
  // What another window changed is shown at once; whoever types keeps the place.
  function showNews(news) {
    const current = items.get(kept.at);
    if (!news.length || (current && ![kept.at, DATA.mode].some(id => news.includes(id)))) return;
    if (composing && composing()) {
      late.push(...news);
      return;
    }
    const { id, name, value, selectionStart } = document.activeElement, y = scrollY;
    render(false);
    const again = id ? one(id) : name && [...main.querySelectorAll("input")].find(input => input.name === name && input.value === value);
    if (again) again.focus({ preventScroll: true });
    if (again && id && selectionStart !== undefined) again.setSelectionRange(selectionStart, selectionStart);
    scrollTo(0, y);
  }

  function look() {
    const news = kept.read();
    if (!news.length) return;
    showNews(news);
    head();
    say(TEXTS.changed_elsewhere);
  }

  // A browser brings the cursor into view, not the whole field, and of a choice only its mark.
  addEventListener("keyup", event => {
    const at = document.activeElement;
    if (event.key !== "Tab" && at.type !== "radio") return;
    (at.closest(".option") || at).scrollIntoView({ block: "nearest" });
  });
  addEventListener("popstate", event => {
    if (event.state && typeof event.state.at === "string") show(event.state.at);
  });
  addEventListener("beforeunload", event => {
    if (!kept.atRisk()) return;
    event.preventDefault();
    event.returnValue = TEXTS.not_kept;
  });
  addEventListener("storage", event => {
    // Whoever empties the whole store of the browser means no answers of ours.
    if (event.key === null) keep("");
    if (event.key !== DATA.key) return;
    if (event.newValue !== null) return look();
    kept.reset();
    go("start", TEXTS.deleted);
  });
  // Not every browser tells the windows of a file from the disk of each other.
  for (const name of ["focus", "pageshow"]) addEventListener(name, look);

  one("progress").setAttribute("aria-label", TEXTS.answered);
  kept.tryOut();
  kept.read(true);
  render(false);
  remember("replaceState", kept.at);
  listenFirst.content = content;
})();
