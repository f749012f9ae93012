// Passkeys: the browser does the ceremony; here its words are carried to the form and back.
// A form with data-passkey stays hidden until it is sure that this browser can do it.

const can = Boolean(
  window.isSecureContext && window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON
);

async function optionsOf(form) {
  const here = document.getElementById("passkey-options");
  if (here) return JSON.parse(here.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
}

async function ceremony(form) {
  const { publicKey } = await optionsOf(form);
  return form.dataset.passkey === "new"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const said = form.querySelector("[data-said]");
  if (!can) {
    document.getElementById("no-passkeys")?.removeAttribute("hidden");
    continue;
  }
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify((await ceremony(form)).toJSON());
      form.submit();
    } catch (fault) {
      said.textContent =
        fault.name === "InvalidStateError"
          ? "This device has a passkey for you already."
          : "That came to nothing, and nothing was changed. You can try once more, or take another way.";
    }
  });
}
