// In the bar: how much waits for whoever reads.
import { whatWaits } from "./waiting.js";

class WaitsCount extends HTMLElement {
  async connectedCallback() {
    const { count, level } = await whatWaits();
    if (!count) return;
    this.querySelector("b").textContent = count;
    this.dataset.level = level;
    this.hidden = false;
  }
}

customElements.define("waits-count", WaitsCount);
