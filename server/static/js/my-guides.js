// On home: the reader's favourites, or what this browser read last.
import { favourites, whenChanged } from "./favourites.js";
import { recent } from "./recent.js";

const KEPT = { favourites, recent };

class MyGuides extends HTMLElement {
  connectedCallback() {
    if (this.dataset.kept === "favourites") whenChanged(() => this.later());
    this.show();
  }

  // A star that was just taken away stays until the reader goes on, so that a slip can be put right.
  later() {
    const shown = new Set([...this.querySelectorAll("guide-star")].map((star) => star.dataset.guide));
    if (favourites().some((each) => !shown.has(each.id))) this.show();
  }

  show() {
    const kept = KEPT[this.dataset.kept]();
    this.querySelector("ul").replaceChildren(...kept.map((guide) => this.line(guide)));
    this.hidden = !kept.length;
  }

  line({ id, title }) {
    const item = this.querySelector("template").content.cloneNode(true);
    item.querySelector("a").href = `/guides/${encodeURIComponent(id)}`;
    item.querySelector("bdi").textContent = title;
    Object.assign(item.querySelector("guide-star").dataset, { guide: id, title });
    return item;
  }
}

customElements.define("my-guides", MyGuides);
