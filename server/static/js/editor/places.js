// Where steps stand, as pure answers: what moves along with a step, where it lands, which edits say so.
// `steps` are the guide's, in order ({id, kind, level, …}); nothing here touches a page or a server.

const DEEPEST = 2;

export function indexOf(steps, id) {
  return steps.findIndex((step) => step.id === id);
}

// A step and the sub-steps below it.
export function family(steps, id) {
  const start = indexOf(steps, id);
  if (start < 0) return [];
  let end = start + 1;
  while (end < steps.length && steps[end].level > steps[start].level) end += 1;
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
  const staying = steps.filter((step) => !moving.has(step.id));
  const anchor = after === null ? -1 : indexOf(staying, lastStaying(steps, moving, after));
  const moved = steps.filter((step) => moving.has(step.id));
  return [...staying.slice(0, anchor + 1), ...moved, ...staying.slice(anchor + 1)];
}

function lastStaying(steps, moving, after) {
  const before = steps.slice(0, indexOf(steps, after) + 1);
  return before.findLast((step) => !moving.has(step.id))?.id;
}

// No step may stand deeper than one level below the step before it; siblings are raised together.
export function fitLevels(steps) {
  const fitted = new Map();
  let allowed = 0;
  let raise = 0;
  let from = 0;
  for (const step of steps) {
    if (step.level < from) raise = 0;
    const room = takesSubsteps(step) || step.kind === "note" ? allowed : 0;
    let level = Math.max(0, step.level - raise);
    if (level > room) {
      raise += level - room;
      from = step.level;
      level = room;
    }
    fitted.set(step.id, level);
    if (step.kind !== "note") allowed = takesSubsteps(step) ? Math.min(DEEPEST, level + 1) : 0;
  }
  return fitted;
}

function takesSubsteps(step) {
  return step.kind === "action";
}

// The edits that put every step on the level where it may stand in this order.
export function levelEdits(steps) {
  const fitted = fitLevels(steps);
  return steps.filter((step) => fitted.get(step.id) !== step.level)
    .map((step) => ({ kind: "set_level", step: step.id, before: step.level, level: fitted.get(step.id) }));
}

export function moveEdits(steps, ids, after) {
  const order = reordered(steps, ids, after);
  if (order.every((step, place) => step.id === steps[place].id)) return [];
  const moving = new Set(whole(steps, ids));
  const moves = order.flatMap((step, place) =>
    moving.has(step.id) ? [{ kind: "move_step", step: step.id, after: order[place - 1]?.id ?? null }] : []);
  return [...moves, ...levelEdits(order)];
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
  const moving = whole(steps, ids);
  const head = steps[indexOf(steps, heads(steps, ids)[0])];
  const next = steps[indexOf(steps, moving.at(-1)) + 1];
  if (!next) return undefined;
  return next.level < head.level ? next.id : family(steps, next.id).at(-1);
}

// Which edits nest the steps one level deeper (by 1) or out again (by -1); none where that makes no sense.
export function nestEdits(steps, ids, by) {
  const wanted = new Map(steps.map((step) => [step.id, step.level]));
  for (const id of whole(steps, heads(steps, ids).filter((head) => mayNest(steps, head, by)))) {
    wanted.set(id, Math.min(DEEPEST, Math.max(0, wanted.get(id) + by)));
  }
  const fitted = fitLevels(steps.map((step) => ({ ...step, level: wanted.get(step.id) })));
  return steps.filter((step) => fitted.get(step.id) !== step.level)
    .map((step) => ({ kind: "set_level", step: step.id, before: step.level, level: fitted.get(step.id) }));
}

export function mayNest(steps, id, by) {
  const step = steps[indexOf(steps, id)];
  if (!step || !["action", "note"].includes(step.kind)) return false;
  return by > 0 ? step.level < DEEPEST && indexOf(steps, id) > 0 : step.level > 0;
}

// 1, 2, 2.1, 2.2, 3: the numbers that readers see; notes, headings, the result and rules have none.
export function numbersOf(guide) {
  const counts = [0, 0, 0];
  return new Map(guide.steps.map((step) => {
    if (step.kind !== "action" || guide.kind === "guideline") return [step.id, ""];
    counts[step.level] += 1;
    counts.fill(0, step.level + 1);
    return [step.id, counts.slice(0, step.level + 1).map((count) => Math.max(1, count)).join(".")];
  }));
}
