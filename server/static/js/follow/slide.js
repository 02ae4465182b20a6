// A step of the page as a slide: its words large, its picture as large as it fits, all else beside.
const BESIDE = ".detail, .values, .step-links, .callout";

export function slideOf({ element }) {
  const slide = document.createElement("article");
  slide.className = `step-slide ${[...element.classList].filter((name) => /^step-(?!level)/.test(name)).join(" ")}`;
  slide.lang = element.closest("[lang]").lang;
  const head = document.createElement("header");
  const stop = copy(element.querySelector(".stop"));
  head.append(stopOf(stop, element), ...copies(element, ".condition"), copy(element.querySelector("h2")));
  slide.append(head);
  const picture = element.querySelector(".shot picture");
  if (picture) {
    const figure = document.createElement("figure");
    figure.append(copy(picture));
    figure.querySelector("img").loading = "eager";
    slide.append(figure);
  }
  const beside = document.createElement("aside");
  beside.append(...copies(element, BESIDE));
  if (beside.children.length) slide.append(beside);
  return slide;
}

function stopOf(stop, element) {
  const shown = document.createElement("span");
  shown.className = "stop";
  shown.setAttribute("aria-hidden", "true");
  shown.append(...stop.childNodes);
  if (!shown.textContent.trim() && !element.matches(".step-result")) shown.hidden = true;
  return shown;
}

function copies(element, selector) {
  return [...element.querySelectorAll(selector)].map(copy);
}

function copy(element) {
  const made = element.cloneNode(true);
  for (const each of [made, ...made.querySelectorAll("[id]")]) each.removeAttribute("id");
  for (const each of made.querySelectorAll(".skip-step, .changed-tag")) each.remove();
  return made;
}
