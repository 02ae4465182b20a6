// A link to one step: a click copies its address. Over plain http browsers withhold the clipboard, so there
// is the old way through a selected field as well.
import { say } from "./toast.js";

class CopyLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  async handleEvent(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(history.state, "", link.hash);
    if (await copied(link.href, link)) say(this.dataset.copied);
    else location.hash = link.hash;
  }
}

async function copied(words, focused) {
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

customElements.define("copy-link", CopyLink);
