// What can be told of calls and their edits without a page or a server: pure functions.
const WORDS = { set_title: "title", set_caption: "caption", set_detail: "detail", set_when: "when", set_scope: "text", set_value: "text" };
const PREDECESSORS = 12;

// What an edit is about: two edits with a key in common may depend on each other.
export function keysOf(edit) {
  const steps = stepsOf(edit);
  return steps.length ? steps : [`guide.${edit.kind}.${edit.field ?? ""}`];
}

export function stepsOf(edit) {
  return [edit.step, edit.next, edit.copy, edit.content?.id].filter(Boolean);
}

export function touched(call) {
  return (call.edits ?? []).flatMap(stepsOf);
}

export function continues(last, call) {
  if (last.edits?.length !== 1 || call.edits?.length !== 1) return false;
  const [one, other] = [last.edits[0], call.edits[0]];
  return one.kind in WORDS && ["kind", "step", "field", "name"].every((name) => one[name] === other[name]);
}

export function joined(one, other) {
  return { ...other, before: one.before };
}

// The words that a person wrote in an edit, which must not get lost.
export function wordsOf(edit) {
  const words = [edit[WORDS[edit.kind]], edit.callout?.text, edit.second, edit.content?.caption, edit.content?.detail];
  return words.filter((each) => typeof each === "string" && each).join("\n");
}

export function isOfWords(edit) {
  return edit.kind in WORDS;
}

export function withWords(edit, words) {
  return { ...edit, [WORDS[edit.kind]]: words };
}

// What is remembered with a call in case somebody deletes a step before it arrives: the steps as they were, and
// which ones stood before them.
export function remembered(guide, edits) {
  const places = new Map(guide.steps.map((step, place) => [step.id, place]));
  const seen = {};
  const around = {};
  for (const edit of edits) {
    for (const id of [...stepsOf(edit), edit.after]) if (places.has(id)) around[id] = predecessors(guide, places.get(id));
    if (wordsOf(edit) && places.has(edit.step)) seen[edit.step] = guide.steps[places.get(edit.step)];
  }
  return { seen, around };
}

function predecessors(guide, place) {
  return guide.steps.slice(Math.max(0, place - PREDECESSORS), place).map((step) => step.id).reverse();
}
