// One step's picture while it is worked on: the raw picture with its marks over it, in place of the drawing that
// readers get, of the same size. It outlives the HTML of its step, which is replaced after each edit.
import { drawMarks } from "../marks/drawing.js";
import { fadesOf } from "../marks/fade.js";
import { look } from "../marks/look.js";
import { Sight, shownOf } from "../marks/sight.js";
import { svg } from "../marks/svg.js";
import { missingType } from "../marks/words.js";
import { ask } from "../server.js";
import { store } from "../store.js";
import { Grips } from "./grips.js";
import { strips } from "./raw.js";
import { fitting } from "./view.js";
import { words } from "./words.js";

const PAUSE = 700; // between two keys that belong to one edit

export class Stage extends EventTarget {
  constructor(id) {
    super();
    this.id = id;
    this.selected = -1;
    this.sheet = svg("svg", { class: "sheet", "aria-hidden": "true", preserveAspectRatio: "none" });
    this.below = svg("image", { preserveAspectRatio: "none" });
    this.over = svg("g", { class: "over" });
    this.grips = new Grips(this);
    this.fades = [];
    this.controls = [];
    this.crops = {};
  }

  get words() {
    return words;
  }

  get step() {
    return store.step(this.id);
  }

  // The picture as it will be: what the store says, with what is being done right now.
  get picture() {
    const picture = this.step?.picture;
    return picture && { ...picture, marks: this.draft ?? picture.marks, crop: this.cropping ? this.cropping.crop : picture.crop };
  }

  get marks() {
    return this.picture?.marks ?? [];
  }

  get mark() {
    return this.marks[this.selected];
  }

  get sight() {
    return new Sight(this.picture, shownOf(this.picture));
  }

  // CSS pixels that one pixel of the picture takes.
  get zoom() {
    return this.host.clientWidth / this.view.width;
  }

  // Moves over to the place that the server's HTML has for it.
  stand(host) {
    this.host = host;
    host.replaceChildren(this.sheet, this.grips.root);
    this.refresh();
  }

  // The focus is elsewhere: what is not kept yet is kept now.
  left() {
    if (this.host.contains(document.activeElement)) return;
    this.isFocused = false;
    this.flush();
    this.grips.place();
  }

  refresh() {
    const { picture } = this;
    if (!picture || !this.host) return;
    if (this.selected >= picture.marks.length) this.selected = -1;
    if (picture.file !== this.file) this.load(picture);
    const shown = shownOf(this.step.picture);
    const width = Math.min(shown.width, look.column);
    this.ratio = width / Math.max(1, Math.round(shown.height * (width / shown.width)));
    this.host.style.aspectRatio = String(this.ratio);
    this.fit = this.cropping ? fitting({ x: 0, y: 0, width: picture.width, height: picture.height }, this.ratio) : fitting(shown, this.ratio);
    if (!this.view || !this.isZoomed) this.view = this.fit;
    this.draw();
  }

  // The raw picture, shown once it is there in full: until then the drawing below is seen.
  async load({ file, width, height }) {
    this.file = file;
    const raw = new Image();
    raw.src = `/api/guides/${store.id}/pictures/${file.split("/").at(-1)}`;
    const type = missingType(look.font);
    if (type) type.then(() => this.draw());
    try {
      await raw.decode();
    } catch {
      return this.dispatchEvent(new Event("unreadable"));
    }
    if (this.file !== file) return;
    this.raw = raw;
    for (const [name, value] of Object.entries({ href: raw.src, width, height })) this.below.setAttribute(name, value);
    this.refresh();
    this.dispatchEvent(new Event("ready"));
  }

  // What can be snapped to, and which crops there are to choose from.
  async ask() {
    if (this.asked === this.file) return;
    this.asked = this.file;
    const found = await ask("GET", `/api/guides/${store.id}/steps/${this.id}/framing`).catch(() => null);
    if (found) Object.assign(this, found);
    this.dispatchEvent(new Event("asked"));
  }

