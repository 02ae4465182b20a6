// What an edit will make of the guide, foreseen in the page: small pure functions from a document to a document,
// one a kind. They are provisional and forgiving, since the server's answer is the truth that replaces them.
import { family, reordered } from "./places.js";

const DEEPEST = 2;
const fields = { set_caption: "caption", set_detail: "detail", set_callout: "callout", set_when: "when", set_optional: "optional", set_links: "links" };

const kinds = {
  set_title: (guide, edit) => ({ ...guide, title: edit.title }),
  set_scope: (guide, { field, text }) => ({ ...guide, [field]: field === "inputs" ? lines(text) : text }),
  set_about: (guide, { field, to }) => ({ ...guide, [field]: to }),
  set_place: (guide, { process, stage = "" }) => ({ ...guide, process, stage }),
  ...Object.fromEntries(Object.entries(fields).map(([kind, field]) => [kind, (guide, edit) => changed(guide, edit.step, { [field]: edit[field] })])),
  set_step_kind: (guide, { step, to }) => changed(guide, step, { kind: to }),
  set_level: (guide, { step, level }) => shifted(guide, family(guide.steps, step), level - found(guide, step).level),
  set_value: (guide, { step, name, text }) => valued(guide, step, name, { text }),
  set_value_show: (guide, { step, name, show }) => valued(guide, step, name, { show }),
  set_picture: (guide, { step, picture }) => changed(guide, step, { picture }),
  set_crop: (guide, { step, crop }) => pictured(guide, step, { crop }),
  set_marks: (guide, { step, marks }) => pictured(guide, step, { marks }),
  move_step: moved,
  delete_step: (guide, { step }) => without(shifted(guide, family(guide.steps, step), -1), step),
  insert_step: (guide, { after, content }) => inserted(guide, after, filled(content)),
  duplicate_step: (guide, { step, copy }) => inserted(guide, family(guide.steps, step).at(-1), { ...found(guide, step), id: copy }),
  split_step: split,
  merge_steps: merged,
};

// The guide as it will be; the same object where the edit says nothing that can be foreseen.
export function foresee(guide, edit) {
  const known = edit.step === undefined || found(guide, edit.step);
  return known && kinds[edit.kind] ? kinds[edit.kind](guide, edit) : guide;
}

function found(guide, id) {
  return guide.steps.find((step) => step.id === id);
}

function changed(guide, id, changes) {
  return { ...guide, steps: guide.steps.map((step) => (step.id === id ? { ...step, ...changes } : step)) };
}

function shifted(guide, ids, by) {
  const moving = new Set(by ? ids : []);
  const level = (step) => Math.min(DEEPEST, Math.max(0, step.level + by));
  return { ...guide, steps: guide.steps.map((step) => (moving.has(step.id) ? { ...step, level: level(step) } : step)) };
}

function without(guide, id) {
  return { ...guide, steps: guide.steps.filter((step) => step.id !== id) };
}

function pictured(guide, id, changes) {
  const { picture } = found(guide, id);
  return picture ? changed(guide, id, { picture: { ...picture, ...changes } }) : guide;
}

function valued(guide, id, name, changes) {
  const values = found(guide, id).values.map((value) => (value.name === name ? { ...value, ...changes } : value));
  return changed(guide, id, { values });
}

function moved(guide, { step, after }) {
  if (step === after || (after && !found(guide, after))) return guide;
  return { ...guide, steps: reordered(guide.steps, [step], after) };
}

function inserted(guide, after, step) {
  if (found(guide, step.id)) return guide;
  const place = after ? guide.steps.findIndex((each) => each.id === after) + 1 || guide.steps.length : 0;
  return { ...guide, steps: guide.steps.toSpliced(place, 0, step) };
}

function split(guide, { step, copy, first, second }) {
  const whole = found(guide, step);
  if (first === undefined || first === null) return guide; // the server knows where the words part
  const rest = filled({ id: copy, kind: whole.kind, level: whole.level, caption: second ?? "" });
  return inserted(changed(guide, step, { caption: first }), step, rest);
}

function merged(guide, { step, next }) {
  const [one, other] = [found(guide, step), found(guide, next)];
  if (!other) return guide;
  const caption = other.kind === "note" ? one.caption : `${one.caption} · ${other.caption}`;
  return changed(without(guide, next), step, { caption });
}

function filled(content) {
  const bare = { kind: "action", level: 0, caption: "", short: "", detail: "", callout: null, optional: false, when: "" };
  return { ...bare, links: [], values: [], action: null, target: null, window: null, picture: null, ...content };
}

function lines(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}
