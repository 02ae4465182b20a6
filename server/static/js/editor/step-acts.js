// The acts of a step's buttons: one listener for all.
import { say } from "../toast.js";
import { store } from "./store.js";

const acts = {
  delete: (step) => [{ kind: "delete_step", step: step.id, before: step.caption }],
  merge: (step, next) => next && [{ kind: "merge_steps", step: step.id, next: next.id, before: step.caption, before_next: next.caption }],
};

export function begin(editor) {
  editor.addEventListener("click", ({ target }) => {
    const [button, item] = [target.closest("[data-do]"), target.closest("li.step")];
    if (button && item && acts[button.dataset.do]) act(acts[button.dataset.do], item.dataset.step);
  });
}

function act(edits, id) {
  const { steps } = store.guide;
  const place = steps.findIndex((step) => step.id === id);
  const made = edits(steps[place], steps[place + 1]);
  if (made) store.send(made).catch((error) => say(error.message));
}
