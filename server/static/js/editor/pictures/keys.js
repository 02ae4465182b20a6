// Keys on a picture: single ones act only here, where nobody is typing.
import { corners, moved, pulled, sized } from "./shapes.js";
import { pictures } from "./pictures.js";

export const KEYS = { c: "crop", b: "box", r: "ring", a: "arrow", t: "text", n: "number", l: "highlight", s: "spotlight", h: "hide", v: "select" };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NUDGE = 10;

// Does what a key means on this stage, and tells whether it meant anything.
export function press(event, stage) {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (event.isComposing) return false;
  if ((ctrlKey || metaKey) && key.toLowerCase() === "d" && stage.mark) return pictures.duplicate(), true;
  if (ctrlKey || metaKey || (altKey && !(key in ARROWS))) return false;
  if (key in ARROWS) return arrow(event, stage);
  if (key === "+" || key === "=") return stage.gestures.enlarge(1.25), true;
  if (key === "-") return stage.gestures.enlarge(0.8), true;
  if (key === "0") return stage.gestures.enlarge(0), true;
  if (key === "Escape") return leave(stage);
  if (key === "Enter") return enter(event, stage);
  if (key === "Delete" || key === "Backspace") return remove(event, stage);
  const tool = shiftKey ? null : KEYS[key.toLowerCase()];
  if (!tool) return false;
  if (tool === "crop" || tool === "select") pictures.take(tool);
  else if (!event.repeat) pictures.put(tool);
  if (stage.mark && !stage.isWriting) stage.grips.focus(`mark-${stage.selected}`);
  return true;
}

// Arrows move the mark or the handle in hand, with Shift they size it; with nothing in hand they go along a
// picture that is shown closer.
function arrow(event, stage) {
  const [x, y] = ARROWS[event.key];
  const step = Math.max(1, Math.round(stage.sight.point)) * (event.altKey ? NUDGE : 1);
  const handle = event.target.dataset?.handle;
  if (stage.cropping) return nudgeCrop(stage, handle, x * step * NUDGE, y * step * NUDGE);
  if (stage.mark) {
    const mark = changed(stage, handle, event.shiftKey, x * step, y * step);
    stage.keep(stage.marks.with(stage.selected, mark), { later: true });
    return true;
  }
  if (!stage.isZoomed) return false;
  stage.gestures.pan(x, y);
  return true;
}

function changed(stage, handle, isSized, dx, dy) {
  const { mark, sight } = stage;
  if (handle) {
    const at = stage.grips.placeOf(handle);
    return pulled(mark, handle, [at[0] + dx, at[1] + dy], sight);
  }
  return isSized ? sized(mark, dx, dy, sight) : moved(mark, dx, dy);
}

function nudgeCrop(stage, handle, dx, dy) {
  const [x, y, width, height] = stage.cropping.crop;
  const places = corners({ x, y, width, height });
  stage.gestures.crop(handle, handle ? [places[handle][0] + dx, places[handle][1] + dy] : [dx, dy]);
  return true;
}

function leave(stage) {
  if (stage.gestures.cancel()) return true;
  if (stage.cropping) pictures.uncrop(stage);
  else if (pictures.tool !== "select") pictures.take("select");
  else if (stage.mark) stage.select(-1);
  else return false;
  stage.host.focus({ preventScroll: true });
  return true;
}

function enter(event, stage) {
  const grip = event.target.dataset?.grip;
  if (stage.cropping) pictures.uncrop(stage, true);
  else if (grip?.startsWith("mark-") && Number(grip.slice(5)) !== stage.selected) return stage.select(Number(grip.slice(5))), true;
  else if (stage.mark && ["text", "number"].includes(stage.mark.kind)) return pictures.write(stage), true;
  else if (stage.mark) stage.select(-1);
  else return false;
  stage.host.focus({ preventScroll: true });
  return true;
}

function remove(event, stage) {
  if (!stage.mark) return false;
  pictures.remove();
  return true;
}
