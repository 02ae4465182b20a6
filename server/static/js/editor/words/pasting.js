// What comes from the clipboard or is dropped: the words, their bold, code, links and lists, and no more. Lines
// pasted into a caption become steps of their own; one click puts them below the step instead.
import { say } from "../../toast.js";
import { fill } from "../../phrases.js";
import { newId } from "../ids.js";
import { store } from "../store.js";
import { textOf } from "./changing.js";
import { linesFrom } from "./clipboard.js";
import { whole } from "./link-dialog.js";
import { read, write } from "./markup.js";

const MOST_STEPS = 400;
const LIMIT = 20_000;

export function begin(editor) {
  editor.addEventListener("paste", (event) => take(event, event.clipboardData));
  editor.addEventListener("drop", (event) => {
    const field = event.target.closest?.("rich-words");
    if (!field || !event.dataTransfer.types.includes("text/plain")) return;
    const place = document.caretRangeFromPoint?.(event.clientX, event.clientY);
    field.focus({ preventScroll: true });
    if (place && field.contains(place.startContainer)) getSelection().setBaseAndExtent(place.startContainer, place.startOffset, place.startContainer, place.startOffset);
    take(event, event.dataTransfer);
  });
  editor.addEventListener("dragstart", (event) => {
    if (event.target.parentElement?.closest("rich-words")) event.preventDefault(); // words are moved by cutting
  });
}

function take(event, data) {
  const field = event.target.closest?.("rich-words");
  if (!field || !(data.types.includes("text/plain") || data.types.includes("text/html"))) return;
  event.preventDefault();
  const { from, to } = field.selected;
  const text = data.getData("text/plain");
  const address = /^\s*(?:https?:\/\/|mailto:)\S+\s*$/i.test(text) && !field.isPlain ? whole(text) : null;
  if (address) return from === to ? field.link(address, text.trim()) : field.link(address);
  const lines = linesFrom(data).filter((line) => line.spans.length);
  if (!lines.length || isTooMuch(field, lines)) return;
  if (field.dataset.field === "caption" && lines.length > 1) makeSteps(field, lines);
  else field.put(lines);
}

function isTooMuch(field, lines) {
  const isSteps = field.dataset.field === "caption" && lines.length > 1;
  const longest = isSteps ? Math.max(...lines.map((line) => textOf([line]).length)) : textOf(lines).length;
  const limit = field.isPlain ? 1_000 : LIMIT;
  if (longest > limit) say(fill(phrase("tooMuch"), { limit, count: longest }));
  else if (isSteps && lines.length > MOST_STEPS) say(fill(phrase("tooMany"), { limit: MOST_STEPS, count: lines.length }));
  else return false;
  return true;
}

// The first line goes where the caret is, each other becomes a step after it; all is one change.
function makeSteps(field, lines) {
  const id = field.closest("[data-step]").dataset.step;
  const { caption, detail, level, kind } = store.step(id);
  field.put(lines.slice(0, 1));
  const first = field.words;
  field.saving.forget();
  const captions = lines.slice(1).map((line) => write([{ ...line, kind: "paragraph" }]));
  let after = id;
  const steps = captions.map((words) => {
    const content = { id: newId(), kind: kind === "result" ? "action" : kind, level, caption: words };
    const edit = { kind: "insert_step", after, content };
    after = content.id;
    return edit;
  });
  const edits = [...(first === caption ? [] : [{ kind: "set_caption", step: id, before: caption, caption: first }]), ...steps];
  const answered = store.send(edits);
  answered.catch((error) => say(error.message));
  offer(fill(phrase("made"), { count: lines.length }), {
    undo: () => store.undo(),
    detail: () => {
      store.undo().catch(() => {});
      const words = write([...read(detail, { blocks: true }), ...lines], { blocks: true });
      store.send([{ kind: "set_detail", step: id, before: detail, detail: words }]).catch((error) => say(error.message));
    },
  });
}

function offer(said, acts) {
  document.querySelector(".words-offer")?.remove();
  const box = document.getElementById("words-offer").content.firstElementChild.cloneNode(true);
  box.querySelector("[data-said]").textContent = said;
  document.body.append(box);
  const end = () => box.remove();
  for (const [name, act] of Object.entries(acts)) {
    box.querySelector(`[data-${name}]`).addEventListener("click", () => (end(), act()));
  }
  setTimeout(() => box.matches(":focus-within, :hover") || end(), 12_000);
}

function phrase(name) {
  return document.getElementById("words-phrases").dataset[name];
}
