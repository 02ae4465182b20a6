// A file for whoever asked for it: chosen or dropped, sent with progress, and nothing is lost when that fails.
import { askName } from "./ask-name.js";
import { hasFiles, make, parsed } from "./files-sent.js";
import { fill } from "./phrases.js";

class SendGuide extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.field = this.querySelector("input[type=file]");
    this.told = this.querySelector("[data-sent]");
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.depth = 0;
    // Before the page's own place for dropped guides, which leaves alone what somebody else takes.
    addEventListener("dragenter", (event) => this.enter(event), true);
    addEventListener("dragleave", (event) => hasFiles(event) && --this.depth <= 0 && this.clear(), true);
    addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault(), true);
    addEventListener("drop", (event) => this.drop(event), true);
  }

  enter(event) {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.depth += 1;
    if (this.zone) return;
    this.zone = make("div", "dropzone", this.dataset.drop);
    this.append(this.zone);
  }

  clear() {
    this.depth = 0;
    this.zone?.remove();
    this.zone = null;
  }

  drop(event) {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.clear();
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

  async bringNamed(file, line, problem) {
    line.replaceChildren();
    if (await askName()) return this.bring(file, line);
    throw new Error(problem.detail);
  }

  // XMLHttpRequest, since fetch cannot tell how far an upload is.
  bring(file, line) {
    this.check(file);
    const bar = make("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", file.name);
    const says = make("span");
    line.append(says, bar);
    const progress = (percent) => {
      bar.value = percent;
      says.textContent = this.words(percent < 100 ? "sending" : "opening", { name: file.name, percent });
    };
    progress(0);
    const body = new FormData(this.form);
    body.set("file", file);
    const request = new XMLHttpRequest();
    return new Promise((resolve, reject) => {
      request.upload.addEventListener("progress", (event) => progress(Math.round((100 * event.loaded) / event.total)));
      request.addEventListener("error", () => reject(new Error(this.words("offline", { name: file.name }))));
      request.addEventListener("load", () => {
        const answer = parsed(request.responseText);
        if (request.status < 300) resolve(answer);
        else if (answer.type === "name-needed") resolve(this.bringNamed(file, line, answer));
        else reject(new Error(answer.detail ? `${file.name}: ${answer.detail}` : this.words("offline", { name: file.name })));
      });
      request.open("POST", this.dataset.address);
      request.send(body);
    });
  }
}

customElements.define("send-guide", SendGuide);
