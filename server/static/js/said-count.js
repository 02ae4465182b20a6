// How much of what readers say is open, beside the ways to it: at each step, and for the guide as a whole.
export function showCounts(open) {
  const all = Object.values(open).reduce((sum, count) => sum + count, 0);
  for (const link of document.querySelectorAll("a[data-say]")) {
    const count = (link.dataset.sum === undefined ? open[link.dataset.say] : all) ?? 0;
    link.querySelector("[data-count]").textContent = count || "";
    link.classList.toggle("has", count > 0);
  }
}

// In the editor, where nothing else asks for it.
class SaidCount extends HTMLElement {
  connectedCallback() {
    document.addEventListener("said", () => this.look());
    addEventListener("focus", () => this.look());
    this.look();
  }

  async look() {
    const answer = await fetch(`/api/guides/${this.dataset.guide}/standing`, { cache: "no-cache" }).catch(() => null);
    if (answer?.ok) showCounts((await answer.json()).open);
  }
}

customElements.define("said-count", SaidCount);
