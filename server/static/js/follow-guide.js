// Following a guide: numbers become boxes to tick, ticks fill the rail, the place is kept in this browser and
// starts afresh after the end, after four hours, or with a new version.
import { fill } from "./phrases.js";
import { forget, recall, remember } from "./place.js";

const KEPT = 4 * 60 * 60 * 1000;

class FollowGuide extends HTMLElement {
  connectedCallback() {
    this.list = document.querySelector(".steps");
    this.steps = [...this.list.querySelectorAll(".step-action, .step-result")];
    if (!this.steps.length) return;
    this.hidden = false;
    this.offer(this.dataset.follow, () => this.begin());
    this.goOn();
    document.addEventListener("ticks-carried", () => this.done.size || this.goOn());
  }

  goOn() {
    this.done = new Set(this.kept());
    if (this.done.size) this.start();
  }

  get name() {
    return `follow.${this.dataset.guide}`;
  }

  kept() {
    const kept = recall(this.name);
    const holds = kept && kept.version === this.dataset.version && Date.now() - kept.at < KEPT;
    return holds ? kept.done : [];
  }

  begin() {
    this.start();
    this.go(this.next());
  }

  start() {
    this.list.classList.add("following");
    for (const step of this.steps) this.makeBox(step);
    this.show();
  }

  makeBox(step) {
    const stop = step.querySelector(".stop");
    if (stop.tagName === "BUTTON") return;
    const box = document.createElement("button");
    box.type = "button";
    box.className = "stop";
    box.append(...stop.cloneNode(true).childNodes);
    box.setAttribute("aria-label", fill(this.dataset.tick, { step: this.numberOf(step) }));
    box.addEventListener("click", () => this.tick(step));
    step.plain = stop;
    stop.replaceWith(box);
  }

  numberOf(step) {
    const stop = step.plain ?? step.querySelector(".stop");
    return stop.textContent.trim() || this.steps.indexOf(step) + 1;
  }

  tick(step) {
    const ticked = !this.done.has(step.id);
    if (ticked) this.done.add(step.id);
    else this.done.delete(step.id);
    if (this.next()) remember(this.name, { version: this.dataset.version, at: Date.now(), done: [...this.done] });
    else forget(this.name);
    this.show();
    if (ticked) this.go(this.next());
  }

  next() {
    return this.steps.find((step) => !this.done.has(step.id));
  }

  go(step) {
    if (!step) return;
    step.scrollIntoView({ block: "start" });
    step.querySelector(".stop").focus({ preventScroll: true });
  }

  show() {
    const next = this.next();
    for (const step of this.steps) {
      const done = this.done.has(step.id);
      step.classList.toggle("done", done);
      step.classList.toggle("now", step === next);
      step.querySelector(".stop").setAttribute("aria-pressed", done);
    }
    const words = next
      ? fill(this.dataset.count, { done: this.done.size, all: this.steps.length })
      : this.dataset.finished;
    const label = next ? this.dataset.stop : this.dataset.again;
    this.offer(label, () => (next ? this.stop() : this.again()), words);
  }

  offer(label, act, words) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = words ? "button" : "button go";
    button.textContent = label;
    button.addEventListener("click", act);
    this.replaceChildren(button);
    if (words) this.append(...this.measure(words));
  }

  measure(words) {
    const bar = document.createElement("progress");
    bar.max = this.steps.length;
    bar.value = this.done.size;
    bar.setAttribute("aria-label", this.dataset.follow);
    const text = document.createElement("span");
    text.className = "fine soft";
    text.setAttribute("role", "status");
    text.textContent = words;
    return [bar, text];
  }

  again() {
    this.done.clear();
    this.show();
    this.go(this.next());
  }

  stop() {
    forget(this.name);
    this.done.clear();
    this.list.classList.remove("following");
    for (const step of this.steps) {
      step.classList.remove("done", "now");
      step.querySelector(".stop").replaceWith(step.plain);
    }
    this.offer(this.dataset.follow, () => this.begin());
    this.querySelector("button").focus();
  }
}

customElements.define("follow-guide", FollowGuide);
