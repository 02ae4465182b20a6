// Adds the places of words as they are read in pictures, until all are read; what was unticked stays so.
const EVERY = 1500;

class RedactReading extends HTMLElement {
  connectedCallback() {
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
  }

  wait() {
    const isOver = Number(this.dataset.read) >= Number(this.dataset.all);
    if (!isOver && this.isConnected) this.waiting = setTimeout(() => this.ask(), EVERY);
  }

  async ask() {
    try {
      const answer = await fetch(this.dataset.address, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("redact-reading");
      if (fresh && this.isConnected) this.show(page, fresh);
    } catch {
      // The server does not answer just now: it is asked again.
    }
    this.wait();
  }

  show(page, fresh) {
    const form = this.closest("form");
    const known = new Set([...form.querySelectorAll("input[name=place]")].map((each) => each.value));
    for (const place of page.querySelectorAll("input[name=place]")) {
      if (!known.has(place.value)) form.querySelector(".redact-places").append(document.adoptNode(place.closest("li")));
    }
    form.querySelector("[data-places]").textContent = page.querySelector("[data-places]").textContent;
    this.querySelector("p").textContent = fresh.querySelector("p").textContent;
    this.dataset.read = fresh.dataset.read;
    this.dataset.all = fresh.dataset.all;
  }
}

customElements.define("redact-reading", RedactReading);
