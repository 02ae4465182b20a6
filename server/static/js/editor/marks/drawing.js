// All marks of a picture as SVG, from the bottom up, as Pillow draws them: what is hidden, the fading rim, the
// dimming of spotlights, then every other mark in its order.
import { drawArrow } from "./arrow.js";
import { drawBox } from "./box.js";
import { drawFade } from "./fade.js";
import { drawHide } from "./hide.js";
import { drawHighlight } from "./highlight.js";
import { drawNumber } from "./number.js";
import { drawPointer } from "./pointer.js";
import { drawRing } from "./ring.js";
import { drawSpotlights } from "./spotlight.js";
import { svg } from "./svg.js";
import { drawText } from "./text.js";

const DRAW = {
  arrow: drawArrow,
  box: drawBox,
  highlight: drawHighlight,
  number: drawNumber,
  pointer: drawPointer,
  ring: drawRing,
  text: drawText,
};

// One group with everything that lies on the raw picture; `fades` are the rims that dissolve (`fade.js`).
export function drawMarks(marks, sight, fades = []) {
  const of = (kind) => marks.filter((mark) => mark.kind === kind);
  const group = svg("g", { class: "drawn-marks" });
  group.append(...of("hide").map((mark) => drawHide(mark, sight)));
  group.append(...fades.map((fade) => drawFade(fade)));
  const spotlights = of("spotlight");
  if (spotlights.length) group.append(drawSpotlights(spotlights, sight));
  group.append(...marks.filter((mark) => mark.kind in DRAW).map((mark) => DRAW[mark.kind](mark, sight)));
  return group;
}
