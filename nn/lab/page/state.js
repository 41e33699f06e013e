"use strict";
// Small helpers, and the state of a room in the address: "#room?name=value&…", only what differs from the defaults.
const $ = (id) => document.getElementById(id);

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function makeSvg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function readAddress() {
  const [room, query = ""] = location.hash.slice(1).split(/\?(.*)/s);
  return { room, settings: Object.fromEntries(new URLSearchParams(query)) };
}

function addressOf(room, settings, hidden) {
  const changed = new URLSearchParams();
  for (const control of room.controls) {
    const value = settings[control.name];
    if (String(value) !== String(control.default) && !hidden.has(control.name)) changed.set(control.name, value);
  }
  const query = changed.toString();
  return `#${room.name}${query && "?" + query}`;
}

// A number as people write it: four digits, a true minus sign.
function short(x) {
  if (x === null || x === undefined) return "–";
  return String(Number(Number(x).toPrecision(4))).replace("-", "−");
}
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
