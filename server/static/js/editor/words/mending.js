// What a remark's button opens: a text with its words started, or the question for a picture.
import { textOf } from "./changing.js";
import { LOOKS } from "./markup.js";
import { enter } from "./way.js";

export function begin(editor) {
  editor.addEventListener("mend-remark", ({ target, detail }) => {
    const item = target.closest("li.step");
    if (detail.opens === "words") write(editor, item, detail.values);
    if (detail.opens === "picture") document.dispatchEvent(new CustomEvent("insert-picture", { detail: { step: detail.step } }));
  });
}

function write(editor, item, { field: name, words, begun = "", more = "" }) {
  const field = (item ?? editor).querySelector(`rich-words[data-field="${name}"]`);
  if (!field) return editor.dispatchEvent(new CustomEvent("edit-fact", { detail: { field: name, more } }));
  enter(field);
  field.scrollIntoView({ block: "center" });
  if (words) field.change(field.linesOf(words), begun.length);
  if (more) append(field, more);
}

// On a line of its own where something is written already.
function append(field, more) {
  const { lines } = field;
  const end = textOf(lines).length;
  const line = { kind: "paragraph", spans: [{ ...LOOKS, text: more }] };
  const started = end ? [...lines, line] : [line];
  field.change(started, textOf(started).length);
}
