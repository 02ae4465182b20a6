// Guides that fit what is being typed, under the search box: a list to go through with the arrows. The focus stays
// in the field (the combobox pattern), Enter opens what is chosen or else searches, Escape closes.
const PAUSE = 90;
const MOST = 6;

export class Suggestions {
  constructor(box) {
    this.field = box.querySelector("input");
    this.list = box.querySelector("[role=listbox]");
    this.template = box.querySelector("template").content;
    this.status = box.querySelector("[data-told]");
    this.chosen = -1;
    this.prepare();
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("focus", () => this.list.childElementCount && this.field.value.trim() && this.show(true));
    box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || this.show(false));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  }

  prepare() {
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.setAttribute("aria-expanded", "false");
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const words = this.field.value.trim();
    this.waiting?.abort();
    if (!words) return this.show(false);
    this.waiting = new AbortController();
    const url = `/api/search?limit=${MOST}&q=${encodeURIComponent(this.field.value)}`;
    try {
      const answer = await fetch(url, { signal: this.waiting.signal });
      if (answer.ok) this.fill(words, await answer.json());
    } catch {
      // typed on, or no network: Enter searches anyway
    }
  }

  fill(words, found) {
    const all = this.option(`/search?q=${encodeURIComponent(words)}`);
    all.querySelector("bdi").textContent = this.says("all", { words });
    all.classList.add("all");
    this.list.replaceChildren(...found.results.map((each) => this.result(each)), all);
    this.options.forEach((each, at) => { each.id = `suggestion-${at}`; });
    this.choose(-1);
    const instead = Object.values(found.instead ?? {}).join(" ");
    this.status.textContent = !found.results.length ? this.says("none") : instead ? this.says("instead", { words: instead }) : "";
    this.show(document.activeElement === this.field);
  }

  result(each) {
    const option = this.option(each.guide.url + (each.step ? `#step-${each.step}` : ""));
    marked(option.querySelector("bdi"), each.guide.title, each.title_marks);
    const line = option.querySelector("span");
    if (each.number) line.append(`${this.says("step", { number: each.number })} · `);
    const words = document.createElement("bdi");
    if (each.step) marked(words, each.snippet, each.marks);
    else words.textContent = each.place || each.snippet;
    line.append(words);
    return option;
  }

  option(url) {
    const option = this.template.querySelector("a").cloneNode(true);
    option.href = url;
    return option;
  }

  says(name, values = {}) {
    const words = this.template.querySelector(`[data-${name}]`).textContent;
    return words.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  show(isOpen) {
    this.list.hidden = !isOpen;
    this.field.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.choose(-1);
  }

  choose(at) {
    this.chosen = at;
    this.options.forEach((each, place) => each.setAttribute("aria-selected", String(place === at)));
    const option = this.options[at];
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!this.list.childElementCount) return;
      event.preventDefault();
      event.stopPropagation();
      const places = this.options.length + 1; // one of them is the field itself
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!isOpen) this.show(true);
      this.choose(((this.chosen + 1 + step + places) % places) - 1);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault(); // or the browser would empty the field
      event.stopPropagation();
      this.show(false);
    } else if (event.key === "Enter" && isOpen && this.chosen >= 0) {
      event.preventDefault();
      this.options[this.chosen].click();
    }
  }
}

function marked(element, text, marks) {
  let at = 0;
  for (const [start, stop] of marks) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, stop);
    element.append(text.slice(at, start), mark);
    at = stop;
  }
  element.append(text.slice(at));
}
