"use strict";
// Evidence of one answer: what it is, where, of which day, and who else has looked.
app.evidence = (() => {
  const { answers, button, h, say, write } = app;
  const { field, focus, often, options, refresh, shows, stand, tick, toggled } = app.fields;

  const pieceOf = (raw, number) => (raw.evidence || [])[number] || {};
  const put = (number, key) => (raw, text) => {
    raw.evidence = raw.evidence || [];
    while (raw.evidence.length <= number) raw.evidence.push({});
    raw.evidence[number][key] = text;
  };

  // Somebody else can look at a piece that says what, where and of which day.
  const isWhole = (id, number) => {
    const { what, where, date } = pieceOf(answers.rawOf(id), number);
    return Boolean(what && where && date) && !(stand(id).problems || {})[`date-${number}`];
  };

  // Who else has seen the piece, or tried it out; asked only of what counts.
  function checked(id, data, number, before = "") {
    const how = [{ value: "", text: say("not_yet") }, { value: "seen", text: say("seen") }, { value: "tested", text: say("tested") }];
    const people = data.checkers || [];
    const by = h("select", { id: `field-${before}by-${number}`, onchange: () => { answers.change(id, raw => put(number, "by")(raw, by.value)); refresh(); } },
      h("option", { value: "" }, ""), ...people.map(person => h("option", { value: person.id }, person.title)));
    by.value = pieceOf(answers.rawOf(id), number).by || "";
    const lacks = h("p", { class: "hint", role: "status" });
    often(() => {
      const piece = pieceOf(answers.rawOf(id), number);
      write(lacks, piece.how && !(piece.by && piece.on) ? say("check_missing") : "");
    });
    const details = h("div", {}, h("div", { class: "field" }, h("label", { for: by.id }, say("check_by")), by),
      field(id, `on-${number}`, say("check_on"), raw => pieceOf(raw, number).on, put(number, "on"), { short: true, settles: true, before }), lacks);
    return toggled(h("div", { class: "check" },
      options(id, `${before}how-${number}`, say("check_how"), how, pieceOf(answers.rawOf(id), number).how ?? null, put(number, "how")),
      toggled(details, () => ["seen", "tested"].includes(pieceOf(answers.rawOf(id), number).how))), () => isWhole(id, number));
  }

  // The drills of the register that are evidence here, to be taken over by one button each.
  function offered(id, build) {
    const holder = h("div", { class: "moves" });
    let shown = "";
    often(() => {
      const drills = stand(id).drills || [], now = JSON.stringify(drills);
      if (now === shown) return;
      shown = now;
      holder.replaceChildren(...(drills.length ? [h("p", {}, say("drills_offered"))] : []), ...drills.map(piece => button(piece.what, () => {
        answers.change(id, raw => { raw.evidence = [...(raw.evidence || []).filter(other => other.what || other.where || other.date), { ...piece }]; });
        build();
      })));
    });
    return holder;
  }

  function parts(id, data) {
    const list = h("div", {}), life = h("p", { class: "hint" }), counts = h("p", { class: "counts", role: "status" });
    const build = at => {
      const given = answers.rawOf(id).evidence || [], all = given.length ? given : [{}];
      list.replaceChildren(...all.map((piece, number) => h("fieldset", { class: "piece" }, h("legend", {}, say("evidence_piece", { number: number + 1 })),
        field(id, `what-${number}`, say("evidence_what"), raw => pieceOf(raw, number).what, put(number, "what")),
        field(id, `where-${number}`, say("evidence_where"), raw => pieceOf(raw, number).where, put(number, "where")),
        field(id, `date-${number}`, say("evidence_date"), raw => pieceOf(raw, number).date, put(number, "date"), { short: true, settles: true }),
        data.opening ? toggled(tick(id, say("law"), raw => Boolean(pieceOf(raw, number).law), put(number, "law")), () => shows(id, "law")) : null,
        checked(id, data, number),
        all.length > 1 || piece.what ? button(say("evidence_remove", { number: number + 1 }), () => { answers.change(id, raw => { raw.evidence.splice(number, 1); }); build(0); }, "quiet") : null)));
      if (at !== undefined) focus(`what-${at}`);
      refresh();
    };
    often(() => {
      const level = Number((stand(id).raw || {}).level ?? (stand(id).raw || {}).pick);
      write(life, data.lives && data.lives[level] ? say("life", { span: data.lives[level] }) : "");
      write(counts, stand(id).counts || "");
    });
    const add = button(say("evidence_add"), () => {
      answers.change(id, raw => { put(Math.max(1, (raw.evidence || []).length), "what")(raw, ""); });
      build(answers.rawOf(id).evidence.length - 1);
    });
    // What comes first is asked quickly: until all of it is answered the evidence may wait.
    const { first, items } = app.audits.now.outline, early = first.includes(id) && first.some(other => other !== id && (items.get(other) || {}).state === "open");
    const later = early && !(answers.rawOf(id).evidence || []).length;
    const inner = [offered(id, build), h("p", {}, say("show", { show: data.show })), data.gate ? h("p", {}, say("gate")) : null, life, list, add];
    const holder = h("div", {}, counts, later ? h("details", {}, h("summary", {}, say("evidence_later")), inner) : [h("h2", {}, say("evidence")), inner]);
    build();
    return toggled(holder, () => shows(id, "evidence"));
  }

  return { checked, parts };
})();
