// A star beside a guide, on its page and in lists: pressed, the guide is among the favourites on home.
import { isFavourite, toggle, whenChanged } from "./favourites.js";
import { fill } from "./phrases.js";

const SHAPE = "m12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z";

class GuideStar extends HTMLElement {
  connectedCallback() {
    if (this.button) return this.show();
    const { guide: id, title } = this.dataset;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "star";
    this.button.setAttribute("aria-label", fill(this.dataset.label, { guide: title }));
    this.button.append(drawn());
    this.button.addEventListener("click", () => toggle({ id, title }));
    this.append(this.button);
    whenChanged(() => this.show());
    this.show();
  }

  show() {
    this.button.setAttribute("aria-pressed", isFavourite(this.dataset.guide));
  }
}

function drawn() {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPE);
  svg.append(path);
  return svg;
}

customElements.define("guide-star", GuideStar);
