// Words on a small coloured label, broken into lines where the picture is too narrow for them.
import { fillOf, haloOf, inkOn, look } from "./look.js";
import { grown, rounded, svg } from "./svg.js";
import { FACE, broken, lengthOf, plain } from "./words.js";

export function drawText(mark, sight) {
  const { label, lines, line, letters } = labelOf(mark, sight);
  const { point } = sight;
  const { margin, radius } = look.text;
  const words = lines.map((each, at) =>
    svg("text", {
      x: label.left + margin * point,
      y: label.top + (at + 0.5) * line + (look.capital * letters) / 2,
      "xml:space": "preserve",
    }, each));
  return svg(
    "g",
    {},
    svg("path", { d: rounded(grown(label, look.line.halo * point), (radius + look.line.halo) * point), fill: haloOf(mark.color) }),
    svg("path", { d: rounded(label, radius * point), fill: fillOf(mark.color) }),
    svg("g", { fill: inkOn(mark.color), "font-family": FACE, "font-size": letters, "text-rendering": "geometricPrecision" }, ...words),
  );
}

// The label pushed inside of what is shown, its lines, and how high each and its type is.
export function labelOf(mark, sight) {
  const { point, shown } = sight;
  const { letters: share, line: standard, margin } = look.text;
  const line = Math.min(mark.size ? sight.length(mark.size) : standard * point, shown.height / 2);
  const letters = line * share;
  const halo = look.line.halo * point;
  const lines = broken(plain(mark.text), letters, shown.width - 2 * (margin * point + halo));
  const width = Math.max(...lines.map((each) => lengthOf(each, letters))) + 2 * margin * point;
  const height = lines.length * line;
  const [x, y] = sight.place(mark.at);
  const left = Math.max(shown.x + halo, Math.min(x, shown.x + shown.width - width - halo));
  const top = Math.max(shown.y + halo, Math.min(y, shown.y + shown.height - height - halo));
  return { label: { left, top, right: left + width, bottom: top + height }, lines, line, letters };
}
