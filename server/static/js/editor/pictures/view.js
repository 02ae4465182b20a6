// Which part of a picture the editor shows, how large: its crop, all of it while cropping, or closer for exact work.
import { clamp } from "../marks/sight.js";

const CLOSEST = 16;

// The part to show so that all of `wanted` is seen in a frame of that shape.
export function fitting(wanted, ratio) {
  const width = Math.max(wanted.width, wanted.height * ratio);
  const height = width / ratio;
  return { x: wanted.x - (width - wanted.width) / 2, y: wanted.y - (height - wanted.height) / 2, width, height };
}

// The view enlarged by a factor, so that the place stays where it is; never wider than what fits.
export function enlarged(view, by, [x, y], fit) {
  const width = clamp(view.width / by, fit.width / CLOSEST, fit.width);
  const factor = width / view.width;
  return inside({ x: x - (x - view.x) * factor, y: y - (y - view.y) * factor, width, height: view.height * factor }, fit);
}

export function panned(view, dx, dy, fit) {
  return inside({ ...view, x: view.x + dx, y: view.y + dy }, fit);
}

export const isCloser = (view, fit) => view.width < fit.width - 0.01;

function inside(view, fit) {
  return {
    ...view,
    x: clamp(view.x, fit.x, fit.x + fit.width - view.width),
    y: clamp(view.y, fit.y, fit.y + fit.height - view.height),
  };
}
