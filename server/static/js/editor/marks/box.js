// A rounded box around a control, with a halo that parts it from any background.
import { fillOf, haloOf, look } from "./look.js";
import { between, grown, rounded, svg } from "./svg.js";

export function drawBox(mark, sight) {
  const inner = innerOf(mark.box, sight);
  if (!inner) return svg("g");
  const { gap, halo, stroke } = look.line;
  return svg(
    "g",
    {},
    band(inner, gap, halo + stroke + halo, sight.point, haloOf(mark.color)),
    band(inner, gap + halo, stroke, sight.point, fillOf(mark.color)),
  );
}

// The box, with the sides that end at the rim drawn in so that their line stays in sight.
function innerOf(box, sight) {
  const rect = sight.rect(box);
  if (!rect) return null;
  const { gap, halo, stroke } = look.line;
  const reach = (gap + halo + stroke + halo) * sight.point;
  const [x, y, width, height] = box;
  const { shown } = sight;
  const [right, bottom] = [shown.x + shown.width, shown.y + shown.height];
  return {
    left: x >= shown.x ? Math.max(rect.left, shown.x + reach) : rect.left,
    top: y >= shown.y ? Math.max(rect.top, shown.y + reach) : rect.top,
    right: x + width <= right ? Math.min(rect.right, right - reach) : rect.right,
    bottom: y + height <= bottom ? Math.min(rect.bottom, bottom - reach) : rect.bottom,
  };
}

function band(inner, offset, width, point, fill) {
  const hole = grown(inner, offset * point);
  const radius = (look.box.radius + offset) * point;
  return between(rounded(grown(hole, width * point), radius + width * point), rounded(hole, radius), fill);
}
