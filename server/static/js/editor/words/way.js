// From one field to the next as one writes down a guide: title, then each step's caption, detail and call-out.
import { textOf } from "./changing.js";

function fields(field) {
  return [...field.closest("guide-editor").querySelectorAll("rich-words")].filter((each) => each.offsetParent !== null);
}

function neighbour(field, by) {
  const all = fields(field);
  return all[all.indexOf(field) + by];
}

export function after(field, { peek = false } = {}) {
  const next = neighbour(field, 1);
  if (!peek) enter(next, { atStart: true });
  return next;
}

export function before(field, { peek = false } = {}) {
  const last = neighbour(field, -1);
  if (!peek) enter(last);
  return last;
}

// Into the next step's caption; from the last one, to the step itself.
export function toNext(field) {
  const captions = fields(field).filter((each) => each.dataset.field === "caption");
  const item = field.closest("li.step");
  const next = captions[captions.findIndex((each) => each.closest("li.step") === item) + 1];
  if (next) enter(next, { all: false });
  else leave(field);
}

export function toDetail(field) {
  enter(field.closest("li.step").querySelector("[data-field=detail]"));
}

// The step has the focus again, where its own keys are.
export function leave(field) {
  const place = field.closest("li.step") ?? field.closest("guide-editor")?.querySelector("li.step");
  if (!place) return field.blur();
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

export function enter(field, { atStart = false, all = false } = {}) {
  if (!field) return;
  field.closest("[hidden]")?.removeAttribute("hidden");
  field.focus();
  const end = textOf(field.lines).length;
  field.select(atStart ? 0 : all ? 0 : end, atStart ? 0 : end);
}
