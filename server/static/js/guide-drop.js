// Drop .guide files on any page to bring them in: each says how far it is, what became of it, or what is wrong.
import { DropZone, hasFiles, make } from "./dropping.js";
import { fill } from "./phrases.js";
import { Offline, send } from "./send.js";

class GuideDrop extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.zone = new DropZone(this);
    // A picture of this very page that is dragged about says "Files" too.
    addEventListener("dragstart", () => (this.own = true));
    addEventListener("dragend", () => (this.own = false));
    addEventListener("dragenter", (event) => this.enter(event));
    addEventListener("dragleave", (event) => hasFiles(event) && this.zone.leave());
    addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
    addEventListener("drop", (event) => this.drop(event));
  }

  enter(event) {
    if (!hasFiles(event) || this.own || event.defaultPrevented) return; // somebody else on the page takes it
    this.zone.enter();
  }

  async drop(event) {
    const isTheirs = event.defaultPrevented || event.target.closest?.("input[type=file]");
    if (!hasFiles(event) || this.own || isTheirs) return this.zone.clear();
    event.preventDefault();
    this.zone.clear();
    const list = this.panel();
    const arrived = [];
    const files = [...event.dataTransfer.files];
    for (const file of files) arrived.push(await this.bring(file, list));
    if (files.length === 1 && arrived[0]) location.assign(arrived[0]);
  }

  panel() {
    this.querySelector(".arrivals")?.remove();
    const panel = make("section", "arrivals");
    const head = make("div", "row apart");
    const close = make("button", "plain", this.dataset.close);
    close.type = "button";
    close.addEventListener("click", () => panel.remove());
    head.append(make("b", "", this.dataset.heading), close);
    const list = make("ul");
    list.setAttribute("role", "list");
    panel.setAttribute("aria-live", "polite");
    panel.append(head, list);
    this.append(panel);
    return list;
  }

  async bring(file, list) {
    const line = make("li");
    list.append(line);
    try {
      this.check(file);
      const guide = await this.send(file, line);
      const link = make("a", "", this.dataset.open);
      link.href = guide.url;
      line.replaceChildren(this.words({ same: "same", back: "back" }[guide.outcome] ?? "done", file), link);
      return guide.url;
    } catch (problem) {
      line.replaceChildren(make("span", "wrong", problem.message));
      return null;
    }
  }

  words(which, file, values = {}) {
    return make("span", "", fill(this.dataset[which], { name: file.name, ...values }));
  }

  check(file) {
    if (!file.name.toLowerCase().endsWith(".guide")) throw new Error(this.words("wrongType", file).textContent);
    const limit = Number(this.dataset.limit);
    if (limit && file.size > limit) throw new Error(this.words("tooLarge", file).textContent);
  }

  async send(file, line) {
    const bar = make("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", file.name);
    const progress = (part) => {
      bar.value = Math.round(100 * part);
      const words = part < 1 ? this.words("sending", file, { percent: bar.value }) : this.words("opening", file);
      line.replaceChildren(words, bar);
    };
    progress(0);
    const body = new FormData();
    body.append("file", file);
    try {
      return await send("/api/guides", body, progress);
    } catch (problem) {
      throw new Error(problem instanceof Offline ? this.words("offline", file).textContent : `${file.name}: ${problem.message}`);
    }
  }
}

customElements.define("guide-drop", GuideDrop);
