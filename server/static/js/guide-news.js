// Tells whoever has a guide open that a newer version is there, and whoever comes back what changed since this
// browser read it last. It asks a small address now and then, and never reloads by itself.
import { fill } from "./phrases.js";
import { forget, recall, remember } from "./place.js";
import { showCounts } from "./said-count.js";
import { sumUp } from "./summed-up.js";

const EVERY = 30_000;
const AT_MOST = 5_000; // between two looks when the window gets the focus again
const TOLD_FOR = 12 * 60 * 60 * 1000;
const NAMED = 5;
const MOST_TOLD = 3; // the rest when these are dismissed

class GuideNews extends HTMLElement {
  connectedCallback() {
    this.guide = this.dataset.guide;
    this.version = Number(this.dataset.version);
    this.told = this.version;
    this.wait = this.askedFor();
    for (const name of ["focus", "pageshow"]) addEventListener(name, () => this.again());
    document.addEventListener("visibilitychange", () => this.again());
    document.addEventListener("said", () => this.look());
    this.look();
    if (this.dataset.liveOnly !== undefined) return; // a narrow window tells only what is new while it is open
    this.greet();
    this.askAfter();
  }

  get address() {
    return `/api/guides/${this.guide}`;
  }

  askedFor() {
    return setInterval(() => !document.hidden && this.look(), EVERY);
  }

  again() {
    if (!document.hidden && Date.now() - (this.lookedAt ?? 0) > AT_MOST) this.look();
  }

  async look() {
    this.lookedAt = Date.now();
    const standing = await this.asked("standing");
    if (!standing) return;
    showCounts(standing.open);
    if (standing.version > this.told) this.tellOf(standing.version);
  }

  // Nothing where the server does not answer; where it has no such guide any more, nothing is asked again.
  async asked(path) {
    const answer = await fetch(`${this.address}/${path}`, { cache: "no-cache" }).catch(() => null);
    if (answer && [401, 404, 410].includes(answer.status) && path === "standing") clearInterval(this.wait);
    return answer?.ok ? answer.json().catch(() => null) : null;
  }

  changed(since) {
    return this.asked(`changed?since=${since}`);
  }

  async tellOf(version) {
    this.told = version;
    const changed = await this.changed(this.version);
    if (!changed) return;
    this.live?.remove();
    this.live = this.line(fill(this.dataset.here, { version: changed.version, what: sumUp(changed, this.dataset) }), "show", "later");
    this.live.classList.add("live");
    this.live.classList.toggle("above", this.dataset.liveOnly !== undefined); // the way on is below
    this.live.setAttribute("role", "status");
    const go = this.live.querySelector("[data-go]");
    go.href = location.pathname;
    go.addEventListener("click", (event) => {
      event.preventDefault();
      location.reload(); // the place in the page is kept by that
    });
    this.place(this.live);
  }

  // Above a dialog that covers the page, such as one step at a time, as long as that is open.
  place(line) {
    const modal = document.querySelector("dialog:modal");
    (modal ?? document.body).append(line);
    modal?.addEventListener("close", () => line.isConnected && document.body.append(line), { once: true });
  }

  // What changed since the version that this browser read last, also after the page was loaded once more.
  async greet() {
    const name = `version.${this.guide}`;
    const known = recall(name);
    const isBack = known?.version < this.version;
    const since = isBack ? known.version : Date.now() - known?.at < TOLD_FOR ? known.since : 0;
    if (isBack || !known) remember(name, { version: this.version, at: Date.now(), ...(isBack && { since }) });
    if (!since) return;
    const changed = await this.changed(since);
    if (!changed || changed.version !== this.version) return;
    for (const step of changed.steps) this.mark(step);
    const words = fill(this.dataset.since, { version: since, what: sumUp(changed, this.dataset, NAMED) });
    const first = changed.steps[0];
    this.add(this.line(words, first && "first", "done", () => remember(name, { version: this.version, at: Date.now() })), first?.id);
  }

  mark({ id, new: isNew }) {
    const step = document.getElementById(`step-${id}`);
    if (!step || step.classList.contains("changed")) return;
    step.classList.add("changed");
    const tag = document.createElement("span");
    tag.className = "tag good changed-tag";
    tag.textContent = isNew ? this.dataset.new : this.dataset.changed;
    step.querySelector("h2").after(tag);
  }

  // What was said in this browser and has been mended since.
  async askAfter() {
    const name = `said.${this.guide}`;
    const said = recall(name);
    if (!said?.length) return;
    const mine = (await this.asked("feedback/mine"))?.feedback ?? [];
    const settled = mine.filter((each) => said.includes(each.id) && each.settled_in && each.settled_in <= this.version);
    for (const each of settled.slice(0, MOST_TOLD)) {
      const words = fill(each.state === "taken" ? this.dataset.taken : this.dataset.mended, { version: each.settled_in });
      const there = each.step && document.getElementById(`step-${each.step}`);
      this.add(this.line(words, there && "step", "done", () => this.forgetSaid(each.id)), each.step);
    }
  }

  forgetSaid(id) {
    const name = `said.${this.guide}`;
    const left = (recall(name) ?? []).filter((each) => each !== id);
    if (left.length) remember(name, left);
    else forget(name);
  }

  line(words, go, dismiss, dismissed = () => {}) {
    const line = this.querySelector("[data-line]").content.firstElementChild.cloneNode(true);
    line.querySelector("[data-words]").textContent = words;
    const link = line.querySelector("[data-go]");
    if (go) link.textContent = this.label(go);
    else link.remove();
    const button = line.querySelector("[data-dismiss]");
    button.textContent = this.label(dismiss);
    button.addEventListener("click", () => {
      line.remove();
      dismissed();
      this.hidden = !this.querySelector(".news");
    });
    return line;
  }

  add(line, step) {
    if (step) line.querySelector("[data-go]")?.setAttribute("href", `#step-${step}`);
    this.querySelector("[data-lines]").append(line);
    this.hidden = false;
  }

  label(name) {
    return this.querySelector("[data-labels]").content.querySelector(`[data-${name}]`).textContent;
  }
}

customElements.define("guide-news", GuideNews);
