/** After a post the eye and the screen reader begin at what is wrong, else at what was done. */
export function focusAfterPost() {
  const fresh = document.querySelector("[autofocus]");
  const place = document.querySelector("[data-focus]") ?? document.querySelector(".flash");
  if (place instanceof HTMLElement && !fresh && !location.hash) place.focus({ preventScroll: true });
}
