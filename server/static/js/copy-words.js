// A command with a button that copies it.
import { copied } from "./copied.js";
import { say } from "./toast.js";

class CopyWords extends HTMLElement {
  connectedCallback() {
    if (this.button) return;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "plain";
    this.button.textContent = this.dataset.copy;
    this.button.addEventListener("click", () => this.copy());
    this.append(this.button);
  }

  async copy() {
    const words = this.querySelector("code").textContent;
    if (await copied(words, this.button)) say(this.dataset.copied);
    else getSelection().selectAllChildren(this.querySelector("code"));
  }
}

customElements.define("copy-words", CopyWords);
