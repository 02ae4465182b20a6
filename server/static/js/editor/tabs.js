// Pages of the same guide in one browser tell each other which calls they hold, so that only what a closed page left
// behind is taken up. Should one not answer in time, a call is sent twice, which the server takes as once.
const PATIENCE = 250;

export function askWho(guide, mine) {
  if (!("BroadcastChannel" in window)) return Promise.resolve(new Set());
  const channel = new BroadcastChannel(`handrail.edits.${guide}`);
  const theirs = new Set();
  channel.addEventListener("message", ({ data }) => {
    if (data.who) channel.postMessage({ calls: mine() });
    for (const id of data.calls ?? []) theirs.add(id);
  });
  channel.postMessage({ who: true });
  return new Promise((resolve) => setTimeout(() => resolve(theirs), PATIENCE));
}
