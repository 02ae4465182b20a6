// A menu of acts that many buttons share: opened beside the one that asked, closed again with the focus there.
const GAP = 4;

class ActMenu extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("toggle", (event) => event.newState === "closed" && this.opener?.setAttribute("aria-expanded", "false"));
  }

  get items() {
    return [...this.querySelectorAll("[data-act]:not([hidden])")];
  }

  // `states` says of some acts that they are {hidden, checked, disabled}.
  open(opener, states = {}) {
    this.opener = opener;
    for (const item of this.querySelectorAll("[data-act]")) {
      const state = states[item.dataset.act] ?? {};
      item.hidden = Boolean(state.hidden);
      item.setAttribute("aria-disabled", String(Boolean(state.disabled)));
      if (item.getAttribute("role") === "menuitemcheckbox") item.setAttribute("aria-checked", String(Boolean(state.checked)));
    }
    this.showPopover();
    this.place(opener.getBoundingClientRect());
    opener.setAttribute("aria-expanded", "true");
    this.items[0]?.focus();
  }

  // Below its opener, or above it where there is no room, inside the window either way. Phones have a sheet.
  place(box) {
    const { offsetWidth: width, offsetHeight: height } = this;
    const below = box.bottom + GAP;
    const top = below + height <= innerHeight - GAP ? below : Math.max(GAP, box.top - GAP - height);
    const left = Math.min(Math.max(GAP, box.left), innerWidth - width - GAP);
    this.style.setProperty("--left", `${left}px`);
    this.style.setProperty("--top", `${Math.min(top, innerHeight - height - GAP)}px`);
  }

  close({ back = true } = {}) {
    this.hidePopover();
    if (back) this.opener?.focus({ preventScroll: true });
  }

  key(event) {
    const here = this.items.indexOf(document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) this.items.at(to % this.items.length).focus();
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab") return this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

customElements.define("act-menu", ActMenu);
