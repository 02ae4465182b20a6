// The steps that were deleted in the last days, below the others: asked for when somebody looks, and put back where
// they were.
import { fill } from "../phrases.js";
import { say } from "../toast.js";
import { ask } from "./server.js";
import { store } from "./store.js";

class DeletedSteps extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.list = this.querySelector("ul");
    this.details.addEventListener("toggle", () => this.look());
    this.list.addEventListener("click", ({ target }) => target.matches("button") && this.putBack(target));
    store.addEventListener("state", () => store.sync.state === "saved" && this.look());
  }

  async look() {
    if (!this.details.open) return;
    const { steps } = await ask("GET", `/api/guides/${store.id}/deleted-steps`).catch(() => ({ steps: null }));
    if (!steps) return;
    this.querySelector("[data-none]").hidden = steps.length > 0;
    const present = new Map([...this.list.children].map((item) => [item.dataset.key, item]));
    const keys = new Set(steps.map(({ id, at }) => `${id} ${at}`));
    for (const [key, item] of present) if (!keys.has(key)) item.remove();
    for (const step of steps) if (!present.has(`${step.id} ${step.at}`)) this.list.append(this.row(step));
  }

  row({ id, caption, by, at, until }) {
    const item = this.querySelector("template").content.firstElementChild.cloneNode(true);
    item.dataset.key = `${id} ${at}`;
    const words = item.querySelector("[data-words]");
    words.textContent = caption.replace(/\*\*/g, "");
    words.id = `deleted-${id}`;
    const day = (moment) => new Date(moment).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" });
    item.querySelector("[data-told]").textContent = fill(this.dataset.told, { name: by, day: day(at), until: day(until) });
    const button = item.querySelector("button");
    button.setAttribute("aria-describedby", words.id);
    button.dataset.step = id;
    return item;
  }

  async putBack(button) {
    button.disabled = true;
    try {
      const { serial } = await ask("POST", `/api/guides/${store.id}/deleted-steps/${button.dataset.step}/restore`);
      store.heard(serial);
      this.details.querySelector("summary").focus({ preventScroll: true });
      say(this.dataset.back);
    } catch (error) {
      say(error.message || this.dataset.offline);
    } finally {
      button.disabled = false;
      this.look();
    }
  }
}

customElements.define("deleted-steps", DeletedSteps);
