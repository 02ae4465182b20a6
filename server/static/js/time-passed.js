// A clock of minutes and seconds that goes on by itself from what the server said.
class TimePassed extends HTMLElement {
  connectedCallback() {
    if (!this.hasAttribute("data-runs")) return;
    const from = performance.now() - Number(this.dataset.seconds) * 1000;
    this.timer = setInterval(() => this.show((performance.now() - from) / 1000), 250);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show(seconds) {
    const whole = Math.floor(seconds);
    const words = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    if (this.textContent !== words) this.textContent = words;
  }
}

customElements.define("time-passed", TimePassed);
