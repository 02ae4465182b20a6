// The way to move steps far without dragging and without keys: choose the step they are to stand after.
import { plain } from "./wording.js";
import { numbers } from "./numbers.js";
import { whole } from "./places.js";
import { store } from "./store.js";

export function begin(editor) {
  const dialog = document.getElementById("move-to");
  const choice = dialog.querySelector("select");
  let ids = [];
  let origin;
  editor.addEventListener("move-to", ({ detail, target }) => {
    ids = detail.ids;
    origin = target;
    offer(choice, ids);
    dialog.returnValue = "";
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "move") {
      editor.dispatchEvent(new CustomEvent("move-steps", { detail: { ids, after: choice.value || null } }));
    } else origin.focus({ preventScroll: true });
  });
}

function offer(choice, ids) {
  const { guide } = store;
  const moving = new Set(whole(guide.steps, ids));
  const all = numbers(guide);
  const places = guide.steps.map((step, place) => [step, all[place]]).filter(([step]) => !moving.has(step.id));
  const options = places.map(([step, number]) => new Option(`${number} ${plain(step.caption)}`.trim(), step.id));
  choice.replaceChildren(new Option(choice.dataset.first, ""), ...options);
  const before = guide.steps.slice(0, guide.steps.findIndex((step) => moving.has(step.id))).at(-1);
  choice.value = before?.id ?? "";
}
