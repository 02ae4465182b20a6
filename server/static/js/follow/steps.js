import { fill } from "../phrases.js";
import { whereabouts } from "./record.js";

// The steps of a guide as its page holds them, as the record knows them.
export function stepsIn(list) {
  return [...list.children]
    .filter((element) => element.matches(".step:not(.step-heading)"))
    .map((element) => ({
      id: element.id.replace(/^step-/, ""),
      said: element.dataset.said,
      level: Number(element.className.match(/step-level-(\d)/)?.[1] ?? 0),
      number: element.dataset.number,
      counts: element.matches(".step-action"),
      ticks: element.matches(".step-action, .step-result"),
      skips: "skips" in element.dataset,
      element,
    }));
}

// What a step is called, in the sentences about steps and about the result that the element holds.
export function called(steps, step, plain, result) {
  const found = whereabouts(steps, step);
  return found ? fill(plain, { step: found.number }) : result;
}

// Which step of how many; with its place too where sub-steps make that another than its number.
export function where(steps, step, { where: plain, whereWithin: within, whereResult: result }) {
  const found = whereabouts(steps, step);
  if (!found) return found === null ? result : "";
  return fill(found.number === String(found.step) ? plain : within, found);
}
