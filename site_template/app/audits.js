"use strict";
// The audit that is open: what is known of it without the engine, and how the engine gets to know it.
app.audits = (() => {
  const { DATA, engine, store, windows } = app;
  const now = { audit: null, mine: true, outline: null, verdict: null, notices: [] };
  const maps = ["stands", "data", "raws", "files"];
  let opened = Promise.resolve(), listener = () => {};
  maps.forEach(name => { now[name] = new Map(); });

  const language = () => app.language();
  const arguments_ = (more = {}) => ({ id: now.audit.id, language: language(), ...more });

  // --- without the engine ---
  // The first questions in their order; those that hang on others wait until the engine says whether they are asked. Where it does not
  // start at all, everything can be answered, and waits.
  function preliminary() {
    const { sections, items } = app.said(), waiting = new Set(DATA.hangs_on_others);
    const first = DATA.first.filter(id => !waiting.has(id)), all = engine.state() === "failed";
    const shown = items.filter(item => all || first.includes(item.id)).map(item => [item.id, { ...item, state: now.raws.has(item.id) ? "answered" : "open", answer: "" }]);
    return { preliminary: true, unproved: [], sections, items: new Map(shown), first, percent: null, next: null };
  }

  const knownItem = id => app.said().items.find(item => item.id === id);
  const titleOf = id => ((now.outline && now.outline.items.get(id)) || knownItem(id) || { title: id }).title;

  // --- opening ---
  async function enter(id, { steal = false } = {}) {
    leave();
    const { audit, files, drafts } = await store.load(id);
    if (!audit) return false;
    Object.assign(now, { audit, files, raws: drafts, mine: await windows.claim(id, steal) });
    now.outline = preliminary();
    app.answers.begin();
    session();
    return true;
  }

  function leave() {
    if (now.audit) {
      windows.leave();
      app.answers.end();
      if (engine.ready()) engine.call("close", { id: now.audit.id }).catch(() => {});
    }
    Object.assign(now, { audit: null, mine: true, outline: null, verdict: null, notices: [] });
    maps.forEach(name => { now[name] = new Map(); });
  }

  // Gives the folder to the engine, then what was typed while it was not there, then asks how things stand.
  function session() {
    const { audit } = now;
    if (!audit || !engine.ready() || (audit.create && !now.mine)) return;
    opened = handOver(audit);
    opened.then(async () => {
      if (!now.audit) return;
      await app.answers.handOver();
      await outline();
      listener("outline");
      verdict();
    }).catch(failed);
  }

  async function handOver(audit) {
    if (audit.create) {
      const { name: agency, kind, languages } = audit.create, made = await engine.call("create", { language: language(), agency, kind, languages });
      if (!now.audit || now.audit.id !== audit.id) throw new engine.Stopped("left");
      const { create, ...rest } = now.audit, adopted = { ...rest, id: made.id, changed: Date.now() }, files = decoded(made.files);
      Object.assign(now, { audit: adopted, files: new Map(Object.entries(files)) });
      await store.rename(audit.id, adopted, files, now.raws);
      audit = adopted;
      await windows.claim(adopted.id);
      listener("renamed");
    }
    const files = Object.fromEntries([...now.files].map(([path, bytes]) => [path, app.toText(bytes)]));
    const found = await engine.call("open", { id: audit.id, language: language(), files });
    now.notices = found.notices || [];
    const name = nameIn(found.agency), { languages } = found;
    if (now.mine && found.changed && Object.keys(found.changed).length) await changed(found.changed);
    if (name !== now.audit.name || String(languages) !== String(now.audit.languages)) {
      now.audit = { ...now.audit, name: name || now.audit.name, languages };
      if (now.mine) await store.saveAudit(now.audit);
    }
  }

  // The agency's own name in this language, else in the one that it has.
  const nameIn = agency => typeof agency === "string" ? agency : (agency || {})[language()] || Object.values(agency || {})[0] || "";

  const decoded = files => Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text === null ? null : app.toBytes(text)]));

  function failed(problem) {
    if (problem instanceof engine.Stopped) return;
    listener("failed", problem);
  }

  // A call about the open audit waits until the engine knows it.
  async function ask(name, more = {}, key = "") {
    const { audit } = now;
    await opened;
    if (!audit || !now.audit || (audit.id !== now.audit.id && !audit.create)) throw new engine.Stopped("left");
    return engine.call(name, arguments_(more), key);
  }

  async function outline() {
    const [found, early] = await Promise.all([ask("questionnaire", { scope: "all" }, "questionnaire"), ask("questionnaire", { scope: "first" }, "first")]);
    now.outline = { sections: found.sections, items: new Map(found.items.map(item => [item.id, item])), next: found.next, ...firstOf(early), percent: found.progress.percent };
    keepPercent(found.progress.percent);
  }

  const firstOf = ({ items, unproved }) => ({ first: items.map(({ id }) => id), unproved: unproved || [] });

  // Which questions come first hangs on the answers among them.
  async function firstPart() {
    const found = await ask("questionnaire", { scope: "first" }, "first");
    now.outline = { ...now.outline, ...firstOf(found) };
  }

  function keepPercent(percent) {
    if (!now.mine || now.audit.percent === percent) return;
    now.audit = { ...now.audit, percent };
    store.saveAudit(now.audit);
  }

  const byField = list => Object.fromEntries((list || []).map(entry => [entry.field, entry]));
  // How the engine read an answer, by the fields that it stands in.
  const standOf = ({ raw, state, steps, counts, drills_offered: drills, understood, problems, asks }) => ({
    raw, state, steps, counts, drills, understood: understood || {}, asks: byField(asks),
    problems: Object.fromEntries([...(problems || []).map(({ field, message }) => [field, message]), ...(asks || []).map(({ field, question }) => [field, question])]),
  });

  // What an answer changed: which questions there are now, and how they stand. True where more has to be asked for.
  function stand(id, value) {
    now.stands.set(id, standOf(value));
    if (now.outline.preliminary) return true;
    const items = new Map(now.outline.items);
    for (const line of value.items) items.set(line.id, line);
    value.hidden.forEach(hidden => items.delete(hidden));
    const order = value.order.length ? value.order : [...items.keys()];
    now.outline = { ...now.outline, items: new Map(order.filter(other => items.has(other)).map(other => [other, items.get(other)])), percent: value.progress.percent, next: value.next };
    keepPercent(value.progress.percent);
    return value.order.length > 0;
  }

  // What was typed and could not be read keeps what was said about it.
  async function item(id) {
    const found = await ask("item", { item: id }, `item ${id}`), before = now.raws.has(id) ? now.stands.get(id) : null;
    const { raw, state, steps, counts, drills_offered: drills, ...data } = found;
    now.data.set(id, data);
    now.stands.set(id, before ? { ...before, state, steps, counts, drills } : standOf({ raw, state, steps, counts, drills_offered: drills }));
    return found;
  }

  let verdictTimer = 0;
  function verdict() {
    clearTimeout(verdictTimer);
    verdictTimer = setTimeout(async () => {
      verdictTimer = 0;
      if (!now.audit || !engine.ready()) return;
      try {
        const { audit } = now, found = await ask("verdict", {}, "verdict");
        if (!now.audit || now.audit.id !== audit.id) return;
        now.verdict = found;
        listener("verdict");
      } catch (problem) {
        failed(problem);
      }
    }, 150);
  }

  // --- beginning and bringing in ---
  async function create(name, kind, languages) {
    const id = `new-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
    await store.saveAudit({ id, name, language: language(), changed: Date.now(), percent: 0, create: { name, kind, languages } });
    return id;
  }

  async function bringIn(id, name, files) {
    const audit = { id, name, language: language(), changed: Date.now(), percent: null };
    await store.adopt(audit, decoded(files));
    return id;
  }

  const touched = () => { now.audit = { ...now.audit, language: language(), changed: Date.now() }; return now.audit; };

  // What a call changed in the folder is kept.
  async function changed(files) {
    const found = decoded(files);
    for (const [path, bytes] of Object.entries(found)) bytes === null ? now.files.delete(path) : now.files.set(path, bytes);
    await store.commit(touched(), found);
    windows.tell({ about: "changed", id: now.audit.id });
  }

  return {
    now, ask, bringIn, nameIn, firstPart, changed, create, decoded, enter, item, knownItem, leave, outline, preliminary, session, stand, titleOf, touched, verdict,
    opened: () => opened,
    quiet: () => !verdictTimer && !engine.busy(),
    listen: heard => { listener = heard; },
  };
})();
