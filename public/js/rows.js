const renumber = (text, from, to) => text.replace(`.${from}.`, `.${to}.`).replace(`-${from}-`, `-${to}-`);

/** A copy of the last row, empty, under the next number. */
function nextRow(last, from) {
  const row = last.cloneNode(true);
  for (const field of row.querySelectorAll("input, select, textarea")) {
    field.name = renumber(field.name, from, from + 1);
    field.id = renumber(field.id, from, from + 1);
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    if (field instanceof HTMLSelectElement) field.selectedIndex = 0;
    else field.value = "";
  }
  for (const label of row.querySelectorAll("label")) {
    label.htmlFor = renumber(label.htmlFor, from, from + 1);
    label.textContent = label.textContent.replace(/\d+$/, String(from + 2));
  }
  for (const error of row.querySelectorAll(".error")) error.remove();
  for (const cell of row.querySelectorAll("[data-wrong]")) cell.removeAttribute("data-wrong");
  return row;
}

/** "Add a row" without a new page; the server does the same where this does not run. */
export function growRows() {
  document.addEventListener("click", event => {
    const button = event.target instanceof Element ? event.target.closest("button[name=add]") : null;
    const body = button?.closest(".field-rows")?.querySelector("tbody");
    const last = body?.lastElementChild;
    if (!last) return;
    event.preventDefault();
    const row = nextRow(last, body.children.length - 1);
    body.append(row);
    row.querySelector("input, select, textarea")?.focus();
  });
}
