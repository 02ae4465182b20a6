// Snapping: places near the edges and centres of known controls and of other marks become those, one axis at a
// time. Pure; `Hint`s tell which lines were snapped to, so that the page can show them.

// Every line that something may snap to: from boxes of controls (edges), marks and the crop (edges and centres).
export function linesOf(controls, boxes) {
  const lines = { x: [], y: [] };
  const edges = ([x, y, width, height]) => {
    lines.x.push(x, x + width);
    lines.y.push(y, y + height);
  };
  controls.forEach(edges);
  for (const box of boxes) {
    edges(box);
    lines.x.push(box[0] + box[2] / 2);
    lines.y.push(box[1] + box[3] / 2);
  }
  return lines;
}

// A place, drawn to the nearest lines within reach.
export function snapped([x, y], lines, reach) {
  const [across, down] = [nearest(x, lines.x, reach), nearest(y, lines.y, reach)];
  return { place: [across ?? x, down ?? y], hints: hints(across, down) };
}

// How far a box that moves must be moved further so that an edge or its centre lies on a line.
export function shift({ x, y, width, height }, lines, reach) {
  const across = best([x, x + width, x + width / 2], lines.x, reach);
  const down = best([y, y + height, y + height / 2], lines.y, reach);
  return { by: [across?.by ?? 0, down?.by ?? 0], hints: hints(across?.line, down?.line) };
}

// The smallest known control at a place, for a click that means all of it.
export function controlAt(controls, [x, y]) {
  const holding = controls.filter(([left, top, width, height]) => x >= left && x < left + width && y >= top && y < top + height);
  return holding.sort((one, other) => one[2] * one[3] - other[2] * other[3])[0] ?? null;
}

// The known control that was meant by a region drawn roughly around it.
export function controlMeant(controls, [x, y, width, height], reach) {
  const near = ([left, top, across, down]) =>
    Math.max(Math.abs(left - x), Math.abs(top - y), Math.abs(left + across - x - width), Math.abs(top + down - y - height)) <= 2 * reach;
  return controls.find(near) ?? null;
}

function nearest(value, lines, reach) {
  let found;
  for (const line of lines) {
    if (Math.abs(line - value) <= reach && (found === undefined || Math.abs(line - value) < Math.abs(found - value))) found = line;
  }
  return found;
}

function best(values, lines, reach) {
  let found;
  for (const value of values) {
    const line = nearest(value, lines, reach);
    if (line !== undefined && (!found || Math.abs(line - value) < Math.abs(found.by))) found = { line, by: line - value };
  }
  return found;
}

function hints(x, y) {
  return [...(x === undefined ? [] : [{ axis: "x", at: x }]), ...(y === undefined ? [] : [{ axis: "y", at: y }])];
}
