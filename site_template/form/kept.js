// What the browser keeps of the answers. All windows of one form share it, and none may take back what another one did: each
// answer has a number that grows with its changes, whoever changes one reads first what the others did, and the higher number
// stands. Only what was changed is kept; everything else is in the form itself.
listenFirst.kept = (() => {
  const { DATA, answerOf } = listenFirst;
  const NAME = "name";
  // As much as a long form takes.
  const ROOM = 50000;
  const kept = { at: "start", works: true, atRisk, change, downloaded, forget, read, reset, tryOut };
  let changes, seen, unkept, sent;

  function reset() {
    Object.assign(kept, { answers: structuredClone({ ...DATA.before, ...DATA.given }), name: DATA.name });
    [changes, seen, unkept, sent] = [{}, null, false, false];
  }

  // Whether this browser keeps anything is known before anything is promised.
  function tryOut() {
    const name = `${DATA.key}-room`;
    try {
      localStorage.setItem(name, "x".repeat(ROOM));
      kept.works = localStorage.getItem(name) !== null;
    } catch (error) {
      kept.works = false;
    }
    try {
      localStorage.removeItem(name);
    } catch (error) {
      kept.works = false;
    }
  }

  // Whether something would be lost if the page were left now: nobody kept it, or what was kept was cleared away.
  function atRisk() {
    return !sent && (unkept || (seen !== null && stored().text === null));
  }

  function downloaded() {
    sent = true;
  }

  const isTable = value => typeof value === "object" && value !== null;

  function stored() {
    try {
      const text = localStorage.getItem(DATA.key), found = JSON.parse(text || "null");
      if (isTable(found) && isTable(found.answers)) return { changes: null, ...found, text };
    } catch (error) {
      if (!(error instanceof SyntaxError)) kept.works = false;
    }
    return { answers: {}, changes: {}, text: null };
  }

  // Another version of the form may have kept anything; what cannot be read is left alone.
  function fits(item, raw) {
    try {
      return isTable(raw) && Boolean(answerOf(item, raw));
    } catch (error) {
      return false;
    }
  }

  // What two windows said in the same instant, whichever of them asks: side by side, and of two words for one thing the longer.
  function both(theirs, ours) {
    const [one, other] = [theirs, ours].map(value => JSON.stringify(value));
    const [less, more] = (one.length - other.length || (one < other ? -1 : 1)) < 0 ? [theirs, ours] : [ours, theirs];
    if (!isTable(less) || !isTable(more) || Array.isArray(less) || Array.isArray(more)) return more;
    const said = (it, name) => it[name] !== undefined && it[name] !== "";
    const settled = name => said(less, name) && said(more, name) ? both(less[name], more[name]) : said(more, name) ? more[name] : less[name];
    return Object.fromEntries([...new Set([...Object.keys(less), ...Object.keys(more)])].sort().map(name => [name, settled(name)]));
  }

  // Takes over what other windows did; returns the ids of what they changed. Only a window that opens takes over the place.
  function read(first = false) {
    const found = stored(), news = [];
    if (found.text === null || found.text === seen) return news;
    seen = found.text;
    let ahead = false;
    const compare = (id, theirs, ours, take) => {
      const number = isTable(found.changes) ? found.changes[id] || 0 : 1, mine = changes[id] || 0;
      const same = JSON.stringify(theirs) === JSON.stringify(ours);
      // Both windows changed it in the same instant: both settle on the same.
      const settled = number === mine && number && !same ? both(theirs, ours) : number > mine ? theirs : ours;
      if (number > mine || JSON.stringify(settled) !== JSON.stringify(ours)) {
        take(settled);
        changes[id] = number;
        if (!same) news.push(id);
      }
      ahead ||= mine > 0 && (number < mine || JSON.stringify(settled) !== JSON.stringify(theirs));
    };
    for (const item of DATA.items) {
      const theirs = found.answers[item.id];
      if (fits(item, theirs)) compare(item.id, theirs, kept.answers[item.id], settled => { kept.answers[item.id] = settled; });
      else ahead ||= theirs === undefined && Boolean(changes[item.id]);
    }
    if (typeof found.name === "string") compare(NAME, found.name, kept.name, settled => { kept.name = settled; });
    if (first && typeof found.at === "string") kept.at = found.at;
    if (ahead && !first) write();
    return news;
  }

  function write() {
    const { answers, changes: others } = stored();
    const mine = Object.entries(kept.answers).filter(([id]) => changes[id]);
    try {
      seen = JSON.stringify({ answers: { ...answers, ...Object.fromEntries(mine) }, changes: { ...others, ...changes }, name: kept.name, at: kept.at, version: DATA.version });
      localStorage.setItem(DATA.key, seen);
      // Some take everything and keep nothing.
      kept.works = localStorage.getItem(DATA.key) === seen;
    } catch (error) {
      kept.works = false;
    }
    if (kept.works) unkept = false;
  }

  // Changes one answer, the name, or only the place; returns what other windows changed meanwhile, and whether nothing new was said here.
  function change(id, put) {
    const news = read(), stand = () => JSON.stringify([kept.answers[id], kept.name]), before = stand();
    put();
    const same = Boolean(id) && stand() === before;
    if (id && !same) {
      changes[id] = (changes[id] || 0) + 1;
      [unkept, sent] = [true, false];
    }
    if (!same) write();
    return { news, same };
  }

  function forget() {
    try {
      localStorage.removeItem(DATA.key);
    } catch (error) {
      kept.works = false;
    }
    reset();
  }

  reset();
  return kept;
})();
