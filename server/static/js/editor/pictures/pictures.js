// The tools in hand and the pictures they work on: which tool, which colour, which picture. One for the page.
import { look } from "../marks/look.js";
import { store } from "../store.js";
import { Gestures } from "./gestures.js";
import { besideControl, boundsOf, moved, nextNumber, placed, whole } from "./shapes.js";
import { Stage } from "./stage.js";

const OPEN = 6; // raw pictures that are kept at hand; older ones give way to their drawings

class Pictures extends EventTarget {
  tool = "select";
  color = null;
  stages = new Map();
  seen = new Set();

  begin() {
    store.addEventListener("change", ({ detail }) => {
      for (const [id, stage] of this.stages) {
        if (!store.step(id)?.picture) this.close(id);
        else if (detail.steps.includes(id)) stage.refresh();
      }
      this.tell();
    });
    addEventListener("pagehide", () => this.stages.forEach((stage) => stage.flush()));
  }

  // The stage of a step's picture, made when it is first worked on.
  open(id, host) {
    let stage = this.stages.get(id);
    if (!stage) {
      stage = new Stage(id);
      stage.gestures = new Gestures(stage, this);
      for (const name of ["selected", "asked", "refused"]) stage.addEventListener(name, (event) => this.tell(event));
      this.stages.set(id, stage);
      stage.stand(host);
    } else {
      this.stages.delete(id);
      this.stages.set(id, stage);
    }
    stage.ask();
    for (const [other, { isFocused }] of this.stages) {
      if (this.stages.size <= OPEN) break;
      if (other !== id && !isFocused) this.close(other);
    }
    return stage;
  }

  close(id) {
    const stage = this.stages.get(id);
    stage.flush();
    this.stages.delete(id);
    stage.dispatchEvent(new Event("closed"));
  }

  // From now on the tools are for that step's picture; a tool that waits for its place comes along.
  turnTo(id) {
    if (this.current === id) return;
    if (this.stage?.cropping) this.uncrop(this.stage);
    this.stage?.select(-1);
    this.current = id;
    this.tell();
  }

  // The pointer or the eye went on to another picture: the tools go along, unless a mark or crop is in hand.
  lookAt(id) {
    if (!this.stage?.mark && !this.stage?.cropping) this.turnTo(id);
  }

