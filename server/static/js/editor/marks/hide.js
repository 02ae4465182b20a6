// A solid fill of whole pixels, which can be taken away again.
import { fillOf, look, rgb } from "./look.js";
import { svg } from "./svg.js";

export function drawHide(mark, sight) {
  const rect = sight.rect(mark.box);
  if (!rect) return svg("g");
  const fill = mark.color ? fillOf(mark.color) : rgb(look.colours[look.cover].fill);
  return svg("rect", { x: rect.left, y: rect.top, width: rect.right - rect.left, height: rect.bottom - rect.top, fill });
}
