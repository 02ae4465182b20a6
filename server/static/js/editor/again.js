// Pictures from elsewhere, and recording again: hears what the step tools and the picture tools ask for.
import { fill } from "../phrases.js";
import { Refused } from "../send.js";
import { say } from "../toast.js";
import * as drops from "./again/drops.js";
import "./again/picture-source.js";
import { editsFor } from "./again/putting.js";
import { upload } from "./again/upload.js";
import { newId } from "./ids.js";
import { store } from "./store.js";

export function begin(editor) {
  const source = editor.querySelector("picture-source");
  const words = source.dataset;

  async function put(files, place, ready = null) {
    if (busy) return say(words.busy);
    try {
      const taken = ready ? [ready] : await bring(files);
      if (taken.length) await keep(taken, place);
    } finally {
      busy = false;
    }
    return undefined;
  }

  async function bring(files) {
    const taken = [];
    busy = true;
    for (const file of files) {
      const name = file.name || words.unnamed;
      const told = (part) => say(fill(part < 1 ? words.sending : words.opening, { name, percent: Math.round(100 * part) }));
      told(0);
      try {
        taken.push(await upload(store.id, file, told));
      } catch (error) {
        say(error instanceof Refused ? `${name}: ${error.message}` : fill(words.lost, { name }));
        return [];
      }
    }
    return taken;
  }

  // What was seen of the step may be old by now: it is looked up anew.
  async function keep(taken, { onto, after }) {
    const step = onto && store.step(onto.id);
    const edits = editsFor(taken, { onto: step, after: onto && !step ? null : after }, words.newStep, newId);
    const answered = store.send(edits, { said: step ? words.didReplace : words.didInsert });
    const remark = taken.map(remarkOn).find(Boolean) ?? (step ? words.didReplace : words.didInsert);
    say(remark, { label: words.undo, does: () => store.undo() });
    const row = document.getElementById(`step-${edits.at(-1).content?.id ?? edits[0].step}`);
    row?.scrollIntoView({ block: "nearest" });
    if (step) row?.focus({ preventScroll: true });
    else row?.dispatchEvent(new CustomEvent("edit-words", { bubbles: true, detail: { field: "caption", select: true } }));
    await answered.catch((error) => say(error.message));
  }

  function remarkOn({ was, first_frame: isFirst, width, height }) {
    if (isFirst) return words.firstFrame;
    return was ? fill(words.scaled, { was: was.join(" × "), now: `${width} × ${height}` }) : "";
  }

  function ask(heading, place, origin) {
    source.open({ heading, origin, put: (files, ready) => put(files, place, ready) });
  }

  function record(query) {
    location.assign(`/guides/${store.id}/record?${new URLSearchParams(query)}`);
  }

  let busy = false;
  editor.addEventListener("insert-picture", ({ detail, target }) => ask("insert", { after: detail.after ?? null }, target));
  editor.addEventListener("replace-picture", ({ detail, target }) => {
    const step = store.step(detail.step);
    if (step) ask(step.picture ? "replace" : "add", { onto: step }, target.closest("li.step") ?? document.getElementById(`step-${step.id}`));
  });
  editor.addEventListener("record-here", ({ detail }) => record(detail.after ? { after: detail.after } : { first: "1" }));
  editor.addEventListener("record-again", ({ detail }) => record({ again: detail.step }));
  drops.begin(editor, put);
}
