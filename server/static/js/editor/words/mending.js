// What a remark's button opens: a text with its words started, or the question for a picture.
import { textOf } from "./changing.js";
import { LOOKS } from "./markup.js";
import { enter } from "./way.js";

export function begin(editor) {
  editor.addEventListener("mend-remark", ({ target, detail }) => {
    const item = target.closest("li.step");
    if (detail.opens === "words") write(editor, item, detail.values);
    if (detail.opens === "picture") target.dispatchEvent(new CustomEvent("replace-picture", { bubbles: true, detail: { step: detail.step } }));
  });
}

function write(editor, item, { field: name, words, begun = "", more = "" }) {
  const field = (item ?? editor).querySelector(`rich-words[data-field="${name}"]`);
  if (!field) return openFact(editor, name, more);
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

// What is known of the guide as a whole is written in forms of its own.
function openFact(editor, name, more) {
  const fact = editor.querySelector(`guide-fact[data-fact="${name}"]`);
  fact?.open();
  const field = fact?.querySelector("textarea, input");
  if (!field) return;
  field.focus();
  if (more) field.setRangeText(`${field.value ? "\n" : ""}${more}`, field.value.length, field.value.length, "end");
}
