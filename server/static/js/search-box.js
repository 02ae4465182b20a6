// The search box: "/" goes there from anywhere; on the search page results follow the typing, and Back the
// searches.
const PAUSE = 120;

class SearchBox extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.asked = this.field.value.trim();
    document.addEventListener("keydown", (event) => this.key(event));
    if (!this.hasAttribute("data-live")) return;
    this.field.addEventListener("input", () => this.later());
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
    });
    addEventListener("popstate", () => {
      this.field.value = new URL(location).searchParams.get("q") ?? "";
      this.search({ moved: false });
    });
    if (!this.asked || matchMedia("(hover: hover)").matches) this.field.focus(); // no keyboard over a phone's results
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && !isTyping(event.target)) {
      event.preventDefault();
      this.field.focus();
      this.field.select();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.step(event);
  }

  step(event) {
    const stops = [this.field, ...document.querySelectorAll(".hit")];
    const here = stops.indexOf(document.activeElement);
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (here < 0 || !next || stops.length === 1) return;
    event.preventDefault();
    next.focus();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  async search({ moved = true } = {}) {
    clearTimeout(this.timer);
    const words = this.field.value.trim();
    if (words === this.asked && moved) return;
    this.asked = words;
    const url = words ? `/search?q=${encodeURIComponent(words)}` : "/search";
    this.waiting?.abort();
    this.waiting = new AbortController();
    try {
      const page = await read(url, this.waiting.signal);
      document.getElementById("results").replaceWith(page.getElementById("results"));
      document.title = page.title;
      if (moved) this.move(url);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    }
  }

  // One entry of the history for each search someone paused at, not for each letter.
  move(url) {
    const soon = Date.now() - (this.movedAt ?? 0) < 1500;
    history[soon ? "replaceState" : "pushState"](null, "", url);
    this.movedAt = Date.now();
  }
}

async function read(url, signal) {
  const answer = await fetch(url, { signal, headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

export function isTyping(element) {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

customElements.define("search-box", SearchBox);
