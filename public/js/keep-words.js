const pause = 2000;

/** What is typed into a long form is kept on the server while it is written, and the page says so. */
export function keepWords() {
  const form = document.querySelector("form[data-keeps]");
  const said = form?.querySelector("[data-kept]");
  if (!said) return;
  let waiting = 0;
  const sent = new AbortController();
  const keep = async () => {
    const words = new URLSearchParams(new FormData(form)).toString();
    const to = form.getAttribute("action");
    const answer = await fetch(form.dataset.keeps, {
      method: "POST",
      body: new URLSearchParams({ to, words }),
      signal: sent.signal,
    });
    const at = new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
    said.textContent = answer.redirected
      ? "You are signed out. What you wrote is kept for a day: sign in, and go on with it."
      : answer.ok
        ? `Kept at ${at}, for a day, for you alone in this browser. Nobody was told.`
        : "";
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep().catch(() => (said.textContent = "")), pause);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    sent.abort();
  });
}
