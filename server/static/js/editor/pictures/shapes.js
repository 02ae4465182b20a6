// What can be done to a mark, as pure functions on its data: where it lies, move, size, and new ones.
import { look } from "../marks/look.js";
import { labelOf } from "../marks/text.js";

export const BOXED = new Set(["box", "highlight", "spotlight", "hide"]);
const LEAST = 4; // pixels that a region has at least

// Where a mark lies, in the picture's pixels: what is clicked, and what grips are put around.
export function boundsOf(mark, sight) {
  const { point } = sight;
  if (BOXED.has(mark.kind)) return boxed(...mark.box);
  if (mark.kind === "arrow") return around([mark.start, mark.end]);
  if (mark.kind === "text") {
    const { left, top, right, bottom } = labelOf(mark, sight).label;
    return boxed(left, top, right - left, bottom - top);
  }
  const [x, y] = mark.at;
  if (mark.kind === "pointer") return boxed(x, y, 19 * point, 30 * point);
  const radius = mark.kind === "ring" ? mark.radius || look.ring.radius * point : look.number.radius * point;
  return boxed(x - radius, y - radius, 2 * radius, 2 * radius);
}

export const boxed = (x, y, width, height) => ({ x, y, width, height });

// The places a mark can be pulled by, by name; none where it has one size only.
export function handlesOf(mark, sight) {
  if (mark.kind === "arrow") return { start: mark.start, end: mark.end };
  const { x, y, width, height } = boundsOf(mark, sight);
  if (mark.kind === "ring") return { e: [x + width, y + height / 2] };
  if (mark.kind === "text") return { se: [x + width, y + height] };
  return BOXED.has(mark.kind) ? corners({ x, y, width, height }) : {};
}

export function corners({ x, y, width, height }) {
  const [right, bottom, middle, centre] = [x + width, y + height, y + height / 2, x + width / 2];
  return {
    nw: [x, y], n: [centre, y], ne: [right, y], e: [right, middle],
    se: [right, bottom], s: [centre, bottom], sw: [x, bottom], w: [x, middle],
  };
}

export function moved(mark, dx, dy) {
  const by = ([x, y]) => [x + dx, y + dy];
  if (BOXED.has(mark.kind)) return { ...mark, box: [mark.box[0] + dx, mark.box[1] + dy, mark.box[2], mark.box[3]] };
  return mark.kind === "arrow" ? { ...mark, start: by(mark.start), end: by(mark.end) } : { ...mark, at: by(mark.at) };
}

// The mark with one of its handles pulled to a place.
export function pulled(mark, handle, [x, y], sight) {
  if (mark.kind === "arrow") return { ...mark, [handle]: [Math.round(x), Math.round(y)] };
  if (mark.kind === "ring") return { ...mark, radius: Math.max(LEAST, Math.round(Math.hypot(x - mark.at[0], y - mark.at[1]))) };
  if (mark.kind === "text") return { ...mark, size: lineFor(mark, [x, y], sight) };
  return { ...mark, box: boxPulled(mark.box, handle, [x, y]) };
}

export function boxPulled([left, top, width, height], handle, [x, y]) {
  const sides = { left, top, right: left + width, bottom: top + height };
  if (handle.includes("w")) sides.left = Math.min(x, sides.right - LEAST);
  if (handle.includes("e")) sides.right = Math.max(x, sides.left + LEAST);
  if (handle.includes("n")) sides.top = Math.min(y, sides.bottom - LEAST);
  if (handle.includes("s")) sides.bottom = Math.max(y, sides.top + LEAST);
  return rounded(sides);
}

// A mark a little larger or smaller, by keys.
export function sized(mark, dx, dy, sight) {
  if (BOXED.has(mark.kind)) {
    const [x, y, width, height] = mark.box;
    return { ...mark, box: [x, y, Math.max(LEAST, width + dx), Math.max(LEAST, height + dy)] };
  }
  if (mark.kind === "arrow") return { ...mark, end: [mark.end[0] + dx, mark.end[1] + dy] };
  const by = dx - dy;
  if (mark.kind === "ring") return { ...mark, radius: Math.max(LEAST, Math.round(mark.radius || look.ring.radius * sight.point) + by) };
  if (mark.kind === "text") return { ...mark, size: Math.max(LEAST, Math.round(labelOf(mark, sight).line) + by) };
  return mark;
}

