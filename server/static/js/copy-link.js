// A link to one step: a click copies its address.
import { copied } from "./copied.js";
import { say } from "./toast.js";

class CopyLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  async handleEvent(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(history.state, "", link.hash);
    if (await copied(link.href, link)) say(this.dataset.copied);
    else location.hash = link.hash;
  }
}

customElements.define("copy-link", CopyLink);
