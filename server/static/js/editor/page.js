// Keeps the page's steps like the store's: an own edit is shown at once, and the server's HTML takes its place when
// it comes. Nothing is replaced in which somebody writes, and the focus stays where it is.
import { foreshow } from "./foreshow.js";
import { numbers } from "./numbers.js";
import { moves } from "./order.js";
import { isWritten, parsed, remember, takeParts } from "./parts.js";
import { store } from "./store.js";

const gone = new Map(); // steps that were taken out, should they come back
const held = new Map(); // HTML that waits until nobody writes in its step
const list = document.querySelector("guide-editor ol.steps");
const blank = document.getElementById("new-step-template").innerHTML;
for (const item of list.children) remember(item); // before any other script changes them

export function begin(editor) {
  store.addEventListener("change", ({ detail }) => update(detail));
  editor.addEventListener("focusout", () => setTimeout(catchUp));
}

export function itemOf(id) {
  return document.getElementById(`step-${id}`);
}

function update({ steps, order, guide, fresh, waiting }) {
  for (const [id, html] of Object.entries(fresh)) held.set(id, html);
  if (order) arrange();
  for (const id of steps) {
    const [item, step] = [itemOf(id), store.step(id)];
    if (!item || !step) continue;
    if (held.has(id) && !waiting.has(id)) take(item);
    else foreshow(item, step);
  }
  if (order || guide || steps.length) renumber(); // the rules of a guideline have no numbers
}

function catchUp() {
  const waiting = new Set(store.queue.waiting);
  for (const id of held.keys()) if (itemOf(id) && !waiting.has(id)) take(itemOf(id));
}

// The server's HTML for a step; what is being written in it waits for the rest of it.
function take(item) {
  const id = item.dataset.step;
  const html = held.get(id);
  if (!isWritten(item)) held.delete(id);
  takeParts(item, parsed(html));
  renumberOne(item, numbers(store.guide)[store.guide.steps.findIndex((step) => step.id === id)] ?? "");
}

function arrange() {
  const wanted = store.guide.steps.map((step) => step.id);
  const keep = new Set(wanted);
  for (const item of [...list.children]) if (!keep.has(item.dataset.step)) leave(item, wanted);
  const present = [...list.children].map((item) => item.dataset.step);
  const focused = document.activeElement;
  for (const [id, before] of moves(present, wanted)) {
    const item = itemOf(id) ?? arrive(id);
    const next = before ? itemOf(before) : null;
    if (item.isConnected && list.moveBefore) list.moveBefore(item, next);
    else list.insertBefore(item, next);
  }
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
}

function leave(item) {
  gone.set(item.dataset.step, item);
  item.remove();
}

function arrive(id) {
  const item = gone.get(id) ?? parsed(blank.replaceAll("new-step", id));
  gone.delete(id);
  foreshow(item, store.step(id));
  return item;
}

function renumber() {
  const all = numbers(store.guide);
  store.guide.steps.forEach(({ id }, place) => renumberOne(itemOf(id), all[place]));
}

function renumberOne(item, number) {
  for (const each of item?.querySelectorAll("[data-number]") ?? []) if (each.textContent !== number) each.textContent = number;
}
