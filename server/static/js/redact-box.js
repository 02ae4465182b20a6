// Marks a region of a picture by drag; the numbers below say the same, for keys and for whoever cannot drag.
class RedactBox extends HTMLElement {
  connectedCallback() {
    this.frame = this.querySelector(".redact-frame");
    this.sides = [...this.closest("form").querySelectorAll("input[name=side]")];
    this.addEventListener("pointerdown", (event) => this.start(event));
    this.addEventListener("pointermove", (event) => this.from && this.draw(event));
    this.addEventListener("pointerup", () => (this.from = null));
    this.addEventListener("pointercancel", () => (this.from = null));
    for (const each of this.sides) each.addEventListener("input", () => this.show());
    this.show();
  }

  start(event) {
    if (event.button) return;
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    this.from = this.at(event);
    this.draw(event);
  }

  at(event) {
    const area = this.querySelector("img").getBoundingClientRect();
    const inside = (value, most) => Math.round(Math.min(Math.max(value, 0), 1) * most);
    return [
      inside((event.clientX - area.left) / area.width, Number(this.dataset.width)),
      inside((event.clientY - area.top) / area.height, Number(this.dataset.height)),
    ];
  }

  draw(event) {
    const [x, y] = this.at(event);
    const [fromX, fromY] = this.from;
    const box = [Math.min(x, fromX), Math.min(y, fromY), Math.abs(x - fromX), Math.abs(y - fromY)];
    box.forEach((value, side) => (this.sides[side].value = value));
    this.show();
  }

  show() {
    const [x, y, width, height] = this.sides.map((each) => Number(each.value));
    this.frame.hidden = !(width > 0 && height > 0);
    const part = (value, most) => `${(100 * value) / Number(most)}%`;
    this.frame.style.left = part(x, this.dataset.width);
    this.frame.style.top = part(y, this.dataset.height);
    this.frame.style.width = part(width, this.dataset.width);
    this.frame.style.height = part(height, this.dataset.height);
  }
}

customElements.define("redact-box", RedactBox);
