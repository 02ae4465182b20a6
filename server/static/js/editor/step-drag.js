// Drags steps by their handle: with the mouse or a pen at once, with a finger after a short hold. A line shows
// where they will land; the page scrolls when the pointer comes near an edge; Escape puts everything back.
// Nothing moves in the page until the drop, so that a guide of 200 steps is dragged as smoothly as one of two.
import { chosen } from "./chosen.js";
import { whole } from "./places.js";
import { store } from "./store.js";

const HOLD = 220; // ms a finger rests before it lifts a step, so that it can still scroll
const SLACK = 5; // px the pointer may tremble before a press is a drag
const EDGE = 90; // px from the top or bottom where the page begins to scroll
const FASTEST = 22; // px a frame

class StepDrag extends HTMLElement {
  connectedCallback() {
    this.editor = this.closest("guide-editor");
    this.list = this.editor.querySelector("ol.steps");
    this.list.addEventListener("pointerdown", (event) => this.press(event));
    this.list.addEventListener("touchmove", (event) => this.lifted && event.preventDefault(), { passive: false });
    this.list.addEventListener("contextmenu", (event) => (this.lifted || this.timer) && event.pointerType === "touch" && event.preventDefault());
  }

  press(event) {
    const handle = event.target.closest("[data-step-grip]");
    if (!handle || event.button !== 0 || this.pressed) return;
    this.pressed = { handle, id: handle.closest("li.step").dataset.step, pointer: event.pointerId, x: event.clientX, y: event.clientY };
    this.stop = new AbortController();
    const listen = (name, act, target = window) => target.addEventListener(name, act, { signal: this.stop.signal });
    listen("pointermove", (each) => this.follow(each));
    listen("pointerup", (each) => each.pointerId === this.pressed.pointer && this.drop());
    listen("pointercancel", () => this.end());
    listen("blur", () => this.end());
    window.addEventListener("keydown", (each) => this.key(each), { signal: this.stop.signal, capture: true });
    if (event.pointerType === "touch") this.timer = setTimeout(() => this.lift(event.clientY), HOLD);
    else event.preventDefault(); // no text is selected along the way
  }

  key(event) {
    if (event.key !== "Escape" || !this.lifted) return;
    event.preventDefault();
    event.stopPropagation();
    this.end();
  }

  follow(event) {
    if (event.pointerId !== this.pressed.pointer) return;
    const far = Math.hypot(event.clientX - this.pressed.x, event.clientY - this.pressed.y) > SLACK;
    if (!this.lifted && far && this.timer) return this.end(); // the finger scrolls
    if (!this.lifted && far) this.lift(event.clientY);
    this.y = event.clientY;
  }

  lift(y) {
    clearTimeout(this.timer);
    this.timer = 0;
    const { steps } = store.guide;
    this.ids = chosen.with(this.pressed.id);
    this.moving = new Set(whole(steps, this.ids));
    this.lifted = true;
    this.y = y;
    this.line = Object.assign(document.createElement("div"), { className: "landing" });
    this.label = Object.assign(document.createElement("div"), { className: "lifted-label", textContent: this.words() });
    document.body.append(this.line, this.label);
    this.editor.classList.add("dragging");
    for (const id of this.moving) document.getElementById(`step-${id}`)?.toggleAttribute("data-lifted", true);
    this.frame = requestAnimationFrame(() => this.tick());
  }

  words() {
    const first = document.getElementById(`step-${this.ids[0]}`)?.querySelector("h2")?.textContent.trim() ?? "";
    return this.ids.length > 1 ? `${first} +${this.ids.length - 1}` : first;
  }

  // Once a frame, whatever the pointer does: scroll, see where it is, show it there.
  tick() {
    const speed = scrollSpeed(this.y, innerHeight);
    if (speed) scrollBy({ top: speed, behavior: "instant" });
    this.after = this.placeAt(this.y);
    this.show(this.list.getBoundingClientRect());
    this.label.style.transform = `translate(${this.pressed.x + 14}px, ${this.y + 6}px)`;
    this.frame = requestAnimationFrame(() => this.tick());
  }

  show(list) {
    const row = this.after && document.getElementById(`step-${this.after}`);
    const top = row ? row.getBoundingClientRect().bottom : list.top;
    this.line.style.width = `${list.width}px`;
    this.line.style.transform = `translate(${list.left}px, ${top}px)`;
  }

  // The step after which it would land: found by halving, so that few rows are measured.
  placeAt(y) {
    const rows = [...this.list.children].filter((row) => row.dataset.step && !this.moving.has(row.dataset.step));
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const box = rows[middle].getBoundingClientRect();
      if (box.top + box.height / 2 < y) low = middle + 1;
      else high = middle;
    }
    return rows[low - 1]?.dataset.step ?? null;
  }

  drop() {
    const { lifted, ids, after } = this;
    this.end();
    if (!lifted || after === undefined) return;
    addEventListener("click", swallow, { capture: true, once: true }); // the drop is no click on the handle
    setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    this.editor.dispatchEvent(new CustomEvent("move-steps", { detail: { ids, after } }));
  }

  end() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.stop?.abort();
    this.line?.remove();
    this.label?.remove();
    this.editor.classList.remove("dragging");
    for (const id of this.moving ?? []) document.getElementById(`step-${id}`)?.removeAttribute("data-lifted");
    Object.assign(this, { pressed: null, lifted: false, timer: 0, moving: null, after: undefined });
  }
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

export function scrollSpeed(y, height) {
  if (y < EDGE) return -FASTEST * Math.min(1, (EDGE - y) / EDGE);
  if (y > height - EDGE) return FASTEST * Math.min(1, (y - height + EDGE) / EDGE);
  return 0;
}

customElements.define("step-drag", StepDrag);
