// Pointers on a picture, of a mouse, a finger or a pen: one draws, moves or pulls, two zoom.
import { clamp } from "../marks/sight.js";
import { boxPulled, boundsOf, BOXED, drawn, markAt, moved, placed, pulled } from "./shapes.js";
import { controlAt, controlMeant, linesOf, shift, snapped } from "./snapping.js";
import { enlarged, isCloser, panned } from "./view.js";

const CLICK = 4; // CSS pixels that a pointer may move and it is still a click
const NEAR = 7; // CSS pixels from which something snaps
const FINGER = 14;

export class Gestures {
  constructor(stage, tools) {
    Object.assign(this, { stage, tools, pointers: new Map() });
  }

  down(event) {
    if (event.button !== 0 && event.button !== 1) return;
    const { stage } = this;
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    stage.host.setPointerCapture?.(event.pointerId);
    if (this.pointers.size === 2) return this.pinch();
    const at = stage.place(event);
    this.from = { at, client: [event.clientX, event.clientY] };
    this.act = this.chosen(event, at);
    if (this.act) event.preventDefault();
  }

  // What this pointer will do, from where it went down and which tool is in hand.
  chosen(event, at) {
    const { stage, tools } = this;
    const handle = event.target.closest?.("[data-handle]")?.dataset.handle;
    if (event.button === 1) return this.panning();
    if (stage.cropping) return this.cropping(handle, at);
    if (handle) return this.pulling(handle);
    if (tools.tool !== "select") return this.drawing(at);
    const place = markAt(stage.marks, at, stage.sight, this.reach(event));
    stage.select(place);
    return place >= 0 ? this.moving() : isCloser(stage.view, stage.fit) ? this.panning() : null;
  }

  move(event) {
    const { stage } = this;
    if (this.pointers.has(event.pointerId)) this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    if (this.pinched) return this.pinching();
    if (!this.act) return this.hover(event);
    const at = stage.place(event);
    this.hasMoved ||= Math.hypot(event.clientX - this.from.client[0], event.clientY - this.from.client[1]) > CLICK;
    if (this.hasMoved) this.act.move?.(at, event);
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    if (this.pinched) return void (this.pinched = this.pointers.size > 0 && this.pinched);
    const { act } = this;
    const at = this.stage.place(event);
    this.act = null;
    this.hint([]);
    if (act && this.hasMoved) act.done?.(at);
    else if (act) act.click?.(at);
    this.hasMoved = false;
  }

  // Leaves everything as it was before the pointer went down.
  cancel() {
    const had = Boolean(this.act);
    this.act = null;
    this.hasMoved = false;
    this.pointers.clear();
    this.pinched = null;
    this.hint([]);
    if (had && !this.stage.cropping) this.stage.forget();
    return had;
  }

  drawing(from) {
    const { stage, tools } = this;
    const { tool } = tools;
    const kind = tool === "redact" ? "hide" : tool;
    const given = tools.given(stage);
    const start = this.snap(from);
    const spread = BOXED.has(kind) || tool === "arrow" || tool === "ring";
    const shape = (to) => drawn(kind, spread ? start : to, to, given);
    let made = null;
    return {
      move: (at, event) => {
        made = shape(this.snap(at, event));
        stage.show(stage.draft, made);
      },
      done: () => made && tools.made(stage, this.meant(made)),
      click: (at) => tools.made(stage, placed(kind, at, given, controlAt(stage.controls, at))),
    };
  }

  moving() {
    const { stage } = this;
    const { marks, selected, sight } = stage;
    const lines = this.lines(selected);
    const bounds = boundsOf(marks[selected], sight);
    let made = null;
    return {
      move: ([x, y], event) => {
        const [dx, dy] = [Math.round(x - this.from.at[0]), Math.round(y - this.from.at[1])];
        const to = { ...bounds, x: bounds.x + dx, y: bounds.y + dy };
        const { by, hints } = event.altKey ? { by: [0, 0], hints: [] } : shift(to, lines, NEAR / stage.zoom);
        made = moved(marks[selected], Math.round(dx + by[0]), Math.round(dy + by[1]));
        this.hint(hints);
        stage.show(marks.with(selected, made));
      },
      done: () => made && stage.keep(marks.with(selected, made)),
    };
  }

  pulling(handle) {
    const { stage } = this;
    const { marks, selected, sight } = stage;
    const lines = this.lines(selected);
    let made = null;
    return {
      move: (at, event) => {
        made = pulled(marks[selected], handle, this.snap(at, event, lines), sight);
        stage.show(marks.with(selected, made));
      },
      done: () => made && stage.keep(marks.with(selected, made)),
    };
  }

