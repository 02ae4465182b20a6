// What each act on steps means as edits, and where the focus goes afterwards. Pure: given the guide and the
// steps meant, `ACTS[name](guide, ids, newId)` answers {edits, focus or behind (the step that comes then), words?},
// or {why} where it makes no sense.
import { family, heads, indexOf, moveEdits, nestEdits, placeAbove, placeBelow } from "./places.js";

export const ACTS = {
  merge: (guide, ids) => (ids.length > 1 ? mergeAll(guide.steps, ids) : mergeWithNext(guide.steps, ids[0])),
  split: (guide, [id], newId) => split(guide.steps, id, newId),
  delete: (guide, ids) => remove(guide.steps, ids),
  duplicate: (guide, ids, newId) => duplicate(guide.steps, ids, newId),
  up: (guide, ids) => moveTo(guide, ids, placeAbove(guide.steps, ids)),
  down: (guide, ids) => moveTo(guide, ids, placeBelow(guide.steps, ids)),
  nest: (guide, ids) => nest(guide.steps, ids, 1),
  outdent: (guide, ids) => nest(guide.steps, ids, -1),
  optional: (guide, ids) => optional(guide.steps, ids),
  action: (guide, ids) => become(guide.steps, ids, "action"),
  note: (guide, ids) => become(guide.steps, ids, "note"),
  heading: (guide, ids) => become(guide.steps, ids, "heading"),
};

export function mayMerge(first, second) {
  return first?.kind === "action" && (second?.kind === "action" || second?.kind === "note");
}

export function maySplit(step) {
  return step?.kind === "action" || step?.kind === "note";
}

export function moveTo(guide, ids, after) {
  if (after === undefined) return { why: "end" };
  return { edits: moveEdits(guide.steps, ids, after), focus: ids[0] };
}

// A new step, note or heading right after another, or first; its words are there to be written over.
export function insert(guide, after, kind, caption, id) {
  const { steps } = guide;
  const place = after === null ? -1 : indexOf(steps, after);
  const level = kind === "heading" ? 0 : Math.max(steps[place]?.level ?? 0, steps[place + 1]?.level ?? 0);
  return { edits: [{ kind: "insert_step", after, content: { id, kind, caption, level } }], focus: id, words: "caption" };
}

function mergeWithNext(steps, id) {
  const place = indexOf(steps, id);
  const [first, second] = [steps[place], steps[place + 1]];
  if (!mayMerge(first, second)) return { why: "merge" };
  return { edits: [merging(first, second, first.caption)], focus: id };
}

// The later merges see words that the earlier ones of this call make, which only the server knows: null.
function mergeAll(steps, ids) {
  const all = steps.filter((step) => ids.includes(step.id));
  const start = indexOf(steps, all[0].id);
  if (all.some((step, place) => steps[start + place] !== step)) return { why: "apart" };
  const [first, ...rest] = all;
  if (!rest.every((step) => mayMerge(first, step))) return { why: "merge" };
  return { edits: rest.map((step, place) => merging(first, step, place ? null : first.caption)), focus: first.id };
}

function merging(first, second, before) {
  return { kind: "merge_steps", step: first.id, next: second.id, before, before_next: second.caption };
}

function split(steps, id, newId) {
  const step = steps[indexOf(steps, id)];
  if (!maySplit(step)) return { why: "split" };
  const edit = { kind: "split_step", step: id, copy: newId(), before: step.caption };
  return { edits: [edit], behind: id, words: "caption" }; // what was merged once gets its own id back
}

// Sub-steps of what is deleted stay, one level up: nothing goes that was not meant.
function remove(steps, ids) {
  const gone = steps.filter((step) => ids.includes(step.id));
  const staying = steps.filter((step) => !ids.includes(step.id));
  const after = steps.slice(indexOf(steps, gone.at(-1).id) + 1).find((step) => !ids.includes(step.id));
  const edits = gone.map((step) => ({ kind: "delete_step", step: step.id, before: step.caption }));
  return { edits, focus: (after ?? staying.at(-1))?.id ?? null };
}

// A copy comes to stand behind the step's sub-steps, copies of those below it one by one; the copies of several
// steps stand together behind the last of what was copied.
function duplicate(steps, ids, newId) {
  const groups = heads(steps, ids).map((head) => family(steps, head).map((id) => ({ id, copy: newId() })));
  const move = (step, after) => ({ kind: "move_step", step, after });
  const made = groups.flatMap((group) => [
    ...group.map(({ id, copy }) => ({ kind: "duplicate_step", step: id, before: steps[indexOf(steps, id)].caption, copy })),
    ...group.slice(1).map(({ copy }, place) => move(copy, group[place].copy)),
  ]);
  const ends = [groups.at(-1).at(-1).id, ...groups.map((group) => group.at(-1).copy)];
  const gathered = groups.length > 1 ? groups.map(([head], place) => move(head.copy, ends[place])) : [];
  return { edits: [...made, ...gathered], focus: groups[0][0].copy };
}

function nest(steps, ids, by) {
  const edits = nestEdits(steps, ids, by);
  return edits.length ? { edits, focus: ids[0] } : { why: by > 0 ? "nest" : "outdent" };
}

function optional(steps, ids) {
  const meant = steps.filter((step) => ids.includes(step.id) && step.kind === "action");
  if (!meant.length) return { why: "optional" };
  const to = !meant.every((step) => step.optional);
  const edits = meant.filter((step) => step.optional !== to)
    .map((step) => ({ kind: "set_optional", step: step.id, before: step.optional, optional: to }));
  return { edits, focus: ids[0] };
}

function become(steps, ids, to) {
  const meant = steps.filter((step) => ids.includes(step.id) && step.kind !== to && step.kind !== "result");
  return { edits: meant.map((step) => ({ kind: "set_step_kind", step: step.id, before: step.kind, to })), focus: ids[0] };
}
