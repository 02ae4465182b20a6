// Where steps stand, as pure answers: what moves along with a step, where it lands, which edits say so.
// `steps` are the guide's, in order ({id, kind, level, …}). The server moves sub-steps along and fits levels.
const DEEPEST = 2;

export function indexOf(steps, id) {
  return steps.findIndex((step) => step.id === id);
}

// A step and the sub-steps below it; notes and the result have none.
export function family(steps, id) {
  const start = indexOf(steps, id);
  if (start < 0) return [];
  let end = start + 1;
  const holds = ["action", "heading"].includes(steps[start].kind);
  while (holds && end < steps.length && steps[end].level > steps[start].level) end += 1;
  return steps.slice(start, end).map((step) => step.id);
}

// All that is meant by choosing these steps: they and their sub-steps, in the guide's order.
export function whole(steps, ids) {
  const all = new Set(ids.flatMap((id) => family(steps, id)));
  return steps.filter((step) => all.has(step.id)).map((step) => step.id);
}

// The chosen steps without those that go along with another chosen one.
export function heads(steps, ids) {
  const along = new Set(ids.flatMap((id) => family(steps, id).slice(1)));
  return steps.filter((step) => ids.includes(step.id) && !along.has(step.id)).map((step) => step.id);
}

// The order after the steps and their sub-steps were put right after another, or first.
export function reordered(steps, ids, after) {
  const moving = new Set(whole(steps, ids));
  const [staying, moved] = [steps.filter((step) => !moving.has(step.id)), steps.filter((step) => moving.has(step.id))];
  const place = indexOf(staying, anchorOf(steps, moving, after)) + 1;
  return [...staying.slice(0, place), ...moved, ...staying.slice(place)];
}

// The nearest step that stays, at or before the one they are to stand after; null for the beginning.
function anchorOf(steps, moving, after) {
  if (after === null) return null;
  return steps.slice(0, indexOf(steps, after) + 1).findLast((step) => !moving.has(step.id))?.id ?? null;
}

// One move for each head, the first to its place and each other behind the last of the one before.
export function moveEdits(steps, ids, after) {
  if (reordered(steps, ids, after).every((step, place) => step.id === steps[place].id)) return [];
  const moved = heads(steps, ids);
  const anchor = anchorOf(steps, new Set(whole(steps, ids)), after);
  return moved.map((step, place) =>
    ({ kind: "move_step", step, after: place ? family(steps, moved[place - 1]).at(-1) : anchor }));
}

// Where the steps land one place further up or down among their siblings: the id to stand after, null for
// first, undefined where there is no further.
export function placeAbove(steps, ids) {
  const first = indexOf(steps, whole(steps, ids)[0]);
  if (first <= 0) return undefined;
  let above = first - 1;
  while (above > 0 && steps[above].level > steps[first].level) above -= 1;
  return steps[above - 1]?.id ?? null;
}

export function placeBelow(steps, ids) {
  const head = steps[indexOf(steps, heads(steps, ids)[0])];
  const next = steps[indexOf(steps, whole(steps, ids).at(-1)) + 1];
  if (!next) return undefined;
  return next.level < head.level ? next.id : family(steps, next.id).at(-1);
}

// The edits that nest the steps one level deeper (by 1) or lift them (by -1); none where that makes no sense.
export function nestEdits(steps, ids, by) {
  let nested = steps;
  return heads(steps, ids).flatMap((id) => {
    if (!mayNest(nested, id, by)) return [];
    const { level } = nested[indexOf(nested, id)];
    const along = new Set(family(nested, id));
    nested = nested.map((step) => (along.has(step.id) ? { ...step, level: Math.min(DEEPEST, Math.max(0, step.level + by)) } : step));
    return [{ kind: "set_level", step: id, before: level, level: level + by }];
  });
}

export function mayNest(steps, id, by) {
  const place = indexOf(steps, id);
  const step = steps[place];
  if (!step || !["action", "note"].includes(step.kind)) return false;
  return by > 0 ? step.level < DEEPEST && place > 0 && steps[place - 1].level >= step.level : step.level > 0;
}
