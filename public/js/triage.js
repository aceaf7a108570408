const isTyping = target => target instanceof HTMLElement && target.matches("input, textarea, select");

/** In triage `j` and `k` lead to the next and the last request, and a decision's form opens with the cursor in it. */
export function triageByKeys() {
  const place = document.querySelector("[data-triage]");
  if (!place) return;
  const decisions = [...place.querySelectorAll(".verdict-deed")];

  for (const decision of decisions)
    decision.addEventListener("toggle", () => {
      if (decision.open) decision.querySelector("textarea, select, input:not([type=hidden])")?.focus();
    });

  document.addEventListener(
    "keydown",
    event => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      const open = decisions.find(decision => decision.open);
      if (event.key === "Escape" && open) {
        open.open = false;
        open.querySelector("summary")?.focus();
        return;
      }
      if (isTyping(event.target)) return;
      const step = place.querySelector(`[data-step="${CSS.escape(event.key)}"]`);
      if (!step) return;
      event.preventDefault();
      step.click();
    },
    { capture: true },
  );
}
