// The editor of a guide. Each import brings one part; all work on the one store. The page comes first: it looks at
// the steps before anything changes them.
import * as page from "./editor/page.js";
import * as again from "./editor/again.js";
import "./editor/edit-bar.js";
import "./editor/edit-choices.js";
import { live } from "./editor/live.js";
import "./editor/picture-tools.js";
import "./editor/step-picture.js";
import { pictures } from "./editor/pictures/pictures.js";
import * as structure from "./editor/structure.js";
import * as redacting from "./editor/redacting.js";
import * as words from "./editor/words.js";
import "./editor/deleted-steps.js";
import * as publish from "./editor/publish.js";
import { store } from "./editor/store.js";

const editor = document.querySelector("guide-editor");
page.begin(editor);
structure.begin(editor);
words.begin(editor);
publish.begin(editor);
store.begin(JSON.parse(document.getElementById("document").textContent), Number(editor.dataset.serial));
live.begin(editor);
pictures.begin();
redacting.begin(editor);
again.begin(editor);
