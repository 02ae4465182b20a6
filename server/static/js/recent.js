// The guides that were opened last in this browser, the last one first.
import { recall, remember } from "./place.js";

const MOST = 8;

export function recent() {
  const kept = recall("recent");
  return Array.isArray(kept) ? kept.filter((each) => each?.id && each.title) : [];
}

export function noteRead(guide) {
  const others = recent().filter((each) => each.id !== guide.id);
  remember("recent", [guide, ...others].slice(0, MOST));
}
