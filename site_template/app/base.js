"use strict";
// What every part of the page uses: its data, its texts, and making elements. Whatever somebody typed goes into the page as text,
// never as markup. No rule of the audit stands in these scripts: they draw, keep, and ask the engine.
const app = (() => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const one = id => document.getElementById(id);
  const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);
  const SPAN = /[0-9][0-9:]*(?:[-–~][0-9][0-9:]*)+/g;
  const TOGETHER = [SPAN, ...DATA.together.flatMap(patternOf)];
  const SVG = "http://www.w3.org/2000/svg";
  let language = DATA.languages[0];

  // A browser that cannot read one of them ends its lines as it likes.
  function patternOf(text) {
    try {
      return [new RegExp(text, "gu")];
    } catch (error) {
      return [];
    }
  }

  // One pass, so that braces in what somebody typed stay as they are.
  const fill = (text, values) => text.replace(/\{([a-z_]+)\}/g, (whole, name) => has(values, name) ? String(values[name]) : whole);
  const said = () => DATA.said[language];
  const say = (name, values = {}) => fill(said().texts[name], values);

  function h(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value);
    }
    made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== "").flatMap(child => typeof child === "string" ? unbroken(child) : child));
    return made;
  }

  function svg(viewBox, path, className) {
    const drawn = document.createElementNS(SVG, "svg"), line = document.createElementNS(SVG, "path");
    for (const [key, value] of Object.entries({ viewBox, class: className, "aria-hidden": "true", focusable: "false" })) drawn.setAttribute(key, value);
    line.setAttribute("d", path);
    drawn.append(line);
    return drawn;
  }

  // No line ends within a day, a span of hours, or what the pages of a report keep on one line.
  function unbroken(text) {
    const found = TOGETHER.flatMap(pattern => [...text.matchAll(pattern)].map(match => ({ from: match.index, to: match.index + match[0].length })));
    const parts = [];
    let done = 0;
    for (const { from, to } of joined(found)) {
      const whole = document.createElement("span");
      whole.className = "whole";
      whole.textContent = text.slice(from, to);
      parts.push(text.slice(done, from), whole);
      done = to;
    }
    return [...parts, text.slice(done)].filter(part => part !== "");
  }

  // What overlaps becomes one.
  function joined(places) {
    const all = [];
    for (const place of places.sort((one, other) => one.from - other.from)) {
      const last = all[all.length - 1];
      if (last && place.from < last.to) last.to = Math.max(last.to, place.to);
      else all.push({ ...place });
    }
    return all;
  }

  const write = (element, text) => {
    if (element.textContent !== text) element.replaceChildren(...unbroken(text));
  };
  const button = (content, onclick, kind = "", more = {}) => h("button", { type: "button", class: kind, onclick, ...more }, ...[content].flat());
  const clock = (now = new Date()) => `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
  const today = (now = new Date()) => `${String(now.getFullYear()).padStart(4, "0")}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
  // A band is a shape, a word and a colour, always together.
  const SHAPES = { stop: "■", weak: "▲", fair: "◆", good: "●", none: "○" };
  const shape = band => h("span", { class: `shape lf-${has(SHAPES, band) ? band : "none"}`, "aria-hidden": "true" }, SHAPES[has(SHAPES, band) ? band : "none"]);

  const toBytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  function toText(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  }

  function download(name, parts, type) {
    const address = URL.createObjectURL(new Blob(parts, { type }));
    h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  function speak(code) {
    language = DATA.languages.includes(code) ? code : DATA.languages[0];
    document.documentElement.lang = language;
    one("head").setAttribute("lang", language);
  }

  return {
    DATA, one, has, fill, said, say, h, svg, write, button, clock, today, shape, toBytes, toText, download, speak,
    language: () => language,
    sayIn: (code, name, values = {}) => fill(DATA.said[code].texts[name], values),
  };
})();
