// On home: the most pressing of what waits for whoever reads.
import { whatWaits } from "./waiting.js";

const SHOWN = 5;

class WaitsForYou extends HTMLElement {
  async connectedCallback() {
    const { count, waiting } = await whatWaits();
    if (!count) return;
    this.querySelector("ul").replaceChildren(...waiting.slice(0, SHOWN).map((each) => this.line(each)));
    const all = this.querySelector("[data-all]");
    all.hidden = count <= SHOWN;
    all.querySelector("span").textContent = count;
    this.hidden = false;
  }

  line({ about, url, level, words }) {
    const item = this.querySelector("template").content.cloneNode(true);
    const link = item.querySelector("a");
    link.href = url;
    link.dataset.level = level;
    item.querySelector("bdi").textContent = about;
    item.querySelector("span").textContent = words;
    return item;
  }
}

customElements.define("waits-for-you", WaitsForYou);
