// What the editor's page shows, knows and waits for.
async () => {
  const { store } = await import(document.querySelector("script[src*='editor.js']").src.replace("editor.js", "editor/store.js"));
  const shown = [...document.querySelectorAll("ol.steps > li.step")];
  return {
    waiting: store.queue.calls.length,
    behind: store.sync.behind,
    serial: store.serial,
    guide: store.guide,
    order: shown.map((each) => each.dataset.step),
    captions: shown.map((each) => each.querySelector("[data-field=caption]").textContent.trim()),
    looks: shown.map((each) => [each.dataset.kind, each.dataset.level, each.querySelector("[data-number]")?.textContent, each.querySelector(".detail")?.textContent]),
    choices: document.querySelectorAll(".choice").length,
  };
}
