// One step at a time, over the whole window: for a screen that several people look at, and for small ones.
// The address names the step (`?one#step-…`); without this module the same address shows the page at that step.
import { step as stepKey } from "./keys.js";
import { fillRail } from "./rail.js";
import { slideOf } from "./slide.js";
import { stepsIn, where } from "./steps.js";
import { onSwipe } from "./swipe.js";

const SHOWN = "one";

class OneStep extends HTMLElement {
  connectedCallback() {
    this.steps = stepsIn(document.querySelector(".steps"));
    if (!this.steps.length) return;
    this.dialog = this.querySelector("dialog");
    this.bit = (name) => this.querySelector(`[data-${name}]`);
    for (const link of document.querySelectorAll("a[data-one-step]")) {
      link.hidden = false;
      link.addEventListener("click", (event) => this.asked(event));
    }
    this.bit("back").addEventListener("click", () => this.move(-1));
    this.bit("next").addEventListener("click", () => this.move(1));
    this.bit("close").addEventListener("click", () => this.close());
    this.bit("full").addEventListener("click", () => this.fill());
    this.bit("full").hidden = !document.fullscreenEnabled;
    addEventListener("keydown", (event) => this.hears(event) && this.pressed(event), { capture: true });
    this.dialog.addEventListener("cancel", (event) => this.cancelled(event));
    this.dialog.addEventListener("close", () => this.isShown && this.close()); // where a browser asked nobody
    onSwipe(this.bit("slide"), (way) => this.move(way));
    addEventListener("popstate", () => this.follow());
    addEventListener("hashchange", () => this.follow());
    document.addEventListener("fullscreenchange", () => this.leftFull());
    this.follow();
  }

  asked(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.scrollRestoration = "manual"; // or Back would scroll to where it was left, after the step is shown
    history.pushState({ opened: true }, "", `?${SHOWN}#${this.inPage().element.id}`);
    this.follow();
  }

  // The step that is read in the page, which the contents know.
  inPage() {
    const marked = document.querySelector(".contents [aria-current]")?.hash.slice(1);
    return this.steps.find((step) => step.element.id === marked) ?? this.steps[0];
  }

  // Shows what the address says.
  follow() {
    if (!new URLSearchParams(location.search).has(SHOWN)) return this.hide();
    const at = this.steps.findIndex((step) => `#${step.element.id}` === location.hash);
    this.show(Math.max(0, at));
    this.isShown = true;
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.bit("next").focus({ preventScroll: true });
  }

  show(at) {
    this.at = at;
    const step = this.steps[at];
    this.bit("slide").replaceChildren(slideOf(step));
    this.bit("slide").scrollTop = 0;
    fillRail(this.bit("rail"), this.steps.length, at + 1);
    this.bit("where").textContent = where(this.steps, step, this.dataset);
    this.bit("back").disabled = at === 0;
    this.bit("next").textContent = this.dataset[at < this.steps.length - 1 ? "next" : "close"];
    for (const near of [this.steps[at + 1], this.steps[at - 1]]) {
      const image = near?.element.querySelector("img");
      if (image) image.loading = "eager";
    }
  }

  move(way) {
    const to = this.at + way;
    if (to >= this.steps.length) return this.close();
    if (to < 0) return;
    history.replaceState(history.state, "", `?${SHOWN}#${this.steps[to].element.id}`);
    this.show(to);
  }

  // Keys are meant also where nothing has the focus: a browser takes it away for the step in the address, and for a
  // click on the picture.
  hears(event) {
    if (!this.isShown) return false;
    if (this.dialog.contains(event.target)) return true;
    const isNowhere = [document.body, document.documentElement].includes(event.target);
    return isNowhere && !document.querySelector("dialog[open]:not(.one-step)");
  }

  pressed(event) {
    if (event.key === "Home" || event.key === "End") this.move((event.key === "End" ? this.steps.length - 1 : 0) - this.at);
    else if (event.key === "f") this.fill();
    else {
      const way = stepKey(event);
      if (!way) return;
      this.move(way);
    }
    event.preventDefault();
  }

  cancelled(event) {
    event.preventDefault();
    this.close();
  }

  // Back to the page, at the step that was shown; the entry of the page before is the page again.
  close() {
    if (!this.isShown) return;
    this.isShown = false;
    const step = this.steps[this.at];
    const address = `${location.pathname}#${step.element.id}`;
    const put = () => {
      history.replaceState(null, "", address);
      this.hide();
      step.element.scrollIntoView({ block: "start", behavior: "instant" });
      dispatchEvent(new HashChangeEvent("hashchange"));
    };
    if (!history.state?.opened) return put();
    addEventListener("popstate", put, { once: true });
    history.back();
  }

  hide() {
    this.isShown = false;
    history.scrollRestoration = "auto";
    if (document.fullscreenElement) document.exitFullscreen();
    this.dialog.close();
  }

  fill() {
    if (document.fullscreenElement) {
      this.leaving = true;
      document.exitFullscreen();
    } else document.documentElement.requestFullscreen().catch(() => {}); // a browser may refuse; the window is filled anyway
  }

  // Escape in full screen goes to the browser: it means the page, too.
  leftFull() {
    if (document.fullscreenElement) return;
    if (!this.leaving) this.close();
    this.leaving = false;
  }
}

customElements.define("one-step", OneStep);
