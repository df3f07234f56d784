/* Small things of every page. Everything works without them. */
(function () {
  "use strict";

  // A second click sends nothing more: the button closes until the answer comes. The server is
  // idempotent anyway. Buttons open again when the browser brings the page back from its memory.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method === "get" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
    window.setTimeout(function () {
      delete form.dataset.sent;
    }, 8000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
    document.querySelectorAll("[aria-busy]").forEach(function (button) {
      button.removeAttribute("aria-busy");
    });
  });

  // A form says whose it is: on a shared browser somebody else may have signed in meanwhile, and
  // nothing of one person's may be saved in another's name (accounts.middleware).
  const user = document.body.dataset.user;
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method === "get" || !user || form.elements.namedItem("_user")) return;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "_user";
    field.value = user;
    form.append(field);
  }, true);

  // A closed button stays reachable and says why beside itself; it does nothing.
  document.addEventListener("click", function (event) {
    const button = event.target.closest('[aria-disabled="true"]');
    if (button) event.preventDefault();
  });

  // The error summary and what replaced a part of the page get the reader's attention.
  function attend(root) {
    const target = root.querySelector("[data-focus]");
    if (target) target.focus();
  }
  attend(document);
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target) attend(event.detail.target);
  });
})();
