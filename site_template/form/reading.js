"use strict";
// What people write, and how it is understood. Tables and patterns come from audit/model/reading, which does the same in Python;
// one table of examples holds the two together.
const reading = (DATA => {
  const { texts: TEXTS, reading: RULES } = DATA;
  const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  const EDGES = new RegExp(`^${BLANK}+|${BLANK}+$`, "g"), BLANKS = new RegExp(`${BLANK}+`, "g");
  const MINUTES_A_DAY = 1440, HALF_A_DAY = 720;
  const DIGITS = 20, ONE = 10n ** BigInt(DIGITS);
  const at = Object.fromEntries(Object.entries(RULES.patterns).map(([name, pattern]) => [name, new RegExp(pattern, "u")]));
  const DATES = RULES.dates.map(([pattern, parts]) => [new RegExp(pattern, "u"), parts]), BETWEEN_HOURS = RULES.between_hours.map(pattern => new RegExp(pattern, "u"));
  const PIECE = new RegExp(RULES.patterns.piece, "uy");

  const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);

  class Wrong extends Error {
    constructor(text, values = {}) {
      super(fill(text, values));
    }
  }

  // One pass, so that braces in what somebody typed stay as they are.
  const fill = (text, values) => text.replace(/\{([a-z_]+)\}/g, (whole, name) => has(values, name) ? String(values[name]) : whole);
  const strip = text => text.replace(EDGES, "");
  const wrong = (key, text, values = {}) => new Wrong(TEXTS[key], { text: Array.from(strip(text)).slice(0, 40).join("") || "''", ...values });

  // --- letters ---
  const digit = letter => {
    const compatible = letter.normalize("NFKC");
    if (/^[0-9]$/.test(compatible)) return compatible;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(letter.codePointAt(0) - value - 1))) value += 1;
    return String(value);
  };
  const plain = text => {
    const letters = Array.from(text.normalize("NFC"), letter => has(RULES.letters, letter) ? RULES.letters[letter] : letter).join("");
    return strip(letters.replace(/\p{Nd}/gu, letter => /[0-9]/.test(letter) ? letter : digit(letter)).replace(BLANKS, " "));
  };

  // --- words ---
  const isNone = text => RULES.no_words.includes(plain(text));
  const isUnknown = text => RULES.unknown_words.includes(plain(text));
  // The word of the questions that a text means; null where it means none, or two.
  function wordOf(item, text) {
    const said = plain(text).replace(/[.]+$/, ""), meant = Object.entries(item.ways || {}).filter(([, ways]) => ways.includes(said));
    return meant.length === 1 ? meant[0][0] : null;
  }
  function readCountry(text) {
    const said = plain(text).replace(/[.]+$/, ""), short = said.replaceAll(".", "");
    if (has(DATA.countries, said)) return DATA.countries[said];
    if (has(DATA.countries, short)) return DATA.countries[short];
    throw wrong("not_country", text);
  }

  // --- samples: of two whole numbers the smaller one was looked at ---
  const SAMPLE_NUMBER = new RegExp(RULES.patterns.sample_number, "gu");
  function readSample(text) {
    const typed = plain(text);
    if (!typed) return null;
    const numbers = (typed.match(SAMPLE_NUMBER) || []).map(Number);
    if (at.sample_loose.test(typed) || numbers.length !== 2 || numbers.includes(0)) throw wrong("not_sample", text);
    return { looked: Math.min(...numbers), of: Math.max(...numbers) };
  }

  // --- amounts, exact: whole numbers of parts so small that none is lost ---
  const scaled = text => {
    const [whole, part = ""] = text.replace(/^[+-]/, "").split(".");
    return BigInt(whole + part.padEnd(DIGITS, "0")) * (text.startsWith("-") ? -1n : 1n);
  };
  const decimal = number => {
    const size = number < 0n ? -number : number, part = String(size % ONE).padStart(DIGITS, "0").replace(/0+$/, "");
    return `${number < 0n ? "-" : ""}${size / ONE}${part ? `.${part}` : ""}`;
  };
  // Of a quotient, in hundredths, halves up where it is not exact.
  const hundredths = (number, by) => {
    const [above, below] = [number * 100n, by * ONE];
    return (above % below === 0n ? above / below : (2n * above + below) / (2n * below)) * (ONE / 100n);
  };
  const minutesOf = word => Object.entries(RULES.minutes_in).find(([unit]) => RULES.unit_words[unit].includes(word))?.[1];

  function readNumber(text, lowest, highest, whole, unit = null) {
    const number = amount(text, unit);
    if (whole && number % ONE !== 0n) throw wrong("not_whole", text);
    if (number < scaled(lowest) || number > scaled(highest)) throw wrong("out_of_range", text, { lowest, highest });
    return decimal(number);
  }

  function amount(text, unit) {
    let said = plain(text);
    if (Array.from(said).length > RULES.longest_text) throw wrong("not_number", text);
    said = said.replace(at.about, "").replace(at.or_so, "").replace(at.in_words, (_, word) => RULES.number_words[word]);
    const rest = /^[+-]/.test(said) ? said.slice(1) : said, pieces = [];
    for (let place = 0; place < rest.length; place = PIECE.lastIndex) {
      PIECE.lastIndex = place;
      const match = PIECE.exec(rest);
      if (!match || match[1].length > RULES.longest) throw wrong(at.several.test(rest) ? "several_numbers" : "not_number", text);
      pieces.push([scaled(match[1].replaceAll(",", "")) + (match[3] ? ONE / 2n : 0n), match[2] || ""]);
    }
    if (!pieces.length) throw wrong("not_number", text);
    return inUnit(pieces, unit, text) * (said.startsWith("-") ? -1n : 1n);
  }

  function inUnit(pieces, unit, text) {
    if (pieces.length === 1 && (!pieces[0][1] || (unit && RULES.unit_words[unit].includes(pieces[0][1])))) return pieces[0][0];
    const spans = pieces.map(([, word]) => minutesOf(word)), falling = spans.every((span, number) => span && (number === 0 || span < spans[number - 1]));
    if (!unit || (pieces.length > 1 && !falling)) throw wrong("not_number", text);
    if (!has(RULES.minutes_in, unit) || !falling) throw wrong(`not_${unit}`, text);
    return hundredths(pieces.reduce((sum, [number], place) => sum + number * BigInt(spans[place]), 0n), BigInt(RULES.minutes_in[unit]));
  }

  // --- hours ---
  const clock = minute => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const written = ([open, close]) => `${clock(open)}-${clock(close > MINUTES_A_DAY ? close - MINUTES_A_DAY : close)}`;

  function readTime(text) {
    if (has(RULES.time_words, text)) return { minute: RULES.time_words[text], mark: false, bare: false };
    const match = at.time.exec(text);
    if (!match || (match[1] && match[9])) return null;
    const digits = match[2] || match[7], mark = (match[1] || match[9] || "").replaceAll(".", "");
    const minute = match[5] ? 30 : Number(match[3] || match[4] || match[6] || match[8] || 0);
    let hour = Number(digits);
    if (mark && hour >= 1 && hour <= 12) hour = RULES.hours_of[mark][hour - 1];
    else if (mark && RULES.morning.includes(mark) && hour > 0) hour = -1;
    const total = hour * 60 + minute;
    return { minute: total >= 0 && total <= MINUTES_A_DAY && minute < 60 ? total : -1, mark: Boolean(mark), bare: !mark && hour >= 1 && hour < 12 && !digits.startsWith("0") };
  }

  function readWindow(piece) {
    const times = piece.replace(at.from, "").replace(at.until, "").split(at.between);
    if (times.length !== 2) throw wrong("not_window", piece);
    const [opening, closing] = times.map(text => {
      const time = readTime(text);
      if (!time) throw wrong("not_window", piece);
      if (time.minute < 0) throw wrong("not_time", piece);
      return time;
    });
    let [start, end] = [opening.minute, closing.minute];
    if (closing.mark && opening.bare && start + HALF_A_DAY < end) start += HALF_A_DAY;
    else if (opening.mark && closing.bare && end <= start && start < end + HALF_A_DAY) end += HALF_A_DAY;
    if (start >= MINUTES_A_DAY) throw wrong("not_time", piece);
    if (start === end) throw wrong("no_length", piece);
    return [start, end > start ? end : end + MINUTES_A_DAY];
  }

  function windows(text) {
    const said = plain(text);
    if (isNone(text)) return [];
    if (RULES.day_words.includes(said)) return [[0, MINUTES_A_DAY]];
    return BETWEEN_HOURS.reduce((text, sentence) => text.replace(sentence, "$1-$2"), said).split(at.listed).map(readWindow).sort((one, other) => one[0] - other[0]);
  }

  const readWindows = text => windows(text).map(written).join(", ") || "none";

  // A window that closes before it opens is asked back before it is believed; `sure` are those that were confirmed.
  function askBack(text, sure = []) {
    const found = windows(text), odd = found.find(window => window[1] > MINUTES_A_DAY && !sure.includes(written(window)));
    if (!odd) return null;
    const close = odd[1] - MINUTES_A_DAY, later = close + HALF_A_DAY, instead = odd[0] < later && later <= MINUTES_A_DAY;
    const hours = decimal(hundredths(BigInt(odd[1] - odd[0]) * ONE, 60n));
    return {
      window: written(odd),
      question: fill(TEXTS.next_day, { open: clock(odd[0]), close: clock(close), hours }),
      instead: instead ? found.map(window => written(window === odd ? [odd[0], later] : window)).join(", ") : "",
    };
  }

  // --- days; `day` is the one on which it was typed, null for what stood there before ---
  const iso = (year, month, day) => `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const isDay = (year, month, day) => {
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return year >= 1 && month >= 1 && day >= 1 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  };
  const daysBefore = (day, count) => new Date(Date.parse(day) - count * 86400000).toISOString().slice(0, 10);

  // The parts of a day that is written in a way of one language; null where it is not.
  const partsOf = said => {
    for (const [pattern, parts] of DATES) {
      const match = pattern.exec(said);
      if (match) return Object.fromEntries(parts.map((part, place) => [part, match[place + 1]]));
    }
    return null;
  };

  const needsToday = text => {
    const said = plain(text).replace(at.weekday, ""), named = at.named_month.exec(said), last = at.year_last.exec(said), parts = partsOf(said);
    return has(RULES.days_ago, said) || at.ago.test(said) || Boolean(parts && !parts.year) || Boolean(named && !named[5]) || Boolean(last && !last[4]);
  };

  const readDate = (text, day) => readDay(plain(text), text, day);

  function readDay(plainText, text, day) {
    if (Array.from(plainText).length > RULES.longest_text) throw wrong("not_date", text);
    const said = plainText.replace(at.weekday, ""), ago = at.ago.exec(said);
    if (has(RULES.days_ago, said) || ago) {
      if (!day) throw wrong("needs_today", text);
      return daysBefore(day, ago ? Number(ago[1]) : RULES.days_ago[said]);
    }
    const first = at.year_first.exec(said), named = at.named_month.exec(said), parts = partsOf(said), last = at.year_last.exec(said);
    if (first) return ofYear(first[1], first[3] || first[5], first[4] || first[6], text, day);
    if (named) return ofYear(named[5], RULES.months[named[2] || named[3]], named[1] || named[4], text, day);
    if (parts) return ofYear(parts.year, parts.month, parts.day, text, day);
    if (last) {
      const [one, other] = [Number(last[1]), Number(last[3])];
      if (one !== other && one <= 12 && other <= 12) throw wrong("two_days", text);
      return ofYear(last[4], ...(one <= 12 ? [one, other] : [other, one]), text, day);
    }
    if (at.short_year.test(said)) throw wrong("short_year", text);
    throw wrong(at.no_day.test(said) ? "no_day" : "not_date", text);
  }

  function ofYear(year, month, dayOfMonth, text, day) {
    const parts = [Number(month), Number(dayOfMonth)];
    if (year !== undefined) {
      if (!isDay(Number(year), ...parts)) throw wrong("not_date", text);
      const [lowest, highest] = RULES.years;
      if (day && (Number(year) < lowest || Number(year) > highest)) throw wrong("year_out_of_range", text, { lowest, highest });
      return iso(Number(year), ...parts);
    }
    if (!day) throw wrong("needs_today", text);
    for (let back = 0; back < 9; back += 1) {
      const found = iso(Number(day.slice(0, 4)) - back, ...parts);
      if (isDay(Number(found.slice(0, 4)), ...parts) && found <= day) return found;
    }
    throw wrong("not_date", text);
  }

  function readMoment(text, day) {
    const said = plain(text), match = Array.from(said).length <= RULES.longest_text ? at.moment.exec(said) : null, time = match && readTime(match[2]);
    if (!time || time.minute < 0 || time.minute >= MINUTES_A_DAY) throw wrong("not_moment", text);
    return `${readDay(match[1], text, day)} ${clock(time.minute)}`;
  }

  // --- approvals ---
  const approvals = text => plain(text).replace(new RegExp(RULES.patterns.comma_behind_a_word, "gu"), "$1, ").split(at.next_approval);
  const isListOfApprovals = text => !isNone(text) && (at.reached.test(plain(text)) || approvals(text).length > 1);

  function readApprovals(text, range, most) {
    const pieces = approvals(text);
    if (pieces.length > most) throw wrong("too_many_approvals", text, { count: pieces.length, most });
    return pieces.map(piece => {
      const match = at.reached.exec(piece), [minutes, reached] = match ? [match[1], RULES.yes_words.includes(match[2])] : [piece, false];
      if (RULES.unknown_words.includes(minutes)) return { minutes: "", reached };
      try {
        return { minutes: readNumber(minutes, ...range, true, "minutes"), reached };
      } catch (problem) {
        if (problem instanceof Wrong && problem.message === wrong("not_number", minutes).message) throw wrong("not_approval", piece);
        throw problem;
      }
    });
  }

  return { DATA, TEXTS, Wrong, askBack, fill, has, isListOfApprovals, isNone, isUnknown, needsToday, plain, readApprovals, readCountry, readDate, readMoment, readNumber, readSample, readWindows, scaled, strip, wordOf };
})(JSON.parse(document.getElementById("data").textContent));
