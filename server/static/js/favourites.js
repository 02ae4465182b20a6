// The guides that a reader marked with a star, newest first; they stay in this browser.
import { recall, remember } from "./place.js";

const MOST = 100;
const CHANGED = "favourites";

export function favourites() {
  const kept = recall(CHANGED);
  return Array.isArray(kept) ? kept.filter((each) => each?.id && each.title) : [];
}

export function isFavourite(id) {
  return favourites().some((each) => each.id === id);
}

export function toggle(guide) {
  const others = favourites().filter((each) => each.id !== guide.id);
  remember(CHANGED, isFavourite(guide.id) ? others : [guide, ...others].slice(0, MOST));
  document.dispatchEvent(new Event(CHANGED));
}

export function whenChanged(act) {
  document.addEventListener(CHANGED, act);
  addEventListener("storage", act); // another tab
}
