"use strict";
// Choices and lines of text. What was understood, what is wrong and what is asked back stand under the line; all of it comes from the engine.
app.fields = (() => {
  const { answers, audits, button, fill, h, one, say, write } = app;
  const { now } = audits;
  let refreshers = [];

  const stand = id => now.stands.get(id) || {};
  const shows = (id, step) => (stand(id).steps || []).includes(step);
  const refresh = (left = false) => refreshers.forEach(each => each(left));
  const often = each => { refreshers.push(each); };

  // Choices: `pick` puts the value of a choice into the answer as it was typed.
  function options(id, name, legend, choices, at, pick, { heading = false, several = false } = {}) {
    const made = h("fieldset", heading ? { "aria-labelledby": "asked" } : {}, heading ? null : h("legend", {}, legend));
    for (const choice of choices) {
      const checked = several ? Boolean(at[choice.value]) : choice.value === at;
      const input = h("input", { type: several ? "checkbox" : "radio", name, value: choice.value, checked, onchange: () => {
        answers.change(id, raw => pick(raw, choice.value, input.checked));
        refresh();
      } });
      made.append(h("label", { class: choice.apart ? "option apart" : "option" }, input, h("span", {}, choice.mark ? h("b", {}, choice.mark) : null, choice.text)));
    }
    return made;
  }

  function tick(id, text, checked, put, { apart = false } = {}) {
    const input = h("input", { type: "checkbox", onchange: () => { answers.change(id, raw => put(raw, input.checked)); refresh(); } });
    const show = () => { input.checked = checked(answers.rawOf(id)); };
    often(show);
    show();
    return h("label", { class: apart ? "option apart" : "option" }, input, h("span", {}, text));
  }

  // A line, or several. `read` gives what was typed, `put` puts it there.
  function field(id, key, label, read, put, { area = false, hints = [], short = false, labelled = "", before = "", settles = false } = {}) {
    const name = `field-${before}${key}`;
    const described = [...hints.map((hint, number) => `${name}-hint-${number}`), `${name}-meant`, `${name}-wrong`].join(" ");
    const meant = h("p", { class: "meant", id: `${name}-meant` }), back = h("div", { class: "moves back" });
    const wrong = h("p", { class: "wrong", id: `${name}-wrong`, role: "alert" });
    const shared = { id: name, "aria-describedby": described, autocomplete: "off", class: short ? "short" : "", ...(labelled ? { "aria-labelledby": labelled } : {}) };
    const input = area ? h("textarea", { ...shared, rows: 3 }) : h("input", { ...shared, type: "text", spellcheck: "false" });
    const typed = () => read(answers.rawOf(id)) || "";
    input.value = typed();
    let looked = input.value !== "", asked = "", written = input.value;

    function show(left = false) {
      const { understood = {}, problems = {}, asks = {} } = stand(id), problem = problems[key];
      // What another day means tomorrow is written out once the line was left.
      if (settles && !problem && input.value === written && input !== document.activeElement && typed() !== written) input.value = written = typed();
      const said = understood[key] && input.value ? fill(say("understood"), { meant: understood[key] }) : "";
      write(meant, said);
      looked ||= left && Boolean(problem);
      // Whoever is still typing is not interrupted; what is mended is no longer complained of.
      if (!problem || looked) {
        write(wrong, problem || "");
        if (problem) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
      askBack(asks[key] && wrong.textContent ? asks[key] : null);
    }

    // Hours that close before they open: they count when somebody says that they are meant so.
    function askBack(ask) {
      const window = ask ? ask.window : "";
      if (window === asked) return;
      asked = window;
      const answer = change => {
        answers.change(id, change);
        input.focus();
      };
      const type = text => {
        input.value = text;
        answer(raw => put(raw, text));
      };
      back.replaceChildren(...(!ask ? [] : [
        button(say("yes_as_it_stands"), () => answer(raw => { raw.sure = [...(raw.sure || []), ask.window]; })),
        ask.instead ? button(say("no_instead", { hours: ask.instead }), () => type(ask.instead)) : button(say("no_correct"), () => { input.focus(); input.select(); }),
      ]));
    }

    input.addEventListener("input", () => {
      looked = wrong.textContent !== "";
      written = input.value;
      answers.change(id, raw => put(raw, input.value), { typing: true });
      refresh();
    });
    // Whoever leaves one line also learns that another one is missing with it.
    input.addEventListener("change", () => {
      looked = true;
      answers.left(id);
      refresh(true);
    });
    often(show);
    show();
    return h("div", { class: "field" }, labelled ? null : h("label", { for: name }, label), ...hints.map((hint, number) => h("p", { class: "hint", id: `${name}-hint-${number}` }, hint)), input, meant, wrong, back);
  }

  function toggled(holder, when) {
    const show = () => { holder.hidden = !when(); };
    often(show);
    show();
    return holder;
  }

  return {
    field, often, options, refresh, shows, stand, tick, toggled,
    clear: () => { refreshers = []; },
    focus: name => { const found = one(`field-${name}`); if (found) found.focus(); },
  };
})();
