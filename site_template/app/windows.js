"use strict";
// Two windows of one audit: the first holds it, the second reads it and says so, and may take it over. A lock of the browser ends with
// its window, however that ends; where there are no locks, the windows ask each other.
app.windows = (() => {
  const WAIT = 250;
  const me = `${Date.now()}-${Math.random()}`;
  let held = null, release = () => {}, lost = () => {}, changed = () => {}, erased = () => {}, channel = null;

  try {
    channel = new BroadcastChannel("listen-first");
    channel.onmessage = ({ data }) => heard(data || {});
  } catch (error) {
    // Without a channel a second window learns of the first by the lock alone.
  }

  const tell = message => {
    if (channel) channel.postMessage({ from: me, ...message });
  };

  let answered = () => {};
  function heard({ from, about, id }) {
    if (from === me) return;
    if (about === "who" && id === held) tell({ about: "mine", id });
    if (about === "mine") answered(id);
    if (about === "taken" && id === held) {
      held = null;
      lost();
    }
    if (about === "changed") changed(id);
    if (about === "erased") erased(id);
  }

  const locks = () => navigator.locks && typeof navigator.locks.request === "function";

  // Resolves to whether the audit is this window's to write.
  async function claim(id, steal = false) {
    leave();
    if (steal) tell({ about: "taken", id });
    if (locks()) {
      try {
        return await locked(id, steal);
      } catch (error) {
        // Some browsers refuse locks to files from the disk.
      }
    }
    if (!steal && await asked(id)) return false;
    held = id;
    return true;
  }

  function locked(id, steal) {
    return new Promise((resolve, reject) => {
      navigator.locks.request(`listen-first ${id}`, steal ? { steal: true } : { ifAvailable: true }, lock => {
        resolve(Boolean(lock));
        if (!lock) return undefined;
        held = id;
        return new Promise(done => { release = done; });
      }).catch(error => {
        if (held === id && error && error.name === "AbortError") {
          held = null;
          lost();
        }
        reject(error);
      });
    });
  }

  function asked(id) {
    return new Promise(resolve => {
      if (!channel) return resolve(false);
      answered = other => { if (other === id) resolve(true); };
      tell({ about: "who", id });
      setTimeout(() => resolve(false), WAIT);
    });
  }

  function leave() {
    held = null;
    release();
    release = () => {};
  }

  return {
    claim, leave, tell,
    holds: id => held === id,
    listen(listeners) { ({ lost, changed, erased } = listeners); },
  };
})();
