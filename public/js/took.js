/**
 * How long things like it took, beside the day that is typed; without scripts the page says it when it comes back, from
 * whichever button.
 */
export function showGap() {
  const form = document.querySelector(".request-form");
  const day = form?.querySelector("[name=neededBy]");
  if (!(form instanceof HTMLFormElement) || !(day instanceof HTMLInputElement)) return;

  const look = async () => {
    const { kind, neededBy } = Object.fromEntries(new FormData(form));
    if (!kind || !neededBy) return;
    const answer = await fetch(`/requests/new?${new URLSearchParams({ kind, neededBy })}`);
    if (!answer.ok || day.value !== neededBy) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [now, next] = [document, page].map(each => each.querySelector(`.took[data-kind="${kind}"]`));
    if (now && next) now.replaceChildren(...next.childNodes);
  };

  form.addEventListener("change", ({ target }) => {
    if (target === day || (target instanceof HTMLInputElement && target.name === "kind"))
      look().catch(() => {});
  });
}
