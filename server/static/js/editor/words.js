// The words of the editor: every field that is written in place, and what belongs to writing.
import "./words/guide-remarks.js";
import "./words/rich-words.js";
import "./words/step-callout.js";
import "./words/toolbar.js";
import * as links from "./words/link-dialog.js";
import * as mending from "./words/mending.js";
import * as pasting from "./words/pasting.js";
import { enter } from "./words/way.js";
import { store } from "./store.js";

export function begin(editor) {
  links.begin();
  mending.begin(editor);
  pasting.begin(editor);
  editor.addEventListener("edit-words", ({ target, detail }) => open(target.closest("li.step"), detail ?? {}));
  editor.addEventListener("words-changed", ({ target }) => mark(target));
  editor.addEventListener("focusout", ({ target }) => target.matches?.("rich-words") && setTimeout(() => tidy(target)));
  document.addEventListener("words-replaced", ({ detail }) => detail.guide === store.id && store.heard(detail.serial));
  store.addEventListener("change", ({ detail }) => follow(editor, detail));
}

function open(item, { field = "caption", select = false }) {
  const words = item?.querySelector(`[data-field=${field}]`);
  if (field === "callout") item?.querySelector("step-callout").add("tip");
  else if (words) enter(words, { all: select });
}

// What is hidden is decided a moment later: between two fields nothing has the focus, and what hides cannot take it.
function follow(editor, { steps, guide }) {
  const items = steps.map((id) => document.getElementById(`step-${id}`)).filter(Boolean);
  const fields = items.flatMap((item) => [...item.querySelectorAll("rich-words")]);
  for (const field of fields) {
    field.saving?.follow();
    mark(field);
  }
  if (fields.length) setTimeout(() => fields.forEach(tidy));
  if (guide) editor.querySelector("rich-words[data-field=title]")?.saving.follow();
}

// An empty field says what belongs there; an empty detail that nobody writes is not there at all.
function mark(field) {
  field.toggleAttribute("data-empty", !field.textContent);
}

function tidy(field) {
  const place = field.closest(".detail-place");
  if (place) place.hidden = document.activeElement !== field && !field.textContent;
  field.closest("li.step")?.querySelector("step-callout")?.follow();
}
