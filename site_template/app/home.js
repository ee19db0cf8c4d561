"use strict";
// The first page in every language, the audits that are kept here, a new one, and files.
app.home = (() => {
  const { DATA, audits, button, engine, h, one, parts, say, sayIn, store, windows, write } = app;
  const { now } = audits;
  const { eye, heading } = app.pages;
  const LARGEST = 64 * 1024 * 1024, MOST_LINES = 30;

  // --- in every language at once: the language is chosen first ---
  function welcome() {
    const mine = app.language();
    return [mine, ...DATA.languages.filter(code => code !== mine)].map((code, number) => h("section", { class: "tongue", lang: code }, h("p", { class: "eye" }, sayIn(code, "name")),
      h(number ? "h2" : "h1", { tabindex: "-1", class: "big" }, sayIn(code, "home_title")), h("p", { class: "lede" }, sayIn(code, "home_lead")),
      button(DATA.names[code], () => app.go.speak(code, "home"), "main", { "aria-describedby": `which-${code}` }), h("p", { class: "hint", id: `which-${code}` }, sayIn(code, "language_choice")), ...stays(name => sayIn(code, name), code)));
  }

  // What becomes of the answers, and how to be rid of them.
  function stays(say, code) {
    const kept = store.works() ? ["stays_nothing_sent", "stays_kept", "stays_shared"] : ["stays_nothing_sent", "stays_not_kept"];
    return [h("h2", { class: "small" }, say("stays_title")), ...kept.map(name => h("p", { class: "note" }, say(name))),
      store.works() ? parts.asking(say("erase_all"), say("erase_all_sure"), say("keep"), say("erase_yes"), () => eraseAll(code)) : null];
  }

  async function eraseAll(code) {
    audits.leave();
    await store.eraseAll();
    windows.tell({ about: "erased", id: null });
    try {
      localStorage.clear();
    } catch (error) {
      // Then nothing of the small form is kept there either.
    }
    app.go.home(sayIn(code, "erased"));
  }

  // --- the audits of this machine ---
  function home(known) {
    const list = known.map(audit => {
      const when = new Date(audit.changed), time = `${app.today(when)} ${app.clock(when)}`;
      const erase = parts.asking(say("home_erase_one"), say("home_erase_one_sure", { name: audit.name }), say("keep"), say("delete"), () => eraseOne(audit));
      erase.querySelector("button").setAttribute("aria-label", say("home_erase_one_named", { name: audit.name }));
      return h("li", {}, h("h3", {}, button(audit.name, () => app.go.audit(audit.id), "plain")), h("p", { class: "hint" }, [audit.percent === null || audit.percent === undefined ? "" : say("home_answered", { percent: audit.percent }), say("home_changed", { time })].filter(Boolean).join(" · ")),
        h("div", { class: "row" }, button(say("home_go_on"), () => app.go.audit(audit.id)), erase));
    });
    const { carried } = DATA, fresh = carried && !known.some(audit => audit.id === carried.id);
    return [eye(say("home_eye")), h("h1", { tabindex: "-1", class: "big" }, say("home_title")), h("p", { class: "lede" }, say("home_lead")),
      carried ? h("div", { class: "carried" }, h("p", {}, say("prepared", { name: carried.name })), fresh ? button(say("prepared_begin"), beginCarried, "main") : button(say("go_on"), () => app.go.audit(carried.id), "main")) : null,
      h("div", { class: "moves" }, button(say("home_new"), () => app.go.to("new"), carried ? "" : "main"), opening(say("home_open"))), h("p", { class: "hint" }, say("home_open_hint")),
      list.length ? h("h2", {}, say("home_audits")) : null, list.length ? h("ul", { class: "audits" }, ...list) : null, h("div", { class: "stays" }, ...stays(say, app.language()))];
  }

  async function beginCarried() {
    const { id, name, files } = DATA.carried;
    await audits.bringIn(id, name, files);
    app.go.audit(id);
  }

  async function eraseOne(audit) {
    await store.erase(audit.id);
    windows.tell({ about: "erased", id: audit.id });
    app.go.home(say("erased_one", { name: audit.name }));
  }

  // --- a new audit ---
  function fresh() {
    const other = DATA.languages.filter(code => code !== app.language()), mine = app.language();
    const choices = [[mine], ...other.map(code => [mine, code]), ...other.map(code => [code])];
    const wrong = h("p", { class: "wrong", id: "wrong-name", role: "alert" });
    const name = h("input", { type: "text", id: "new-name", autocomplete: "organization", maxlength: 200, "aria-describedby": "hint-name wrong-name", oninput: () => write(wrong, "") });
    const radios = (group, title, all) => h("fieldset", {}, h("legend", {}, title), ...all.map(([value, text], number) => h("label", { class: "option" }, h("input", { type: "radio", name: group, value, checked: number === 0 }), h("span", {}, text))));
    const kinds = ["public", "company", "association", "school"].map(kind => [kind, say(`kind_${kind}`)]);
    const picked = group => one("page").querySelector(`input[name=${group}]:checked`).value;
    const begin = async event => {
      event.preventDefault();
      const said = name.value.trim();
      if (!said) {
        write(wrong, say("new_name_missing"));
        return name.focus();
      }
      app.go.audit(await audits.create(said, picked("kind"), picked("languages").split(" ")), "first");
    };
    return [h("form", { novalidate: true, onsubmit: begin }, eye(say("new_eye")), h("h1", { tabindex: "-1", id: "asked" }, say("new_name")),
      h("div", { class: "field" }, h("label", { for: "new-name", class: "lf-hidden" }, say("new_name")), h("p", { class: "hint", id: "hint-name" }, say("new_name_hint")), name, wrong),
      radios("kind", say("new_kind"), kinds), radios("languages", say("new_languages"), choices.map(codes => [codes.join(" "), codes.map(code => DATA.names[code]).join(" + ")])),
      h("div", { class: "moves" }, button(say("back"), () => app.go.home()), h("button", { type: "submit", class: "main" }, say("new_begin"))))];
  }

  // --- files ---
  // A button that opens the file dialogue of the browser; the field itself cannot be dressed.
  function opening(title) {
    const input = h("input", { type: "file", class: "lf-hidden", tabindex: "-1", "aria-hidden": "true", accept: ".zip,.yml,.yaml", onchange: () => {
      const [file] = input.files;
      input.value = "";
      if (file) take(file);
    } });
    return h("span", {}, button(title, () => input.click()), input);
  }

  async function take(file) {
    if (file.size > LARGEST) return parts.notice("file", say("files_too_large", { file: file.name }), { lines: [say("files_nothing_lost")] });
    if (!engine.ready()) parts.notice("file", say("files_wait"));
    try {
      const bytes = app.toText(new Uint8Array(await file.arrayBuffer())), given = { id: now.audit ? now.audit.id : null, language: app.language(), name: file.name, bytes };
      if (now.audit) await audits.opened();
      const zip = /\.zip$/i.test(file.name), found = await engine.call("take", { ...given, id: zip ? null : given.id, yes: false });
      parts.forget("file");
      if (found.what === "zip") await takeZip(found, given);
      else askToTake(found, given);
    } catch (problem) {
      parts.forget("file");
      if (problem instanceof engine.Problem) parts.notice("file", [say("files_unread", { file: file.name }), problem.message].join(" "), { lines: [problem.remedy ? say("problem_remedy", { remedy: problem.remedy }) : "", say("files_nothing_lost")].filter(Boolean) });
      else parts.problem(problem, "file");
    }
  }

  // An audit that is here already is not overwritten without a question.
  async function takeZip(found, given) {
    const here = (await store.audits()).find(audit => audit.id === found.id), isOpen = now.audit && now.audit.id === found.id;
    const put = async () => {
      parts.forget("file");
      const { changed } = isOpen && !found.taken ? await engine.call("take", { ...given, id: null, yes: true }) : found;
      if (isOpen) await audits.changed(changed);
      else await audits.bringIn(found.id, audits.nameIn(found.agency), changed);
      windows.tell({ about: "changed", id: found.id });
      await app.go.audit(found.id);
      parts.notice("file", say("files_opened", { name: audits.nameIn(found.agency) }));
    };
    const leave = () => {
      parts.forget("file");
      if (!isOpen) engine.call("erase", { id: found.id, language: app.language() }).catch(() => {});
    };
    if (!here || (isOpen && found.taken)) return put();
    parts.notice("file", say("files_known", { name: here.name }), { closes: false, actions: [[say("files_replace"), () => put().catch(parts.problem)], [say("files_not"), leave]] });
  }

  // What a file of answers would change is shown first.
  function askToTake(found, given) {
    const put = async () => {
      parts.forget("file");
      const { changed } = await engine.call("take", { ...given, yes: true });
      await audits.changed(changed || {});
      now.stands.clear();
      await audits.outline();
      audits.verdict();
      app.go.render(false);
      parts.notice("file", say("files_taken"));
    };
    const lines = found.files.flatMap(({ who, counts, changes }) => [`${who}: ${counts.map(({ title, count }) => `${title} ${count}`).join(", ")}`, ...changes.slice(0, MOST_LINES).map(({ id, title, text }) => `${id} ${title}: ${text}`)]);
    const told = [...lines, ...found.notices.map(({ message }) => message)];
    if (!found.changes_anything) return parts.notice("file", say("files_same"), { lines: told });
    parts.notice("file", say("files_answers"), { lines: told, closes: false, actions: [[say("files_take"), () => put().catch(parts.problem)], [say("files_not"), () => parts.forget("file")]] });
  }

  // What is in this file of others travels with its licence.
  function licences() {
    const all = DATA.licences || [];
    return all.length ? h("details", {}, h("summary", {}, say("licences")), ...all.map(({ name, version, licence, text }) => h("details", { class: "licence" }, h("summary", {}, [name, version, licence].filter(Boolean).join(" · ")), h("pre", {}, document.createTextNode(text || ""))))) : null;
  }

  function files() {
    const done = h("p", { role: "status" });
    return [heading(say("files_title")), h("p", { class: "lede" }, say("files_lead")), h("div", { class: "moves" }, button(say("files_save"), () => app.report.save("zip", done), "main"), opening(say("files_open"))), done,
      h("div", { class: "stays" }, ...stays(say, app.language()), licences()), h("div", { class: "moves" }, button(say("back_to_questions"), () => app.go.questions()), button(say("menu_audits"), () => app.go.home()))];
  }

  return { files, fresh, home, welcome };
})();
