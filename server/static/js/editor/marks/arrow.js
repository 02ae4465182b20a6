// An arrow from one place to another, with a halo.
import { fillOf, haloOf, look } from "./look.js";
import { svg } from "./svg.js";

export function drawArrow(mark, sight) {
  const [start, end] = [sight.place(mark.start), sight.place(mark.end)];
  return svg(
    "g",
    {},
    stroke(start, end, sight.point, look.line.halo * sight.point, haloOf(mark.color)),
    stroke(start, end, sight.point, 0, fillOf(mark.color)),
  );
}

function stroke(start, end, point, halo, colour) {
  const length = Math.hypot(end[0] - start[0], end[1] - start[1]) || 1;
  const along = [(end[0] - start[0]) / length, (end[1] - start[1]) / length];
  const head = Math.min(look.arrow.head * point, length);
  const neck = [end[0] - along[0] * head, end[1] - along[1] * head];
  const half = (head * look.arrow.half) / look.arrow.head;
  const wings = [half, -half].map((side) => [neck[0] - along[1] * side, neck[1] + along[0] * side]);
  return svg(
    "g",
    { fill: colour, stroke: colour, "stroke-linecap": "round", "stroke-linejoin": "round" },
    svg("path", { d: `M${start}L${neck}`, "stroke-width": look.line.stroke * point + 2 * halo }),
    svg("polygon", { points: [end, ...wings].join(" "), "stroke-width": look.arrow.edge * point + 2 * halo }),
  );
}
