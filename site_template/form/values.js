"use strict";
// What needs no page: the values of questions, conditions, answers, and the file that is sent back.
// audit/interview/value_prompts.py, audit/model/values.py, condition.py and visibility.py, audit/interview/flow.py do the same; tests hold the two together.
const listenFirst = (() => {
  const { DATA, TEXTS, Wrong, askBack, fill, has, isListOfApprovals, isNone, isUnknown, needsToday, readApprovals, readCountry, readDate, readMoment, readNumber, readSample, readWindows, scaled, strip, wordOf } = reading;
  const LEVEL = /^[0-4]$/;
  const items = new Map(DATA.items.map(item => [item.id, item]));

  // What a screen would obey instead of showing it; a line break belongs to a text of several lines.
  const harmless = text => strip(text.replace(/\r\n?/g, "\n").replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, ""));
  const UNKNOWN = { unknown: true };

  const today = () => {
    const now = new Date();
    return `${String(now.getFullYear()).padStart(4, "0")}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
  };
  // The day on which a text was typed; null for what stood in the answers before, which may be older than any audit.
  const dayOf = (item, raw, text) => JSON.stringify(DATA.given[item.id] || {}).includes(JSON.stringify(text)) ? null : raw.day || today();

  // --- what was understood, in words ---
  const withUnit = (number, unit) => unit ? fill(TEXTS.number_unit, { number, unit }) : String(number);
  const saidDate = date => {
    const [year, month, day] = date.split("-").map(Number);
    return fill(TEXTS.full_date, { year, month: DATA.months[month - 1], day });
  };
  const saidMoment = moment => `${saidDate(moment.slice(0, 10))} ${moment.slice(11)}`;
  const saidWindows = windows => windows === "none" ? TEXTS.nobody : windows;
  const saidLayers = layers => layers.map(layer => `${layer.minutes ? withUnit(layer.minutes, TEXTS.minutes) : TEXTS.minutes_unknown}, ${layer.reached ? TEXTS.any_hour : TEXTS.office_hours}`).join("; ") || TEXTS.no_approval;
  const saidDrill = (item, drill) => fill(TEXTS.drill_said, { date: saidDate(drill.date), announced: drill.announced ? TEXTS.announced : TEXTS.not_announced, exercised: drill.exercised.map(id => item.choices.find(choice => choice.id === id).title).join(", ") });
  const saidDrills = (item, drills) => drills.map(drill => saidDrill(item, drill)).join("; ") || TEXTS.no_drill;
  const saidCountry = code => fill(TEXTS.name_code, { name: (DATA.country_titles || {})[code] || code, code });

  // Reads the texts of several fields. Each stands for itself: what is wrong with one takes nothing from another.
  function several(fields, read, say) {
    const found = {}, problems = {}, asks = {}, meant = {};
    for (const [name, text] of fields) {
      try {
        if (isUnknown(text)) meant[name] = TEXTS.unknown;
        else if (text) {
          const value = read(name, text, asks);
          if (!asks[name]) found[name] = value;
          meant[name] = say(name, value);
        }
      } catch (wrong) {
        if (!(wrong instanceof Wrong)) throw wrong;
        problems[name] = wrong.message;
      }
    }
    for (const name of Object.keys(asks)) problems[name] = asks[name].question;
    return { found, problems, asks, meant };
  }

  // Lines that are read together: a table; unknown where all that was typed says so; nothing for empty lines.
  const together = (fields, read, table) => {
    const { problems, asks, meant } = read;
    if (table.length) return { value: { table }, problems, asks, meant };
    const unknown = !Object.keys(problems).length && fields.some(([, text]) => isUnknown(text));
    return { ...(unknown ? UNKNOWN : {}), problems, asks, meant };
  };

  // One line: a word of the questions, or what `read` makes of it.
  function line(item, raw, read, say) {
    const text = harmless(raw.text || ""), word = wordOf(item, text);
    if (!text) return {};
    if (isUnknown(text)) return { ...UNKNOWN, meant: { value: TEXTS.unknown } };
    if (word !== null) return { value: { word }, meant: { value: item.words[word] } };
    try {
      const value = read(text);
      return { value, meant: { value: say(value) } };
    } catch (wrong) {
      if (!(wrong instanceof Wrong)) throw wrong;
      return { problems: { value: wrong.message } };
    }
  }

  const kinds = {
    number: (item, raw) => line(item, raw, text => ({ number: readNumber(text, item.range[0], item.range[1], item.whole, item.unit_id) }), ({ number }) => withUnit(number, item.unit)),
    date: (item, raw) => line(item, raw, text => ({ date: readDate(text, dayOf(item, raw, text)) }), ({ date }) => saidDate(date)),
    country: (item, raw) => line(item, raw, text => ({ word: readCountry(text) }), ({ word }) => saidCountry(word)),
    text(item, raw) {
      const text = harmless(raw.text || "");
      return DATA.question_marks.includes(text) ? UNKNOWN : text ? { value: { word: wordOf(item, text) ?? text } } : {};
    },
    choice: (item, raw) => item.choices.some(choice => choice.id === raw.choice) ? { value: { word: raw.choice } } : {},
    week(item, raw) {
      const days = raw.days || {}, all = harmless(days.together || "");
      const five = item.together && !raw.differ;
      const word = five ? wordOf(item, all) : null;
      if (word !== null) return { value: { word }, meant: { together: item.words[word] } };
      const fields = item.days.map(day => [day, harmless(days[day] || "")]).filter(([day]) => !five || !DATA.work_days.includes(day));
      if (five) fields.unshift(["together", all]);
      const read = several(fields, (name, text, asks) => {
        const hours = readWindows(text), ask = askBack(text, raw.sure);
        if (ask) asks[name] = ask;
        return hours;
      }, (name, hours) => saidWindows(hours));
      const table = item.days.map(day => [day, five && DATA.work_days.includes(day) ? read.found.together : read.found[day]]).filter(([, hours]) => hours);
      return together(fields, read, table);
    },
    parts(item, raw) {
      const byId = new Map(item.parts.map(part => [part.id, part]));
      const fields = item.parts.map(part => [part.id, harmless((raw.fields || {})[part.id] || "")]);
      const read = several(fields, (name, text) => readNumber(text, ...byId.get(name).range, byId.get(name).whole, byId.get(name).unit_id), (name, number) => withUnit(number, byId.get(name).unit));
      return together(fields, read, Object.entries(read.found).map(([name, number]) => [name, { number }]));
    },
    moments(item, raw) {
      let latest = "";
      const fields = item.moments.map(moment => [moment.id, harmless((raw.fields || {})[moment.id] || "")]);
      const read = several(fields, (name, text) => {
        const moment = readMoment(text, dayOf(item, raw, text));
        if (moment < latest) throw new Wrong(TEXTS.not_in_order, { text });
        return latest = moment;
      }, (name, moment) => saidMoment(moment));
      return together(fields, read, Object.entries(read.found));
    },
    // The register of drills, row by row; a row that was begun and not finished is complained of at its day.
    drills(item, raw) {
      if (raw.none) return { value: { drills: [] } };
      const problems = {}, meant = {}, drills = [];
      (raw.rows || []).forEach((row, number) => {
        const text = harmless(row.date || ""), exercised = item.choices.map(({ id }) => id).filter(id => (row.exercised || {})[id]), name = `drill-${number}`;
        if (!text && !exercised.length && !row.announced) return;
        try {
          const date = text ? readDate(text, dayOf(item, raw, text)) : "";
          if (date > today()) throw new Wrong(TEXTS.drill_in_the_future, { date });
          if (date) meant[name] = saidDate(date);
          if (date && exercised.length && row.announced) drills.push({ date, announced: row.announced === "yes", exercised });
          else problems[name] = TEXTS.drill_missing;
        } catch (wrong) {
          if (!(wrong instanceof Wrong)) throw wrong;
          problems[name] = wrong.message;
        }
      });
      return { ...(drills.length ? { value: { drills } } : {}), problems, meant };
    },
    // How many there are, and then one by one; or all of them in one line.
    layers(item, raw) {
      const text = harmless(raw.count || "");
      if (!text) return {};
      if (isUnknown(text)) return { ...UNKNOWN, meant: { count: TEXTS.unknown } };
      const problems = {}, layers = [];
      let count = 0;
      try {
        if (isListOfApprovals(text)) {
          const found = readApprovals(text, item.range, item.most);
          return { value: { layers: found }, meant: { count: saidLayers(found) } };
        }
        count = isNone(text) ? 0 : Number(readNumber(text, "0", String(item.most), true, "layers"));
      } catch (wrong) {
        if (!(wrong instanceof Wrong)) throw wrong;
        return { problems: { count: wrong.message } };
      }
      const meant = { count: count ? withUnit(count, DATA.layers) : TEXTS.no_approval };
      for (let number = 0; number < count; number += 1) {
        const layer = (raw.layers || [])[number] || {}, minutes = harmless(layer.minutes || ""), name = `minutes-${number}`;
        const known = minutes && !isUnknown(minutes);
        let read = "";
        try {
          if (known) meant[name] = withUnit(read = readNumber(minutes, ...item.range, true, "minutes"), TEXTS.minutes);
        } catch (wrong) {
          if (!(wrong instanceof Wrong)) throw wrong;
          problems[name] = wrong.message;
        }
        layers.push({ minutes: read, reached: layer.reached === "yes" });
      }
      return { value: { layers }, problems, meant };
    },
  };

  // A text that means another day tomorrow is put down as the day it means, and approvals in one line one by one; what is put
  // into which field, by its name.
  function settle(item, raw) {
    const texts = {};
    const date = (text, name, put) => {
      if (!text || !needsToday(text)) return;
      try {
        put(texts[name] = readDate(text, dayOf(item, raw, text)));
      } catch (wrong) {
        if (!(wrong instanceof Wrong)) throw wrong;
      }
    };
    if (item.kind === "date" && wordOf(item, raw.text || "") === null) date(harmless(raw.text || ""), "value", text => { raw.text = text; });
    (raw.evidence || []).forEach((piece, number) => {
      date(harmless(piece.date || ""), `date-${number}`, text => { piece.date = text; });
      date(harmless(piece.on || ""), `on-${number}`, text => { piece.on = text; });
    });
    if (item.kind === "drills") (raw.rows || []).forEach((row, number) => date(harmless(row.date || ""), `drill-${number}`, text => { row.date = text; }));
    const { value } = item.kind === "moments" || item.kind === "layers" ? kinds[item.kind](item, raw) : {};
    if (item.kind === "moments") for (const [name, moment] of value ? value.table : []) {
      if (raw.fields[name] !== moment) texts[name] = raw.fields[name] = moment;
    }
    if (item.kind === "layers" && value && isListOfApprovals(raw.count)) {
      texts.count = raw.count = String(value.layers.length);
      raw.layers = value.layers.map(layer => ({ minutes: layer.minutes, reached: layer.reached ? "yes" : "no" }));
    }
    return texts;
  }

  function readEvidence(item, raw, problems, meant) {
    const read = [];
    // One day of a piece, under the name of its field; empty where it cannot be read.
    const readDay = (text, name, check) => {
      try {
        const date = text ? readDate(text, dayOf(item, raw, text)) : "";
        check(date);
        if (date) meant[name] = saidDate(date);
        return date;
      } catch (wrong) {
        if (!(wrong instanceof Wrong)) throw wrong;
        problems[name] = wrong.message;
        return "";
      }
    };
    (raw.evidence || []).forEach((piece, number) => {
      const what = harmless(piece.what || ""), where = harmless(piece.where || ""), text = harmless(piece.date || "");
      const readPart = () => {
        try {
          const sample = readSample(piece.sample || "");
          if (sample) meant[`sample-${number}`] = fill(TEXTS.sample_said, sample);
          return sample;
        } catch (wrong) {
          if (!(wrong instanceof Wrong)) throw wrong;
          problems[`sample-${number}`] = wrong.message;
          return null;
        }
      };
      const date = readDay(text, `date-${number}`, day => { if (day > today()) throw new Wrong(TEXTS.in_the_future, { date: day }); });
      const found = { what, where, date, ...(piece.law ? { law: true } : {}), ...(isComplete({ what, where, date }) ? readCheck(piece, readPart, day => readDay(day, `on-${number}`, on => {
        if (on > today()) throw new Wrong(TEXTS.check_in_the_future, { date: on });
        if (on && on < date) throw new Wrong(TEXTS.check_before, { date: on, day: date });
      })) : {}) };
      if (what) read.push(found);
      else if (where || text) problems[`what-${number}`] = TEXTS.what_missing;
    });
    return read;
  }

  // Who else has looked, and when; nobody unless all of it is said.
  function readCheck(piece, readPart, readOn) {
    if (!["seen", "tested"].includes(piece.how)) return {};
    const on = readOn(harmless(piece.on || "")), sample = readPart();
    return on && DATA.checkers.some(({ id }) => id === piece.by) ? { checked: { how: piece.how, by: piece.by, date: on, ...(sample ? { sample } : {}) } } : {};
  }

  // A piece counts with what, where and date; audit.assess.verdict.evidence.is_complete decides it in the report.
  const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
  const width = text => [...text].reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);
  const isComplete = piece => Boolean(piece.where && piece.date) && width(piece.what) >= DATA.least_width;

  // What was put into the fields of one question, as an answer; by the field that they are in `problems`, what is asked back, and what was
  // understood, in words.
  function answerOf(item, raw) {
    const answer = {}, problems = {}, asks = {}, meant = {};
    const words = harmless(raw.words || ""), note = harmless(raw.note || "");
    // What another version of the questions offered is no answer here.
    const offered = pick => pick === "na" ? Boolean(item.not_applicable) : LEVEL.test(pick);
    if (item.opening && words) answer.text = words;
    if (raw.pick === "unknown") answer.unknown = true;
    else if (item.kind !== "level") {
      const read = kinds[item.kind](item, raw);
      for (const [into, found] of [[problems, read.problems], [asks, read.asks], [meant, read.meant]]) Object.assign(into, found);
      if (read.unknown) answer.unknown = true;
      else if (read.value) answer.value = read.value;
    } else if (item.opening) {
      Object.assign(answer, openingOf(item.opening, raw));
    } else if (!offered(raw.pick)) {
      // Open.
    } else if (raw.pick === "na") {
      const reason = harmless(raw.reason || "");
      if (reason) answer.not_applicable = reason;
      else problems.reason = TEXTS.no_reason;
    } else answer.level = Number(raw.pick);
    if (item.noted && note) answer.note = note;
    if (item.kind === "level") {
      const evidence = readEvidence(item, raw, problems, meant);
      if (evidence.length) answer.evidence = evidence;
    }
    if (raw.confirm) answer.confirm = true;
    if (raw.answered) answer.answered = raw.answered;
    return { answer, problems, asks, meant };
  }

  // What was said before the levels. The one reason that the first version of the questions took stands until purposes are chosen.
  function openingOf(opening, raw) {
    const answer = {}, purposes = opening.purposes.map(({ id }) => id).filter(id => (raw.purposes || {})[id]);
    if (purposes.length) answer.purposes = purposes;
    else if (opening.first_version.some(({ id }) => id === raw.choice)) answer.choice = raw.choice;
    if (opening.without.some(({ id }) => id === raw.without)) answer.without_voice = raw.without;
    if (LEVEL.test(raw.level) && takesLevel({ opening }, answer)) answer.level = Number(raw.level);
    return answer;
  }

  // audit.model.answers.takes_level and _level decide the same; a table of examples holds them together.
  const wantsToHear = (opening, answer) => (answer.purposes || []).some(id => opening.hearing.includes(id));
  function takesLevel({ opening }, answer) {
    if (!opening) return true;
    if (answer.choice !== undefined) return answer.choice === opening.first_level_for;
    return wantsToHear(opening, answer) && answer.without_voice === opening.level_for;
  }

  function givenLevel(item, answer) {
    if (!item.opening || takesLevel(item, answer)) return answer.level;
    if (answer.choice !== undefined) return 0;
    if (!answer.purposes) return undefined;
    return wantsToHear(item.opening, answer) && answer.without_voice === undefined ? undefined : 0;
  }

  // How an answer stands, decided as audit.model.answers.standing does; a table of examples holds the two together.
  function stateOf(item, answer) {
    if (answer.confirm) return "open";
    if (answer.not_applicable !== undefined) return "not applicable";
    if (answer.unknown) return "unknown";
    return (item.kind === "level" ? givenLevel(item, answer) : answer.value) !== undefined ? "answered" : "open";
  }

  const levelOf = (item, answer) => stateOf(item, answer) === "answered" ? givenLevel(item, answer) : undefined;

  // How a part stands, and what its answers mean so far; no score that could tempt anybody to improve it.
  function sectionState(section, answers) {
    const shown = visible(answers), here = DATA.items.filter(item => item.section === section && shown.has(item.id));
    const stand = { answered: [], unknown: [], "not applicable": [], open: [] };
    for (const item of here) stand[stateOf(item, answers[item.id] || {})].push(item);
    const levels = stand.answered.filter(item => item.kind === "level").map(item => [item, levelOf(item, answers[item.id])]);
    const weak = levels.filter(([, level]) => level <= DATA.weak);
    // Of a gate evidence is asked for earlier than of others; the gates come first.
    weak.sort(([one, low], [other, high]) => one.evidence_from - other.evidence_from || low - high);
    stand.on_word = levels.filter(([item, level]) => level >= item.evidence_from && !answers[item.id].evidence).length;
    stand.first = weak.length ? weak[0][0] : null;
    return stand;
  }

  function meaning(stand) {
    if (!stand.answered.length) return TEXTS.nothing_known;
    if (stand.first) return fill(TEXTS.first, { title: stand.first.title });
    if (stand.unknown.length + stand.open.length > stand.answered.length) return TEXTS.more_unknown;
    return stand.on_word ? fill(TEXTS.sound_on_word, { count: stand.on_word }) : TEXTS.sound;
  }

  // Conditions: true, false, or null where it hangs on something unknown.
  function holds(condition, lookup) {
    const [name, ...parts] = condition;
    if (name === "not") {
      const result = holds(parts[0], lookup);
      return result === null ? null : !result;
    }
    if (name === "all" || name === "any") {
      const results = parts.map(part => holds(part, lookup)), decides = name === "any";
      return results.includes(decides) ? decides : results.includes(null) ? null : !decides;
    }
    const [subject, value] = parts, actual = lookup(subject);
    if (actual === null) return null;
    if (name === "is") return (actual.number ?? actual.word) === (value.number ?? value.word);
    if (actual.number === undefined || value.number === undefined) return false;
    const one = scaled(actual.number), other = scaled(value.number);
    return name === "at_least" ? one >= other : name === "below" ? one < other : one > other;
  }

  // What a condition compares: a level, a number or a word; null where it is unknown.
  function compared(id, answers) {
    const rule = DATA.rules[id];
    if (rule.profile && !has(answers, id)) return DATA.profile[id] || null;
    const answer = answers[id] || {}, item = items.get(id);
    if (!item || stateOf(item, answer) !== "answered") return null;
    if (rule.level) return { number: String(levelOf(item, answer)) };
    const value = answer.value;
    return value && (value.number !== undefined || value.word !== undefined) ? value : null;
  }

  function visible(answers) {
    const known = {};
    const lookup = subject => has(DATA.rules, subject) && shown(subject) ? compared(subject, answers) : null;
    const shown = id => {
      if (!has(known, id)) {
        known[id] = true;
        const when = DATA.rules[id].when;
        known[id] = !when || holds(when, lookup) !== false;
      }
      return known[id];
    };
    return new Set(Object.keys(DATA.rules).filter(shown));
  }

  const whole = text => Array.from(text, letter => /^[\ud800-\udfff]$/.test(letter) ? "\ufffd" : letter).join("");
  const quoted = text => JSON.stringify(whole(text).normalize("NFC")).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

  function writtenValue(value, indent) {
    if (value.number !== undefined) return ` ${value.number}`;
    if (value.word !== undefined || value.date !== undefined) return ` ${quoted(value.word ?? value.date)}`;
    if (value.layers) {
      if (!value.layers.length) return " []";
      return value.layers.map(layer => `\n${indent}- ${layer.minutes ? `minutes: ${layer.minutes}\n${indent}  ` : ""}out_of_hours: ${layer.reached}`).join("");
    }
    if (value.drills) {
      if (!value.drills.length) return " []";
      return value.drills.map(drill => `\n${indent}- date: ${quoted(drill.date)}\n${indent}  announced: ${drill.announced}\n${indent}  exercised: [${drill.exercised.map(quoted).join(", ")}]`).join("");
    }
    return value.table.map(([name, inner]) => `\n${indent}${quoted(name)}:${inner.number !== undefined ? ` ${inner.number}` : ` ${quoted(inner)}`}`).join("");
  }

  function writtenAnswer(answer) {
    const lines = [], put = (key, text) => lines.push(`    ${key}:${text}`);
    if (answer.text) put("text", ` ${quoted(answer.text)}`);
    if (answer.purposes) put("purposes", ` [${answer.purposes.map(quoted).join(", ")}]`);
    if (answer.without_voice) put("without_voice", ` ${quoted(answer.without_voice)}`);
    if (answer.level !== undefined) put("level", ` ${answer.level}`);
    if (answer.value !== undefined) put("value", writtenValue(answer.value, "      "));
    if (answer.unknown) put("unknown", " true");
    for (const key of ["not_applicable", "note"]) if (answer[key]) put(key, ` ${quoted(answer[key])}`);
    if (answer.evidence) put("evidence", answer.evidence.map(piece => `\n      - what: ${quoted(piece.what)}${piece.where ? `\n        where: ${quoted(piece.where)}` : ""}${piece.date ? `\n        date: ${quoted(piece.date)}` : ""}${piece.law ? "\n        law: true" : ""}${piece.checked ? `\n        checked: {how: ${piece.checked.how}, by: ${quoted(piece.checked.by)}, date: ${quoted(piece.checked.date)}${piece.checked.sample ? `, sample: {looked: ${piece.checked.sample.looked}, of: ${piece.checked.sample.of}}` : ""}}` : ""}`).join(""));
    if (answer.confirm) put("confirm", " true");
    if (answer.answered) put("answered", ` ${quoted(answer.answered)}`);
    return lines.join("\n");
  }

  // The answers file. Its first line says what made it, its last line that nothing of it is missing.
  function written(answers, name) {
    const given = DATA.items.filter(item => has(answers, item.id) && Object.keys(answers[item.id]).length);
    const profile = given.filter(item => item.profile && (answers[item.id].unknown || answers[item.id].value));
    const rest = given.filter(item => !item.profile);
    const lines = [`# listenfirst form 2; round ${DATA.round}`, `format: ${DATA.format}`, `pack: ${quoted(DATA.pack)}`, `version: ${quoted(DATA.version)}`];
    lines.push("audit:", `  id: ${quoted(DATA.audit)}`, `  agency: ${quoted(DATA.agency)}`);
    lines.push("respondent:", `  role: ${quoted(DATA.role)}`, `  name: ${quoted(harmless(name))}`);
    if (profile.length) {
      lines.push("profile:");
      const table = (answer, item) => `  ${item.id}:${answer.unknown ? ` ${quoted("unknown")}` : writtenValue(answer.value, "    ")}`;
      lines.push(...profile.map(item => table(answers[item.id], item)));
      // With it the import knows whether anybody else changed it since.
      const changed = profile.filter(item => has(DATA.before, item.id));
      if (changed.length) lines.push("profile_before:", ...changed.map(item => table(answerOf(item, DATA.before[item.id]).answer, item)));
    }
    lines.push(rest.length ? "answers:" : "answers: {}");
    for (const item of rest) lines.push(`  ${item.id}:`, writtenAnswer(answers[item.id]));
    lines.push(`# end ${profile.length + rest.length}`, "");
    return lines.join("\n");
  }

  return { DATA, TEXTS, answerOf, fill, harmless, holds, isComplete, items, levelOf, meaning, quoted, saidCountry, saidDate, saidDrill, saidDrills, saidLayers, saidMoment, sectionState, settle, stateOf, takesLevel, today, visible, withUnit, written };
})();
