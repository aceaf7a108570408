/** Beside a record's number: its address, to paste into a mail. */
export function copyLinks() {
  const place = document.querySelector("[data-copy-link]");
  if (!place || !navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.textContent = "Copy link";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}`);
    said.textContent = " Copied";
  });
  const piece = document.createElement("span");
  piece.className = "copy-link";
  piece.append(" · ", button, said);
  place.append(piece);
}
