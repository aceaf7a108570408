/** Asks the browser for a passkey and posts its answer with the form. Where it cannot, the link by mail stays. */
export function usePasskeys() {
  const isAble = typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function";
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (isAble) form.hidden = false;
    form.addEventListener("submit", event => {
      event.preventDefault();
      // Without its name the passkey would be made in vain: the page says what is missing.
      if (form.elements.namedItem("name")?.value.trim() === "") form.submit();
      else void answer(form);
    });
  }
}

async function answer(form) {
  const said = form.querySelector("[role=status]");
  said.textContent = "";
  try {
    const asked = await fetch(form.dataset.challenge, { method: "POST" });
    if (!asked.ok) throw new Error("no challenge");
    const made = await credentialFor(form.dataset.passkey, await asked.json());
    form.elements.namedItem("answer").value = JSON.stringify(made);
    form.submit();
  } catch (error) {
    said.textContent =
      error instanceof DOMException && error.name === "InvalidStateError"
        ? "This device has a passkey of yours already."
        : "Your browser gave no passkey. Try again, or ask for a link by mail.";
  }
}

const credentialFor = (kind, options) =>
  kind === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
