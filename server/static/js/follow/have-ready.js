// What to have ready, each with a box to tick before the first step.
export function makeChecks(section, turned) {
  const items = [...(section?.querySelectorAll("li") ?? [])];
  const boxes = items.map((item) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    label.append(box, ...item.childNodes);
    item.append(label);
    box.addEventListener("change", () => turned(wordsOf(item), box.checked));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // or the key would press the button that gets the focus, too
      box.click();
    });
    return box;
  });
  return {
    boxes,
    show: (ready) => items.forEach((item, at) => (boxes[at].checked = ready.includes(wordsOf(item)))),
    remove() {
      for (const item of items) {
        item.querySelector("input").remove();
        item.replaceChildren(...item.firstChild.childNodes);
      }
    },
  };
}

const wordsOf = (item) => item.textContent.trim();
