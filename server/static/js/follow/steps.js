// The steps of a guide as its page holds them, as the record knows them.
export function stepsIn(list) {
  return [...list.children]
    .filter((element) => element.matches(".step:not(.step-heading)"))
    .map((element) => ({
      id: element.id.replace(/^step-/, ""),
      said: element.dataset.said,
      level: Number(element.className.match(/step-level-(\d)/)?.[1] ?? 0),
      ticks: element.matches(".step-action, .step-result"),
      skips: "skips" in element.dataset,
      element,
    }));
}

// The number in the stop; where it has none, such as the result, its place among the boxes.
export function numberOf(steps, step) {
  const number = step.element.dataset.number;
  return number || steps.filter((each) => each.ticks).indexOf(step) + 1;
}
