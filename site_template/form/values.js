"use strict";
// What needs no page: values as people type them, conditions, answers, and the file that is sent back.
// audit/interview/typed.py, audit/model/values.py, condition.py and visibility.py, audit/interview/flow.py do the same; tests hold the two together.
const listenFirst = (() => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const TEXTS = DATA.texts;
  const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*";
  const EDGES = new RegExp(`^${BLANK}|${BLANK}$`, "g");
  const MINUTES_A_DAY = 1440;
  const DIGITS = 20;
  const LEVEL = /^[0-4]$/;
  const WINDOW = new RegExp(`^${BLANK}(\\p{Nd}{1,2})(?::(\\p{Nd}{2}))?${BLANK}[-–~]${BLANK}(\\p{Nd}{1,2})(?::(\\p{Nd}{2}))?${BLANK}$`, "u");
  const items = new Map(DATA.items.map(item => [item.id, item]));

  const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);

  class Wrong extends Error {
    constructor(text, values = {}, at = "") {
      super(fill(text, values));
      this.at = at;
    }
  }

  // One pass, so that braces in what somebody typed stay as they are.
  const fill = (text, values) => text.replace(/\{([a-z_]+)\}/g, (whole, name) => has(values, name) ? String(values[name]) : whole);
  const strip = text => text.replace(EDGES, "");
  // What a screen would obey instead of showing it; a line break belongs to a text of several lines.
  const harmless = text => strip(text.replace(/\r\n?/g, "\n").replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, ""));
  const shortened = text => Array.from(text).slice(0, 40).join("") || "''";
  const digit = letter => {
    const plain = letter.normalize("NFKC");
    if (/^[0-9]$/.test(plain)) return plain;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(letter.codePointAt(0) - value - 1))) value += 1;
    return String(value);
  };
  const digits = text => text.replace(/\p{Nd}/gu, letter => /[0-9]/.test(letter) ? letter : digit(letter));
  const scaled = text => {
    const [whole, part = ""] = text.replace(/^[+-]/, "").split(".");
    return BigInt(whole + part.padEnd(DIGITS, "0")) * (text.startsWith("-") ? -1n : 1n);
  };

  function readNumber(text, lowest, highest, whole) {
    let cleaned = strip(text);
    if (/^\p{Nd}{1,3}(,\p{Nd}{3})+$/u.test(cleaned)) cleaned = cleaned.replaceAll(",", "");
    if (Array.from(cleaned).length > DIGITS || !/^[+-]?\p{Nd}+(\.\p{Nd}+)?$/u.test(cleaned)) throw new Wrong(TEXTS.not_number, { text: shortened(text) });
    const [front, back = ""] = digits(cleaned).replace(/^[+-]/, "").split(".");
    const part = back.replace(/0+$/, ""), number = front.replace(/^0+(?=.)/, "") + (part ? `.${part}` : "");
    const signed = cleaned.startsWith("-") && number !== "0" ? `-${number}` : number;
    if (whole && part) throw new Wrong(TEXTS.not_whole, { text });
    if (scaled(signed) < scaled(lowest) || scaled(signed) > scaled(highest)) throw new Wrong(TEXTS.out_of_range, { text, lowest, highest });
    return signed;
  }

  const clock = minute => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

  function readWindows(text) {
    if (DATA.no_words.includes(strip(text).toLowerCase())) return "none";
    const windows = text.split(",").map(piece => {
      const match = WINDOW.exec(piece), shown = strip(piece);
      if (!match) throw new Wrong(TEXTS.not_window, { text: shown || "''" });
      const [fromHour, fromMinute, toHour, toMinute] = match.slice(1).map(found => Number(digits(found || "0")));
      const start = fromHour * 60 + fromMinute, end = toHour * 60 + toMinute;
      if (fromMinute > 59 || toMinute > 59 || start >= MINUTES_A_DAY || end > MINUTES_A_DAY) throw new Wrong(TEXTS.not_time, { text: shown });
      if (start === end) throw new Wrong(TEXTS.no_length, { text: shown });
      return [start, end > start ? end : end + MINUTES_A_DAY];
    });
    windows.sort((one, other) => one[0] - other[0]);
    return windows.map(([open, close]) => `${clock(open)}-${clock(close > MINUTES_A_DAY ? close - MINUTES_A_DAY : close)}`).join(", ");
  }

  const isDay = (year, month, day) => {
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return year >= 1 && month >= 1 && day >= 1 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  };

  function readDate(text) {
    const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(strip(text));
    if (!match || !isDay(...match.slice(1).map(Number))) throw new Wrong(TEXTS.not_date, { text: shortened(text) });
    return match[0];
  }

  function readMoment(text) {
    const match = /^(\p{Nd}{4})-(\p{Nd}{2})-(\p{Nd}{2})[ T](\p{Nd}{2}):(\p{Nd}{2})$/u.exec(strip(text));
    const [year, month, day, hour, minute] = match ? match.slice(1).map(found => Number(digits(found))) : [];
    if (!match || !isDay(year, month, day) || hour > 23 || minute > 59) throw new Wrong(TEXTS.not_moment, { text: shortened(text) });
    return digits(match[0]).replace("T", " ");
  }

  // A word of the questions for what people write in its place.
  function asWord(item, text) {
    const lowered = text.toLowerCase(), words = item.words || {};
    if (has(words, "none") && DATA.no_words.includes(lowered)) return "none";
    return has(words, lowered) ? lowered : text;
  }

  const asked = text => DATA.question_marks.includes(text);
  const UNKNOWN = { unknown: true };

  const several = (fields, read) => {
    const found = {}, problems = {};
    for (const [name, text] of fields) {
      try {
        if (text && !asked(text)) found[name] = read(name, text, found);
      } catch (wrong) {
        if (!(wrong instanceof Wrong)) throw wrong;
        problems[name] = wrong.message;
      }
    }
    return { found, problems };
  };

  // Lines that are read together: a table, unknown where all that was typed is a question mark, null for empty lines.
  const together = (fields, problems, table) => {
    if (Object.keys(problems).length) return { problems };
    return table.length ? { table } : fields.some(([, text]) => asked(text)) ? UNKNOWN : null;
  };

  const kinds = {
    number(item, raw) {
      const text = harmless(raw.text || "");
      if (!text || asked(text)) return text ? UNKNOWN : null;
      const word = asWord(item, text);
      if (has(item.words || {}, word)) return { word };
      return { number: readNumber(word, item.range[0], item.range[1], item.whole) };
    },
    date(item, raw) {
      const text = harmless(raw.text || ""), word = asWord(item, text);
      if (!text || asked(text)) return text ? UNKNOWN : null;
      return has(item.words || {}, word) ? { word } : { date: readDate(word) };
    },
    text(item, raw) {
      const text = harmless(raw.text || "");
      return asked(text) ? UNKNOWN : text ? { word: asWord(item, text) } : null;
    },
    choice: (item, raw) => item.choices.some(choice => choice.id === raw.choice) ? { word: raw.choice } : null,
    week(item, raw) {
      const days = raw.days || {}, all = harmless(days.together || "");
      const five = item.together && !raw.differ;
      const word = asWord(item, all);
      if (five && has(item.words || {}, word)) return { word };
      const fields = item.days.map(day => [day, harmless(days[day] || "")]).filter(([day]) => !five || !DATA.work_days.includes(day));
      if (five) fields.unshift(["together", all]);
      const { found, problems } = several(fields, (name, text) => readWindows(text));
      const table = item.days.map(day => [day, five && DATA.work_days.includes(day) ? found.together : found[day]]).filter(([, hours]) => hours);
      return together(fields, problems, table);
    },
    parts(item, raw) {
      const byId = new Map(item.parts.map(part => [part.id, part]));
      const fields = item.parts.map(part => [part.id, harmless((raw.fields || {})[part.id] || "")]);
      const { found, problems } = several(fields, (name, text) => readNumber(text, ...byId.get(name).range, byId.get(name).whole));
      return together(fields, problems, Object.entries(found).map(([name, number]) => [name, { number }]));
    },
    moments(item, raw) {
      let latest = "";
      const fields = item.moments.map(moment => [moment.id, harmless((raw.fields || {})[moment.id] || "")]);
      const { found, problems } = several(fields, (name, text) => {
        const moment = readMoment(text);
        if (moment < latest) throw new Wrong(TEXTS.not_in_order, { text });
        return latest = moment;
      });
      return together(fields, problems, Object.entries(found));
    },
    layers(item, raw) {
      const text = harmless(raw.count || "");
      if (!text || asked(text)) return text ? UNKNOWN : null;
      const problems = {}, layers = [];
      let count = 0;
      try {
        count = DATA.no_words.includes(text.toLowerCase()) ? 0 : Number(readNumber(text, "0", String(item.most), true));
      } catch (wrong) {
        if (!(wrong instanceof Wrong)) throw wrong;
        return { problems: { count: wrong.message } };
      }
      for (let number = 0; number < count; number += 1) {
        const layer = (raw.layers || [])[number] || {}, minutes = harmless(layer.minutes || "");
        try {
          layers.push({ minutes: minutes && !asked(minutes) ? readNumber(minutes, ...item.range, true) : "", reached: layer.reached === "yes" });
        } catch (wrong) {
          if (!(wrong instanceof Wrong)) throw wrong;
          problems[`minutes-${number}`] = wrong.message;
        }
      }
      return Object.keys(problems).length ? { problems } : { layers };
    },
  };

  const today = () => {
    const now = new Date();
    return `${String(now.getFullYear()).padStart(4, "0")}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
  };

  function readEvidence(raw, problems) {
    const read = [];
    (raw.evidence || []).forEach((piece, number) => {
      const what = harmless(piece.what || ""), where = harmless(piece.where || ""), text = harmless(piece.date || "");
      let date = "";
      try {
        if (text) date = readDate(text);
        if (date > today()) throw new Wrong(TEXTS.in_the_future, { date });
      } catch (wrong) {
        if (!(wrong instanceof Wrong)) throw wrong;
        problems[`date-${number}`] = wrong.message;
        date = "";
      }
      if (what) read.push({ what, where, date });
      else if (where || text) problems[`what-${number}`] = TEXTS.what_missing;
    });
    return read;
  }

  // What was put into the fields of one question, as an answer; `problems` by the field that they are in.
  function answerOf(item, raw) {
    const answer = {}, problems = {};
    const words = harmless(raw.words || ""), note = harmless(raw.note || "");
    // What another version of the questions offered is no answer here.
    const offered = pick => item.opening ? item.opening.choices.some(choice => choice.id === pick) : pick === "na" ? Boolean(item.not_applicable) : LEVEL.test(pick);
    if (item.opening && words) answer.text = words;
    if (raw.pick === "unknown") answer.unknown = true;
    else if (item.kind !== "level") {
      try {
        const value = kinds[item.kind](item, raw);
        if (value && value.problems) Object.assign(problems, value.problems);
        else if (value && value.unknown) answer.unknown = true;
        else if (value) answer.value = value;
      } catch (wrong) {
        if (!(wrong instanceof Wrong)) throw wrong;
        problems.value = wrong.message;
      }
    } else if (!offered(raw.pick)) {
      // Open.
    } else if (item.opening) {
      answer.choice = raw.pick;
      if (raw.pick === item.opening.level_for && LEVEL.test(raw.level)) answer.level = Number(raw.level);
    } else if (raw.pick === "na") {
      const reason = harmless(raw.reason || "");
      if (reason) answer.not_applicable = reason;
      else problems.reason = TEXTS.no_reason;
    } else answer.level = Number(raw.pick);
    if (item.noted && note) answer.note = note;
    if (item.kind === "level") {
      const evidence = readEvidence(raw, problems);
      if (evidence.length) answer.evidence = evidence;
    }
    if (raw.confirm) answer.confirm = true;
    if (raw.answered) answer.answered = raw.answered;
    return { answer, problems };
  }

  function stateOf(item, answer) {
    if (answer.confirm) return "open";
    if (answer.not_applicable !== undefined) return "not applicable";
    if (answer.unknown) return "unknown";
    if (item.opening && answer.level === undefined && (answer.choice === undefined || answer.choice === item.opening.level_for)) return "open";
    return answer.level !== undefined || answer.value !== undefined || answer.choice !== undefined ? "answered" : "open";
  }

  // How a part stands, and what its answers mean so far; no score that could tempt anybody to improve it.
  function sectionState(section, answers) {
    const shown = visible(answers), here = DATA.items.filter(item => item.section === section && shown.has(item.id));
    const stand = { answered: [], unknown: [], "not applicable": [], open: [] };
    for (const item of here) stand[stateOf(item, answers[item.id] || {})].push(item);
    const levels = stand.answered.filter(item => item.kind === "level").map(item => [item, answers[item.id].level ?? 0]);
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
    if (answer.confirm || answer.unknown || answer.not_applicable !== undefined) return null;
    if (rule.level) return answer.level !== undefined ? { number: String(answer.level) } : null;
    const value = answer.value;
    return item && value && (value.number !== undefined || value.word !== undefined) ? value : null;
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
  const quoted = text => JSON.stringify(whole(text)).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

  function writtenValue(value, indent) {
    if (value.number !== undefined) return ` ${value.number}`;
    if (value.word !== undefined || value.date !== undefined) return ` ${quoted(value.word ?? value.date)}`;
    if (value.layers) {
      if (!value.layers.length) return " []";
      return value.layers.map(layer => `\n${indent}- ${layer.minutes ? `minutes: ${layer.minutes}\n${indent}  ` : ""}out_of_hours: ${layer.reached}`).join("");
    }
    return value.table.map(([name, inner]) => `\n${indent}${quoted(name)}:${inner.number !== undefined ? ` ${inner.number}` : ` ${quoted(inner)}`}`).join("");
  }

  function writtenAnswer(answer) {
    const lines = [], put = (key, text) => lines.push(`    ${key}:${text}`);
    for (const key of ["text", "choice"]) if (answer[key]) put(key, ` ${quoted(answer[key])}`);
    if (answer.level !== undefined) put("level", ` ${answer.level}`);
    if (answer.value !== undefined) put("value", writtenValue(answer.value, "      "));
    if (answer.unknown) put("unknown", " true");
    for (const key of ["not_applicable", "note"]) if (answer[key]) put(key, ` ${quoted(answer[key])}`);
    if (answer.evidence) put("evidence", answer.evidence.map(piece => `\n      - what: ${quoted(piece.what)}${piece.where ? `\n        where: ${quoted(piece.where)}` : ""}${piece.date ? `\n        date: ${quoted(piece.date)}` : ""}`).join(""));
    if (answer.confirm) put("confirm", " true");
    if (answer.answered) put("answered", ` ${quoted(answer.answered)}`);
    return lines.join("\n");
  }

  // The answers file. Its first line says what made it, its last line that nothing of it is missing.
  function written(answers, name) {
    const given = DATA.items.filter(item => has(answers, item.id) && Object.keys(answers[item.id]).length);
    const profile = given.filter(item => item.profile && (answers[item.id].unknown || answers[item.id].value));
    const rest = given.filter(item => !item.profile);
    const lines = [`# listenfirst form 1; round ${DATA.round}`, `format: ${DATA.format}`, `pack: ${quoted(DATA.pack)}`, `version: ${quoted(DATA.version)}`];
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
    lines.push(`# end ${given.length}`, "");
    return lines.join("\n");
  }

  return { DATA, TEXTS, Wrong, answerOf, asWord, fill, harmless, holds, items, meaning, quoted, readDate, readMoment, readNumber, readWindows, sectionState, stateOf, today, visible, written };
})();
