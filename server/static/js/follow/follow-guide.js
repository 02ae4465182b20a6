// Following a guide as a checklist: numbers become boxes to tick, ticks fill the rail, the place is kept in this
// browser, also for the window beside a program.
import { fill } from "../phrases.js";
import { Kept } from "./kept.js";
import { count, due, how, makeReady, NOTHING, pass, takeBack } from "./record.js";
import { makeChecks } from "./have-ready.js";
import { makeBox, skipButton } from "./boxes.js";
import { called, stepsIn } from "./steps.js";

class FollowGuide extends HTMLElement {
  connectedCallback() {
    this.list = document.querySelector(".steps");
    this.steps = stepsIn(this.list);
    if (!due(this.steps, NOTHING)) return;
    this.hidden = false;
    this.kept = new Kept(this.dataset.guide, () => this.elsewhere());
    document.addEventListener("steps-changed", () => this.renew());
    if (this.kept.began) this.resume();
    else this.offerStart();
  }

  // The page shows another version of the steps: a tick holds where the step says what it said.
  renew() {
    this.list = document.querySelector(".steps");
    this.steps = stepsIn(this.list);
    this.elsewhere();
  }

  get record() {
    return this.kept.now;
  }

  begin() {
    this.kept.write({ ...NOTHING, at: Date.now() });
    this.start();
    this.show();
    this.goFirst();
  }

  resume() {
    this.start();
    this.show();
    const next = due(this.steps, this.record);
    if (!next || !count(this.steps, this.record).done) return;
    const were = called(this.steps, next, this.dataset.were, this.dataset.wereResult);
    this.offer([[this.dataset.goOn, () => this.goOn()], [this.dataset.again, () => this.again()]], were);
  }

  goOn() {
    this.show();
    this.go(due(this.steps, this.record));
  }

  start() {
    this.list.classList.add("following");
    for (const step of this.steps.filter((each) => each.ticks && !each.element.querySelector("button.stop"))) {
      makeBox(step, called(this.steps, step, this.dataset.tick, this.dataset.tickResult), () => this.turn(step));
      const skip = called(this.steps, step, this.dataset.skipStep, this.dataset.skipResult);
      if (step.skips) skipButton(step, this.dataset.skip, skip, () => this.skip(step));
    }
    this.checks ??= makeChecks(document.querySelector(".ready"), (words, on) => this.haveReady(words, on));
  }

  haveReady(words, on) {
    this.kept.write(makeReady(this.record, words, on, Date.now()));
    this.show();
    if (on) this.goFirst();
  }

  turn(step) {
    if (how(this.record, step)) {
      this.kept.write(takeBack(this.record, step, Date.now()));
      this.show();
    } else this.passOn(step, "done");
  }

  skip(step) {
    this.passOn(step, "skipped");
  }

  passOn(step, way) {
    this.kept.write(pass(this.steps, this.record, step, way, Date.now()));
    this.show();
    this.go(due(this.steps, this.record));
  }

  // First what to have ready, as far as it is not; then the step that is due.
  goFirst() {
    const box = this.checks.boxes.find((each) => !each.checked);
    if (!box) return this.go(due(this.steps, this.record));
    box.closest(".ready").scrollIntoView({ block: "nearest" });
    box.focus({ preventScroll: true });
  }

  go(step) {
    if (!step) return this.querySelector("button").focus({ preventScroll: true });
    step.element.scrollIntoView({ block: "start" });
    step.element.querySelector(".stop").focus({ preventScroll: true });
  }

  show() {
    const next = due(this.steps, this.record);
    for (const step of this.steps) {
      const way = how(this.record, step);
      step.element.classList.toggle("done", way === "done");
      step.element.classList.toggle("skipped", way === "skipped");
      step.element.classList.toggle("now", step === next);
      if (step.ticks) step.element.querySelector(".stop").setAttribute("aria-pressed", Boolean(way));
      document.querySelector(`.contents a[href="#${step.element.id}"]`)?.classList.toggle("done", Boolean(way));
    }
    this.checks.show(this.record.ready);
    const words = next ? fill(this.dataset.count, count(this.steps, this.record)) : this.dataset.finished;
    this.offer([next ? [this.dataset.stop, () => this.stop()] : [this.dataset.again, () => this.again()]], words);
  }

  offerStart() {
    this.offer([[this.dataset.follow, () => this.begin()]], "");
  }

  offer(acts, words) {
    const buttons = acts.map(([label, act], at) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: label });
      button.className = words && (acts.length < 2 || at) ? "button" : "button go";
      button.addEventListener("click", act);
      return button;
    });
    this.replaceChildren(...(words ? this.measure(words) : []), ...buttons);
  }

  measure(words) {
    const bar = document.createElement("progress");
    const { all, done } = count(this.steps, this.record);
    Object.assign(bar, { max: all, value: done });
    bar.setAttribute("aria-label", this.dataset.follow);
    const text = document.createElement("span");
    text.className = "fine soft";
    text.setAttribute("role", "status");
    text.textContent = words;
    return [bar, text];
  }

  again() {
    this.begin();
  }

  stop() {
    this.kept.drop();
    this.leave();
    this.querySelector("button").focus();
  }

  leave() {
    this.list.classList.remove("following");
    for (const { element, plain } of this.steps) {
      element.classList.remove("done", "skipped", "now");
      document.querySelector(`.contents a[href="#${element.id}"]`)?.classList.remove("done");
      element.querySelector(".skip-step")?.remove();
      if (plain) element.querySelector(".stop").replaceWith(plain);
    }
    this.checks?.remove();
    this.checks = null;
    this.offerStart();
  }

  // Another tab, or the window beside a program, went on, ended or stopped.
  elsewhere() {
    if (this.kept.began) {
      this.start();
      this.show();
    } else if (this.list.classList.contains("following")) this.leave();
  }
}

customElements.define("follow-guide", FollowGuide);
