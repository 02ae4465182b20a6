// Where two pictures differ, as boxes in shares of their size: looked for on a small copy, so that it costs little.
const WIDTH = 240;
const CELL = 6;
const SEEN = 40; // of a colour's 255, summed over three: less is the noise of packing
const MOST = 6;
const TOO_MUCH = 0.5;

export async function differences(before, after) {
  const [one, other] = await Promise.all([before, after].map(loaded));
  const size = { width: WIDTH, height: Math.max(1, Math.round((WIDTH * other.naturalHeight) / other.naturalWidth)) };
  const [old, now] = [one, other].map((image) => pixels(image, size));
  const grid = { columns: Math.ceil(size.width / CELL), rows: Math.ceil(size.height / CELL) };
  const marked = cells(old, now, size, grid);
  const groups = joined(marked, grid);
  const covered = groups.reduce((sum, { right, left, bottom, top }) => sum + (right - left + 1) * (bottom - top + 1), 0);
  if (groups.length > MOST || covered > grid.columns * grid.rows * TOO_MUCH) return [];
  return groups.map((group) => share(group, size));
}

async function loaded(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

function pixels(image, { width, height }) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

function cells(old, now, { width, height }, { columns }) {
  const marked = new Set();
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const apart = Math.abs(old[at] - now[at]) + Math.abs(old[at + 1] - now[at + 1]) + Math.abs(old[at + 2] - now[at + 2]);
      if (apart > SEEN) marked.add(Math.floor(y / CELL) * columns + Math.floor(x / CELL));
    }
  return marked;
}

// Cells that touch, or have one between them, are one place.
function joined(marked, { columns }) {
  const groups = [];
  while (marked.size) {
    const [first] = marked;
    marked.delete(first);
    const waiting = [first];
    const group = { left: Infinity, top: Infinity, right: 0, bottom: 0 };
    while (waiting.length) {
      const cell = waiting.pop();
      const [x, y] = [cell % columns, Math.floor(cell / columns)];
      Object.assign(group, { left: Math.min(group.left, x), top: Math.min(group.top, y), right: Math.max(group.right, x), bottom: Math.max(group.bottom, y) });
      for (let dy = -2; dy <= 2; dy += 1)
        for (let dx = -2; dx <= 2; dx += 1) {
          const near = (y + dy) * columns + x + dx;
          if (x + dx >= 0 && x + dx < columns && marked.delete(near)) waiting.push(near);
        }
    }
    groups.push(group);
  }
  return groups;
}

function share({ left, top, right, bottom }, { width, height }) {
  const [x, y] = [Math.max(0, left * CELL - 2) / width, Math.max(0, top * CELL - 2) / height];
  return { left: x, top: y, width: Math.min(1, ((right + 1) * CELL + 2) / width) - x, height: Math.min(1, ((bottom + 1) * CELL + 2) / height) - y };
}
