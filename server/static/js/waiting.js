// What waits for whoever reads, asked once for all parts of a page that show it.
let asked = null;

export function whatWaits() {
  asked ??= fetch("/api/waiting?few=5", { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .catch(() => ({ count: 0, level: "calm", waiting: [] })); // a page is whole without it
  return asked;
}
