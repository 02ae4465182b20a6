// The values of a step: what readers see of each is one click, and its text is written where it stands.
import { fill } from "../phrases.js";
import { writeInPlace } from "./in-place.js";
import { store } from "./store.js";

const LIMIT = 20_000;

export function begin(editor, phrases) {
  editor.addEventListener("click", ({ target }) => {
    const line = target.closest(".case-value");
    if (target.closest("[data-show]")) show(line, target.closest("[data-show]").dataset.show, phrases);
    else if (target.closest(".case-value [data-text]")) write(line, phrases);
  });
}

function valueOf(line) {
  const step = store.step(line.closest("li.step").dataset.step);
  return { step: step.id, ...step.values.find((value) => value.name === line.dataset.name) };
}

function show(line, to, phrases) {
  const { step, name, show: before } = valueOf(line);
  if (before === to) return;
  for (const each of line.querySelectorAll("[data-show]")) each.setAttribute("aria-pressed", String(each.dataset.show === to));
  store.send([{ kind: "set_value_show", step, name, before, show: to }], { said: phrases.didValue });
}

function write(line, phrases) {
  const { step, name, text } = valueOf(line);
  const button = line.querySelector("[data-text]");
  writeInPlace(button, {
    words: text,
    label: fill(phrases.valueLabel, { name }),
    limit: LIMIT,
    save: (written) => {
      button.textContent = written;
      store.send([{ kind: "set_value", step, name, before: text, text: written }], { said: phrases.didValue });
    },
  });
}
