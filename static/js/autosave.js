/* Nothing typed is lost.

   <form id=".." data-autosave="URL" data-autosave-key="unique key"> with a hidden field `version`.
   The body carries data-user. The state is told in components/save_bar.html, which has the words.

   On input (after a second), on leaving a field and on leaving the page the form is posted with the
   header X-Autosave: 1. Answers:
     200 {"saved": "14.32", "version": 5}
     409 {"html": "<div data-clash>..", "version": 6}   two people wrote the same text
     422 {"errors": {"field": ["why", ..]}}             what was typed cannot be kept so; typing on sends it again
     401, 403, a redirect: signed out; no answer, 5xx: no connection; other: refused
   Until the server has confirmed it, the text is also kept in this browser, per user and key: at most
   seven days, never past sign-out. Without JavaScript the form is an ordinary one. */
(function () {
  "use strict";

  const PREFIX = "autosave:";
  const WEEK = 7 * 24 * 3600 * 1000;
  const WAIT = 1000;
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

  class Autosave {
    constructor(form) {
      this.form = form;
      this.key = PREFIX + user + ":" + form.dataset.autosaveKey;
      this.place =
        document.querySelector(`[data-save-state="${form.id}"]`) ||
        document.querySelector("[data-save-state]");
      this.said = 0;
      this.delay = 0;
      this.paused = false;
      this.dirty = false;
      this.busy = false;
      this.edits = 0;
      form.addEventListener("input", () => this.changed());
      form.addEventListener("change", () => this.changed());
      form.addEventListener("focusout", () => this.dirty && this.soon(50));
      form.addEventListener("submit", () => this.sent());
      form.addEventListener("click", (event) => {
        if (event.target.closest("[data-clash-keep]")) this.keepMine();
      });
      window.addEventListener("pagehide", () => this.dirty && !this.paused && this.post(true));
      window.addEventListener("online", () => this.dirty && this.soon(0));
      this.restore();
    }

    version() {
      const input = this.form.elements.namedItem("version");
      return input && "value" in input ? input.value : "";
    }

    setVersion(value) {
      const input = this.form.elements.namedItem("version");
      if (input && "value" in input && value !== undefined && value !== null) input.value = value;
    }

    keep(extra) {
      write(this.key, {
        at: Date.now(),
        version: this.version(),
        values: fields(this.form),
        ...extra,
      });
    }

    restore() {
      const record = read(this.key);
      if (!record) return;
      const same = JSON.stringify(record.values) === JSON.stringify(fields(this.form));
      // A sent form whose version has gone on has arrived.
      if (same || (record.sent && record.version !== this.version())) {
        drop(this.key);
        return;
      }
      fill(this.form, record.values);
      // With the version it was written on: if somebody has saved since, the server says so.
      this.setVersion(record.version);
      this.dirty = true;
      this.tell("restored", "arrow-counterclockwise");
      this.soon(WAIT);
    }

    changed() {
      this.dirty = true;
      this.edits += 1;
      this.keep();
      if (!this.paused) this.soon(WAIT);
    }

    sent() {
      window.clearTimeout(this.timer);
      this.dirty = false;
      this.keep({ sent: true });
    }

    keepMine() {
      this.paused = false;
      const block = this.form.querySelector("[data-clash]");
      if (block) block.replaceChildren();
      this.dirty = true;
      this.soon(0);
    }

    soon(delay) {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.post(false), delay);
    }

    later() {
      this.delay = Math.min(60000, this.delay ? this.delay * 2 : 5000);
      this.soon(this.delay);
    }

    async post(leaving) {
      if (this.paused || !this.dirty || (this.busy && !leaving)) return;
      const edits = this.edits;
      const body = new FormData(this.form);
      body.delete("csrfmiddlewaretoken");
      // Whose page it is: somebody else may have signed in on this browser meanwhile.
      const headers = { "X-Autosave": "1", "X-Requested-With": "XMLHttpRequest", "X-User": user };
      const own = this.form.elements.namedItem("csrfmiddlewaretoken");
      // The cookie's: it stays right when one has signed in again in another window.
      headers["X-CSRFToken"] = cookie("csrftoken") || (own ? own.value : "");
      this.busy = true;
      const slow = window.setTimeout(() => this.tell("saving", "three-dots", true), 600);
      let answer = null;
      let data = null;
      try {
        answer = await fetch(this.form.dataset.autosave, {
          method: "POST",
          body,
          headers,
          redirect: "manual",
          credentials: "same-origin",
          keepalive: leaving,
        });
        if ([200, 409, 422].includes(answer.status)) data = await answer.json();
      } catch {
        if (answer && answer.ok) answer = null;
      }
      window.clearTimeout(slow);
      this.busy = false;
      this.answered(answer, data, edits);
    }

    answered(answer, data, edits) {
      if (!answer || answer.status >= 500 || answer.status === 429) {
        this.keep();
        this.tell("offline", "wifi-off");
        this.later();
      } else if (answer.status === 200 && data) {
        this.delay = 0;
        this.setVersion(data.version);
        this.dirty = this.edits !== edits;
        if (this.dirty) {
          this.keep();
          this.soon(WAIT);
        } else {
          drop(this.key);
          this.tell("saved", "check2", false, data.saved);
        }
      } else if (answer.status === 409 && data) {
        this.keep();
        this.clash(data);
      } else if (answer.status === 422 && data && data.errors) {
        this.keep();
        this.tell("invalid", "exclamation-triangle", false, "", this.complaint(data.errors));
      } else if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
        this.keep();
        this.tell("signedOut", "person-x");
        this.later();
      } else {
        this.keep();
        this.paused = true;
        this.tell("refused", "slash-circle");
      }
    }

    // The first thing that is wrong, with the name of its field.
    complaint(errors) {
      const [name, reasons] = Object.entries(errors)[0] || ["", []];
      const field = this.form.elements.namedItem(name);
      const label = field && field.labels && field.labels[0] ? `${field.labels[0].textContent.trim()}: ` : "";
      return label + (reasons[0] || "");
    }

    clash(data) {
      this.paused = true;
      const piece = document.createElement("template");
      piece.innerHTML = data.html || "";
      const fresh = piece.content.querySelector("[data-clash]");
      const old = this.form.querySelector("[data-clash]");
      if (fresh) {
        const newer = fresh.querySelector("[data-newer-version]");
        if (newer) {
          this.setVersion(newer.value);
          newer.remove();
        }
        fresh.querySelectorAll("[data-clash-keep]").forEach((button) => (button.hidden = false));
        if (old) old.replaceWith(fresh);
        else this.form.prepend(fresh);
        fresh.scrollIntoView({ block: "nearest" });
      }
      this.setVersion(data.version);
      this.tell("clash", "people");
    }

    // What the save bar shows always, and what a screen reader hears: changes, not every save.
    tell(state, sign, silent, time, reason) {
      const place = this.place;
      if (!place) return;
      const bad = ["offline", "signedOut", "invalid", "refused"].includes(state);
      const words = place.dataset[`words${state[0].toUpperCase()}${state.slice(1)}`] || "";
      const note =
        reason || place.dataset[`words${state[0].toUpperCase()}${state.slice(1)}Note`] || "";
      const icon = document.createElement("span");
      icon.className = `bi bi-${sign} i`;
      icon.setAttribute("aria-hidden", "true");
      const text = document.createElement("span");
      const strong = document.createElement("b");
      strong.textContent = words.replace("{time}", time || "");
      text.append(strong, note ? ` ${note}` : "");
      if (state === "signedOut" && place.dataset.signIn) {
        const link = document.createElement("a");
        link.href = `${place.dataset.signIn}?next=${encodeURIComponent(window.location.pathname)}`;
        link.textContent = place.dataset.wordsSignIn;
        text.append(" ", link);
      }
      place.classList.toggle("saved-off", bad);
      place.replaceChildren(icon, text);
      const changed = state !== this.state;
      this.state = state === "saving" ? this.state : state;
      const heard = place.parentElement.querySelector("[data-save-say]");
      if (!heard || silent) return;
      if ((changed && state !== "saved") || Date.now() - this.said > 60000) {
        this.said = Date.now();
        heard.textContent = text.textContent;
      }
    }
  }

  function start(root) {
    root.querySelectorAll("form[data-autosave]").forEach(function (form) {
      if (form.dataset.autosaveOn || !user) return;
      form.dataset.autosaveOn = "1";
      new Autosave(form);
    });
  }

  document.addEventListener("submit", function (event) {
    if (event.target.querySelector("[data-sign-out]")) keptKeys().forEach(drop);
  });
  document.addEventListener("htmx:load", (event) => start(event.target.parentElement || document));
  tidy();
  start(document);
})();
