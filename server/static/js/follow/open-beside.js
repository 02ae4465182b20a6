// Opens a guide in a narrow window of its own, at the right edge of the screen, where a program leaves it room.
// Without this module, or where windows are refused, the link opens the same page.
const WIDTH = 380;
const HEIGHT = 760;

class OpenBeside extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      const opened = window.open(link.href, `handrail-${this.dataset.guide}`, place());
      if (!opened) return;
      event.preventDefault();
      opened.focus();
    });
  }
}

function place() {
  const { availLeft = 0, availTop = 0, availWidth, availHeight } = screen;
  const height = Math.min(HEIGHT, availHeight);
  const left = availLeft + availWidth - WIDTH;
  const top = availTop + Math.max(0, Math.round((availHeight - height) / 3));
  return `popup,width=${WIDTH},height=${height},left=${left},top=${top}`;
}

customElements.define("open-beside", OpenBeside);