  // Keeps in mind which pictures are in sight, so that the tools are never for one that is not.
  watch(picture) {
    this.sight ??= new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.seen[isIntersecting ? "add" : "delete"](target);
      const shown = [...this.seen].filter((each) => each.isConnected);
      const isElsewhere = shown.length && !shown.some((each) => each.step === this.current);
      if (isElsewhere && !this.stage?.isFocused) this.lookAt(nearest(shown).step);
    }, { rootMargin: "-12% 0px -12% 0px" });
    this.sight.observe(picture);
  }

  isSeen(id) {
    return [...this.seen].some((each) => each.step === id);
  }

  get stage() {
    return this.stages.get(this.current);
  }

  take(tool) {
    const { stage } = this;
    if (tool === "crop") return stage && this.startCrop(stage);
    if (stage?.cropping) this.uncrop(stage);
    if (tool !== "select") stage?.select(-1);
    stage?.hint([]);
    this.tool = tool;
    this.tell();
  }

  given(stage) {
    return { color: this.color, number: nextNumber(stage.marks), sight: stage.sight };
  }

  // A tool taken by key puts its mark at the target, where one is known, or in the middle of what is shown.
  put(tool) {
    const { stage } = this;
    const { target, action } = stage.step;
    const { x, y, width, height } = stage.sight.shown;
    const box = target?.box;
    const kind = tool === "redact" ? "hide" : tool;
    const at = (box && besideControl(kind, box, stage.sight.point)) ?? action?.at ?? [x + width / 2, y + height / 2];
    this.made(stage, this.free(stage, placed(kind, whole(at), this.given(stage), box), tool), tool);
  }

  // Two marks of a kind in the same place could not be told apart.
  free(stage, mark, tool) {
    const key = (each) => each.kind + JSON.stringify(boundsOf(each, stage.sight));
    const by = Math.round(14 * stage.sight.point);
    const taken = new Set(stage.marks.map(key));
    while (tool !== "redact" && taken.has(key(mark))) mark = moved(mark, by, by);
    return mark;
  }

  made(stage, mark, tool = this.tool) {
    if (tool === "redact") return this.redact(stage, mark.box);
    const marks = [...stage.marks, mark];
    const isUnsaid = mark.kind === "text" && !mark.text;
    this.take("select");
    if (!isUnsaid) stage.keep(marks);
    stage.select(marks.length - 1, isUnsaid ? marks : undefined);
    if (isUnsaid) this.write(stage);
  }

  write(stage) {
    this.dispatchEvent(new CustomEvent("write", { detail: stage }));
  }

  // What is done there is no edit: whoever redacts hears of it.
  redact(stage, box) {
    const { file } = stage.picture;
    this.take("select");
    stage.forget();
    stage.host.dispatchEvent(new CustomEvent("redact-place", { bubbles: true, detail: { step: stage.id, file, box } }));
  }

  paint(color) {
    const { stage } = this;
    this.color = color === look.default ? null : color;
    if (stage?.mark) stage.keep(stage.marks.with(stage.selected, { ...stage.mark, color: this.color }));
    this.tell();
  }

  remove() {
    const { stage } = this;
    if (!stage?.mark) return;
    const marks = stage.marks.toSpliced(stage.selected, 1);
    const next = Math.min(stage.selected, marks.length - 1);
    stage.selected = -1;
    stage.keep(marks);
    stage.host.focus({ preventScroll: true });
    stage.select(next >= 0 && stage.wasByKey ? next : -1);
    this.tell();
  }

  duplicate() {
    const { stage } = this;
    if (!stage?.mark) return;
    const by = Math.round(14 * stage.sight.point);
    const copy = moved(stage.mark, by, by);
    this.made(stage, copy.kind === "number" ? { ...copy, number: nextNumber(stage.marks) } : copy, copy.kind);
  }

  // To the front (all others below it), or to the back.
  raise(toFront) {
    const { stage } = this;
    if (!stage?.mark) return;
    const rest = stage.marks.toSpliced(stage.selected, 1);
    const marks = toFront ? [...rest, stage.mark] : [stage.mark, ...rest];
    stage.selected = toFront ? rest.length : 0;
    stage.keep(marks);
    this.tell();
  }

  startCrop(stage) {
    stage.select(-1);
    const { x, y, width, height } = stage.sight.shown;
    stage.cropping = { crop: [x, y, width, height] };
    Object.assign(stage, { isZoomed: false, view: null });
    this.tool = "crop";
    stage.refresh();
    stage.hint([]);
    this.tell();
  }

  crop(stage, crop) {
    stage.cropping = { crop };
    stage.hint([]);
    stage.show(stage.draft);
  }

  // Ends cropping; the crop is kept if that is wanted, null where it is the whole picture.
  uncrop(stage, isKept = false) {
    const { crop } = stage.cropping;
    const { width, height, crop: before } = stage.step.picture;
    stage.cropping = null;
    Object.assign(stage, { isZoomed: false, view: null });
    stage.hintNone();
    this.tool = "select";
    const whole = crop[0] === 0 && crop[1] === 0 && crop[2] === width && crop[3] === height;
    const wanted = whole ? null : crop;
    if (isKept && JSON.stringify(wanted) !== JSON.stringify(before)) stage.send({ kind: "set_crop", before, crop: wanted });
    stage.refresh();
    this.tell();
  }


  tell(event) {
    this.dispatchEvent(new CustomEvent("change", { detail: event }));
  }
}

// Of several pictures the one closest to the middle of the window.
function nearest(shown) {
  const off = (each) => {
    const { top, bottom } = each.getBoundingClientRect();
    return Math.abs((top + bottom) / 2 - innerHeight / 2);
  };
  return shown.reduce((one, other) => (off(other) < off(one) ? other : one));
}

export const pictures = new Pictures();
