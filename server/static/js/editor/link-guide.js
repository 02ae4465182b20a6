// Leads from a step to another guide: found by searching, kept by its id and its title.
import { store } from "./store.js";

const PAUSE = 150;

class LinkGuide extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.field = this.querySelector("input");
    this.found = this.querySelector(".found");
    this.said = this.querySelector("[role=status]");
    const editor = this.closest("guide-editor");
    editor.addEventListener("link", ({ detail, target }) => this.open(detail.step, target));
    editor.addEventListener("unlink", ({ detail }) => this.send(detail.step, (links) => links.filter((_, place) => place !== detail.place)));
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.found.addEventListener("click", ({ target }) => this.choose(target.closest("button")));
    this.dialog.addEventListener("close", () => this.origin?.focus({ preventScroll: true }));
  }

  open(step, origin) {
    Object.assign(this, { step, origin });
    this.field.value = "";
    this.show([], "");
    this.dialog.showModal();
    this.field.focus();
  }

  key(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.choose(this.found.querySelector("button"));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(this.field.value.trim()), PAUSE);
  }

  async search(words) {
    if (!words) return this.show([], "");
    try {
      const answer = await fetch(`/api/search?limit=8&q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      const { results } = await answer.json();
      if (words === this.field.value.trim()) this.show(results.map((each) => each.guide).filter((guide) => guide.id !== store.guide.id), this.said.dataset.none);
    } catch {
      this.show([], this.said.dataset.offline);
    }
  }

  show(guides, none) {
    this.said.textContent = guides.length ? "" : none;
    this.found.replaceChildren(...guides.map(({ id, title }) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: title, dir: "auto" });
      button.dataset.guide = id;
      return button;
    }));
  }

  choose(button) {
    if (!button) return;
    const link = { text: button.textContent, guide: button.dataset.guide };
    this.dialog.close();
    this.send(this.step, (links) => [...links.filter((each) => each.guide !== link.guide), link]);
  }

  send(id, change) {
    const { links } = store.step(id);
    const { didLink } = document.querySelector("step-acts").dataset;
    store.send([{ kind: "set_links", step: id, before: links, links: change(links) }], { said: didLink });
  }
}

customElements.define("link-guide", LinkGuide);
