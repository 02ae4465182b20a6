// One fact of the guide: a click opens its field where it is shown, leaving the field saves it. What cannot be
// saved stays as it was typed, with the reason beside it.
import { fill } from "../phrases.js";
import { asked, writtenOf } from "./facts.js";
import { fillLists } from "./known-facts.js";
import { store } from "./store.js";

let isPressed = false;
addEventListener("pointerdown", () => (isPressed = true), { capture: true });
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => (isPressed = false));

class GuideFact extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.shown = this.querySelector("[data-shown]");
    this.wrong = this.querySelector(".wrong");
    this.fact = this.dataset.fact;
    this.add = document.querySelector(`[data-add-fact="${this.fact}"]`);
    this.shown.addEventListener("click", () => this.open());
    this.add?.addEventListener("click", () => this.open());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.leave({ back: true });
    });
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("focusout", (event) => this.form.contains(event.relatedTarget) || this.later());
    store.addEventListener("change", ({ detail }) => detail.guide && this.show());
    this.ready();
  }

  get fields() {
    return [...this.form.querySelectorAll("input, textarea, select")];
  }

  get phrases() {
    return document.querySelector("known-facts").dataset;
  }

  open() {
    if (!this.form.hidden) return;
    const written = writtenOf(store.guide, this.fact);
    for (const field of this.fields) field.value = written[field.name];
    this.form.hidden = false;
    this.form.dataset.writing = "";
    this.shown.hidden = true;
    this.toggleAttribute("data-open", true);
    this.say("");
    this.ready();
    fillLists();
    this.fields[0].focus();
    this.fields[0].select?.();
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.close({ back: true });
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.target.tagName === "SELECT")) this.leave({ back: true });
    else if (event.key === "Enter" && event.target.tagName === "INPUT") this.leave({ back: true });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Closing moves what is below: a press that led away must find its goal where it was.
  later() {
    if (!isPressed) return this.leave();
    addEventListener("pointerup", () => setTimeout(() => this.contains(document.activeElement) || this.leave()), { once: true });
  }

  leave({ back = false } = {}) {
    if (this.form.hidden) return;
    const written = Object.fromEntries(this.fields.map((field) => [field.name, field.value]));
    const { edit, wrong, count, limit } = asked(store.guide, this.fact, written);
    if (wrong) return this.say(fill(this.phrases[wrong], { count, limit }));
    if (edit) store.send([edit], { said: this.phrases.said }).catch((error) => this.refuse(written, error));
    this.close({ back });
  }

  // The server would not have it: the field opens again with what was typed.
  refuse(written, error) {
    if (!error.message) return;
    this.open();
    for (const field of this.fields) field.value = written[field.name];
    this.say(error.message);
  }

  close({ back = false } = {}) {
    this.form.hidden = true;
    delete this.form.dataset.writing;
    this.removeAttribute("data-open");
    this.say("");
    this.show();
    if (back) (this.shown.hidden ? this.add : this.shown).focus({ preventScroll: true });
  }

  say(why) {
    this.wrong.textContent = why;
    this.wrong.hidden = !why;
    for (const field of this.fields) field.setAttribute("aria-invalid", String(Boolean(why)));
  }

  show() {
    if (!this.form.hidden) return;
    const words = this.words(store.guide);
    this.shown.textContent = words;
    this.toggleAttribute("data-empty", !words);
    this.ready();
  }

  ready() {
    const isEmpty = this.hasAttribute("data-empty") && this.form.hidden;
    this.hidden = isEmpty;
    this.shown.hidden = isEmpty || !this.form.hidden;
    if (this.add) this.add.hidden = !isEmpty;
    this.parentElement.toggleAttribute("data-bare", [...this.parentElement.querySelectorAll("guide-fact")].every((each) => each.hidden));
  }

  words(guide) {
    const written = writtenOf(guide, this.fact);
    if (this.fact === "place") return [written.process, written.stage].filter(Boolean).join(" › ");
    if (this.fact === "minutes") return guide.minutes ? fill(this.phrases.minutes, { minutes: Math.max(1, Math.round(guide.minutes)) }) : "";
    const choice = this.querySelector("select");
    if (choice) return [...choice.options].find((option) => option.value === written[this.fact])?.text ?? written[this.fact];
    return written[this.fact];
  }
}

customElements.define("guide-fact", GuideFact);
