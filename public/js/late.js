const pause = 1000;
const most = 60;

/** What was still being worked out when the page came is put in its place once it is there; a link beside it asks too. */
export function awaitLate() {
  const place = document.querySelector("[data-late]");
  if (!(place instanceof HTMLElement)) return;
  const address = place.dataset.late ?? "";

  const look = async (/** @type {number} */ times) => {
    const answer = await fetch(address);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.querySelector("[data-late]")) return wait(times + 1);
    const found = place.id && page.getElementById(place.id);
    if (found) place.replaceChildren(...found.childNodes);
    else location.replace(address);
  };
  const wait = (/** @type {number} */ times) => {
    if (times < most) setTimeout(() => look(times).catch(() => {}), pause);
  };
  wait(0);
}
