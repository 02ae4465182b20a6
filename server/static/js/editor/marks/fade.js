// Where a crop cuts through a window, its rim dissolves into the window's own ground.
import { look, rgb } from "./look.js";
import { svg } from "./svg.js";

const STOPS = 12;
let count = 0;

// The rims that dissolve, each with the colour most of its pixels have. `pixels(rim)` gives those of the picture,
// filled where it is hidden, as RGBA bytes, or null where they are not known yet.
export function fadesOf(window, sight, pixels) {
  const seen = window && meet(window, sight.shown);
  if (!seen) return [];
  const depth = Math.round(look.fade.depth * sight.point);
  return cutSides(window, sight.shown).flatMap((side) => {
    const rim = rimOf(side, seen, depth);
    const bytes = rim.width >= 1 && rim.height >= 1 && pixels(rim);
    return bytes ? [{ side, rim, ground: mostOf(bytes) }] : [];
  });
}

export function drawFade({ side, rim, ground }) {
  const id = `fade-${(count += 1)}`;
  const lying = side === "left" || side === "right";
  const towards = side === "right" || side === "bottom";
  const ends = towards ? { x1: 0, y1: 0, x2: lying ? 1 : 0, y2: lying ? 0 : 1 } : { x1: lying ? 1 : 0, y1: lying ? 0 : 1, x2: 0, y2: 0 };
  const stops = Array.from({ length: STOPS + 1 }, (_, at) => {
    const part = at / STOPS;
    return svg("stop", { offset: part, "stop-color": rgb(ground), "stop-opacity": look.fade.strength * part * part * (3 - 2 * part) });
  });
  return svg("g", {}, svg("linearGradient", { id, ...ends }, ...stops), svg("rect", { ...rim, fill: `url(#${id})` }));
}

export function cutSides(window, shown) {
  const cuts = {
    left: window.x < shown.x,
    right: window.x + window.width > shown.x + shown.width,
    top: window.y < shown.y,
    bottom: window.y + window.height > shown.y + shown.height,
  };
  return Object.keys(cuts).filter((side) => cuts[side]);
}

function rimOf(side, seen, depth) {
  const across = Math.min(depth, Math.floor(seen.width / 3));
  const down = Math.min(depth, Math.floor(seen.height / 3));
  return {
    left: { ...seen, width: across },
    right: { ...seen, x: seen.x + seen.width - across, width: across },
    top: { ...seen, height: down },
    bottom: { ...seen, y: seen.y + seen.height - down, height: down },
  }[side];
}

function meet(one, other) {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

function mostOf(bytes) {
  const counts = new Map();
  let [most, times] = [0, 0];
  for (let at = 0; at < bytes.length; at += 4) {
    const colour = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
    const now = (counts.get(colour) ?? 0) + 1;
    counts.set(colour, now);
    if (now > times) [most, times] = [colour, now];
  }
  return [most >> 16, (most >> 8) & 255, most & 255];
}
