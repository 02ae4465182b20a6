// What is shown of a picture, in its pixels, and how large a point is there: all that a mark's shape depends on.
import { look } from "./look.js";

export class Sight {
  constructor(picture, shown) {
    this.picture = picture;
    this.shown = shown;
    this.point = Math.max(picture.scale ?? 1, shown.width / look.wide);
    const reach = Math.max(shown.width, shown.height);
    this.far = {
      left: shown.x - reach,
      top: shown.y - reach,
      right: shown.x + shown.width + reach,
      bottom: shown.y + shown.height + reach,
    };
  }

  // Where the middle of a picture's pixel lies; one far outside is brought nearer.
  place([x, y]) {
    const { left, top, right, bottom } = this.far;
    return [clamp(x, left, right) + 0.5, clamp(y, top, bottom) + 0.5];
  }

  // Where a box lies, cut off a little way outside of what is shown; null where nothing of it is near.
  rect([x, y, width, height]) {
    const cut = {
      left: Math.max(x, this.far.left),
      top: Math.max(y, this.far.top),
      right: Math.min(x + width, this.far.right),
      bottom: Math.min(y + height, this.far.bottom),
    };
    return cut.left < cut.right && cut.top < cut.bottom ? cut : null;
  }

  // So many pixels, never many more than are shown.
  length(pixels) {
    return Math.min(pixels, 4 * Math.max(this.shown.width, this.shown.height));
  }
}

// What is shown of a picture: its crop kept inside it, or all of it.
export function shownOf(picture) {
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  if (!picture.crop) return whole;
  const [x, y, width, height] = picture.crop;
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(picture.width, x + width), Math.min(picture.height, y + height)];
  return left < right && top < bottom ? { x: left, y: top, width: right - left, height: bottom - top } : whole;
}

export const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
