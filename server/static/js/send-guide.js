// A file for whoever asked for it: chosen or dropped, sent with progress, and nothing is lost when that fails.
import { DropZone, hasFiles, make } from "./dropping.js";
import { fill } from "./phrases.js";
import { Offline, send } from "./send.js";

class SendGuide extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.field = this.querySelector("input[type=file]");
    this.told = this.querySelector("[data-sent]");
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.zone = new DropZone(this);
    // Before the page's own place for dropped guides, which leaves alone what somebody else takes.
    addEventListener("dragenter", (event) => this.enter(event), true);
    addEventListener("dragleave", (event) => hasFiles(event) && this.zone.leave(), true);
    addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault(), true);
    addEventListener("drop", (event) => this.drop(event), true);
  }

  enter(event) {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.zone.enter();
  }

  drop(event) {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.zone.clear();
    this.send([...event.dataTransfer.files]);
  }

  submit(event) {
    event.preventDefault();
    this.send([...this.field.files]);
  }

  async send(files) {
    if (this.sends) return;
    this.sends = true;
    this.told.replaceChildren();
    for (const file of files) {
      const line = make("p");
      this.told.append(line);
      try {
        const sent = await this.bring(file, line);
        line.className = "notice";
        line.textContent = this.words(sent.outcome, { ...sent, name: file.name });
        this.field.value = "";
        if (this.hasAttribute("data-goes") && files.length === 1) location.assign(sent.url);
      } catch (problem) {
        line.className = "notice bad";
        line.textContent = problem.message;
      }
    }
    this.sends = false;
  }

  words(which, values) {
    return fill(this.dataset[which], { asker: this.dataset.asker, ...values });
  }

  check(file) {
    const limit = Number(this.dataset.limit);
    const named = { name: file.name };
    if (!file.name.toLowerCase().endsWith(".guide")) throw new Error(this.words("wrongType", named));
    if (!file.size) throw new Error(this.words("empty", named));
    if (limit && file.size > limit) throw new Error(this.words("tooLarge", named));
  }

  async bring(file, line) {
    this.check(file);
    const bar = make("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", file.name);
    const says = make("span");
    line.append(says, bar);
    const progress = (part) => {
      bar.value = Math.round(100 * part);
      says.textContent = this.words(part < 1 ? "sending" : "opening", { name: file.name, percent: bar.value });
    };
    progress(0);
    const body = new FormData(this.form);
    body.set("file", file);
    try {
      return await send(this.dataset.address, body, progress);
    } catch (problem) {
      const named = { name: file.name };
      throw new Error(problem instanceof Offline ? this.words("offline", named) : `${file.name}: ${problem.message}`);
    }
  }
}

customElements.define("send-guide", SendGuide);
