// A number in a coloured disc with a halo.
import { fillOf, haloOf, inkOn, look } from "./look.js";
import { svg } from "./svg.js";
import { FACE } from "./words.js";

export function drawNumber(mark, sight) {
  const [cx, cy] = sight.place(mark.at);
  const { point } = sight;
  const { radius, letters } = look.number;
  const figures = String(mark.number);
  const height = letters[figures.length - 1] * point;
  return svg(
    "g",
    {},
    svg("circle", { cx, cy, r: (radius + look.line.halo) * point, fill: haloOf(mark.color) }),
    svg("circle", { cx, cy, r: radius * point, fill: fillOf(mark.color) }),
    svg("text", {
      x: cx,
      y: cy + (look.capital * height) / 2,
      "text-anchor": "middle",
      "text-rendering": "geometricPrecision",
      "font-family": FACE,
      "font-size": height,
      fill: inkOn(mark.color),
    }, figures),
  );
}
