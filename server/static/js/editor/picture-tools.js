// The tools beside the pictures: what is in hand, for which picture, and what can be done to the mark in hand.
import { fillOf, setLook } from "./marks/look.js";
import { numbers } from "./numbers.js";
import { alike, copyMark } from "./pictures/copying.js";
import { listMoments } from "./pictures/moments.js";
import { pictures } from "./pictures/pictures.js";
import { fill, setWords } from "./pictures/words.js";
import { write } from "./pictures/writing.js";
import { say } from "../toast.js";
import { store } from "./store.js";

const ACTS = {
  front: () => pictures.raise(true),
  back: () => pictures.raise(false),
  duplicate: () => pictures.duplicate(),
  remove: () => pictures.remove(),
  words: ({ stage }) => write(stage),
  closer: ({ stage }) => stage.gestures.enlarge(1.25),
  farther: ({ stage }) => stage.gestures.enlarge(0.8),
  fit: ({ stage }) => stage.gestures.enlarge(0),
  "crop-done": ({ stage }) => pictures.uncrop(stage, true),
  "crop-leave": ({ stage }) => pictures.uncrop(stage),
  copy: ({ stage, tools }) => copyMark(stage, tools.querySelector("dialog"), say),
  moment: ({ tools }) => tools.showMoments(),
  again: ({ stage, tools }) => tools.ask("record-again", stage.id),
  replace: ({ tools }) => tools.ask("replace-picture", pictures.current),
  "remove-picture": ({ stage }) => stage.send({ kind: "set_picture", before: stage.step.picture.file, picture: null }),
};

class PictureTools extends HTMLElement {
  connectedCallback() {
    const page = JSON.parse(this.querySelector("script").textContent);
    setLook(page.look);
    setWords(page.words);
    this.words = page.words;
    for (const button of this.querySelectorAll("[data-color]")) button.style.setProperty("--swatch", fillOf(button.dataset.color));
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("pointerdown", (event) => event.target.closest("button") && event.preventDefault()); // the picture keeps the focus
    pictures.addEventListener("change", (event) => this.show(event.detail));
    pictures.addEventListener("write", ({ detail }) => write(detail));
    const editor = this.closest("guide-editor");
    editor.addEventListener("focusin", ({ target }) => this.turn(target));
    for (const kind of ["focusin", "focusout"]) editor.addEventListener(kind, () => setTimeout(() => this.stay()));
    editor.addEventListener("pointerdown", ({ target }) => this.turn(target));
  }

  // The picture in hand is that of the step where one last was.
  turn(target) {
    const item = target.closest("li.step");
    if (item?.dataset.step) pictures.turnTo(item.dataset.step);
  }

  // Narrow screens show the tools while one works on a picture. Told by script: a style of the focus would take them
  // away in the moment in which the focus goes from the picture to them.
  stay() {
    const isAt = Boolean(document.activeElement?.closest("step-picture, picture-tools"));
    document.body.toggleAttribute("data-at-picture", isAt);
  }

  get step() {
    return store.step(pictures.current) ?? store.guide?.steps.find((step) => step.picture);
  }

  // The stage of the step in hand, opened if nobody worked on it yet.
  get stage() {
    const { step } = this;
    const picture = step && document.querySelector(`#step-${CSS.escape(step.id)} step-picture`);
    if (!picture) return null;
    pictures.turnTo(step.id);
    return picture.open();
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button || button.closest("dialog")) return;
    const { tool, act, color, crop } = button.dataset;
    if (act === "replace") return ACTS.replace({ tools: this });
    const { stage } = this;
    if (!stage) return;
    if (tool) this.take(stage, tool, event.detail === 0);
    else if (color) pictures.paint(color);
    else if (crop) pictures.crop(stage, [...stage.crops[crop]]);
    else if (act) ACTS[act]({ stage, tools: this });
    this.show();
  }

  // A tool taken by key puts its mark at once; by pointer it waits for the place.
  take(stage, tool, isByKey) {
    if (!pictures.isSeen(stage.id)) stage.host.scrollIntoView({ block: "nearest" });
    if (pictures.tool === tool) return tool === "crop" ? pictures.uncrop(stage) : pictures.take("select");
    const isPut = isByKey && !["crop", "select"].includes(tool);
    if (isPut) pictures.put(tool);
    else pictures.take(tool);
    if (!stage.isWriting) stage.grips.focus(isPut ? `mark-${stage.selected}` : "") ?? stage.host.focus({ preventScroll: true });
  }

  ask(name, step) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { step } }));
  }

  async showMoments() {
    const panel = this.querySelector(".picture-moments");
    panel.hidden = !panel.hidden;
    if (!panel.hidden) await listMoments(this.stage, panel).catch((error) => say(error.message));
  }

  show(event) {
    if (event?.type === "refused") say(event.detail);
    const { step } = this;
    if (!step) return void (this.hidden = true);
    this.hidden = false;
    const stage = pictures.stages.get(step.id);
    this.title(step);
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = !this.holds(part.dataset.when, step, stage);
    for (const button of this.querySelectorAll("[data-tool]")) button.setAttribute("aria-pressed", String(button.dataset.tool === pictures.tool));
    for (const button of this.querySelectorAll("[data-crop]")) button.hidden = !stage?.crops[button.dataset.crop];
    const color = (stage?.mark ? stage.mark.color : pictures.color) ?? "signal";
    const isPlain = ["pointer", "spotlight"].includes(stage?.mark?.kind);
    for (const button of this.querySelectorAll("[data-color]")) {
      button.disabled = isPlain;
      button.setAttribute("aria-pressed", String(button.dataset.color === color));
    }
    const original = this.querySelector("a[data-original]");
    if (step.picture) original.href = `/api/guides/${store.id}/pictures/${step.picture.file.split("/").at(-1)}`;
    document.body.toggleAttribute("data-draws", pictures.tool !== "select" && pictures.tool !== "crop");
    if (this.shownFor !== step.picture?.file) this.querySelector(".picture-moments").hidden = true;
    this.shownFor = step.picture?.file;
  }

  title(step) {
    const number = numbers(store.guide)[store.guide.steps.indexOf(step)];
    const { of, ofOther } = this.words;
    this.querySelector("[data-title]").textContent = number ? fill(of, { number }) : ofOther;
  }

  // Which parts of the tools there are: with a picture or without, cropping, with a mark in hand, one with words.
  holds(condition, step, stage) {
    const { mark } = stage ?? {};
    const facts = {
      picture: Boolean(step.picture) && !stage?.cropping,
      none: !step.picture,
      cropping: Boolean(stage?.cropping),
      mark: Boolean(mark),
      words: mark?.kind === "text" || mark?.kind === "number",
      colour: !stage?.cropping && Boolean(step.picture),
      alike: Boolean(mark) && alike(step.id).length > 0,
    };
    return facts[condition];
  }
}

customElements.define("picture-tools", PictureTools);