  // Whether words are being typed at a mark.
  get isWriting() {
    return this.host.querySelector(".mark-words") !== null;
  }

  get isReady() {
    return this.raw !== undefined;
  }

  draw() {
    const { picture, view } = this;
    if (!picture || !view) return;
    const { sight } = this;
    this.host.toggleAttribute("data-zoomed", Boolean(this.isZoomed));
    this.sheet.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    const marks = this.isReady ? drawMarks(picture.marks, sight, this.fading(sight)) : drawMarks(this.fresh ? [this.fresh] : [], sight);
    if (this.fresh && this.isReady) marks.append(drawMarks([this.fresh], sight));
    this.sheet.replaceChildren(...(this.isReady ? [this.below] : []), marks, this.over);
    this.grips.place();
  }

  // Fading rims are looked up anew only where the crop or what is hidden changed.
  fading(sight) {
    const box = this.step.window?.box;
    const hides = this.picture.marks.filter((mark) => mark.kind === "hide");
    const key = JSON.stringify([this.file, sight.shown, hides]);
    if (this.cropping || !box) return [];
    if (key !== this.fadeKey) {
      const window = { x: box[0], y: box[1], width: box[2], height: box[3] };
      this.fades = fadesOf(window, sight, strips(this.raw, hides, look));
      this.fadeKey = key;
    }
    return this.fades;
  }

  // Shows what is being snapped to: lines through the picture, and controls.
  hint(hints) {
    const { x, y, width, height } = this.view;
    const shape = ({ axis, at, box }) => {
      if (box) return svg("rect", { class: "hint", x: box[0], y: box[1], width: box[2], height: box[3] });
      return svg("path", { class: "hint", d: axis === "x" ? `M${at} ${y}v${height}` : `M${x} ${at}h${width}` });
    };
    this.over.replaceChildren(...(this.cropping ? [this.dimmed()] : []), ...hints.map(shape));
  }

  hintNone() {
    this.over.replaceChildren();
  }

  // While cropping, all that will not be shown.
  dimmed() {
    const { view, cropping } = this;
    const [x, y, width, height] = cropping.crop;
    const all = `M${view.x} ${view.y}h${view.width}v${view.height}h${-view.width}Z`;
    return svg("path", { class: "cut", "fill-rule": "evenodd", d: `${all}M${x} ${y}h${width}v${height}h${-width}Z` });
  }

  select(place, marks) {
    if (place === this.selected && !marks) return;
    this.flush();
    this.selected = place;
    if (marks) this.draft = marks;
    this.draw();
    this.dispatchEvent(new Event("selected"));
  }

  // The place in the picture under a pointer.
  place({ clientX, clientY }) {
    const { left, top, width, height } = this.host.getBoundingClientRect();
    const { view } = this;
    return [view.x + ((clientX - left) / width) * view.width, view.y + ((clientY - top) / height) * view.height];
  }

  // Shows marks that are not kept yet, as while something is dragged.
  show(marks, fresh = null) {
    this.draft = marks;
    this.fresh = fresh;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  // Keeps the marks: one call, one undo. Keys pressed one after the other are kept together.
  keep(marks, { later = false } = {}) {
    this.fresh = null;
    this.draft = marks;
    clearTimeout(this.timer);
    this.draw();
    if (later) this.timer = setTimeout(() => this.flush(), PAUSE);
    else this.flush();
  }

  flush() {
    clearTimeout(this.timer);
    const marks = this.draft;
    if (!marks) return;
    this.draft = undefined;
    const before = this.step?.picture?.marks;
    if (before && JSON.stringify(before) !== JSON.stringify(marks)) this.send({ kind: "set_marks", before, marks });
  }

  forget() {
    clearTimeout(this.timer);
    this.draft = undefined;
    this.fresh = null;
    this.refresh();
  }

  send(edit) {
    const kept = store.send([{ step: this.id, ...edit }]);
    kept.catch((error) => this.dispatchEvent(new CustomEvent("refused", { detail: error.message })));
    return kept;
  }
}
