// The picture of a step: the drawing that readers get, until the pointer, the focus or a tool comes to it; then the
// raw picture with its marks, of the same size, to work on.
import { press } from "./pictures/keys.js";
import { pictures } from "./pictures/pictures.js";

class StepPicture extends HTMLElement {
  connectedCallback() {
    const isNew = !this.host;
    this.host = this.querySelector(".stage");
    this.step = this.closest("[data-step]").dataset.step;
    if (this.stage) this.adopt(this.stage);
    if (isNew) this.listen();
    pictures.watch(this);
  }

  listen() {
    this.addEventListener("pointerenter", (event) => this.entered(event));
    this.addEventListener("focusin", (event) => this.focused(event));
    this.addEventListener("focusout", (event) => this.left(event));
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.addEventListener("dblclick", () => this.stage?.mark && "text number".includes(this.stage.mark.kind) && pictures.write(this.stage));
    this.host.addEventListener("pointerdown", (event) => this.down(event));
    for (const name of ["move", "up", "cancel"]) {
      this.host.addEventListener(`pointer${name}`, (event) => this.stage?.gestures[name](event));
    }
    this.host.addEventListener("pointerleave", () => this.stage?.gestures.act ?? this.stage?.hint([]));
  }

  get stage() {
    return pictures.stages.get(this.step);
  }

  entered(event) {
    this.open();
    if (event.pointerType === "mouse" && !event.buttons) pictures.lookAt(this.step);
  }

  open() {
    const known = this.stage;
    const stage = pictures.open(this.step, this.host);
    if (stage !== known) this.adopt(stage);
    return stage;
  }

  adopt(stage) {
    if (stage.host !== this.host) stage.stand(this.host);
    this.toggleAttribute("data-open", true);
    this.toggleAttribute("data-raw", stage.isReady);
    stage.addEventListener("ready", () => this.toggleAttribute("data-raw", true), { once: true });
    stage.addEventListener("closed", () => this.give(), { once: true });
  }

  // Back to the drawing, which is fetched before the raw picture goes.
  async give() {
    const image = this.querySelector("img");
    image.loading = "eager";
    await image.decode().catch(() => null);
    if (this.stage) return;
    this.removeAttribute("data-raw");
    this.removeAttribute("data-open");
    this.host.replaceChildren();
    this.host.style.aspectRatio = "";
  }

  focused(event) {
    const stage = this.open();
    stage.isFocused = true;
    pictures.turnTo(this.step);
    const { grip } = event.target.dataset;
    if (grip?.startsWith("mark-") && event.target.matches(":focus-visible")) stage.select(Number(grip.slice(5)));
    else stage.grips.place();
  }

  left(event) {
    const { stage } = this;
    if (!stage || this.contains(event.relatedTarget)) return;
    setTimeout(() => stage.left()); // fresh HTML takes the focus away and gives it back
  }

  down(event) {
    const stage = this.open();
    pictures.turnTo(this.step);
    if (!event.target.closest("[data-handle]")) this.host.focus({ preventScroll: true });
    stage.gestures.down(event);
  }

  key(event) {
    if (event.target.matches("input, textarea") || !this.stage) return;
    pictures.turnTo(this.step);
    if (!press(event, this.stage)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.open().gestures.enlarge(Math.exp(-event.deltaY / 300), event);
  }
}

customElements.define("step-picture", StepPicture);
