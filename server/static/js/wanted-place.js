// On the page for people without access: a server never hears of the part after "#", so the step that was
// wanted is kept in the cookie that opening a link looks at.
const HOUR = 3600;

class WantedPlace extends HTMLElement {
  connectedCallback() {
    if (!location.hash) return;
    const wanted = encodeURIComponent(location.pathname + location.search + location.hash);
    document.cookie = `handrail-wanted=${wanted}; path=/join; max-age=${HOUR}; samesite=lax`;
  }
}

customElements.define("wanted-place", WantedPlace);
