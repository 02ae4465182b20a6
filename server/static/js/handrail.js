// Every page loads this one module; each import brings one custom element or one behaviour.
import "./copy-link.js";
import "./editable-text.js";
import "./follow-guide.js";
import "./guide-drop.js";
import "./last-read.js";
import "./search-box.js";
import "./step-contents.js";
import "./wanted-place.js";
import "./whole-picture.js";
