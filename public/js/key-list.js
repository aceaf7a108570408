const always = [
  ["/", "search"],
  ["j", "next in a list"],
  ["k", "back in a list"],
  ["Ctrl Enter", "send the form"],
  ["?", "this list"],
];

/** What the buttons of a row do, each key once. */
const ofRows = () => [
  ...new Map([...document.querySelectorAll("[data-row-key]")].map(each => [each.dataset.rowKey, word(each)])),
];

const word = element => element.childNodes[0]?.textContent?.trim() ?? "tick the row";

function keysHere() {
  const going = [...document.querySelectorAll("[data-go]")].map(link => [`g ${link.dataset.go}`, word(link)]);
  const doing = [...document.querySelectorAll("[data-key]")].map(button => [
    button.dataset.key,
    word(button),
  ]);
  return [...doing, ...ofRows(), ...always, ...going];
}

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function line([keys, does]) {
  const term = element("dt", "", ...keys.split(" ").flatMap(key => [element("kbd", key), " "]));
  return element("div", "", term, element("dd", does));
}

/** The keys of this page, in a dialog of the platform. */
export function showKeys() {
  const close = element("button", "Close");
  close.className = "button";
  const list = element("dl", "", ...keysHere().map(line));
  list.className = "facts keys";
  const heading = element("h2", "Keys");
  heading.id = "keys-heading";
  const dialog = element("dialog", "", heading, list, close);
  dialog.setAttribute("aria-labelledby", heading.id);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
