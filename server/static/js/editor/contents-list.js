// The list of steps beside a long guide: leads to each, and marks the one that is looked at. The browser tells
// which step lies on the reading line, so that scrolling measures nothing.
import { numbers } from "./numbers.js";
import { store } from "./store.js";
import { plain } from "./wording.js";

const FEWEST = 8; // shorter guides are seen at a glance
const READING_LINE = "-40% 0px -59.9% 0px";
const soon = globalThis.requestIdleCallback ?? setTimeout;

class ContentsList extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.steps = document.querySelector("guide-editor ol.steps");
    this.links = new Map();
    this.looking = new IntersectionObserver((seen) => this.look(seen), { rootMargin: READING_LINE });
    this.addEventListener("click", (event) => this.go(event));
    store.addEventListener("change", () => this.later());
    new MutationObserver(() => this.watch()).observe(this.steps, { childList: true });
    this.watch();
    this.later();
  }

  watch() {
    this.looking.disconnect();
    for (const row of this.steps.children) this.looking.observe(row);
  }

  later() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    soon(() => {
      this.isWaiting = false;
      this.draw();
    });
  }

  // Links are kept by step, so that a change to one touches one.
  draw() {
    const { steps } = store.guide;
    this.hidden = steps.length < FEWEST;
    if (this.hidden) return;
    const all = numbers(store.guide);
    const items = steps.map((step, place) => this.item(step, all[place]));
    if (items.some((item, place) => item !== this.list.children[place]) || items.length !== this.list.children.length) {
      this.list.replaceChildren(...items);
    }
    const gone = new Set(steps.map((step) => step.id));
    for (const id of [...this.links.keys()]) if (!gone.has(id)) this.links.delete(id);
  }

  item(step, number) {
    const words = `${number} ${plain(step.short || step.caption)}`.trim();
    const link = this.links.get(step.id) ?? Object.assign(document.createElement("a"), { href: `#step-${step.id}`, dir: "auto" });
    if (!this.links.has(step.id)) document.createElement("li").append(link);
    this.links.set(step.id, link);
    if (link.textContent !== words) link.textContent = words;
    link.parentElement.className = `level-${step.level}${step.kind === "heading" ? " part" : ""}`;
    return link.parentElement;
  }

  look(seen) {
    const row = seen.findLast((each) => each.isIntersecting)?.target;
    if (!row) return;
    this.links.get(this.now)?.removeAttribute("aria-current");
    this.now = row.dataset.step;
    const link = this.links.get(this.now);
    link?.setAttribute("aria-current", "step");
    if (link && !this.hidden) requestAnimationFrame(() => setTimeout(() => this.reveal(link))); // once it is laid out
  }

  reveal(link) {
    const { list } = this;
    const top = link.offsetTop - list.offsetTop;
    if (list.scrollTop > top) list.scrollTop = top;
    list.scrollTop = Math.max(list.scrollTop, top + link.offsetHeight - list.clientHeight);
  }

  go(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const row = document.getElementById(link.hash.slice(1));
    history.replaceState(null, "", link.hash);
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
  }
}

customElements.define("contents-list", ContentsList);
