// The edits that put a picture into a step, or steps of pictures after another; pure.
const KINDS = ["file", "width", "height", "scale", "crop", "marks"];

export function replaced(step, picture) {
  const now = step.picture;
  const isAlike = now && now.width === picture.width && now.height === picture.height && !picture.marks?.length;
  const kept = isAlike ? { crop: now.crop, marks: now.marks, scale: now.scale } : {};
  return { kind: "set_picture", step: step.id, before: now?.file ?? null, picture: { ...bare(picture), ...kept } };
}

export function inserted(after, id, picture, caption) {
  return { kind: "insert_step", after, content: { id, kind: "action", caption, picture: bare(picture) } };
}

// The first picture goes into a step, if there is one; each other makes a step of its own, in order.
export function editsFor(pictures, { onto, after }, caption, newId) {
  const edits = onto ? [replaced(onto, pictures[0])] : [];
  let last = onto ? onto.id : after;
  for (const picture of pictures.slice(edits.length)) {
    edits.push(inserted(last, newId(), picture, caption));
    last = edits.at(-1).content.id;
  }
  return edits;
}

function bare(picture) {
  return Object.fromEntries(KINDS.filter((name) => name in picture).map((name) => [name, picture[name]]));
}
