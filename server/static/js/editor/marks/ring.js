// A ring around a place whose box is not known.
import { fillOf, haloOf, look } from "./look.js";
import { svg } from "./svg.js";

export function drawRing(mark, sight) {
  const radius = mark.radius ? sight.length(mark.radius) : look.ring.radius * sight.point;
  const { halo, stroke } = look.line;
  return svg(
    "g",
    { fill: "none" },
    circle(mark, sight, radius, (stroke + 2 * halo) * sight.point, haloOf(mark.color)),
    circle(mark, sight, radius, stroke * sight.point, fillOf(mark.color)),
  );
}

function circle(mark, sight, radius, width, stroke) {
  const [cx, cy] = sight.place(mark.at);
  // A line wider than the ring fills it, as a disc does.
  const outer = radius + width / 2;
  if (width >= 2 * radius) return svg("circle", { cx, cy, r: outer, fill: stroke });
  return svg("circle", { cx, cy, r: radius, stroke, "stroke-width": width });
}
