// What rules left out while recording, below the steps: fetched when somebody looks, and brought back as an edit.
import { say } from "../toast.js";
import { store } from "./store.js";

class LeftOut extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.details.addEventListener("toggle", () => this.details.open && this.look());
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.bringBack(event.target);
    });
    store.addEventListener("change", ({ detail }) => detail.order && this.look());
  }

  async look() {
    if (!this.details.open) return;
    const answer = await fetch(this.dataset.from, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return say(this.dataset.offline);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("left-out");
    const rest = fresh ? [...fresh.children].filter((part) => part.localName !== "summary") : [this.none()];
    for (const old of [...this.details.children].slice(1)) old.remove();
    this.details.append(...rest.map((part) => document.adoptNode(part)));
  }

  none() {
    return Object.assign(document.createElement("p"), { className: "soft fine", textContent: this.dataset.none });
  }

  bringBack(form) {
    const step = new FormData(form).get("step");
    form.querySelector("button").disabled = true;
    store
      .send([{ kind: "bring_back", step }], { said: this.dataset.said })
      .then(() => this.details.querySelector("summary").focus({ preventScroll: true }))
      .catch((error) => say(error.message))
      .finally(() => this.look());
  }
}

customElements.define("left-out", LeftOut);
