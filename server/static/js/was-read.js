// On a guide's page: it was opened, so home names it among those read last.
import { noteRead } from "./recent.js";

class WasRead extends HTMLElement {
  connectedCallback() {
    noteRead({ id: this.dataset.guide, title: this.dataset.title });
  }
}

customElements.define("was-read", WasRead);
