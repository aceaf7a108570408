import { askWhileTyped } from "./typed.js";

function offerAt(field, number) {
  const list = document.createElement("datalist");
  list.id = `people-${number}`;
  field.after(list);
  field.setAttribute("list", list.id);
  askWhileTyped(field, {
    ...{ least: 2, pause: 250 },
    addressOf: words => `/people/names?q=${words}`,
    async show(answer) {
      const names = await answer.json();
      list.replaceChildren(...names.map(name => new Option("", name)));
    },
  });
}

/** While a name is typed, who is called so is offered; without scripts the answer to the form says whom it could mean. */
export function offerPeople() {
  document.querySelectorAll("input[data-person]").forEach(offerAt);
}
