// What other guides say already, offered while one writes: processes, stages, roles and owners. Asked for when
// the first field is opened, since most visits to the editor need none of it.
let asking;

export function fillLists() {
  asking ??= fetch("/api/processes", { headers: { Accept: "application/json" } })
    .then((answer) => answer.json())
    .then(({ processes }) => offer(processes))
    .catch(() => (asking = null)); // without suggestions one can still write
}

function offer(processes) {
  const stages = processes.flatMap((process) => process.stages.map((stage) => ({ ...stage, process: process.name })));
  list("known-processes", processes.map((process) => process.name));
  list("known-stages", stages.map((stage) => stage.name), stages.map((stage) => stage.process));
  list("known-roles", stages.map((stage) => stage.role));
  list("known-owners", processes.map((process) => process.owner));
}

function list(id, names, labels = []) {
  const seen = new Map(names.map((name, place) => [name, labels[place]]).filter(([name]) => name));
  document.getElementById(id).replaceChildren(...[...seen].map(([name, label]) => new Option(label ?? "", name)));
}
