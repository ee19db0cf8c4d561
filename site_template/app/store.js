"use strict";
// What is kept on this machine: for each audit what it is called, the files of its folder, and what was typed and not yet taken by the
// engine. The same stands in memory, so that the page also works where a browser keeps nothing; what could not be written is tried again
// with every change, and nothing that was kept before is taken away by that.
app.store = (() => {
  const NAME = "listen-first", VERSION = 1;
  const TABLES = ["audits", "files", "drafts", "settings"];
  const memory = Object.fromEntries(TABLES.map(name => [name, new Map()]));
  const unkept = new Map();
  let base = null, trouble = "blocked", told = () => {}, writing = 0, since = "";

  const keyOf = parts => parts.join("\n");

  function opened() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, VERSION);
      asked.onupgradeneeded = () => TABLES.forEach(name => asked.result.createObjectStore(name));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
      asked.onblocked = () => reject(new Error("blocked"));
    });
  }

  const ended = transaction => new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error || new Error("aborted"));
  });
  const result = asked => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  // Whether this browser keeps anything is known before anything is promised.
  async function open() {
    try {
      base = await opened();
      const transaction = base.transaction("settings", "readwrite");
      transaction.objectStore("settings").put("x".repeat(50000), "room");
      transaction.objectStore("settings").delete("room");
      await ended(transaction);
      trouble = "";
      // A window with a newer page must not wait for this one.
      base.onversionchange = () => { base.close(); base = null; trouble = "newer"; tell(); };
      base.onclose = () => { base = null; trouble = trouble || "blocked"; tell(); };
      for (const name of ["audits", "settings"]) await readTable(name);
    } catch (error) {
      if (base) base.close();
      base = null;
      trouble = error && error.name === "VersionError" ? "newer" : isFull(error) ? "full" : "blocked";
    }
    tell();
  }

  const isFull = error => Boolean(error) && (error.name === "QuotaExceededError" || /quota/i.test(error.message || ""));

  async function readTable(name, range = null) {
    const table = base.transaction(name).objectStore(name);
    const [keys, values] = await Promise.all([result(table.getAllKeys(range)), result(table.getAll(range))]);
    keys.forEach((key, number) => memory[name].set(key, values[number]));
  }

  // Changes are lists of [table, key, value]; without a value the key goes. All of a list is kept, or nothing of it.
  async function put(changes) {
    for (const [table, key, value] of changes) {
      if (value === undefined) memory[table].delete(key);
      else memory[table].set(key, value);
      unkept.set(`${table}\n${key}`, [table, key]);
    }
    writing += 1;
    tell();
    try {
      await write();
    } finally {
      writing -= 1;
      tell();
    }
  }

  // Everything that is not kept yet goes with it, in its newest state.
  async function write() {
    if (!base) {
      if (trouble === "newer") return;
      try {
        base = await opened();
      } catch (error) {
        trouble = error && error.name === "VersionError" ? "newer" : "blocked";
        return;
      }
    }
    const now = [...unkept];
    unkept.clear();
    try {
      const transaction = base.transaction([...new Set(now.map(([, [table]]) => table))], "readwrite");
      for (const [, [table, key]] of now) {
        const held = memory[table];
        if (held.has(key)) transaction.objectStore(table).put(held.get(key), key);
        else transaction.objectStore(table).delete(key);
      }
      await ended(transaction);
      trouble = "";
      since = app.clock();
    } catch (error) {
      for (const [name, place] of now) unkept.set(name, place);
      trouble = isFull(error) ? "full" : "blocked";
      if (base && error && error.name === "InvalidStateError") base = null;
    }
  }

  function tell() {
    told({ trouble, writing: writing > 0, since });
  }

  const under = id => IDBKeyRange.bound(`${id}\n`, `${id}\n\uffff`);
  const inMemory = (table, id) => [...memory[table]].filter(([key]) => key.startsWith(`${id}\n`));

  // What one audit holds, read anew: another window may have changed it.
  async function load(id) {
    if (base && !unkept.size) {
      for (const table of ["files", "drafts"]) inMemory(table, id).forEach(([key]) => memory[table].delete(key));
      await Promise.all([readTable("files", under(id)), readTable("drafts", under(id)), readTable("audits")]);
    }
    const short = ([key, value]) => [key.slice(id.length + 1), value];
    return { audit: memory.audits.get(id), files: new Map(inMemory("files", id).map(short)), drafts: new Map(inMemory("drafts", id).map(short)) };
  }

  async function audits() {
    if (base && !unkept.size) {
      memory.audits.clear();
      await readTable("audits");
    }
    return [...memory.audits.values()].sort((one, other) => other.changed - one.changed);
  }

  const filesOf = (id, files) => Object.entries(files).map(([path, bytes]) => ["files", keyOf([id, path]), bytes === null ? undefined : bytes]);
  const everything = id => ["files", "drafts"].flatMap(table => inMemory(table, id).map(([key]) => [table, key, undefined]));

  // A whole folder takes the place of what was there under this id.
  async function adopt(audit, files) {
    await load(audit.id);
    await put([...everything(audit.id), ...filesOf(audit.id, files), ["audits", audit.id, audit]]);
  }

  // An audit that was begun without the engine gets its folder and its id; what was typed goes with it. Nothing happens in between.
  const rename = (from, audit, files, drafts) => put([
    ...filesOf(audit.id, files), ["audits", audit.id, audit], ...[...drafts].map(([item, raw]) => ["drafts", keyOf([audit.id, item]), raw]),
    ...everything(from), ["audits", from, undefined],
  ]);

  async function erase(id) {
    await load(id);
    await put([...everything(id), ["audits", id, undefined], ["settings", `at ${id}`, undefined]]);
  }

  // With the store itself goes everything that it held; what could not be kept is forgotten too.
  async function eraseAll() {
    TABLES.forEach(name => memory[name].clear());
    unkept.clear();
    if (!base) return;
    const transaction = base.transaction(TABLES, "readwrite");
    TABLES.forEach(name => transaction.objectStore(name).clear());
    await ended(transaction);
  }

  return {
    open, audits, load, adopt, rename, erase, eraseAll,
    listen: listener => { told = listener; tell(); },
    saveAudit: audit => put([["audits", audit.id, audit]]),
    saveDraft: (id, item, raw, audit) => put([["drafts", keyOf([id, item]), raw], ["audits", audit.id, audit]]),
    // The files that an answer changed; of what was typed, what the engine has taken whole.
    commit: (audit, files, taken = []) => put([...filesOf(audit.id, files), ...taken.map(item => ["drafts", keyOf([audit.id, item]), undefined]), ["audits", audit.id, audit]]),
    setting: name => memory.settings.get(name),
    set: (name, value) => put([["settings", name, value]]),
    works: () => trouble === "",
    trouble: () => trouble,
    atRisk: () => (unkept.size > 0 && [...unkept.values()].some(([table]) => table !== "settings")) || writing > 0,
  };
})();
