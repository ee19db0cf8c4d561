"use strict";
// Calls to the engine in its worker. One is under way at a time; what somebody waits for goes before what may come later. A worker that
// was killed is started again, and whoever called it learns that.
app.engine = (() => {
  const SLOW = 20000, AGAIN = 3, RANKS = { answer: 0, open: 0, create: 0, item: 1, questionnaire: 2, verdict: 4 };
  const ORDINARY = 3;
  let worker = null, state = "loading", number = 0, current = null, starts = 0, listener = () => {}, timer = 0;
  const queue = [];

  class Stopped extends Error {}
  // What the engine itself says: what happened, where, and what to do.
  class Problem extends Error {
    constructor(problem) {
      super(problem.message);
      Object.assign(this, { place: problem.place || "", remedy: problem.remedy || "", code: problem.code || "" });
    }
  }

  const possible = () => typeof listenFirstEngine === "function" && listenFirstEngine.possible();

  function change(to) {
    state = to;
    listener(to);
  }

  async function start() {
    starts += 1;
    change(starts > 1 ? "again" : "loading");
    try {
      const made = await listenFirstEngine();
      made.onmessage = ({ data }) => answered(made, data);
      made.onerror = made.onmessageerror = () => stopped(made);
      worker = made;
      change("ready");
      next();
    } catch (error) {
      worker = null;
      change("failed");
      queue.splice(0).forEach(asked => asked.reject(new Stopped("failed")));
    }
  }

  function answered(from, data) {
    if (from !== worker) return;
    if (data.failed) return stopped(from);
    if (!current || data.number !== current.number) return;
    const asked = current;
    current = null;
    clearTimeout(timer);
    listener(state, false);
    if (data.ok) asked.resolve(data.value);
    else asked.reject(new Problem(data.problem));
    next();
  }

  // A worker does not always tell that it was killed: whoever waits long is told, and may start it again.
  function stopped(from) {
    if (from !== worker) return;
    worker.terminate();
    worker = null;
    clearTimeout(timer);
    const lost = current;
    current = null;
    if (starts > AGAIN) {
      change("failed");
    } else {
      start();
    }
    for (const asked of [...(lost ? [lost] : []), ...queue.splice(0)]) asked.reject(new Stopped("stopped"));
  }

  function next() {
    if (current || !worker || !queue.length) return;
    const best = queue.reduce((least, asked) => asked.rank < least.rank ? asked : least);
    queue.splice(queue.indexOf(best), 1);
    current = best;
    timer = setTimeout(() => listener(state, true), SLOW);
    worker.postMessage({ number: best.number, call: best.call, arguments: best.arguments });
  }

  // Of two calls with the same key the earlier one, where it has not begun, gives way.
  function call(name, values, key = "") {
    return new Promise((resolve, reject) => {
      if (state === "failed") return reject(new Stopped("failed"));
      const earlier = key ? queue.findIndex(asked => asked.key === key) : -1;
      if (earlier >= 0) queue.splice(earlier, 1)[0].reject(new Stopped("replaced"));
      queue.push({ number: number += 1, call: name, arguments: values, key, rank: RANKS[name] ?? ORDINARY, resolve, reject });
      next();
    });
  }

  return {
    Problem, Stopped, call, possible, start,
    listen: heard => { listener = heard; },
    state: () => state,
    ready: () => state === "ready",
    busy: () => current !== null || queue.length > 0,
    restart() {
      starts = 0;
      if (worker) stopped(worker);
      else start();
    },
  };
})();
