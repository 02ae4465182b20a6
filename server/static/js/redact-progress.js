// Tells how far a redaction is until it is done.
const EVERY = 400;

class RedactProgress extends HTMLElement {
  connectedCallback() {
    if (this.dataset.state !== "done") this.waiting = setTimeout(() => this.ask(), EVERY);
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
  }

  async ask() {
    try {
      const answer = await fetch(this.dataset.address, { headers: { Accept: "application/json" } });
      if (answer.ok) this.show(await answer.json());
    } catch {
      // The server does not answer just now: the redaction goes on without this page.
    }
    if (this.dataset.state !== "done" && this.isConnected) this.waiting = setTimeout(() => this.ask(), EVERY);
  }

  show({ state, done, of, trouble }) {
    const bar = this.querySelector("progress");
    bar.max = of || 1;
    bar.value = done;
    this.querySelector("[data-said]").textContent = this.dataset.count.replace("{done}", done).replace("{of}", of);
    const sentence = this.querySelector("[data-trouble]");
    sentence.textContent = trouble;
    sentence.hidden = !trouble;
    if (state === this.dataset.state) return;
    this.dataset.state = state;
    for (const each of this.querySelectorAll("[data-when]")) each.hidden = (each.dataset.when === "done") !== (state === "done");
    if (state !== "done") return;
    this.querySelector("h1[data-when=done]").focus();
    this.dispatchEvent(new CustomEvent("redacted", { bubbles: true }));
  }
}

customElements.define("redact-progress", RedactProgress);
