// A message that asks for a recording: written by the reader, sent by a program of theirs, never by us.
import { copied } from "./copied.js";
import { fill } from "./phrases.js";
import { say } from "./toast.js";

class AskColleague extends HTMLElement {
  connectedCallback() {
    if (this.field) return;
    this.field = this.querySelector("textarea");
    this.mail = this.querySelector("[data-mail]");
    this.field.value += `\n\n${fill(this.dataset.how, { address: location.href })}`;
    this.field.addEventListener("input", () => this.write());
    if (navigator.share) this.offer(this.dataset.share, () => this.share());
    this.offer(this.dataset.copy, (event) => this.copy(event.target));
    this.write();
  }

  offer(words, does) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = words;
    button.addEventListener("click", does);
    this.mail.after(button);
  }

  write() {
    const said = { subject: this.dataset.subject, body: this.field.value };
    const query = Object.entries(said).map(([name, words]) => `${name}=${encodeURIComponent(words)}`);
    this.mail.href = `mailto:?${query.join("&")}`;
  }

  async share() {
    try {
      await navigator.share({ title: this.dataset.subject, text: this.field.value });
    } catch {
      // Closed without choosing anybody: nothing was sent, and nothing is to be said.
    }
  }

  async copy(button) {
    if (await copied(this.field.value, button)) say(this.dataset.copied);
    else this.field.select();
  }
}

customElements.define("ask-colleague", AskColleague);
