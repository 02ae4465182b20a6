// A finger drawn across: 1 for the next, -1 for the one before. Drawn up or down it scrolls, as ever.
const FAR = 48;

export function onSwipe(element, moved) {
  let from = null;
  element.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  element.addEventListener("touchend", (event) => {
    if (!from || event.touches.length) return;
    const to = event.changedTouches[0];
    const [across, along] = [to.clientX - from.clientX, to.clientY - from.clientY];
    from = null;
    const zoomed = (window.visualViewport?.scale ?? 1) > 1.05;
    if (!zoomed && Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(along)) moved(across < 0 ? 1 : -1);
  }, { passive: true });
}
