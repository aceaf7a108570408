import { askWhileTyped } from "./typed.js";

/** Goals that fit the title, as long as nobody has chosen or is choosing. */
function offerGoals(page) {
  const [now, next] = [document, page].map(each => each.getElementById("goal-choices"));
  if (next && now && !now.querySelector(":checked") && !now.contains(document.activeElement))
    now.replaceChildren(...next.childNodes);
}

/** While a title is typed, what was asked before stands beside it; without scripts a button looks. */
export function lookForAlike() {
  const title = document.querySelector(".request-form [name=title]");
  const place = document.getElementById("alike-found");
  if (!(title instanceof HTMLInputElement) || !place) return;
  askWhileTyped(title, {
    ...{ least: 4, pause: 500 },
    addressOf: words => `/requests/new?title=${words}`,
    async show(answer) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("alike-found");
      if (found) place.replaceChildren(...found.childNodes);
      offerGoals(page);
    },
  });
}
