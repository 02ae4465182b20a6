// One button that ticks all of a form, also what stands outside of it, and then none.
class TickAll extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button", textContent: this.dataset.all });
    button.addEventListener("click", () => {
      const boxes = [...this.closest("form").elements].filter((each) => each.type === "checkbox");
      const wanted = boxes.some((each) => !each.checked);
      for (const box of boxes) box.checked = wanted;
      button.textContent = wanted ? this.dataset.none : this.dataset.all;
    });
    this.append(button);
  }
}

customElements.define("tick-all", TickAll);
