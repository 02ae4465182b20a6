// On the home page: the guide that this browser read last, and the step.
import { recall } from "./place.js";

class LastRead extends HTMLElement {
  connectedCallback() {
    const read = recall("read");
    if (!read?.title || !read.step || !read.url?.startsWith("/guides/")) return;
    const [before, between, after = ""] = this.dataset.words.split(/\{guide\}|\{step\}/);
    const link = document.createElement("a");
    link.href = read.url;
    link.textContent = read.title;
    this.replaceChildren(before, link, between, read.step, after);
    this.hidden = false;
  }
}

customElements.define("last-read", LastRead);
