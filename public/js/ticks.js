/** The box for all rows of a page ticks them before the eyes; one that is taken out takes that back. */
export function tickAll() {
  document.addEventListener("change", ({ target }) => {
    const all = document.querySelector("[data-all]");
    if (target === all)
      for (const box of document.getElementsByName(all.dataset.all)) box.checked = all.checked;
    else if (all && target.name === all.dataset.all && !target.checked) all.checked = false;
  });
}
