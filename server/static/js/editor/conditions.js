// "Only if …" on a step: the words stand above its caption, as readers see them, and are written there.
import { writeInPlace } from "./in-place.js";
import { store } from "./store.js";

const LIMIT = 20_000;

export function begin(editor, phrases) {
  editor.addEventListener("condition", (event) => write(event.target.closest("li.step"), phrases));
}

function write(row, phrases) {
  const step = store.step(row.dataset.step);
  const line = row.querySelector(".condition");
  line.hidden = false;
  const start = step.when || `${phrases.onlyIf} `;
  const field = writeInPlace(line.querySelector("[data-act=condition]"), {
    words: start,
    label: phrases.conditionLabel,
    limit: LIMIT,
    save: (written) => {
      const when = written === phrases.onlyIf ? "" : written;
      const edit = { kind: "set_when", step: step.id, before: step.when, when };
      if (when !== step.when) store.send([edit], { said: phrases.didStep });
    },
  });
  field.addEventListener("blur", () => setTimeout(() => { // after it was closed
    const now = store.step(row.dataset.step);
    if (now) line.hidden = !now.when && !now.optional;
  }));
}
