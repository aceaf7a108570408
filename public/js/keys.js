import { showKeys } from "./key-list.js";

const isTyping = target =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"));

/** Rows of the list at hand, by their own link: where a list has keys for its rows, of that one. */
const rowLinks = () =>
  [
    ...document.querySelectorAll(
      `[data-rows]${document.querySelector("[data-row-key]") ? ":has([data-row-key])" : ""} > *`,
    ),
  ]
    .map(row => row.querySelector("a"))
    .filter(link => link !== null);

function step(by) {
  const links = rowLinks();
  const at = links.findIndex(link => link.closest("[data-rows] > *")?.contains(document.activeElement));
  const next = links[Math.min(links.length - 1, Math.max(0, at === -1 ? 0 : at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function search() {
  const box = document.getElementById("search");
  const fold = box?.closest("details");
  if (fold) fold.open = true;
  box?.focus();
}

const go = letter => document.querySelector(`[data-go="${CSS.escape(letter)}"]`)?.click();
const press = letter => {
  const row = document.activeElement?.closest("[data-rows] > *");
  const ofRow = row?.querySelector(`[data-row-key="${CSS.escape(letter)}"]`);
  (ofRow ?? document.querySelector(`[data-key="${CSS.escape(letter)}"]`))?.click();
};

let isGoing = false;

function pressed(event) {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target instanceof Element && event.target.closest("form[method=post]");
    if (form) form.requestSubmit(form.querySelector("[data-rank=first]"));
    return;
  }
  if (event.ctrlKey || event.metaKey || isTyping(event.target) || document.querySelector("dialog[open]"))
    return;
  const wasGoing = isGoing;
  isGoing = event.key === "g" && !wasGoing;
  if (isGoing) setTimeout(() => (isGoing = false), 1500);
  else if (wasGoing) go(event.key);
  else if (event.key === "/") search();
  else if (event.key === "?") showKeys();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else return press(event.key);
  event.preventDefault();
}

/** Keys for who has them: `/`, `g` and a letter, `j`, `k`, `?`, Ctrl+Enter, and the letters on buttons. */
export function goByKeys() {
  document.addEventListener("keydown", pressed);
}
