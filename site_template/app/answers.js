"use strict";
// Answers on their way: kept as they were typed at once, then read by the engine, whose files are kept in their place. Of what the engine
// cannot read the typed text stays, so that a closed page loses nothing.
app.answers = (() => {
  const { audits, engine, store, windows } = app;
  const { now } = audits;
  const TYPING = 250;
  const dirty = new Map(), stamps = new Map();
  let timer = 0, under = null, listener = () => {};

  const rawOf = id => now.raws.get(id) || (now.stands.get(id) || {}).raw || {};

  function begin() {
    dirty.clear();
    stamps.clear();
    for (const id of now.raws.keys()) dirty.set(id, {});
  }

  const end = () => {
    clearTimeout(timer);
    dirty.clear();
  };

  // Changes one answer. Choices are sent at once, typing after a moment.
  function change(id, put, { typing = false } = {}) {
    if (!now.mine) return;
    const raw = structuredClone(rawOf(id));
    put(raw);
    // What means another day tomorrow means the one on which it was typed.
    raw.day = app.today();
    now.raws.set(id, raw);
    stamps.set(id, (stamps.get(id) || 0) + 1);
    store.saveDraft(now.audit.id, id, raw, audits.touched());
    if (now.outline.preliminary && now.outline.items.has(id)) {
      now.outline.items.get(id).state = "answered";
      app.parts.contents();
    }
    dirty.set(id, {});
    later(typing ? TYPING : 0);
  }

  // Somebody left a field: what is in it may be written out now.
  function left(id) {
    if (!now.mine || !now.raws.has(id)) return;
    dirty.set(id, { left: true });
    later(0);
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  // Everything that is not sent yet, one after the other; resolves once nothing is left, or where the engine is not there.
  function send() {
    clearTimeout(timer);
    under = under || sending().finally(() => {
      under = null;
      // What was typed while the list of questions was asked for anew has nobody else to send it.
      if (dirty.size && engine.ready() && now.audit && now.mine) later(0);
    });
    return under;
  }

  async function sending() {
    let missing = false, any = false, early = false;
    while (dirty.size && engine.ready() && now.audit && now.mine) {
      const [id, { left: isLeft }] = dirty.entries().next().value;
      dirty.delete(id);
      try {
        missing = (await sent(id, Boolean(isLeft))) || missing;
        any = true;
        early ||= now.outline.first.includes(id);
      } catch (problem) {
        dirty.set(id, { left: isLeft });
        if (problem instanceof engine.Problem) {
          dirty.delete(id);
          listener(id, problem);
        } else {
          break;
        }
      }
    }
    if (!any || !now.audit) return;
    windows.tell({ about: "changed", id: now.audit.id });
    audits.verdict();
    try {
      if (missing) await audits.outline();
      else if (early) await audits.firstPart();
      if (missing || early) listener("");
    } catch (problem) {
      if (!(problem instanceof engine.Stopped)) listener("", problem);
    }
  }

  async function sent(id, isLeft) {
    await audits.opened();
    if (!now.audit) return false;
    const raw = now.raws.get(id), stamp = stamps.get(id), { audit } = now;
    const { alternative, ...given } = raw, value = await audits.ask("answer", { scope: "all", item: id, raw: given });
    // What the same money could do elsewhere stands beside the answer, in the settings of the audit.
    if (alternative) value.changed = { ...value.changed, ...(await audits.ask("alternative", { parts: alternative })).changed };
    if (!now.audit || now.audit.id !== audit.id) return false;
    const same = stamps.get(id) === stamp, unread = value.problems.length > 0 || value.asks.length > 0;
    const files = audits.decoded(value.changed || {});
    for (const [path, bytes] of Object.entries(files)) bytes === null ? now.files.delete(path) : now.files.set(path, bytes);
    store.commit(audits.touched(), files, same && !unread ? [id] : []);
    const missing = audits.stand(id, value);
    // What was left stands as it was understood: of yesterday the day.
    if (same && isLeft && !unread) now.raws.set(id, { ...value.raw, ...(alternative ? { alternative } : {}), ...(raw.differ === undefined ? {} : { differ: raw.differ }) });
    if (same && !unread) stamps.delete(id);
    listener(id);
    return missing;
  }

  // Whoever leaves a page sees next time how the engine read it; what it could not read stays as it was typed.
  function settle(id) {
    if (!stamps.has(id) && !dirty.has(id) && !Object.keys((now.stands.get(id) || {}).problems || {}).length) now.raws.delete(id);
  }

  return {
    begin, change, end, left, rawOf, send, settle,
    handOver: () => send(),
    waits: () => dirty.size > 0 || under !== null,
    listen: heard => { listener = heard; },
  };
})();
