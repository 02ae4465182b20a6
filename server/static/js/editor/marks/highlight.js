// A wash over a region, as by a felt pen: multiplied with what lies below, so that dark words stay dark.
import { coloursOf, look, rgb } from "./look.js";
import { rounded, svg } from "./svg.js";

export function drawHighlight(mark, sight) {
  const rect = sight.rect(mark.box);
  if (!rect) return svg("g");
  const pale = coloursOf(mark.color).fill.map((part) => Math.round(255 - (255 - part) * look.highlight.strength));
  return svg("path", { class: "wash", d: rounded(rect, look.highlight.radius * sight.point), fill: rgb(pale) });
}
