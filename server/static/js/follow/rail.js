// The rail lying down: one piece a step, or one line where pieces would be too narrow to tell apart.
const MOST_PIECES = 48;

export function fillRail(rail, all, done) {
  rail.classList.toggle("whole", all > MOST_PIECES);
  if (all > MOST_PIECES) {
    const bar = rail.querySelector("progress") ?? document.createElement("progress");
    bar.setAttribute("aria-hidden", "true");
    Object.assign(bar, { max: all, value: done });
    rail.replaceChildren(bar);
    return;
  }
  while (rail.children.length > all) rail.lastChild.remove();
  while (rail.children.length < all) rail.append(document.createElement("i"));
  [...rail.children].forEach((piece, at) => piece.classList.toggle("on", at < done));
}
