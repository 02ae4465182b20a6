// The same mark on other steps that show the same window: chosen from a small list, kept by one call.
import { numbers } from "../numbers.js";
import { store } from "../store.js";
import { fill, words } from "./words.js";

// The steps in whose pictures a mark would be in the same place.
export function alike(id) {
  const own = store.step(id);
  return store.guide.steps.filter((step) => step.id !== id && isAlike(own, step));
}

function isAlike(one, other) {
  if (!one.picture || !other.picture) return false;
  if (one.picture.file === other.picture.file) return true;
  const [here, there] = [one.window, other.window];
  return Boolean(here && there) && here.app === there.app && here.title === there.title &&
    one.picture.width === other.picture.width && one.picture.height === other.picture.height;
}

// Asks which steps, and sends what was chosen; `failed` hears why it could not be kept.
export function copyMark(stage, dialog, failed) {
  const { mark } = stage;
  const all = numbers(store.guide);
  const places = new Map(store.guide.steps.map((step, place) => [step.id, all[place]]));
  const list = dialog.querySelector("ul");
  const item = dialog.querySelector("template").content;
  list.replaceChildren(...alike(stage.id).map((step) => filled(item, step, places.get(step.id))));
  dialog.returnValue = "";
  dialog.showModal();
  dialog.onclose = () => {
    if (dialog.returnValue !== "copy") return;
    const chosen = [...list.querySelectorAll("input:checked")].map((box) => store.step(box.value)).filter((step) => step?.picture);
    const edits = chosen.map(({ id, picture }) => ({ kind: "set_marks", step: id, before: picture.marks, marks: [...picture.marks, mark] }));
    if (edits.length) store.send(edits).catch((error) => failed(error.message));
  };
}

function filled(item, step, number) {
  const made = document.importNode(item, true);
  const caption = document.getElementById(`caption-${step.id}`)?.innerText ?? step.caption;
  const image = made.querySelector("img");
  const shown = document.querySelector(`#step-${CSS.escape(step.id)} .shot img`);
  if (shown) image.src = shown.currentSrc || shown.src;
  made.querySelector("input").value = step.id;
  made.querySelector("[data-words]").textContent = number ? fill(words.step, { number, caption }) : caption;
  return made;
}
