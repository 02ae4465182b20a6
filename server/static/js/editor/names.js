// What steps are called in labels and announcements: "step 3", "the note"; sentences come from <step-acts>.
import { fill } from "../phrases.js";
import { mayMerge, maySplit } from "./acts.js";
import { numbers } from "./numbers.js";

export function nameOf(guide, step, phrases, all = numbers(guide)) {
  const number = all[guide.steps.indexOf(step)];
  if (number) return fill(phrases.nameStep, { number });
  if (step.kind === "action") return phrases.nameRule;
  return phrases[`name${capital(step.kind)}`];
}

// "Step 3 is now step 2 of 9", or where it stands if it has no number.
export function saidOfMove(before, after, ids, phrases) {
  if (ids.length > 1) return fill(phrases.movedMany, { count: ids.length });
  const step = before.steps.find((each) => each.id === ids[0]);
  const name = capital(nameOf(before, step, phrases));
  const place = after.steps.findIndex((each) => each.id === ids[0]);
  if (numbers(after)[place]) {
    const all = after.steps.filter((each) => each.kind === "action" && each.level === 0).length;
    return fill(phrases.moved, { step: name, now: nameOf(after, after.steps[place], phrases), all });
  }
  if (place === 0) return fill(phrases.movedFirst, { step: name });
  return fill(phrases.movedAfter, { step: name, other: nameOf(after, after.steps[place - 1], phrases) });
}

// Labels that name a step by its number are written anew whenever an order changes.
export function label(guide, list, phrases, isChosen) {
  const all = numbers(guide);
  const rows = new Map([...list.children].map((row) => [row.dataset.step, row]));
  guide.steps.forEach((step, place) => {
    const row = rows.get(step.id);
    if (row) labelRow(row, step, guide.steps[place + 1], (each) => nameOf(guide, each, phrases, all), phrases, isChosen);
  });
}

function labelRow(row, step, next, name, phrases, isChosen) {
  const said = { step: name(step), next: next ? name(next) : "" };
  const words = row.querySelector("h2")?.textContent.trim() ?? "";
  const merges = mayMerge(step, next);
  put(row, "aria-label", fill(isChosen(step.id) ? phrases.rowChosen : phrases.row, { step: capital(said.step), words }));
  put(row.querySelector("[data-step-grip]"), "aria-label", fill(phrases.grip, said));
  tool(row, "merge", fill(merges ? phrases.merge : phrases.mergeLast, said), merges);
  tool(row, "split", fill(phrases.split, said), maySplit(step));
  tool(row, "delete", fill(phrases.delete, said), true);
  tool(row, "menu", fill(phrases.menu, said), true);
  tool(row, "insert", fill(phrases.insert, said), true);
}

function tool(row, act, words, makesSense) {
  const button = row.querySelector(`[data-act="${act}"]`);
  put(button, "aria-label", words);
  put(button, "aria-disabled", String(!makesSense));
}

function put(element, name, value) {
  if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
