// Where a picture is taken from: a file or the camera, the clipboard, or another guide.
import { isTyping } from "../../search-box.js";
import { store } from "../store.js";
import { picturesIn } from "./drops.js";

const PAUSE = 200;

class PictureSource extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.search = this.querySelector("input[type=search]");
    this.found = this.querySelector("[data-found]");
    const file = this.querySelector("input[type=file]");
    file.addEventListener("change", () => {
      this.choose([...file.files]);
      file.value = "";
    });
    this.search.addEventListener("input", () => this.later());
    this.search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    this.dialog.addEventListener("paste", (event) => this.paste(event));
    this.dialog.addEventListener("dragover", (event) => event.preventDefault());
    this.dialog.addEventListener("drop", (event) => this.drop(event));
    this.dialog.addEventListener("close", () => this.origin?.isConnected && this.origin.focus({ preventScroll: true }));
    this.addEventListener("click", ({ target }) => this.take(target.closest("[data-picture]")));
  }

  // `put` is called with files or with a picture of another guide, once one is chosen.
  open({ heading, put, origin }) {
    Object.assign(this, { put, origin });
    this.querySelector("h2").textContent = this.dataset[heading];
    this.search.value = "";
    this.found.replaceChildren();
    this.dialog.showModal();
    this.querySelector("input[type=file]").focus();
    this.look();
  }

  choose(files) {
    if (!files.length) return;
    this.dialog.close();
    this.put(files);
  }

  paste(event) {
    const files = picturesIn(event.clipboardData);
    if (!files.length || (isTyping(event.target) && event.clipboardData.getData("text/plain"))) return;
    event.preventDefault();
    this.choose(files);
  }

  drop(event) {
    event.preventDefault();
    event.stopPropagation();
    this.choose([...event.dataTransfer.files]);
  }

  take(button) {
    if (!button) return;
    this.dialog.close();
    this.put([], JSON.parse(button.dataset.picture));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  async look() {
    const words = this.search.value.trim();
    try {
      const address = `/api/pictures?q=${encodeURIComponent(words)}&but=${encodeURIComponent(store.id)}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const { guides } = await answer.json();
      if (words === this.search.value.trim()) this.show(guides, guides.length ? "" : this.dataset[words ? "none" : "nowhere"]);
    } catch {
      this.show([], this.dataset.offline);
    }
  }

  show(guides, said) {
    this.querySelector("[role=status]").textContent = said;
    const [group, item] = this.querySelectorAll("template");
    this.found.replaceChildren(...guides.map((guide) => {
      const section = group.content.cloneNode(true);
      section.querySelector("h3").textContent = guide.title;
      section.querySelector("ul").append(...guide.pictures.map((each) => filled(item, each)));
      return section;
    }));
  }
}

function filled(template, { number, caption, picture, thumb }) {
  const item = template.content.cloneNode(true);
  const [button, image] = [item.querySelector("button"), item.querySelector("img")];
  button.dataset.picture = JSON.stringify(picture);
  Object.assign(image, { src: thumb.url, width: thumb.width, height: thumb.height });
  item.querySelector("span").textContent = number ? `${number} ${caption}` : caption;
  return item;
}

customElements.define("picture-source", PictureSource);
