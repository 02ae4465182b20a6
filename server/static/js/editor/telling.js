// What a call did, in words: as whoever sent it said it, or by the kind of its first edit.
import { fill } from "../phrases.js";
import { numbers } from "./numbers.js";

const KEPT = 60;

export function remember(guide, id, said) {
  if (!said) return;
  const all = [...recall(guide).filter(([known]) => known !== id), [id, said]].slice(-KEPT);
  try {
    sessionStorage.setItem(`handrail.said.${guide}`, JSON.stringify(all));
  } catch {
    // Then it is said by its kind.
  }
}

function recall(guide) {
  try {
    return JSON.parse(sessionStorage.getItem(`handrail.said.${guide}`)) ?? [];
  } catch {
    return [];
  }
}

export function whatOf(done, guide, phrases) {
  if (!done) return "";
  const said = done.said || new Map(recall(guide.id)).get(done.call);
  if (said) return said.replace(/\.$/, "");
  const kind = done.kinds?.[0] ?? done.edits?.[0]?.kind;
  const phrase = (name) => [...phrases.children].find((each) => each.dataset.kinds.split(" ").includes(name))?.textContent ?? "";
  const edit = done.edits?.[0] ?? {};
  const at = guide.steps.findIndex((step) => step.id === (edit.step ?? edit.content?.id));
  const number = at < 0 ? "" : numbers(guide)[at];
  return fill(phrase(kind), { step: number ? fill(phrase("step"), { number }) : phrase("a-step") });
}
