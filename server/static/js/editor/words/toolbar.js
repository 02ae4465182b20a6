// The tools at a selection: they appear above the words that are selected, and Alt+F10 leads into them.
class WordsToolbar extends HTMLElement {
  connectedCallback() {
    document.addEventListener("selectionchange", () => this.follow());
    document.addEventListener("words-changed", () => this.follow());
    document.addEventListener("focusin", () => this.follow());
    document.addEventListener("keydown", (event) => this.enter(event));
    this.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    this.addEventListener("click", (event) => this.press(event.target.closest("[data-format]")));
    this.addEventListener("keydown", (event) => this.step(event));
    this.addEventListener("focusout", ({ relatedTarget }) => this.contains(relatedTarget) || relatedTarget === this.field || this.field?.leave());
    addEventListener("scroll", () => this.place(), { passive: true });
  }

  get buttons() {
    return [...this.querySelectorAll("[data-format]:not([hidden])")];
  }

  follow() {
    const active = document.activeElement;
    if (this.contains(active)) return;
    this.field = active?.matches?.("rich-words") && !active.isPlain ? active : null;
    this.hidden = !this.field || getSelection().isCollapsed;
    if (!this.hidden) this.show();
  }

  show() {
    for (const button of this.querySelectorAll("[data-format]")) {
      button.hidden = !this.field.allows(button.dataset.format);
      button.ariaPressed = String(this.field.has(button.dataset.format));
    }
    this.place();
  }

  place() {
    if (this.hidden || !this.field) return;
    const selection = getSelection();
    const words = selection.rangeCount ? selection.getRangeAt(0).getBoundingClientRect() : null;
    const at = words?.width ? words : this.field.getBoundingClientRect();
    const below = matchMedia("(pointer: coarse)").matches || at.top < this.offsetHeight + 80;
    const top = below ? at.bottom + 8 : at.top - this.offsetHeight - 8;
    const left = Math.min(Math.max(8, at.left), document.documentElement.clientWidth - this.offsetWidth - 8);
    Object.assign(this.style, { top: `${Math.round(top)}px`, left: `${Math.round(left)}px` });
  }

  enter(event) {
    if (event.key !== "F10" || !event.altKey || !this.field) return;
    event.preventDefault();
    this.kept = this.field.selected;
    this.hidden = false;
    this.show();
    this.buttons[0].focus();
  }

  step(event) {
    const { buttons } = this;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) buttons[(buttons.indexOf(document.activeElement) + by + buttons.length) % buttons.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") this.back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  press(button) {
    if (!button || !this.field) return;
    if (this.contains(document.activeElement)) this.back();
    this.field.format(button.dataset.format);
  }

  back() {
    const { field, kept } = this;
    field.focus({ preventScroll: true });
    if (kept) field.select(kept.from, kept.to);
    this.kept = null;
  }
}

customElements.define("words-toolbar", WordsToolbar);
