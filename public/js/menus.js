const menus = () => document.querySelectorAll("details.menu[open]");

/** A menu closes by Escape, by a click elsewhere and when another opens. */
export function closeMenus() {
  document.addEventListener("click", event => {
    for (const menu of menus())
      if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      const isInside = menu.contains(document.activeElement);
      menu.open = false;
      if (isInside) menu.querySelector("summary")?.focus();
    }
  });
}
