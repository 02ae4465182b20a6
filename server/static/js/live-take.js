// A recording as it goes on: the server says when something has changed, and the page takes it over.
import { remember, takeOver } from "./fresh-parts.js";
import { sendForm } from "./sent-form.js";
import { say } from "./toast.js";

class LiveTake extends HTMLElement {
  connectedCallback() {
    remember(this);
    this.addEventListener("submit", (event) => this.send(event));
    this.events = new EventSource(this.dataset.events);
    this.events.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    this.events.addEventListener("error", () => say(this.dataset.offline));
    addEventListener("pagehide", () => this.events.close());
  }

  disconnectedCallback() {
    this.events.close();
  }

  hear({ number, state, url }) {
    if (state === "kept") return this.leave(url);
    if (number === Number(this.dataset.number)) return;
    this.dataset.number = number;
    this.refresh();
  }

  // While one page is fetched others may be announced: the last one wins, and none is fetched twice at once.
  async refresh() {
    this.again = Boolean(this.fetching);
    if (this.fetching) return;
    this.fetching = true;
    try {
      const answer = await fetch("/record", { headers: { Accept: "text/html" }, cache: "no-cache" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("live-take");
      // It has ended: its guide is gone through, or the page that starts another says why there is none.
      if (!fresh) return this.leave(page.querySelector("[data-landed]")?.getAttribute("href") ?? "/record");
      document.title = page.title;
      takeOver(this, fresh);
    } catch {
      say(this.dataset.offline);
    } finally {
      this.fetching = false;
      if (this.again) this.refresh();
    }
  }

  // Once, and never back: the page that shows the guide makes the server forget the take.
  leave(url) {
    if (this.isLeaving) return;
    this.isLeaving = true;
    this.events.close();
    location.replace(url);
  }

  async send(event) {
    event.preventDefault();
    const form = event.target;
    try {
      await sendForm(form, event.submitter);
      if (form.matches(".note")) form.reset();
    } catch (error) {
      say(error.isRefused ? error.message : this.dataset.offline);
    }
  }
}

customElements.define("live-take", LiveTake);
