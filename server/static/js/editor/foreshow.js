// What can be shown of a step before the server has said how it looks: its place, its kind and its words.
import { isWritten } from "./parts.js";

const BOLD_OR_CODE = /\*\*(.+?)\*\*|`(.+?)`|\[(.+?)\]\((.+?)\)|\\([\\`*[\]])/g;

export function foreshow(item, step) {
  Object.assign(item.dataset, { kind: step.kind, level: step.level });
  item.className = item.className
    .replace(/\bstep-(action|note|heading|result)\b/, `step-${step.kind}`)
    .replace(/\bstep-level-\d\b/, `step-level-${step.level}`);
  for (const field of ["caption", "detail"]) write(item.querySelector(`[data-field=${field}]`), step[field]);
}

function write(place, words) {
  if (!place || isWritten(place) || place.dataset.foreshown === words) return;
  if (place.dataset.source === words) return;
  place.dataset.foreshown = words;
  place.replaceChildren(...nodes(words));
}

function nodes(words) {
  const made = [];
  let done = 0;
  for (const found of words.matchAll(BOLD_OR_CODE)) {
    const [all, bold, code, link, , escaped] = found;
    made.push(words.slice(done, found.index), bold ? named("b", bold) : code ? named("code", code) : (link ?? escaped));
    done = found.index + all.length;
  }
  return [...made, words.slice(done)];
}

function named(name, words) {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}