// The mark that a tool makes of a gesture from one place to another.
export function drawn(kind, from, to, given) {
  const mark = { kind, color: colourOf(kind, given) };
  if (BOXED.has(kind)) return { ...mark, box: spanned(from, to) };
  if (kind === "arrow") return { ...mark, start: whole(from), end: whole(to) };
  if (kind === "ring") return { ...mark, at: whole(from), radius: Math.max(LEAST, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]))) };
  return placed(kind, from, given);
}

// The mark that a tool puts at a place, at the size it has by itself; around a control where one is known.
export function placed(kind, at, given, control = null) {
  const mark = { kind, color: colourOf(kind, given) };
  const { point } = given.sight;
  if (BOXED.has(kind)) return { ...mark, box: control ?? rounded(about(at, 60 * point, 20 * point)) };
  if (kind === "arrow") return { ...mark, start: whole([at[0] - 70 * point, at[1] + 60 * point]), end: whole(at) };
  if (kind === "text") return { ...mark, at: whole(at), text: given.text ?? "", size: null };
  if (kind === "number") return { ...mark, at: whole(at), number: given.number };
  return kind === "ring" ? { ...mark, at: whole(at), radius: null } : { ...mark, at: whole(at) };
}

// Where a mark belongs that a key puts at a control: beside its words, not over them.
export function besideControl(kind, [x, y, width, height], point) {
  if (kind === "number") return [x, y];
  if (kind === "arrow") return [x + Math.min(width / 2, 60 * point), y + height + 4 * point];
  return kind === "text" ? [x, y + height + 8 * point] : [x + width / 2, y + height / 2];
}

export function nextNumber(marks) {
  return Math.min(999, 1 + Math.max(0, ...marks.filter((mark) => mark.kind === "number").map((mark) => mark.number)));
}

// The mark on top at a place: of several that hold it the smallest, else the nearest within reach.
export function markAt(marks, [x, y], sight, reach) {
  const holds = ({ x: left, y: top, width, height }, by) =>
    x >= left - by && x <= left + width + by && y >= top - by && y <= top + height + by;
  const hit = marks
    .map((mark, place) => ({ place, mark, bounds: boundsOf(mark, sight) }))
    .filter(({ mark, bounds }) => (mark.kind === "arrow" ? distance([x, y], mark.start, mark.end) <= 2 * reach : holds(bounds, reach)))
    .sort((one, other) => one.bounds.width * one.bounds.height - other.bounds.width * other.bounds.height || other.place - one.place);
  return hit.length ? hit[0].place : -1;
}

// What hides is grey and what dims is dark, whatever colour is in hand.
function colourOf(kind, { color }) {
  return kind === "hide" || kind === "spotlight" ? null : (color ?? null);
}

export const spanned = (from, to) => rounded({
  left: Math.min(from[0], to[0]), top: Math.min(from[1], to[1]), right: Math.max(from[0], to[0]), bottom: Math.max(from[1], to[1]),
});

export const whole = ([x, y]) => [Math.round(x), Math.round(y)];

function about([x, y], across, down) {
  return { left: x - across, top: y - down, right: x + across, bottom: y + down };
}

function rounded({ left, top, right, bottom }) {
  const [x, y] = [Math.round(left), Math.round(top)];
  return [x, y, Math.max(1, Math.round(right) - x), Math.max(1, Math.round(bottom) - y)];
}

function around(places) {
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  return boxed(Math.min(...xs), Math.min(...ys), Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

function lineFor(mark, [, y], sight) {
  const lines = labelOf(mark, sight).lines.length;
  return Math.max(LEAST, Math.round((y - mark.at[1]) / lines));
}
