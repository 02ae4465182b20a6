// Dragging a stage by its grip, by mouse, pen or finger: a line shows where it would come to stand.
export function dragging(list, put) {
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button) return;
    event.preventDefault();
    grip.focus();
    follow(list, grip, event, put);
  });
}

function follow(list, grip, { pointerId }, put) {
  const row = grip.closest("[data-stage]");
  const line = document.createElement("div");
  line.className = "drop-here";
  let after = row.previousElementSibling;
  grip.setPointerCapture(pointerId);

  const move = ({ clientY }) => {
    row.classList.add("dragged");
    const rows = [...list.children];
    after = rows.findLast((each) => clientY > middle(each)) ?? null;
    const box = list.getBoundingClientRect();
    line.style.setProperty("top", `${(after ? after.getBoundingClientRect().bottom : box.top) - box.top}px`);
    if (!line.isConnected) list.parentElement.append(line);
    line.style.setProperty("margin-top", `${list.offsetTop}px`);
    if (clientY < 90) scrollBy(0, -14);
    if (clientY > innerHeight - 60) scrollBy(0, 14);
  };
  const end = (event) => {
    for (const name of ["pointermove", "pointerup", "pointercancel"]) grip.removeEventListener(name, name === "pointermove" ? move : end);
    row.classList.remove("dragged");
    line.remove();
    if (event.type === "pointerup" && after !== row) put(row, after);
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", end);
  grip.addEventListener("pointercancel", end);
}

function middle(row) {
  const box = row.firstElementChild.getBoundingClientRect();
  return box.top + box.height / 2;
}
