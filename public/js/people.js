const pause = 250;
let lists = 0;

function offerAt(field) {
  const list = document.createElement("datalist");
  lists += 1;
  list.id = `people-${lists}`;
  field.after(list);
  field.setAttribute("list", list.id);
  let waiting = 0;
  let asked = "";

  const look = async () => {
    const words = field.value.trim();
    if (words === asked || words.length < 2) return;
    asked = words;
    const answer = await fetch(`/people/names?q=${encodeURIComponent(words)}`);
    if (!answer.ok || field.value.trim() !== words) return;
    const names = await answer.json();
    list.replaceChildren(...names.map(name => new Option("", name)));
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => look().catch(() => {}), pause);
  });
}

/** While a name is typed, who is called so is offered; without scripts the answer to the form says whom it could mean. */
export function offerPeople() {
  for (const field of document.querySelectorAll("input[data-person]")) offerAt(field);
}
