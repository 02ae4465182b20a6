// Pictures dropped onto a step or between steps, and pasted anywhere in the editor. What is no picture is left to
// others: .guide files to the page, words to the field they go into.
import { isTyping } from "../../search-box.js";
import { store } from "../store.js";

const EDGE = 0.22; // of a step's height: there it means between steps

export function begin(editor, put) {
  const steps = editor.querySelector("ol.steps");
  const sign = document.createElement("div"); // where it will go, over the steps and no part of them
  sign.className = "picture-drop";
  const leave = () => sign.remove();
  let own = false; // a picture of this very page that is dragged about says "Files", too
  editor.addEventListener("dragstart", () => (own = true));
  editor.addEventListener("dragend", () => (own = false));
  for (const name of ["dragenter", "dragover"]) {
    editor.addEventListener(name, (event) => {
      if (own || !bringsPictures(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      show(sign, spotAt(steps, event));
    });
  }
  editor.addEventListener("dragleave", (event) => editor.contains(event.relatedTarget) || leave());
  editor.addEventListener("drop", (event) => {
    leave();
    const files = picturesIn(event.dataTransfer);
    if (own || !files.length || event.target.closest?.("dialog")) return;
    event.preventDefault();
    const { row, where } = spotAt(steps, event);
    put(files, placeOf(row, where));
  });
  document.addEventListener("paste", (event) => {
    const files = picturesIn(event.clipboardData);
    if (!files.length || event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    put(files, standing());
  });
}

export function picturesIn(transfer) {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}

function bringsPictures(transfer) {
  return Boolean(transfer?.types.includes("Files")) && [...transfer.items].some((item) => item.type.startsWith("image/"));
}

function show(sign, { row, where }) {
  if (!row) return;
  const { left, top, bottom, width, height } = row.getBoundingClientRect();
  const box = where === "onto" ? [top, height] : [(where === "before" ? top : bottom) - 1, 3];
  const [y, tall] = box;
  Object.assign(sign.style, { left: `${left}px`, top: `${y}px`, width: `${width}px`, height: `${tall}px` });
  sign.classList.toggle("onto", where === "onto");
  document.body.append(sign);
}

function spotAt(steps, event) {
  const rows = [...steps.children];
  const row = event.target.closest?.("li.step") ?? rows.findLast((each) => each.getBoundingClientRect().top < event.clientY) ?? rows[0];
  if (!row) return { row: null, where: "after" };
  const { top, height } = row.getBoundingClientRect();
  const part = (event.clientY - top) / height;
  return { row, where: part < EDGE ? "before" : part > 1 - EDGE ? "after" : "onto" };
}

function placeOf(row, where) {
  if (!row) return { after: null };
  if (where === "before") return { after: row.previousElementSibling?.dataset.step ?? null };
  return where === "after" ? { after: row.dataset.step } : { onto: store.step(row.dataset.step) };
}

// A pasted picture goes into the step that has the focus if that has none; else it makes a step after it.
function standing() {
  const step = store.step(document.activeElement?.closest?.("li.step")?.dataset.step);
  if (step) return step.picture || step.kind === "heading" ? { after: step.id } : { onto: step };
  const last = store.guide.steps.findLast((each) => each.kind !== "result");
  return { after: last?.id ?? null };
}
