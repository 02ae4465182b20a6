// A step's stop as a box to tick, and beside its condition a way to skip it.
export function makeBox(step, label, turn) {
  const stop = step.element.querySelector(".stop");
  const box = document.createElement("button");
  box.type = "button";
  box.className = "stop";
  box.append(...stop.cloneNode(true).childNodes);
  box.setAttribute("aria-label", label);
  box.addEventListener("click", turn);
  box.addEventListener("keydown", (event) => event.repeat && event.preventDefault()); // a key held down ticks once
  step.plain = stop;
  stop.replaceWith(box);
}

export function skipButton(step, words, label, skip) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "plain skip-step", textContent: words });
  button.setAttribute("aria-label", label);
  button.addEventListener("click", skip);
  step.element.querySelector(".condition")?.append(button);
}
