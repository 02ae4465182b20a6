// Regions left bright while the rest is dimmed; several share one dimming.
import { look, rgb } from "./look.js";
import { grown, rounded, svg } from "./svg.js";

let count = 0;

export function drawSpotlights(marks, sight) {
  const { x, y, width, height } = sight.shown;
  const mask = `spotlight-${(count += 1)}`;
  const whole = { x, y, width, height };
  const { dimmed, gap, radius } = look.spotlight;
  const bright = marks.map((mark) => sight.rect(mark.box)).filter(Boolean).map((rect) =>
    svg("path", { d: rounded(grown(rect, gap * sight.point), radius * sight.point), fill: "black" }));
  return svg(
    "g",
    {},
    svg("mask", { id: mask, maskUnits: "userSpaceOnUse", ...whole }, svg("rect", { ...whole, fill: "white" }), ...bright),
    svg("rect", { ...whole, fill: rgb(look.colours[look.dark].fill), "fill-opacity": dimmed, mask: `url(#${mask})` }),
  );
}
