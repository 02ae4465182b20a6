// Where somebody is in a guide, as plain data. Pure functions, so that the checklist, the window beside a
// program and every tab say the same of one record.
//
// A step is {id, said, level, number, counts, ticks, skips}: `said` names its content, so that a tick holds only as
// long as the step says what it said; notes have no box (`ticks`) and are passed with the step after them. The result
// has a box, but is no step that counts: a guide has as many steps here as lists of guides say.
export const KEPT = 4 * 60 * 60 * 1000;
export const NOTHING = Object.freeze({ at: 0, passed: {}, ready: [], ended: false });

export function held(kept, now) {
  const holds = kept?.passed && !kept.ended && now - kept.at < KEPT && now >= kept.at - KEPT;
  return holds ? { ...NOTHING, ...kept } : null;
}

export function how(record, step) {
  const [said, way] = record.passed[step.id] ?? [];
  return said === step.said ? way : undefined;
}

export function isPassed(steps, record, step) {
  if (how(record, step)) return true;
  if (step.ticks) return false;
  const after = steps.slice(steps.indexOf(step) + 1).find((each) => each.ticks);
  return Boolean(after && how(record, after));
}

// The step that is due, with its box; undefined after the end.
export function due(steps, record) {
  return steps.find((step) => step.ticks && !how(record, step));
}

// What is to be shown next, notes too.
export function place(steps, record) {
  return steps.find((step) => !isPassed(steps, record, step));
}

export function count(steps, record) {
  const counted = steps.filter((step) => step.counts);
  return { all: counted.length, done: counted.filter((step) => how(record, step)).length };
}

// Which of how many steps that is; of a note, the step after it. `number` is what the page calls it, which is
// another than its place once there are sub-steps. Null at the result, undefined after it.
export function whereabouts(steps, step) {
  const box = steps.slice(steps.indexOf(step)).find((each) => each.ticks);
  if (!box?.counts) return box && null;
  const counted = steps.filter((each) => each.counts);
  const at = counted.indexOf(box) + 1;
  return { step: at, all: counted.length, number: box.number || String(at) };
}

// Done or skipped; who skips a step skips its sub-steps.
export function pass(steps, record, step, way, now) {
  const from = steps.indexOf(step);
  const passed = { ...record.passed, [step.id]: [step.said, way] };
  for (const under of way === "skipped" ? below(steps, from) : []) passed[under.id] ??= [under.said, way];
  const after = { ...record, at: now, passed };
  return { ...after, ended: !due(steps, after) };
}

export function takeBack(record, step, now) {
  const passed = Object.fromEntries(Object.entries(record.passed).filter(([id]) => id !== step.id));
  return { ...record, at: now, passed, ended: false };
}

export function makeReady(record, words, isReady, now) {
  const others = record.ready.filter((each) => each !== words);
  return { ...record, at: now, ready: isReady ? [...others, words] : others };
}

function below(steps, from) {
  const rest = steps.slice(from + 1);
  const end = rest.findIndex((each) => each.level <= steps[from].level);
  return end < 0 ? rest : rest.slice(0, end);
}
