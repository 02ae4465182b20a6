// Puts words on the clipboard and says whether that worked. Over plain http browsers withhold the clipboard, so
// there is the old way through a selected field as well.
export async function copied(words, focused) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      // Refused by the person or the browser: the old way may still do.
    }
  }
  const field = document.createElement("textarea");
  field.value = words;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused.focus({ preventScroll: true });
  return done;
}
