// SVG elements, made in one line.
const SPACE = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// The outline of a rectangle with round corners; nothing where it has no extent.
export function rounded({ left, top, right, bottom }, radius) {
  const [width, height] = [right - left, bottom - top];
  if (width <= 0 || height <= 0) return "";
  const round = Math.max(0, Math.min(radius, width / 2, height / 2));
  const arc = (x, y) => `a${round} ${round} 0 0 1 ${x} ${y}`;
  return `M${left + round} ${top}H${right - round}${arc(round, round)}V${bottom - round}${arc(-round, round)}` +
    `H${left + round}${arc(-round, -round)}V${top + round}${arc(round, -round)}Z`;
}

// A ring or frame between two outlines.
export const between = (outer, hole, fill) => svg("path", { d: outer + hole, "fill-rule": "evenodd", fill });

export const grown = ({ left, top, right, bottom }, by) =>
  ({ left: left - by, top: top - by, right: right + by, bottom: bottom + by });
