/* What static/js/autosave.js stands on: texts kept in this browser, and the values of a form's fields.
   Kept per user and key, at most seven days, never past sign-out. */
window.drafts = (function () {
  "use strict";

  const PREFIX = "autosave:";
  const WEEK = 7 * 24 * 3600 * 1000;
  const user = document.body.dataset.user || "";

  // ---------- What is kept in this browser ----------

  function read(key) {
    try {
      return JSON.parse(window.localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(key, record) {
    try {
      window.localStorage.setItem(key, JSON.stringify(record));
    } catch {
      /* full or forbidden: the server's copy is still made */
    }
  }

  function drop(key) {
    try {
      window.localStorage.removeItem(key);
    } catch {
      /* nothing was kept */
    }
  }

  function keptKeys() {
    try {
      return Object.keys(window.localStorage).filter((key) => key.startsWith(PREFIX));
    } catch {
      return [];
    }
  }

  // A sent form that was answered with a redirect has arrived, unless the redirect led to sign-in.
  function tidy() {
    const visit = performance.getEntriesByType("navigation")[0];
    const redirected = Boolean(visit && visit.redirectCount > 0);
    for (const key of keptKeys()) {
      const record = read(key);
      if (!record || Date.now() - record.at > WEEK) {
        drop(key);
      } else if (record.sent && !user) {
        write(key, { ...record, sent: false });
      } else if (record.sent && redirected && key.startsWith(PREFIX + user + ":")) {
        drop(key);
      }
    }
  }

  // ---------- Forms ----------

  function fields(form) {
    return [...new FormData(form)].filter(
      ([name, value]) =>
        typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "version"
    );
  }

  function fill(form, values) {
    const byName = new Map();
    for (const [name, value] of values) byName.set(name, [...(byName.get(name) || []), value]);
    for (const element of form.elements) {
      if (!element.name || element.name === "version" || element.type === "file") continue;
      if (element.name === "csrfmiddlewaretoken" || element.type === "submit") continue;
      const wanted = byName.get(element.name);
      if (element.type === "radio" || element.type === "checkbox") {
        element.checked = Boolean(wanted && wanted.includes(element.value));
      } else if (element.tagName === "SELECT" && element.multiple) {
        for (const option of element.options)
          option.selected = Boolean(wanted && wanted.includes(option.value));
      } else if (wanted) {
        element.value = wanted.length > 1 ? wanted.shift() : wanted[0];
      }
    }
  }

  function cookie(name) {
    const found = document.cookie.split("; ").find((part) => part.startsWith(name + "="));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }

  // ---------- One field ----------

  function inputs(form, name) {
    return [...form.elements].filter((element) => element.name === name);
  }

  const choice = (element) => element.type === "radio" || element.type === "checkbox";

  function valueOf(form, name) {
    const chosen = inputs(form, name).filter((element) => !choice(element) || element.checked);
    return chosen.map((element) => element.value).join("\n");
  }

  function cameAs(form, name) {
    const chosen = inputs(form, name).filter((element) => !choice(element) || element.defaultChecked);
    const values = chosen.map((element) => {
      if (choice(element)) return element.value;
      if (element.tagName !== "SELECT") return element.defaultValue;
      return [...element.options].filter((o) => o.defaultSelected).map((o) => o.value).join("\n");
    });
    return values.join("\n");
  }

  function setValue(form, name, value) {
    for (const element of inputs(form, name)) {
      if (choice(element)) element.checked = value.split("\n").includes(element.value);
      else if (element.value !== value) element.value = value;
    }
  }

  function split(version) {
    return new Map(version.split(",").filter(Boolean).map((piece) => [piece.split(":")[0], piece]));
  }

  return {
    PREFIX, user, read, write, drop, keptKeys, tidy, cookie,
    fields, fill, inputs, choice, valueOf, cameAs, setValue, split,
  };
})();
