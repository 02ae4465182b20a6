// What changed between two versions in a few words: by the numbers of the steps, or only how many they are.
import { fill } from "./phrases.js";

export function sumUp({ steps, gone, about }, phrases, named = 0) {
  const parts = [];
  if (steps.length) parts.push(named ? byName(steps, phrases, named) : counted(steps.length, phrases.stepsOne, phrases.stepsMany));
  if (gone) parts.push(counted(gone, phrases.goneOne, phrases.goneMany));
  if (about) parts.push(phrases.about);
  return parts.join(", ") || phrases.small;
}

function counted(count, one, many) {
  return count === 1 ? one : fill(many, { count });
}

function byName(steps, phrases, most) {
  const names = steps.map((step) => step.number || `“${step.name}”`);
  if (names.length === 1) return fill(phrases.one, { steps: names[0] });
  const shown = names.slice(0, most);
  const left = names.length - shown.length;
  const last = left ? fill(phrases.more, { count: left }) : shown.pop();
  const list = left ? `${shown.join(", ")} ${last}` : fill(phrases.and, { first: shown.join(", "), last });
  return fill(phrases.many, { steps: list });
}
