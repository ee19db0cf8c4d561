"use strict";
// The fields of numbers, days, hours, approvals and drills: the same as on the form.
app.values = (() => {
  const { DATA, answers, button, h, said, say } = app;
  const { field, focus, often, options, refresh, stand, tick, toggled } = app.fields;
  const { now } = app.audits;

  const rangeText = (unit, range) => {
    const numbers = say("lowest_highest", { lowest: range[0], highest: range[1] });
    return unit ? `${unit}, ${numbers}` : numbers;
  };
  const typed = put => (raw, text) => { raw.pick = "value"; put(raw, text); };

  function parts(id, data) {
    if (data.kind === "choice") return [choice(id, data)];
    const unknown = tick(id, say("unknown"), raw => raw.pick === "unknown", (raw, on) => { raw.pick = on ? "unknown" : "value"; }, { apart: true });
    return [...fields(id, data), unknown];
  }

  function choice(id, data) {
    const raw = answers.rawOf(id);
    const choices = [...data.choices.map(each => ({ value: `=${each.id}`, text: each.title })), { value: "unknown", text: say("unknown"), apart: true }, ...(data.noted ? [{ value: "", text: say("later") }] : [])];
    const at = raw.pick === "unknown" ? "unknown" : raw.choice ? `=${raw.choice}` : raw.pick ?? null;
    return options(id, "pick", "", choices, at, (r, value) => {
      r.pick = value === "unknown" ? "unknown" : value ? "value" : "";
      if (value.startsWith("=")) r.choice = value.slice(1);
      else delete r.choice;
    }, { heading: true });
  }

  function fields(id, data) {
    if (data.kind === "week") return week(id, data);
    if (data.kind === "layers") return layers(id, data);
    if (data.kind === "drills") return drills(id, data);
    if (data.kind === "parts" || data.kind === "moments") {
      const inner = (data.parts || data.moments).map(part => field(id, part.id, part.title, raw => (raw.fields || {})[part.id], typed((raw, text) => { (raw.fields = raw.fields || {})[part.id] = text; }), { short: true, settles: data.kind === "moments", hints: part.range ? [rangeText(part.unit, part.range)] : [] }));
      return [h("fieldset", { "aria-labelledby": "asked" }, ...inner), h("p", { class: "hint" }, say("may_stay_empty"))];
    }
    return [field(id, "value", say("answer"), raw => raw.text, typed((raw, text) => { raw.text = text; }), { short: data.kind !== "text", settles: data.kind === "date", hints: data.range ? [rangeText(data.unit, data.range)] : [], labelled: "asked" })];
  }

  function week(id, data) {
    const days = said().days, differs = () => Boolean(answers.rawOf(id).differ);
    const day = name => field(id, name, days[name], raw => (raw.days || {})[name], typed((raw, text) => { (raw.days = raw.days || {})[name] = text; }), { short: true });
    const empty = h("p", { class: "hint" }, say("may_stay_empty"));
    if (!data.together) return [h("fieldset", { "aria-labelledby": "asked" }, ...data.days.map(day)), empty];
    const together = field(id, "together", say("monday_to_friday"), raw => (raw.days || {}).together, typed((raw, text) => { (raw.days = raw.days || {}).together = text; }), { short: true });
    const five = toggled(together, () => !differs());
    const differ = tick(id, say("days_differ"), raw => Boolean(raw.differ), (raw, on) => { raw.differ = on; });
    const each = data.days.filter(name => DATA.work_days.includes(name)).map(name => toggled(day(name), differs));
    return [h("fieldset", { "aria-labelledby": "asked" }, five, differ, ...each, ...data.days.filter(name => !DATA.work_days.includes(name)).map(day)), empty];
  }

  // How many approvals there are, and then one by one; or all of them in one line.
  function layers(id, data) {
    const list = h("div", {});
    let shown = -1;
    const put = (number, key) => typed((raw, text) => {
      raw.layers = raw.layers || [];
      while (raw.layers.length <= number) raw.layers.push({});
      raw.layers[number][key] = text;
    });
    const layer = (raw, number) => (raw.layers || [])[number] || {};
    const build = () => list.replaceChildren(...Array.from({ length: shown }, (_, number) => h("fieldset", { class: "piece" }, h("legend", {}, say("layer", { number: number + 1, count: shown })),
      field(id, `minutes-${number}`, say("layer_minutes"), raw => layer(raw, number).minutes, put(number, "minutes"), { short: true, hints: [rangeText(data.unit || said().minutes, data.range)] }),
      options(id, `reached-${number}`, say("layer_reached"), [{ value: "yes", text: say("yes") }, { value: "no", text: say("no") }, { value: "unknown", text: say("unknown_is_no") }], layer(answers.rawOf(id), number).reached || "no", put(number, "reached")))));
    const follow = () => {
      // As many as the number says, once it is read; a list in one line stands in that line until it is left.
      const { raw = {}, understood = {} } = stand(id), typedCount = String(answers.rawOf(id).count ?? "").trim();
      const count = typedCount !== "" && (understood.count || !now.raws.has(id)) && raw.count === typedCount ? Number(typedCount) : 0;
      if (count === shown) return;
      shown = count;
      build();
    };
    often(follow);
    follow();
    return [field(id, "count", say("layers_count", { most: data.most }), raw => raw.count, typed((raw, text) => { raw.count = text; }), { short: true, settles: true, hints: [say("layers_in_line")] }), list];
  }

  // The register of drills, a group of fields for each.
  function drills(id, data) {
    const list = h("div", {});
    const rows = raw => raw.rows && raw.rows.length ? raw.rows : (raw.rows = [{}]);
    const row = (raw, number) => (raw.rows || [])[number] || {};
    const put = (number, key) => typed((raw, text) => {
      while (rows(raw).length <= number) raw.rows.push({});
      raw.rows[number][key] = text;
      delete raw.none;
    });
    const build = at => {
      const all = (answers.rawOf(id).rows || []).length ? answers.rawOf(id).rows : [{}];
      list.replaceChildren(...all.map((each, number) => h("fieldset", { class: "piece" }, h("legend", {}, say("drill_number", { number: number + 1 })),
        field(id, `drill-${number}`, say("drill_date"), raw => row(raw, number).date, put(number, "date"), { short: true, settles: true }),
        options(id, `announced-${number}`, say("drill_announced"), [{ value: "yes", text: say("drill_yes") }, { value: "no", text: say("no") }], each.announced || "", put(number, "announced")),
        options(id, `exercised-${number}`, say("drill_exercised"), data.choices.map(one => ({ value: one.id, text: one.title })), each.exercised || {}, (raw, value, ticked) => {
          const had = { ...row(raw, number).exercised, [value]: true };
          if (!ticked) delete had[value];
          put(number, "exercised")(raw, had);
        }, { several: true }),
        all.length > 1 || each.date ? button(say("drill_remove", { number: number + 1 }), () => { answers.change(id, raw => { raw.rows.splice(number, 1); }); build(0); }, "quiet") : null)));
      if (at !== undefined) focus(`drill-${at}`);
      refresh();
    };
    build();
    return [h("div", { role: "group", "aria-labelledby": "asked" }, list),
      button(say("drill_add"), () => { answers.change(id, raw => { rows(raw).push({}); }); build(rows(answers.rawOf(id)).length - 1); }),
      tick(id, say("drill_none"), raw => Boolean(raw.none) && raw.pick !== "unknown", typed((raw, on) => {
        if (on) raw.none = true;
        else delete raw.none;
      }), { apart: true })];
  }

  return { parts };
})();
