// The contents beside a guide: marks the step that is being read, and remembers it for the home page.
import { remember } from "./place.js";

const READING_LINE = 0.4;
const OWN = ["wheel", "touchmove", "keydown", "pointerdown"]; // with which a reader goes on by themselves

class StepContents extends HTMLElement {
  connectedCallback() {
    this.links = new Map([...this.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
    this.steps = [...document.querySelectorAll(".step")];
    this.follow = () => {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.mark());
    };
    addEventListener("scroll", this.follow, { passive: true });
    addEventListener("resize", this.follow, { passive: true });
    // Who goes to a step is there, also where the page ends before the step can stand at the reading line.
    this.jump = () => {
      this.wanted = this.stepOf(location.hash);
      this.follow();
    };
    this.own = () => (this.wanted = null);
    addEventListener("hashchange", this.jump);
    for (const name of OWN) addEventListener(name, this.own, { passive: true });
    this.wanted = this.stepOf(location.hash);
    this.mark();
  }

  stepOf(hash) {
    return this.steps.find((step) => `#${step.id}` === hash);
  }

  disconnectedCallback() {
    removeEventListener("scroll", this.follow);
    removeEventListener("resize", this.follow);
    removeEventListener("hashchange", this.jump);
    for (const name of OWN) removeEventListener(name, this.own);
  }

  mark() {
    const now = this.current();
    if (now === this.now) return;
    this.now = now;
    for (const [id, link] of this.links) {
      if (id === now?.id) {
        link.setAttribute("aria-current", "step");
        this.reveal(link);
      } else link.removeAttribute("aria-current");
    }
    if (now && scrollY > 0) this.keep(now);
  }

  current() {
    if (this.wanted) return this.wanted;
    if (scrollY === 0) return this.steps[0]; // also where all of it fits into the window
    const atEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 4;
    if (atEnd) return this.steps.at(-1);
    const line = innerHeight * READING_LINE;
    return this.steps.findLast((step) => step.getBoundingClientRect().top <= line) ?? this.steps[0];
  }

  reveal(link) {
    const list = this.querySelector("ol");
    const below = link.offsetTop + link.offsetHeight - list.offsetTop - list.clientHeight;
    if (list.scrollTop < below) list.scrollTop = below;
    if (list.scrollTop > link.offsetTop - list.offsetTop) list.scrollTop = link.offsetTop - list.offsetTop;
  }

  keep(step) {
    const number = step.querySelector(".stop")?.textContent.trim();
    const title = document.querySelector("h1")?.innerText.trim();
    remember("read", { title, url: `${location.pathname}#${step.id}`, step: number });
  }
}

customElements.define("step-contents", StepContents);
