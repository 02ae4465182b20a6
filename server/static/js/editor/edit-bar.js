// The bar above the guide: what is saved, and taking back.
import { fill } from "../phrases.js";
import { say } from "../toast.js";
import { store } from "./store.js";

class EditBar extends HTMLElement {
  connectedCallback() {
    this.saved = this.querySelector("[data-saved]");
    store.addEventListener("state", () => this.show());
    this.addEventListener("click", (event) => {
      const act = event.target.dataset.do;
      if (act) store[act]().catch((error) => say(error.message));
    });
  }

  show() {
    const phrases = { saved: this.dataset.savedNow, saving: this.dataset.saving, offline: this.dataset.offline };
    const words = phrases[store.sync.state] ?? store.sync.why;
    this.saved.textContent = fill(words, { count: store.queue.calls.length });
  }
}

customElements.define("edit-bar", EditBar);
