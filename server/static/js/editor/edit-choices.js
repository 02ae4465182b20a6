// What the server could not take as it was, one choice each: both versions side by side, one's own still to be
// written on. Editing goes on meanwhile; the panel takes no focus that it was not given.
import { copied } from "../copied.js";
import { fill } from "../phrases.js";
import { say } from "../toast.js";
import { isOfWords, withWords, wordsOf } from "./calls.js";
import { foresee } from "./foresee.js";
import { numbers } from "./numbers.js";
import { itemOf } from "./page.js";
import { rebased } from "./rebase.js";
import { store } from "./store.js";

class EditChoices extends HTMLElement {
  connectedCallback() {
    this.shown = new Map();
    store.addEventListener("change", () => this.show());
    this.addEventListener("click", ({ target }) => target.dataset.keep && this.choose(target.closest(".choice"), target.dataset.keep));
  }

  enter() {
    const first = this.querySelector(".choice");
    const field = first?.querySelector("label:not([hidden]) > textarea");
    (field ?? first?.querySelector("button"))?.focus();
  }

  show() {
    const held = store.queue.calls.filter((call) => call.problem);
    for (const [call, section] of this.shown) if (!held.includes(call)) this.forget(call, section);
    for (const call of held) {
      if (this.shown.has(call)) this.follow(this.shown.get(call), call);
      else this.add(call);
    }
    this.hidden = !held.length;
  }

  forget(call, section) {
    const hadFocus = section.contains(document.activeElement);
    section.remove();
    this.shown.delete(call);
    if (!hadFocus) return;
    if (this.shown.size) this.enter();
    else (itemOf(section.step) ?? document.querySelector("li.step"))?.focus({ preventScroll: true });
  }

  add(call) {
    const edit = call.edits[call.problem.at];
    const section = this.querySelector(`[data-choice=${nameOf(call.problem, edit)}]`).content.firstElementChild.cloneNode(true);
    Object.assign(section, { call, step: edit.step });
    const where = section.querySelector("[data-where]");
    where.textContent = this.where(edit);
    if (itemOf(edit.step)) where.href = `#step-${edit.step}`;
    section.setAttribute("aria-label", where.textContent);
    this.write(section, "[data-why]", call.problem.why);
    this.write(section, "[data-theirs]", textOf(call.problem.theirs) || this.dataset.none);
    const field = section.querySelector("[data-mine]");
    this.follow(section, call);
    if (field && !isOfWords(edit)) field.readOnly = true;
    if (field && !field.value) field.closest("label").hidden = true;
    this.append(section);
    this.shown.set(call, section);
  }

  // Who writes on in the page has the newer words: they are what is chosen between.
  follow(section, call) {
    const words = wordsOf(call.edits[call.problem.at]);
    const field = section.querySelector("[data-mine]");
    if (field && section.words !== words) field.value = words;
    section.words = words;
  }

  write(section, name, words) {
    const place = section.querySelector(name);
    if (place) place.textContent = words ?? "";
  }

  where(edit) {
    if (!edit.step) return this.dataset.guide;
    const at = store.guide.steps.findIndex((step) => step.id === edit.step);
    const number = at < 0 ? "" : numbers(store.guide)[at];
    return number ? fill(this.dataset.step, { number }) : this.dataset.aStep;
  }

  async choose(section, keep) {
    const { call } = section;
    const { at } = call.problem;
    const words = section.querySelector("[data-mine]")?.value.trim();
    const edit = words && isOfWords(call.edits[at]) ? withWords(call.edits[at], words) : call.edits[at];
    if (keep === "copy") return (await copied(words, section)) && say(this.dataset.copied);
    if (keep === "mine") return store.replace(call, call.edits.with(at, rebased(store.truth, edit)));
    if (keep === "back") return this.bringBack(call, edit);
    const rest = call.edits.toSpliced(at, 1);
    return rest.length ? store.replace(call, rest) : store.drop(call);
  }

  // The step as it was seen last, with all that was written in it since.
  bringBack(call, edit) {
    const seen = call.seen?.[edit.step];
    if (!seen) return store.drop(call);
    const own = call.edits.filter((each) => each.step === edit.step);
    const [content] = [edit, ...own].filter((each) => each.step === edit.step).reduce((guide, each) => foresee(guide, each === own[0] ? edit : each), { steps: [seen] }).steps;
    const here = new Set(store.truth.steps.map((step) => step.id));
    if (here.has(edit.step)) return store.replace(call, call.edits); // somebody brought it back: the words may stand against theirs
    const after = (call.around?.[edit.step] ?? []).find((id) => here.has(id)) ?? null;
    const rest = call.edits.filter((each) => each.step !== edit.step);
    store.replace(call, [{ kind: "insert_step", after, content }, ...rest]);
  }
}

function nameOf({ kind }, edit) {
  if (kind !== "conflict") return kind;
  if (edit.kind === "delete_step") return "deleting";
  return isOfWords(edit) || edit.kind === "set_callout" ? "words" : "other";
}

function textOf(theirs) {
  return typeof theirs === "string" ? theirs : (theirs?.text ?? "");
}

customElements.define("edit-choices", EditChoices);
