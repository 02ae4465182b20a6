// Two pictures of a step as one with a slider between them, and rings around what differs; without this module
// they stand side by side, and so they do where their shapes differ.
import { differences } from "./differences.js";
import { fill } from "./phrases.js";

const ALIKE = 0.03; // how much their shapes may differ
const MIDDLE = 50;

class ComparePictures extends HTMLElement {
  connectedCallback() {
    const images = [...this.querySelectorAll("img")];
    if (this.slide || images.length !== 2) return;
    const [before, after] = images.map((image) => image.width / image.height);
    if (Math.abs(before - after) / after > ALIKE) return;
    this.pair = this.querySelector(".pair");
    this.slide = this.made(images);
    this.append(this.slide, this.switcher());
    this.show(true);
    this.ring(images);
  }

  made(images) {
    const slide = document.createElement("div");
    slide.className = "slide";
    const [before, after] = images.map((image) => {
      const copy = image.cloneNode();
      copy.loading = "eager";
      return copy;
    });
    after.className = "over";
    after.alt = "";
    this.range = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 100, step: 1, value: MIDDLE });
    this.range.setAttribute("aria-label", this.dataset.label);
    this.range.addEventListener("input", () => this.move());
    slide.append(before, after, this.named("before"), this.named("now"), this.bar(), this.range);
    return slide;
  }

  named(which) {
    const name = document.createElement("span");
    name.className = `name name-${which}`;
    name.setAttribute("aria-hidden", "true");
    name.textContent = this.dataset[which];
    return name;
  }

  bar() {
    const bar = document.createElement("span");
    bar.className = "slide-bar";
    return bar;
  }

  move() {
    this.slide.style.setProperty("--at", `${this.range.value}%`);
    this.range.setAttribute("aria-valuetext", fill(this.dataset.value, { percent: this.range.value }));
  }

  switcher() {
    this.button = document.createElement("button");
    Object.assign(this.button, { type: "button", className: "plain" });
    this.button.addEventListener("click", () => this.show(this.slide.hidden));
    return this.button;
  }

  show(asSlide) {
    this.slide.hidden = !asSlide;
    this.pair.classList.toggle("beside", asSlide);
    this.button.textContent = asSlide ? this.dataset.beside : this.dataset.slide;
    if (asSlide) this.move();
  }

  async ring(images) {
    const found = await differences(...images.map((image) => image.currentSrc || image.src)).catch(() => []);
    for (const box of found) {
      const ring = document.createElement("span");
      ring.className = "changed-ring";
      for (const [side, share] of Object.entries(box)) ring.style[side] = `${share * 100}%`;
      this.range.before(ring);
    }
  }
}

customElements.define("compare-pictures", ComparePictures);
