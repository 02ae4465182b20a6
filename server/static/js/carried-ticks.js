// The checklist goes on with a new version: ticks stay at steps that read and look as they did.
import { recall, remember } from "./place.js";

export async function carryTicks(guide, version, changedSince) {
  const name = `follow.${guide}`;
  const kept = recall(name);
  const from = Number(kept?.version);
  if (!kept?.done?.length || !(from < version)) return;
  const changed = await changedSince(from);
  if (!changed) return;
  const touched = new Set(changed.steps.map((step) => `step-${step.id}`));
  const done = kept.done.filter((id) => !touched.has(id) && document.getElementById(id));
  remember(name, { ...kept, version: String(version), done });
  document.dispatchEvent(new Event("ticks-carried"));
}
