// The window beside a program: one step at a time, its place shared with the checklist of the guide's page.
// Without this module the page holds all steps below each other.
import { makeChecks } from "./have-ready.js";
import { Kept } from "./kept.js";
import { step as stepKey } from "./keys.js";
import { offerOnTop } from "./on-top.js";
import { fillRail } from "./rail.js";
import { count, how, isPassed, makeReady, NOTHING, pass, place, takeBack } from "./record.js";
import { stepsIn, where } from "./steps.js";

class BesideGuide extends HTMLElement {
  connectedCallback() {
    this.listen();
    if (this.steps) return; // moved to another window
    this.steps = stepsIn(this.querySelector(".steps"));
    if (!this.steps.length) return;
    this.kept = new Kept(this.dataset.guide, () => this.show());
    this.bit = (name) => this.querySelector(`[data-${name}]`);
    for (const name of ["tools", "rail", "keys"]) this.bit(name).hidden = false;
    this.checks = makeChecks(this.bit("ready"), (words, on) => this.haveReady(words, on));
    this.bit("next").addEventListener("click", () => this.next("done"));
    this.bit("skip").addEventListener("click", () => this.next("skipped"));
    this.bit("back").addEventListener("click", () => this.back());
    offerOnTop(this.bit("on-top"), this);
    this.classList.add("stepping");
    this.show();
  }

  // In whatever window it stands now.
  listen() {
    this.window = this.ownerDocument.defaultView;
    this.keys ??= (event) => this.pressed(event);
    this.window.addEventListener("keydown", this.keys);
  }

  disconnectedCallback() {
    this.window.removeEventListener("keydown", this.keys);
  }

  get now() {
    return place(this.steps, this.kept.now);
  }

  pressed(event) {
    if (!this.steps.length) return;
    const way = stepKey(event);
    if (!way) return;
    event.preventDefault();
    if (way > 0) this.next("done");
    else this.back();
  }

  haveReady(words, on) {
    this.kept.write(makeReady(this.kept.now, words, on, Date.now()));
  }

  next(way) {
    const now = this.now;
    const record = this.kept.now;
    this.kept.write(now ? pass(this.steps, record, now, way, Date.now()) : { ...NOTHING, at: Date.now() });
    this.show();
  }

  // The step before comes back to be done, and so does whatever was skipped with it.
  back() {
    const record = this.kept.now;
    const end = this.now ? this.steps.indexOf(this.now) : this.steps.length;
    const before = this.steps.slice(0, end).findLast((step) => isPassed(this.steps, record, step));
    if (!before) return;
    this.kept.write(takeBack(record, before, Date.now()));
    this.show();
  }

  show() {
    const { now } = this;
    const { all, done } = count(this.steps, this.kept.now);
    for (const { element } of this.steps) element.hidden = element !== now?.element;
    for (const heading of this.querySelectorAll(".step-heading")) heading.hidden = heading !== headingOf(now);
    const first = now && !this.steps.some((step) => how(this.kept.now, step));
    if (this.bit("ready")) this.bit("ready").hidden = !first;
    this.checks.show(this.kept.now.ready);
    this.bit("end").hidden = Boolean(now);
    this.bit("back").disabled = Boolean(first);
    this.bit("skip").hidden = !now?.skips;
    this.bit("next").textContent = this.dataset[now ? "next" : "again"];
    this.bit("where").textContent = now ? where(this.steps, now, this.dataset) : this.dataset.finished;
    fillRail(this.bit("rail"), all, done);
    if (this.shown !== now) this.window.scrollTo(0, 0);
    this.shown = now;
    const upcoming = this.steps[this.steps.indexOf(now) + 1]?.element.querySelector("img");
    if (upcoming) upcoming.loading = "eager";
  }
}

function headingOf(step) {
  let before = step?.element.previousElementSibling;
  while (before && !before.matches(".step-heading")) before = before.previousElementSibling;
  return before ?? null;
}

customElements.define("beside-guide", BesideGuide);
