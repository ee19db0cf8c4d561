// The plan with fields for what the agency says. Everything that somebody typed goes into the page as text, never as markup.
(() => {
  const { DATA, TEXTS, Wrong, fill, readDate, strip } = reading;
  const main = document.getElementById("page");
  const DAYS = { agreed: "due", partly: "due", accepted: "until", done: "done" };
  const LABELS = { because: TEXTS.because, by: TEXTS.by, due: TEXTS.due, until: TEXTS.until, done: TEXTS.done };
  const states = new Map(DATA.states.map(state => [state.id, state]));
  const before = Object.fromEntries(DATA.actions.map(action => [action.id, action.said]));
  let said = structuredClone(before), works = true, unsaved = false;
  const refreshers = [];

  function h(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
    return made;
  }
  const today = () => {
    const now = new Date();
    return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
  };
  const saidDate = date => {
    const [year, month, day] = date.split("-").map(Number);
    return fill(TEXTS.full_date, { day, month: DATA.months[month - 1], year });
  };

  // --- what is kept: of several windows each keeps what was changed in it ---
  function stored() {
    try {
      const found = JSON.parse(localStorage.getItem(DATA.key) || "{}");
      return typeof found === "object" && found !== null && !Array.isArray(found) ? found : {};
    } catch (error) {
      if (!(error instanceof SyntaxError)) works = false;
      return {};
    }
  }
  function keep(id) {
    unsaved = true;
    try {
      const text = JSON.stringify({ ...stored(), [id]: said[id] });
      localStorage.setItem(DATA.key, text);
      works = localStorage.getItem(DATA.key) === text;
    } catch (error) {
      works = false;
    }
  }
  const known = raw => typeof raw === "object" && raw !== null && Object.values(raw).every(text => typeof text === "string");
  for (const [id, raw] of Object.entries(stored())) if (Object.prototype.hasOwnProperty.call(said, id) && known(raw)) said[id] = raw;

  // --- what was said, as the file holds it; and what is to be looked at ---
  function read(action) {
    const raw = said[action.id], state = states.get(raw.state), problems = {}, meant = {};
    if (!state) return { response: null, problems, meant };
    const response = { state: state.id }, because = strip(raw.because || ""), by = strip(raw.by || "");
    if (by) response.by = by;
    if (because) response.because = because;
    else if (state.reasoned) problems.because = TEXTS.no_reason;
    const day = DAYS[state.id], text = day ? strip(raw[day] || "") : "";
    if (day === "until" && !text) problems.until = TEXTS.no_until;
    if (text) {
      try {
        const date = readDate(text, today());
        if (day === "done" && date > today()) throw new Wrong(TEXTS.ahead, { date });
        if (day !== "done" && date < today() && text !== before[action.id][day]) throw new Wrong(TEXTS.past, { date });
        response[day] = date;
        meant[day] = saidDate(date);
      } catch (wrong) {
        if (!(wrong instanceof Wrong)) throw wrong;
        problems[day] = wrong.message;
      }
    }
    return { response, problems, meant };
  }

  function changed(action, change) {
    change(said[action.id]);
    keep(action.id);
    refreshers.forEach(refresh => refresh());
  }

  // --- one action ---
  function field(action, key, area = false) {
    const id = `${action.id}-${key}`, label = h("label", { for: id }), wrong = h("p", { class: "wrong", id: `${id}-wrong`, role: "alert" }), meant = h("p", { class: "meant", id: `${id}-meant` });
    const input = h(area ? "textarea" : "input", { id, autocomplete: "off", "aria-describedby": `${id}-meant ${id}-wrong`, ...(area ? { rows: 2 } : { type: "text", class: "short", spellcheck: "false" }) });
    input.value = said[action.id][key] || "";
    let looked = Boolean(input.value);
    input.addEventListener("input", () => changed(action, raw => { raw[key] = input.value; }));
    input.addEventListener("blur", () => { looked = true; show(); });
    const holder = h("div", { class: "field" }, label, input, meant, wrong);
    function show() {
      const { problems, meant: understood } = read(action), state = states.get(said[action.id].state);
      label.textContent = key === "because" && state && !state.reasoned ? TEXTS.remark : LABELS[key];
      holder.hidden = !state || (["due", "until", "done"].includes(key) && DAYS[state.id] !== key);
      meant.textContent = understood[key] ? fill(TEXTS.understood, { meant: understood[key] }) : "";
      const text = looked && problems[key] ? problems[key] : "";
      if (wrong.textContent !== text) wrong.textContent = text;
      if (text) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    refreshers.push(show);
    return holder;
  }

  function part(action) {
    const id = `${action.id}-state`;
    const choice = (value, text) => h("option", { value, selected: (said[action.id].state || "") === value }, text);
    const state = h("select", { id, onchange: () => changed(action, raw => {
      raw.state = state.value;
      if (raw.state === "done" && !raw.done) raw.done = document.getElementById(`${action.id}-done`).value = today();
    }) }, choice("", TEXTS.open), ...DATA.states.map(({ id: value, text }) => choice(value, text)));
    return h("section", { id: action.id }, h("h2", {}, h("span", { class: "number" }, action.id), action.title),
      h("p", { class: "hint" }, `${action.finding}; ${action.owner}, ${action.facts}`),
      h("details", {}, h("summary", {}, TEXTS.why), h("p", {}, action.why), h("ol", {}, ...action.how.map(step => h("li", {}, step))), h("p", {}, h("b", {}, TEXTS.done_when), " ", action.done_when)),
      h("div", { class: "field" }, h("label", { for: id }, TEXTS.ask), state),
      field(action, "because", true), field(action, "by"), field(action, "due"), field(action, "until"), field(action, "done"));
  }

  // --- the file ---
  const whole = text => Array.from(text, letter => /^[\ud800-\udfff]$/.test(letter) ? "\ufffd" : letter).join("");
  const quoted = text => JSON.stringify(whole(text).normalize("NFC")).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const table = response => `{${Object.entries(response).map(([key, text]) => `${key}: ${quoted(text)}`).join(", ")}}`;
  function content() {
    const given = DATA.actions.map(action => [action.id, read(action).response]).filter(([, response]) => response);
    const earlier = Object.entries(before).filter(([, response]) => Object.keys(response).length);
    return [`# listenfirst response 1; round ${DATA.round}`, "audit:", `  id: ${quoted(DATA.audit)}`, `  agency: ${quoted(DATA.agency)}`, `sent: ${quoted(today())}`,
      given.length ? "responses:" : "responses: {}", ...given.map(([id, response]) => `  ${id}: ${table(response)}`),
      ...(earlier.length ? ["before:", ...earlier.map(([id, response]) => `  ${id}: ${table(response)}`)] : []), `# end ${given.length}`, ""].join("\n");
  }
  function download() {
    const file = `response-${DATA.called}${DATA.round}.yml`;
    const address = URL.createObjectURL(new Blob([content()], { type: "application/yaml" }));
    h("a", { href: address, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    unsaved = false;
    return file;
  }

  // --- the page ---
  const kept = h("p", {}), wrong = h("div", { class: "counts" }), done = h("p", { role: "status" });
  main.replaceChildren(h("p", { class: "hint" }, [DATA.agency, DATA.verdict].filter(Boolean).join(" | ")), h("h1", {}, TEXTS.title), h("p", { class: "lead" }, TEXTS.lead), kept, h("p", {}, TEXTS.send_back),
    ...DATA.actions.map(part), h("h2", { id: "send" }, TEXTS.send), wrong,
    h("div", { class: "moves" }, h("button", { type: "button", class: "main", onclick: () => { done.textContent = fill(TEXTS.file_saved, { file: download() }); } }, TEXTS.save_file), h("button", { type: "button", onclick: () => print() }, TEXTS.print)), done);
  refreshers.push(() => {
    const read_all = DATA.actions.map(action => [action, read(action)]), count = read_all.filter(([, { response }]) => response).length;
    document.getElementById("head").hidden = false;
    document.getElementById("progress").value = DATA.actions.length ? Math.floor(100 * count / DATA.actions.length) : 100;
    const place = fill(TEXTS.place, { done: count, count: DATA.actions.length });
    if (document.getElementById("place").textContent !== place) document.getElementById("place").textContent = place;
    kept.textContent = works ? TEXTS.kept_here : TEXTS.not_kept;
    const problems = read_all.flatMap(([action, { problems: found }]) => Object.values(found).map(text => `${action.id} ${action.title}: ${text}`));
    wrong.replaceChildren(...(problems.length ? [h("p", {}, TEXTS.mend_first), h("ul", {}, ...problems.map(text => h("li", {}, text)))] : []));
  });
  refreshers.forEach(refresh => refresh());
  // On paper: every action with what was said, or lines to write on.
  addEventListener("beforeprint", () => {
    document.getElementById("paper").replaceChildren(h("p", {}, [DATA.agency, DATA.verdict].filter(Boolean).join(" | ")), h("h1", {}, TEXTS.title), h("p", {}, TEXTS.lead), ...DATA.actions.map(action => {
      const { response, meant } = read(action), day = response && DAYS[response.state];
      const lines = response ? [states.get(response.state).text, response.because, response.by, day && meant[day]].filter(Boolean).map(text => h("p", {}, text))
        : [h("ul", {}, ...DATA.states.map(state => h("li", {}, `□ ${state.text}`))), h("div", { class: "blank" }), h("div", { class: "blank" })];
      return h("section", {}, h("h3", {}, `${action.id} ${action.title}`), h("p", {}, `${action.finding}; ${action.owner}, ${action.facts}`), ...lines);
    }));
  });
  addEventListener("beforeunload", event => { if (unsaved && !works) event.preventDefault(); });
})();
