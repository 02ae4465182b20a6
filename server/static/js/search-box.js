// The search box: "/" goes there from anywhere. In the bar and on the home page it suggests guides as one types;
// on the search page the results follow the typing, and Back the searches.
import { Suggestions } from "./suggestions.js";

const PAUSE = 120;
const STOPPED = 2000; // whoever stops typing for so long has asked

class SearchBox extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.asked = this.field.value.trim();
    document.addEventListener("keydown", (event) => this.key(event));
    if (this.hasAttribute("data-live")) this.live();
    else this.suggestions = new Suggestions(this);
  }

  live() {
    this.field.addEventListener("input", () => this.later());
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.search({ whole: true });
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
    if (event.key === "Escape") closeFilter(event);
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
    clearTimeout(this.stopping);
    this.timer = setTimeout(() => this.search(), PAUSE);
    this.stopping = setTimeout(() => this.search({ whole: true }), STOPPED);
  }

  // While somebody types, nothing that is missed is noted; `whole` says that they stopped.
  async search({ moved = true, whole = false } = {}) {
    clearTimeout(this.timer);
    if (whole) clearTimeout(this.stopping);
    const words = this.field.value.trim();
    const isMissed = whole && this.typed && !document.querySelector(".hit");
    if (words === this.asked && moved && !isMissed) return;
    this.asked = words;
    this.typed = moved && !whole;
    const url = addressFor(words);
    this.waiting?.abort();
    this.waiting = new AbortController();
    try {
      const page = await read(url, this.waiting.signal, this.typed);
      document.getElementById("results").replaceWith(page.getElementById("results"));
      document.title = page.title;
      if (moved && !isMissed) this.move(url);
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

// The same filters, other words.
function addressFor(words) {
  const asked = new URL(location).searchParams;
  for (const name of ["q", "show", "exact"]) asked.delete(name);
  const said = new URLSearchParams(words ? [["q", words], ...asked] : [...asked]).toString();
  return said ? `/search?${said}` : "/search";
}

async function read(url, signal, isTyping) {
  const headers = { Accept: "text/html", ...(isTyping ? { "Handrail-Typing": "1" } : {}) };
  const answer = await fetch(url, { signal, headers });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function closeFilter(event) {
  const open = event.target.closest?.("details.filter[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
}

export function isTyping(element) {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

customElements.define("search-box", SearchBox);
