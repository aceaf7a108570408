const pause = 500;

/** While a title is typed, what was asked before stands beside it; without scripts a button looks. */
export function lookForAlike() {
  const title = document.querySelector(".request-form [name=title]");
  const place = document.getElementById("alike-found");
  if (!(title instanceof HTMLInputElement) || !place) return;
  let waiting = 0;
  let asked = title.value;

  const look = async () => {
    const words = title.value.trim();
    if (words === asked || words.length < 4) return;
    asked = words;
    const answer = await fetch(`/requests/new?title=${encodeURIComponent(words)}`);
    if (!answer.ok || title.value.trim() !== words) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("alike-found");
    if (found) place.replaceChildren(...found.childNodes);
  };

  title.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => look().catch(() => {}), pause);
  });
}
