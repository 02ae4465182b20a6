// Keeps the page's steps like the store's: an own edit is shown at once, and the server's HTML takes its place when
// it comes. Nothing is replaced in which somebody writes, and the focus stays where it is.
import { isTyping } from "../search-box.js";
import { numbers } from "./numbers.js";
import { moves } from "./order.js";
import { store } from "./store.js";

const sources = new WeakMap(); // what each part of a step looked like when it came, before scripts changed it
const gone = new Map(); // steps that were taken out, should they come back
const held = new Map(); // HTML that waits until nobody writes in its step
let list;
let blank;

export function begin(editor) {
  list = editor.querySelector("ol.steps");
  blank = document.getElementById("new-step-template").innerHTML;
  for (const item of list.children) remember(item);
  store.addEventListener("change", ({ detail }) => update(detail));
  editor.addEventListener("focusout", () => setTimeout(catchUp));
}

export function itemOf(id) {
  return document.getElementById(`step-${id}`);
}

function update({ steps, order, fresh, waiting }) {
  for (const [id, html] of Object.entries(fresh)) held.set(id, html);
  if (order) arrange();
  for (const id of steps) {
    const [item, step] = [itemOf(id), store.step(id)];
    if (!item || !step) continue;
    if (held.has(id) && !waiting.has(id)) take(item, held.get(id));
    else foreshow(item, step);
  }
  renumber();
}

function catchUp() {
  for (const [id, html] of held) if (itemOf(id)) take(itemOf(id), html);
}

function arrange() {
  const wanted = store.guide.steps.map((step) => step.id);
  const keep = new Set(wanted);
  for (const item of [...list.children]) if (!keep.has(item.dataset.step)) leave(item);
  const present = [...list.children].map((item) => item.dataset.step);
  const focused = document.activeElement;
  for (const [id, before] of moves(present, wanted)) {
    const item = itemOf(id) ?? arrive(id);
    const next = before ? itemOf(before) : null;
    if (item.isConnected && list.moveBefore) list.moveBefore(item, next);
    else list.insertBefore(item, next);
  }
  if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
}

function leave(item) {
  gone.set(item.dataset.step, item);
  item.remove();
}

function arrive(id) {
  if (held.has(id)) return parsed(held.get(id));
  const item = gone.get(id) ?? parsed(blank.replaceAll("new-step", id));
  gone.delete(id);
  foreshow(item, store.step(id));
  return item;
}

// The server's HTML for a step, part by part: what did not change stays, and so does what is being written.
function take(item, html) {
  const fresh = parsed(html);
  if (isWritten(item)) return foreshow(item, store.step(item.dataset.step));
  held.delete(item.dataset.step);
  const focus = addressOf(item);
  for (const { name, value } of fresh.attributes) if (item.getAttribute(name) !== value) item.setAttribute(name, value);
  const [old, parts] = [[...item.children], [...fresh.children]];
  parts.forEach((part, place) => {
    if (!old[place]) item.append(part);
    else if (sources.get(old[place]) !== sources.get(part)) old[place].replaceWith(part);
  });
  for (const rest of old.slice(parts.length)) rest.remove();
  if (focus && !item.contains(document.activeElement)) item.querySelector(focus)?.focus({ preventScroll: true });
}

function isWritten(item) {
  const active = document.activeElement;
  return Boolean(item.querySelector("[data-writing]")) || (item.contains(active) && isTyping(active));
}

function addressOf(item) {
  const active = document.activeElement;
  if (!item.contains(active) || active === item) return null;
  if (active.id) return `#${CSS.escape(active.id)}`;
  return active.dataset.do ? `[data-do="${active.dataset.do}"]` : null;
}

// What can be shown of a step before the server has said how it looks.
function foreshow(item, step) {
  Object.assign(item.dataset, { kind: step.kind, level: step.level });
  item.className = item.className.replace(/step-(action|note|heading|result)/, `step-${step.kind}`).replace(/step-level-\d/, `step-level-${step.level}`);
}

function renumber() {
  const all = numbers(store.guide);
  store.guide.steps.forEach(({ id }, place) => {
    for (const each of itemOf(id)?.querySelectorAll("[data-number]") ?? []) if (each.textContent !== all[place]) each.textContent = all[place];
  });
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  const item = document.importNode(template.content.firstElementChild, true);
  remember(item);
  return item;
}

function remember(item) {
  for (const part of item.children) sources.set(part, part.outerHTML);
}
