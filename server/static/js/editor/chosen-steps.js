// The bar that says how many steps are selected and acts on all of them at once.
import { fill } from "../phrases.js";
import { chosen } from "./chosen.js";

class ChosenSteps extends HTMLElement {
  connectedCallback() {
    chosen.addEventListener("change", () => this.tell());
  }

  tell() {
    const count = chosen.ids.size;
    this.hidden = !count;
    this.querySelector("[data-count]").textContent = count === 1 ? this.dataset.one : fill(this.dataset.many, { count });
  }
}

customElements.define("chosen-steps", ChosenSteps);
