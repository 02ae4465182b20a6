// Words or a number for a mark, typed right at it: shown on the picture as they are typed, Enter keeps them.
import { boundsOf } from "./shapes.js";
import { words } from "./words.js";

const LONGEST = 200;

export function write(stage) {
  const { mark, selected } = stage;
  const isNumber = mark.kind === "number";
  const marks = stage.marks;
  const field = document.createElement("input");
  Object.assign(field, { className: "mark-words", value: isNumber ? mark.number : mark.text, maxLength: isNumber ? 3 : LONGEST });
  if (isNumber) field.inputMode = "numeric";
  else field.dir = "auto";
  field.dataset.writing = "";
  field.setAttribute("aria-label", isNumber ? words.number : words.text);
  field.placeholder = isNumber ? "" : words.text;
  lay(field, stage);
  stage.host.append(field);
  field.focus({ preventScroll: true });
  field.select();

  const written = () => ({ ...mark, ...(isNumber ? { number: Math.min(999, Number.parseInt(field.value, 10) || 0) } : { text: field.value.trim() }) });
  const show = () => stage.show(marks.with(selected, written()));
  let isDone = false;
  const leave = () => finish(true);
  const finish = (isKept) => {
    if (isDone) return;
    isDone = true;
    const hadFocus = document.activeElement === field;
    field.removeEventListener("blur", leave);
    field.remove();
    const said = isKept ? written() : mark;
    const isEmpty = !isNumber && !said.text;
    if (isEmpty) stage.selected = -1;
    stage.keep(isEmpty ? marks.toSpliced(selected, 1) : marks.with(selected, said));
    if (hadFocus) stage.grips.focus(`mark-${selected}`) ?? stage.host.focus({ preventScroll: true });
  };
  field.addEventListener("input", show);
  field.addEventListener("blur", leave);
  field.addEventListener("pointerdown", (event) => event.stopPropagation());
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    finish(event.key === "Enter");
  });
}

// Under the mark, or over it where there is no room below.
function lay(field, stage) {
  const { view } = stage;
  const { x, y, height } = boundsOf(stage.mark, stage.sight);
  const below = (y + height - view.y) / view.height;
  const left = Math.max(0, Math.min(0.6, (x - view.x) / view.width));
  Object.assign(field.style, { left: `${left * 100}%`, top: `${(below > 0.85 ? (y - view.y) / view.height - 0.15 : below) * 100}%` });
}
