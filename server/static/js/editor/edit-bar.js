// The bar above the guide: what is saved, who else is here, taking back, and what to do when something is not well.
import { copied } from "../copied.js";
import { fill } from "../phrases.js";
import { isTyping } from "../search-box.js";
import { say } from "../toast.js";
import { wordsOf } from "./calls.js";
import { itemOf } from "./page.js";
import { askNameAnew } from "./server.js";
import { store } from "./store.js";
import { whatOf } from "./telling.js";

const JUST = 60_000;
const SLOW = 400; // an answer that comes sooner makes no word flicker

class EditBar extends HTMLElement {
  connectedCallback() {
    this.line = this.querySelector("[data-saved-line]");
    this.told = this.querySelector("[data-told]");
    this.phrases = this.querySelector("[data-phrases]").content;
    store.addEventListener("state", () => {
      this.wasSaving ||= store.sync.state === "saving";
      this.later();
    });
    store.addEventListener("change", () => this.later());
    store.addEventListener("present", ({ detail }) => this.showPresent(detail));
    this.addEventListener("click", ({ target }) => this.act(target.closest("[data-do]")?.dataset.do, target));
    document.addEventListener("keydown", (event) => this.key(event));
    addEventListener("beforeunload", (event) => store.queue?.isFull && event.preventDefault());
  }

  act(what, button) {
    if (what === "undo" || what === "redo") this.turn(what);
    else if (what === "keys") document.getElementById("keys").showModal();
    else if (what === "name") askNameAnew().then((isNamed) => isNamed && store.sync.again());
    else if (what === "copy") this.copy(button);
    else if (what === "choose") document.querySelector("edit-choices").enter();
  }

  // Not while words are being written: there these keys are the field's own.
  key(event) {
    if (event.isComposing || isTyping(event.target) || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    const isMod = (event.ctrlKey || event.metaKey) && !event.altKey;
    const what = isMod && key === "z" ? (event.shiftKey ? "redo" : "undo") : isMod && key === "y" ? "redo" : event.key === "?" && !isMod ? "keys" : null;
    if (!what) return;
    event.preventDefault();
    this.act(what);
  }

  async turn(what) {
    if (store.sync.state === "offline" && !store.mayTurn(what)) return say(this.dataset.cannot);
    try {
      const answer = await store[what]();
      const done = answer.undone ?? answer.redone;
      const name = whatOf(done, store.guide, this.phrases) || this.dataset.something;
      say(fill(this.dataset[what === "undo" ? "undone" : "redone"], { what: name }));
      const step = (done?.edits ?? []).map((edit) => edit.step ?? edit.content?.id).find((id) => itemOf(id));
      if (step) itemOf(step).scrollIntoView({ block: "nearest" });
    } catch (error) {
      say(error.message || this.dataset.cannot);
    }
  }

  async copy(button) {
    const words = store.queue.edits.map(wordsOf).filter(Boolean).join("\n\n");
    if (await copied(words, button)) say(this.dataset.copied);
  }

  later() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = null;
      this.show();
    });
  }

  show() {
    const { state } = store.sync;
    const count = store.queue.calls.length;
    const choices = store.queue.calls.filter((call) => call.problem).length;
    this.dataset.state = state;
    clearTimeout(this.slow);
    if (state === "saving") this.slow = setTimeout(() => this.write(this.dataset.saving), SLOW);
    else this.write(this.sentence(state, count, choices));
    this.offer("choose", choices, choices === 1 ? this.dataset.oneChoice : fill(this.dataset.manyChoices, { count: choices }));
    this.offer("name", state === "nameless");
    this.offer("copy", ["ended", "forbidden", "gone"].includes(state) && store.queue.edits.some(wordsOf));
    this.tell(state, choices);
  }

  sentence(state, count, choices) {
    if (state === "saved") {
      if (choices) return count > choices ? this.waits(count) : this.dataset.savedElse;
      if (!this.wasSaving) return this.dataset.saved;
      clearTimeout(this.fading);
      this.fading = setTimeout(() => store.sync.state === "saved" && this.write(this.dataset.saved), JUST);
      return this.dataset.savedNow;
    }
    const full = store.queue.isFull ? [this.dataset.full] : [];
    return [[this.dataset[state] ?? store.sync.why, ...(count ? [this.waits(count)] : [])].join("; "), ...full].join(". ");
  }

  waits(count) {
    return count === 1 ? this.dataset.oneWaits : fill(this.dataset.manyWait, { count });
  }

  write(words) {
    if (this.line.textContent !== words) this.line.textContent = words;
  }

  offer(what, isOffered, words) {
    const button = this.querySelector(`[data-do=${what}]`);
    button.hidden = !isOffered;
    if (isOffered && words && button.textContent !== words) button.textContent = words;
  }

  // Read out: what is not well, and that it is well again; not each change that is saved as it should be.
  tell(state, choices) {
    const isWell = state === "saved" || state === "saving";
    if (!isWell || choices > (this.choices ?? 0)) this.told.textContent = choices > (this.choices ?? 0) ? this.querySelector("[data-do=choose]").textContent : this.line.textContent;
    else if (state === "saved" && this.wasBad) this.told.textContent = this.dataset.savedAgain;
    if (state !== "saving") this.wasBad = !isWell;
    this.choices = choices;
  }

  showPresent({ others, first, number }) {
    const place = this.querySelector("[data-present]");
    const { inStep, here, twoHere, manyHere } = this.dataset;
    const phrase = others === 2 ? twoHere : others > 2 ? manyHere : number ? inStep : here;
    const words = others ? fill(phrase, { name: first, number, count: others - 1 }) : "";
    if (place.textContent !== words) place.textContent = words;
    place.hidden = !others;
  }
}

customElements.define("edit-bar", EditBar);
