// What those who take dropped files share: small elements, whether files are dragged, and the zone that shows then.
export function make(tag, name = "", words = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words) element.textContent = words;
  return element;
}

export function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

export class DropZone {
  constructor(owner) {
    this.owner = owner;
    this.depth = 0;
  }

  enter() {
    this.depth += 1;
    if (this.shown) return;
    this.shown = make("div", "dropzone", this.owner.dataset.drop);
    this.owner.append(this.shown);
  }

  leave() {
    this.depth -= 1;
    if (this.depth <= 0) this.clear();
  }

  clear() {
    this.depth = 0;
    this.shown?.remove();
    this.shown = null;
  }
}
