// Everything about the order and the make-up of a guide: one import for the editor.
import "./act-menu.js";
import "./chosen-steps.js";
import "./contents-list.js";
import "./guide-fact.js";
import "./link-guide.js";
import "./step-acts.js";
import "./step-drag.js";
import * as conditions from "./conditions.js";
import * as moveTo from "./move-to.js";
import * as values from "./values.js";

export function begin(editor) {
  const phrases = editor.querySelector("step-acts").dataset;
  conditions.begin(editor, phrases);
  values.begin(editor, phrases);
  moveTo.begin(editor);
  if (matchMedia("(max-width: 36rem)").matches) editor.querySelector(".fact-fold").open = false; // steps come first
}
