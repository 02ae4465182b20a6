// The pixels of a raw picture's rims, filled where it is hidden, as the painted picture has them.
export function strips(raw, hides, look) {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  return ({ x, y, width, height }) => {
    Object.assign(context.canvas, { width, height });
    context.drawImage(raw, x, y, width, height, 0, 0, width, height);
    for (const { box, color } of hides) {
      context.fillStyle = `rgb(${look.colours[color || look.cover]?.fill ?? look.colours[look.default].fill})`;
      context.fillRect(box[0] - x, box[1] - y, box[2], box[3]);
    }
    return context.getImageData(0, 0, width, height).data;
  };
}
