/* The plan as a page to work with: filters and ticks. Without a script it is a page to read. */
(() => {
  const tools = document.querySelector(".lf-tools[data-plan]");
  const actions = [...document.querySelectorAll("[data-action]")];
  if (!tools || !actions.length) return;
  const words = tools.dataset;

  /* Ticks belong to these answers: another audit begins with none. A browser may refuse to keep anything. */
  const name = "listen-first-plan-" + words.plan;
  let done = new Set();
  try { done = new Set(JSON.parse(localStorage.getItem(name) || "[]")); } catch { /* begin with none */ }
  const keep = () => { try { localStorage.setItem(name, JSON.stringify([...done])); } catch { /* only until the page is left */ } };

  /* A heading and the actions under it. */
  const under = new Map();
  let last = null;
  for (const part of document.querySelectorAll(".md-typeset h2, [data-action]")) {
    if (!part.dataset.action) last = part;
    else if (last) under.set(last, [...(under.get(last) || []), part]);
  }

  const choice = (label, values) => {
    const box = document.createElement("label");
    const list = document.createElement("select");
    list.append(new Option(words.all, ""));
    for (const [value, text] of values) list.append(new Option(text, value));
    list.addEventListener("change", show);
    box.append(label + " ", list);
    return [box, list];
  };
  const owners = [...new Set(actions.map(action => action.dataset.owner))].map(owner => [owner, owner]);
  const horizons = [["S", words.s], ["M", words.m], ["L", words.l]];
  const [whoBox, who] = choice(words.who, owners);
  const [whenBox, when] = choice(words.when, horizons);
  const count = document.createElement("p");
  count.setAttribute("role", "status");

  function show() {
    let left = 0, all = 0;
    for (const action of actions) {
      const wanted = (!who.value || who.value === action.dataset.owner) && (!when.value || when.value === action.dataset.effort);
      action.hidden = !wanted;
      action.classList.toggle("lf-ticked", done.has(action.dataset.action));
      if (wanted) all += 1;
      if (wanted && !done.has(action.dataset.action)) left += 1;
    }
    for (const [heading, its] of under) heading.hidden = its.every(action => action.hidden);
    count.textContent = words.left.replace("{left}", left).replace("{all}", all);
  }

  for (const action of actions) {
    const label = document.createElement("label");
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.checked = done.has(action.dataset.action);
    tick.addEventListener("change", () => {
      if (tick.checked) done.add(action.dataset.action); else done.delete(action.dataset.action);
      keep();
      show();
    });
    const id = document.createElement("span");
    id.className = "lf-hidden-text";
    id.textContent = words.done + " " + action.dataset.action;
    label.className = "lf-tick";
    label.append(tick, id);
    action.prepend(label);
  }
  /* A link to an action that the filters hide shows all again. */
  addEventListener("hashchange", () => {
    const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!aim || !aim.closest("[hidden]")) return;
    who.value = when.value = "";
    show();
    aim.scrollIntoView();
  });
  const row = document.createElement("p");
  row.append(whoBox, " ", whenBox);
  tools.append(row, count);

  /* The ticks as a file that `listenfirst import` takes into plan.yml: it says what was done, and nothing else. */
  if (words.save) {
    const button = document.createElement("button"), told = document.createElement("p");
    button.type = "button";
    button.className = "lf-save-ticks";
    button.textContent = words.save;
    told.setAttribute("aria-live", "polite");
    told.className = "lf-small";
    button.addEventListener("click", () => {
      const ticked = actions.map(action => action.dataset.action).filter(id => done.has(id));
      if (!ticked.length) {
        told.textContent = words.none;
        return;
      }
      const now = new Date(), day = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
      const lines = [`# listenfirst response 1; round ${words.round}`, "audit:", `  id: ${JSON.stringify(words.audit)}`, `sent: "${day}"`, "ticks: true", "responses:", ...ticked.map(id => `  ${id}: {state: "done", done: "${day}"}`), `# end ${ticked.length}`, ""];
      const link = document.createElement("a"), file = `ticks-${words.round}.yml`;
      link.href = URL.createObjectURL(new Blob([lines.join("\n")], { type: "application/yaml" }));
      link.download = file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      told.textContent = words.saved.replaceAll("{file}", file);
    });
    tools.append(button, told);
  }
  show();
})();
