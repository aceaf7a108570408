// Every page works without this file; each module below makes one thing quicker.

import { lookForAlike } from "./alike.js";
import { copyLinks } from "./copy-link.js";
import { focusAfterPost } from "./focus.js";
import { keepWords } from "./keep-words.js";
import { goByKeys } from "./keys.js";
import { awaitLate } from "./late.js";
import { closeMenus } from "./menus.js";
import { keepOnePost } from "./one-post.js";
import { usePasskeys } from "./passkeys.js";
import { offerPeople } from "./people.js";
import { growRows } from "./rows.js";
import { tickAll } from "./ticks.js";
import { showGap } from "./took.js";
import { triageByKeys } from "./triage.js";

focusAfterPost();
closeMenus();
goByKeys();
growRows();
keepOnePost();
keepWords();
copyLinks();
lookForAlike();
offerPeople();
showGap();
awaitLate();
tickAll();
triageByKeys();
usePasskeys();
