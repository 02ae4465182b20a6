// Words measured and broken into lines as Pillow does it: large, and by the very font that Pillow has. The pages'
// own font comes in parts by alphabet, and letters of two parts stand a little further apart.
const MEASURED = 128;
export const FACE = '"Handrail Marks", system-ui, sans-serif';

const context = document.createElement("canvas").getContext("2d");
const font = `${MEASURED}px ${FACE}`;
let face = null;

// The promise of the type for marks with words, null once it is here; an address that fails leaves the system's.
export function missingType(address) {
  if (face?.status === "loaded" || face?.status === "error") return null;
  if (!face) {
    face = new FontFace("Handrail Marks", `url(${address})`);
    document.fonts.add(face);
  }
  return face.load().catch(() => null);
}

export function lengthOf(words, height) {
  context.font = font;
  context.fontKerning = "normal";
  context.textRendering = "geometricPrecision";
  return (context.measureText(words).width * height) / MEASURED;
}

export const plain = (text) => text.split(/\s+/u).filter(Boolean).join(" ");

// The text in lines no wider than `width`, a word too long by itself in pieces.
export function broken(text, letters, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const joined = `${lines.at(-1)} ${word}`.trim();
    if (lengthOf(joined, letters) <= width) lines[lines.length - 1] = joined;
    else lines.push(...pieces(word, letters, width));
  }
  const filled = lines.filter(Boolean);
  return filled.length ? filled : [""];
}

function pieces(word, letters, width) {
  const made = [""];
  let filled = 0;
  for (const letter of word) {
    const long = lengthOf(letter, letters);
    if (made.at(-1) && filled + long > width) {
      made.push("");
      filled = 0;
    }
    made[made.length - 1] += letter;
    filled += long;
  }
  return made;
}
