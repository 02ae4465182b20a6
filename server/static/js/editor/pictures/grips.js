// What a picture's marks are taken by: a button around each mark, for keys and screen readers, and handles at the
// selected one. They are placed in shares of the picture, so that they need not follow when it is resized.
import { boundsOf, corners, handlesOf } from "./shapes.js";
import { markWords } from "./words.js";

export class Grips {
  constructor(stage) {
    this.stage = stage;
    this.root = document.createElement("div");
    this.root.className = "grips";
  }

  place() {
    if (this.isPlacing) return; // a grip that goes takes the focus along, which is told at once
    this.isPlacing = true;
    this.arrange();
    this.isPlacing = false;
  }

  arrange() {
    const { stage } = this;
    const wanted = stage.cropping ? this.ofCrop() : [...this.ofMarks(), ...this.ofHandles()];
    const present = new Map([...this.root.children].map((each) => [each.dataset.grip, each]));
    const made = wanted.map(({ key, ...grip }) => this.put(present.get(key) ?? this.make(key), grip));
    const keep = new Set(made);
    for (const each of present.values()) if (!keep.has(each)) this.drop(each);
    made.forEach((each, at) => this.root.children[at] !== each && this.root.insertBefore(each, this.root.children[at] ?? null));
  }

  drop(grip) {
    if (grip === document.activeElement) this.stage.host.focus({ preventScroll: true });
    grip.remove();
  }

  ofMarks() {
    const { stage } = this;
    const { sight } = stage;
    return stage.marks.map((mark, at) => ({
      key: `mark-${at}`, bounds: boundsOf(mark, sight), label: markWords(mark, at + 1, stage.marks.length), isSelected: at === stage.selected,
    }));
  }

  ofHandles() {
    const { mark, sight } = this.stage;
    return mark ? this.handles(handlesOf(mark, sight)) : [];
  }

  ofCrop() {
    const [x, y, width, height] = this.stage.cropping.crop;
    return this.handles(corners({ x, y, width, height }));
  }

  placeOf(handle) {
    const { mark, sight } = this.stage;
    return handlesOf(mark, sight)[handle];
  }

  handles(places) {
    return Object.entries(places).map(([name, [x, y]]) => ({ key: `handle-${name}`, name, bounds: { x, y, width: 0, height: 0 } }));
  }

  make(key) {
    const grip = document.createElement("button");
    grip.type = "button";
    grip.className = key.startsWith("mark") ? "mark-grip" : "mark-grip mark-handle";
    grip.dataset.grip = key;
    grip.id = `${key}-${this.stage.id}`; // by which the focus is found again in fresh HTML
    return grip;
  }

  put(grip, { bounds, label, isSelected, name }) {
    const { view, words } = this.stage;
    const share = (value) => `${value * 100}%`;
    Object.assign(grip.style, {
      left: share((bounds.x - view.x) / view.width),
      top: share((bounds.y - view.y) / view.height),
      width: bounds.width ? share(bounds.width / view.width) : "",
      height: bounds.height ? share(bounds.height / view.height) : "",
    });
    if (name) grip.dataset.handle = name;
    grip.setAttribute("aria-label", name ? words.handles[name] : label);
    if (!name) grip.setAttribute("aria-pressed", String(Boolean(isSelected)));
    grip.tabIndex = this.stage.isFocused ? 0 : -1;
    return grip;
  }

  focus(key) {
    const grip = [...this.root.children].find((each) => each.dataset.grip === key);
    grip?.focus({ preventScroll: true });
    return grip;
  }
}
