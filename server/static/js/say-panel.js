// What is said at a step, as a panel beside it: the page that does the same without scripts, brought here. Its
// forms are sent without leaving the guide; words that could not be sent stay.
import { askName } from "./ask-name.js";
import { recall, remember } from "./place.js";

const ASKED = "name.asked";
const GAP = 8;

class SayPanel extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.place = this.querySelector("[data-section]");
    document.addEventListener("click", (event) => this.clicked(event));
    this.dialog.addEventListener("click", (event) => this.clickedInside(event));
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("submit", (event) => this.submitted(event));
    this.dialog.addEventListener("close", () => this.link?.focus({ preventScroll: true }));
    addEventListener("resize", () => this.stand());
    new ResizeObserver(() => this.stand()).observe(this.dialog); // a part of it was unfolded
  }

  clicked(event) {
    const link = event.target.closest?.("a[data-say]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.open(link);
  }

  // What is pressed here is meant for the panel, whatever the page around it does with keys.
  key(event) {
    event.stopPropagation();
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    this.dialog.close();
  }

  clickedInside(event) {
    if (event.target === this.dialog) return this.dialog.close();
    const link = event.target.closest("a");
    const step = link?.origin === location.origin && link.hash && document.getElementById(link.hash.slice(1));
    if (!step || link.pathname !== `/guides/${this.dataset.guide}`) return;
    event.preventDefault();
    this.link = null; // the focus goes to the step instead
    this.dialog.close();
    step.scrollIntoView({ block: "center" });
  }

  async open(link) {
    const isKept = this.link === link && this.holdsWords();
    this.link = link;
    if (!isKept) {
      const section = await this.fetched(link.href).catch(() => null);
      if (!section) return location.assign(link.href);
      this.take(section);
    }
    this.tell("");
    this.dialog.showModal();
    this.stand();
    const first = this.place.querySelector("button, summary");
    const start = first.closest(".said") ? this.place.querySelector("#feedback-heading") : first; // what settles is chosen
    start.focus({ preventScroll: true });
    this.dialog.scrollTop = 0;
  }

  // Words that were written and not sent are not thrown away by looking elsewhere.
  holdsWords() {
    return [...this.place.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
  }

  async fetched(address, options = {}) {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store", ...options });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const section = page.getElementById("feedback");
    if (section) return section;
    if (answer.status === 403 && page.querySelector("form input[name=name]") && (await askName())) return this.fetched(address, options);
    const refused = new Error(page.querySelector("main .lead")?.textContent ?? answer.statusText);
    refused.isRefused = true;
    throw refused;
  }

  take(section) {
    if (recall(ASKED)) for (const field of section.querySelectorAll(".asked-name")) field.remove();
    this.place.replaceChildren(document.adoptNode(section));
  }

  submitted(event) {
    if (event.target.method === "dialog") return;
    event.preventDefault();
    this.send(event.target, event.submitter);
  }

  async send(form, button) {
    if (this.sending) return;
    this.sending = true;
    this.tell("");
    const wasAsked = form.querySelector(".asked-name")?.checkVisibility();
    const body = new URLSearchParams(new FormData(form, button));
    try {
      const section = await this.fetched(form.action, { method: "POST", body });
      if (wasAsked) remember(ASKED, true);
      this.take(section);
      this.keep(section.dataset.sent);
      this.stand();
      section.querySelector("[role=alert], #feedback-heading").focus?.({ preventScroll: true });
      document.dispatchEvent(new Event("said"));
    } catch (error) {
      this.tell(error.isRefused ? error.message : this.dataset.offline);
    } finally {
      this.sending = false;
    }
  }

  // What was said here is asked after later: whether it was mended.
  keep(sent) {
    if (!sent) return;
    const name = `said.${this.dataset.guide}`;
    remember(name, [...new Set([...(recall(name) ?? []), Number(sent)])].slice(-50));
  }

  tell(words) {
    const place = this.querySelector("[data-wrong]");
    place.textContent = words;
    place.hidden = !words;
  }

  // Below what was clicked where there is room, else as far up as it needs; on narrow screens the sheet decides.
  stand() {
    if (!this.dialog.open) return;
    const at = this.link.getBoundingClientRect();
    const { offsetHeight: height, offsetWidth: width, style } = this.dialog;
    const lowest = Math.max(GAP, innerHeight - height - GAP);
    style.setProperty("--top", `${Math.max(GAP, Math.min(at.bottom + GAP, lowest))}px`);
    style.setProperty("--left", `${Math.max(GAP, Math.min(at.left - 2 * GAP, innerWidth - width - GAP))}px`);
  }
}

customElements.define("say-panel", SayPanel);
