/* Passkeys (WebAuthn).

   <form data-passkey="create" or "get" data-options="id of a json_script"> with a hidden field
   `credential`. Without data-options the form's address is asked for them. The button sends the form
   once the device has answered. What goes wrong is told in [data-passkey-error], which has the words. */
(function () {
  "use strict";

  function bytes(text) {
    const plain = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(window.atob(plain), (letter) => letter.charCodeAt(0));
  }

  function text(buffer) {
    if (!buffer) return null;
    const plain = window.btoa(String.fromCharCode(...new Uint8Array(buffer)));
    return plain.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function opened(options) {
    const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
    for (const name of ["allowCredentials", "excludeCredentials"])
      if (key[name]) key[name] = key[name].map((one) => ({ ...one, id: bytes(one.id) }));
    return key;
  }

  function sealed(credential) {
    const response = { clientDataJSON: text(credential.response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"])
      if (credential.response[name]) response[name] = text(credential.response[name]);
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
      authenticatorAttachment: credential.authenticatorAttachment,
    });
  }

  async function options(form) {
    const kept = document.getElementById(form.dataset.options || "");
    if (kept) {
      const all = JSON.parse(kept.textContent);
      return all.creation_options || all.request_options;
    }
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }

  async function ask(form) {
    const publicKey = opened(await options(form));
    if (form.dataset.passkey !== "create") return navigator.credentials.get({ publicKey });
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return navigator.credentials.create({ publicKey });
  }

  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    const place = document.querySelector("[data-passkey-error]");
    const tell = (words) => place && (place.textContent = words);
    if (!window.PublicKeyCredential) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        event.stopPropagation();
        tell(place.dataset.wordsMissing);
      });
      return;
    }
    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      event.stopPropagation();
      tell("");
      try {
        form.elements.namedItem("credential").value = sealed(await ask(form));
      } catch (error) {
        const known = error.name === "InvalidStateError" ? "wordsKnown" : "wordsFailed";
        tell(place.dataset[known]);
        return;
      }
      form.submit();
    });
  });
})();
