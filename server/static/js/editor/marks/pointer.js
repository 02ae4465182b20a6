// The pointer's arrow: dark with a light rim and a soft shadow, its tip where the click was.
import { look, rgb } from "./look.js";
import { svg } from "./svg.js";

let count = 0;

export function drawPointer(mark, sight) {
  const [x, y] = sight.place(mark.at);
  const { point } = sight;
  const { outline, rim, shadow, aside, strength } = look.pointer;
  const points = outline.map(([dx, dy]) => `${x + dx * point},${y + dy * point}`).join(" ");
  const drop = shadow * point;
  const blur = `pointer-shadow-${(count += 1)}`;
  const [dark, light] = [rgb(look.colours[look.dark].fill), rgb(look.colours[look.light].fill)];
  return svg(
    "g",
    {},
    svg("filter", { id: blur, x: -1, y: -1, width: 3, height: 3, "color-interpolation-filters": "sRGB" },
      svg("feGaussianBlur", { stdDeviation: drop })),
    svg("polygon", { points, fill: dark, opacity: strength, filter: `url(#${blur})`, transform: `translate(${aside * drop} ${drop})` }),
    svg("polygon", { points, fill: light, stroke: light, "stroke-width": 2 * rim * point, "stroke-linejoin": "round" }),
    svg("polygon", { points, fill: dark }),
  );
}
