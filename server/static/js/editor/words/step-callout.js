// A step's call-out: added by kind, written in place, turned into another kind, removed.
import { store } from "../store.js";
import { enter, leave } from "./way.js";

class StepCallout extends HTMLElement {
  connectedCallback() {
    if (this.box) return;
    this.box = this.querySelector("[data-box]");
    this.select = this.querySelector("select");
    this.field = this.querySelector("rich-words");
    this.select.addEventListener("change", () => this.turn(this.select.value));
    this.addEventListener("click", ({ target }) => {
      const add = target.closest("[data-add]")?.dataset.add;
      if (add === "detail") enter(this.item.querySelector("[data-field=detail]"));
      else if (add) this.add(add);
      else if (target.closest("[data-remove]")) this.remove_();
    });
    this.field.addEventListener("blur", () => setTimeout(() => this.follow()));
  }

  get item() {
    return this.closest("li.step");
  }

  get present() {
    return store.step(this.item.dataset.step)?.callout ?? null;
  }

  add(kind) {
    if (!this.present) this.look(kind);
    this.box.hidden = false;
    enter(this.field);
  }

  look(kind) {
    this.box.className = `callout callout-${kind}`;
    this.select.value = this.field.dataset.callout = kind;
  }

  turn(kind) {
    this.look(kind);
    const before = this.present;
    if (before) this.send(before, { ...before, kind });
    else enter(this.field);
  }

  remove_() {
    const before = this.present;
    this.field.replaceChildren();
    this.field.saving.forget();
    if (before) this.send(before, null);
    leave(this.field);
    this.follow();
  }

  send(before, callout) {
    store.send([{ kind: "set_callout", step: this.item.dataset.step, before, callout }]).catch(() => {});
  }

  // What the document says now; a new one that nobody wrote anything into goes.
  follow() {
    if (!this.isConnected) return;
    const { present } = this;
    const isIn = this.box.contains(document.activeElement);
    if (present) this.look(present.kind);
    this.box.hidden = !present && !isIn;
    for (const button of this.querySelectorAll("[data-add]")) {
      const detail = this.item.querySelector(".detail-place");
      button.hidden = button.dataset.add === "detail" ? !detail.hidden : !this.box.hidden;
    }
  }
}

customElements.define("step-callout", StepCallout);
