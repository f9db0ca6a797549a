// Asks the browser for a passkey and puts its answer into the form, which is then sent like any other.
// A form says data-passkey="create" or "get", and where its question comes from; forms stay hidden where the browser cannot do it.
"use strict";

async function ask(form) {
  const answer = await fetch(form.dataset.question, { method: "POST", credentials: "same-origin" });
  if (!answer.ok) throw new Error("no question");
  const options = await answer.json();
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async event => {
      event.preventDefault();
      const said = form.querySelector("[role=alert]");
      said.hidden = true;
      try {
        const credential = await ask(form);
        form.elements.namedItem("credential").value = JSON.stringify(credential);
        form.submit();
      } catch {
        said.hidden = false;
      }
    });
  }
}
