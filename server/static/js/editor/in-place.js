// A line of words written where it stands: a button becomes a field of the same place. Enter or leaving saves,
// Escape leaves it as it was. While the field is there, nothing around it is replaced.
export function writeInPlace(button, { words, label, limit, save }) {
  const field = document.createElement("input");
  Object.assign(field, { value: words, maxLength: limit, dir: "auto", className: "in-place-field" });
  field.setAttribute("aria-label", label);
  field.dataset.writing = "";
  let isClosed = false;
  const close = (isKept, back) => {
    if (isClosed) return; // taking the field away makes it lose the focus, too
    isClosed = true;
    const written = field.value.trim();
    const row = field.closest("li.step");
    field.remove();
    button.hidden = button.dataset.wasHidden === "true";
    if (isKept && written !== words) save(written);
    if (back) (button.hidden ? row : button)?.focus({ preventScroll: true });
  };
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      close(event.key === "Enter", true);
    }
    event.stopPropagation();
  });
  field.addEventListener("blur", () => close(true, false));
  button.dataset.wasHidden = String(button.hidden);
  button.hidden = true;
  button.before(field);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  return field;
}