  cropping(handle, from) {
    const { stage } = this;
    const { crop } = stage.cropping;
    const { width, height } = stage.picture;
    const inside = ([x, y]) => [clamp(x, 0, width), clamp(y, 0, height)];
    return {
      move: (at, event) => {
        const pull = () => boxPulled(crop, handle, inside(this.snap(at, event)));
        this.tools.crop(stage, handle ? pull() : carried(crop, at[0] - from[0], at[1] - from[1], stage.picture));
      },
    };
  }

  // The same by keys: a handle to a place, or the whole crop by a little.
  crop(handle, [x, y]) {
    const { stage } = this;
    const { crop } = stage.cropping;
    const { width, height } = stage.picture;
    this.tools.crop(stage, handle ? boxPulled(crop, handle, [clamp(x, 0, width), clamp(y, 0, height)]) : carried(crop, x, y, stage.picture));
  }

  // By keys: a sixth of what is seen.
  pan(x, y) {
    const { stage } = this;
    stage.view = panned(stage.view, (x * stage.view.width) / 6, (y * stage.view.height) / 6, stage.fit);
    stage.show(stage.draft);
  }

  panning() {
    const { stage } = this;
    let last = this.from.client;
    return {
      move: (_, { clientX, clientY }) => {
        const { zoom } = stage;
        stage.view = panned(stage.view, (last[0] - clientX) / zoom, (last[1] - clientY) / zoom, stage.fit);
        last = [clientX, clientY];
        stage.show(stage.draft);
      },
    };
  }

  // Two fingers: what was begun with one is left, and the picture follows both.
  pinch() {
    this.cancelAct();
    this.pinched = this.fingers();
  }

  cancelAct() {
    this.act = null;
    this.hasMoved = false;
    this.hint([]);
    if (!this.stage.cropping) this.stage.forget();
  }

  pinching() {
    const { stage } = this;
    if (this.pointers.size < 2) return;
    const now = this.fingers();
    const { zoom } = stage;
    stage.view = panned(stage.view, (this.pinched.middle[0] - now.middle[0]) / zoom, (this.pinched.middle[1] - now.middle[1]) / zoom, stage.fit);
    this.enlarge(now.apart / this.pinched.apart, { clientX: now.middle[0], clientY: now.middle[1] });
    this.pinched = now;
  }

  fingers() {
    const [one, other] = [...this.pointers.values()];
    return { middle: [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2], apart: Math.hypot(one[0] - other[0], one[1] - other[1]) || 1 };
  }

  enlarge(by, where) {
    const { stage } = this;
    const at = where ? stage.place(where) : [stage.view.x + stage.view.width / 2, stage.view.y + stage.view.height / 2];
    stage.view = by ? enlarged(stage.view, by, at, stage.fit) : stage.fit;
    stage.isZoomed = isCloser(stage.view, stage.fit);
    stage.show(stage.draft);
  }

  // Which control a click would mean, shown while the pointer rests on it.
  hover(event) {
    const { stage, tools } = this;
    if (event.pointerType === "touch" || !(BOXED.has(tools.tool) || tools.tool === "redact")) return;
    const control = event.altKey ? null : controlAt(stage.controls, stage.place(event));
    this.hint(control ? [{ box: control }] : []);
  }

  snap(at, event, lines = this.lines()) {
    this.isFree = Boolean(event?.altKey);
    if (this.isFree) return at;
    const { place, hints } = snapped(at, lines, NEAR / this.stage.zoom);
    this.hint(hints);
    return place;
  }

  // A region drawn roughly around a control means the control.
  meant(mark) {
    if (!BOXED.has(mark.kind) || this.isFree) return mark;
    const control = controlMeant(this.stage.controls, mark.box, NEAR / this.stage.zoom);
    return control ? { ...mark, box: [...control] } : mark;
  }

  lines(but = -1) {
    const { stage } = this;
    const { sight } = stage;
    const others = stage.marks.filter((_, at) => at !== but).map((mark) => Object.values(boundsOf(mark, sight)));
    const { x, y, width, height } = sight.shown;
    return linesOf(stage.controls, [...others, [x, y, width, height]]);
  }

  hint(hints) {
    this.stage.hint(hints);
  }

  reach(event) {
    return (event.pointerType === "touch" ? FINGER : CLICK) / this.stage.zoom;
  }
}

// A crop moved as far as its picture allows.
function carried([left, top, across, down], dx, dy, { width, height }) {
  return [clamp(Math.round(left + dx), 0, width - across), clamp(Math.round(top + dy), 0, height - down), across, down];
}
