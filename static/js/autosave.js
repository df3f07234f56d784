/* Nothing typed is lost.

   <form id=".." data-autosave="URL" data-autosave-key="unique key"> with a hidden field `version`.
   The body carries data-user. The state is told in components/save_bar.html, which has the words.

   On input (after a second), on leaving a field and on leaving the page the form is posted with the
   header X-Autosave: 1. Answers:
     200 {"saved": "14.32", "version": 5}
     409 {"html": "<div data-clash>..", "version": 6}   two people wrote the same text
     422 {"errors": {"field": ["why", ..]}}             what was typed cannot be kept so; typing on sends it again
     401, 403, a redirect: signed out; no answer, 5xx: no connection; other: refused
   data-autosave-pieces="field=id,field=id" says that `version` is "id:...,id:..." with a piece for each
   field. Then only the fields that were changed are sent and kept, a 409 also carries
   "theirs": {"field": "text"}, and a clash is settled field by field: its block comes into
   [data-field-notes="field"] and only that field waits. static/js/live.js brings what others changed
   through `form.autosave`.
   Until the server has confirmed it, the text is also kept in this browser, per user and key: at most
   seven days, never past sign-out. Without JavaScript the form is an ordinary one. */
(function () {
  "use strict";

  const WAIT = 1000;
  const { PREFIX, user, read, write, drop, keptKeys, tidy, cookie } = window.drafts;
  const { fields, fill, inputs, choice, valueOf, cameAs, setValue, split } = window.drafts;

  // ---------- What the save bar says: of several forms the one that needs most attention ----------

  const ORDER = ["clash", "invalid", "refused", "signedOut", "offline", "restored", "saving", "saved"];
  const told = new Map();

  class Autosave {
    constructor(form) {
      this.form = form;
      form.autosave = this;
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
      this.epoch = 0;
      this.ids = new Map();
      for (const pair of (form.dataset.autosavePieces || "").split(",")) {
        const [name, id] = pair.split("=");
        if (id) this.ids.set(name, id);
      }
      this.base = new Map([...this.ids.keys()].map((name) => [name, cameAs(form, name)]));
      this.waiting = new Map(); // field -> the other's text, while one has not chosen
      form.addEventListener("input", () => this.changed());
      form.addEventListener("change", () => this.changed());
      form.addEventListener("focusout", () => this.dirty && this.soon(50));
      form.addEventListener("submit", () => this.sent());
      form.addEventListener("click", (event) => this.clicked(event));
      window.addEventListener("pagehide", () => this.dirty && !this.paused && this.post(true));
      window.addEventListener("online", () => this.dirty && this.soon(0));
      document.addEventListener("visibilitychange", () => {
        if (!document.hidden && this.dirty) this.soon(0);
      });
      form.querySelectorAll("[data-without-script]").forEach((part) => (part.hidden = true));
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

    // ---------- Field by field ----------

    get byField() {
      return this.ids.size > 0;
    }

    piece(name) {
      return split(this.version()).get(this.ids.get(name)) || "";
    }

    setPiece(piece) {
      const pieces = split(this.version());
      pieces.set(piece.split(":")[0], piece);
      this.setVersion([...pieces.values()].join(","));
    }

    touched(name) {
      return valueOf(this.form, name) !== this.base.get(name);
    }

    touchedFields() {
      return [...this.ids.keys()]
        .filter((name) => this.touched(name))
        .map((name) => [name, valueOf(this.form, name)]);
    }

    // What somebody else saved, into a field that one has not touched.
    accept(name, value, piece) {
      setValue(this.form, name, value);
      this.base.set(name, value);
      this.setPiece(piece);
    }

    // Somebody else saved over a field that one has touched: ask the server for both texts.
    recheck(name) {
      this.waiting.delete(name);
      this.dirty = true;
      this.soon(0);
    }

    notes(name) {
      return this.form.querySelector(`[data-field-notes="${CSS.escape(name)}"]`);
    }

    // A change made by a button: the text is put back with one click.
    change(name, value, words, undo) {
      const before = valueOf(this.form, name);
      setValue(this.form, name, value);
      this.changed();
      const notes = this.notes(name);
      if (!notes) return;
      const line = document.createElement("p");
      line.className = "small undo";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = undo;
      button.addEventListener("click", () => {
        setValue(this.form, name, before);
        this.changed();
        line.remove();
        const field = inputs(this.form, name)[0];
        if (field) field.focus();
      });
      line.append(`${words} `, button);
      notes.querySelectorAll(".undo").forEach((old) => old.remove());
      notes.append(line);
    }

    clicked(event) {
      if (event.target.closest("[data-clash-keep]")) {
        this.keepMine();
        return;
      }
      const button = event.target.closest("[data-clash-use]");
      if (!button || !this.byField) return;
      const block = button.closest("[data-clash-field]");
      const name = block.dataset.clashField;
      if (!this.waiting.has(name)) return;
      event.preventDefault();
      const theirs = this.waiting.get(name);
      this.waiting.delete(name);
      const words = block.dataset;
      block.remove();
      const mine = valueOf(this.form, name);
      if (button.dataset.clashUse === "theirs") {
        this.change(name, theirs, words.wordsTook, words.wordsUndo);
      } else if (button.dataset.clashUse === "both") {
        this.change(name, `${theirs}\n\n${mine}`, words.wordsBoth, words.wordsUndo);
      }
      const field = inputs(this.form, name).find((element) => !choice(element) || element.checked);
      if (field) field.focus();
      this.dirty = true;
      this.soon(0);
    }

    // ---------- What is kept in this browser ----------

    keep(extra) {
      write(this.key, {
        at: Date.now(),
        version: this.version(),
        values: this.byField ? this.touchedFields() : fields(this.form),
        ...extra,
      });
    }

    restore() {
      const record = read(this.key);
      if (!record) return;
      const same = JSON.stringify(record.values) === JSON.stringify(fields(this.form));
      // A sent form whose version has gone on has arrived.
      if (!this.byField && (same || (record.sent && record.version !== this.version()))) {
        drop(this.key);
        return;
      }
      if (this.byField && !this.bringBack(record)) {
        drop(this.key);
        return;
      }
      if (!this.byField) {
        fill(this.form, record.values);
        // With the version it was written on: if somebody has saved since, the server says so.
        this.setVersion(record.version);
      }
      this.dirty = true;
      this.tell("restored", "arrow-counterclockwise");
      this.soon(WAIT);
    }

    // The fields that were changed, each with the piece it was written on. Whether there were any.
    bringBack(record) {
      const pieces = split(record.version || "");
      let any = false;
      for (const [name, value] of record.values) {
        const piece = pieces.get(this.ids.get(name));
        if (!this.ids.has(name) || valueOf(this.form, name) === value) continue;
        if (record.sent && piece !== this.piece(name)) continue;
        setValue(this.form, name, value);
        if (piece) this.setPiece(piece);
        any = true;
      }
      return any;
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

    // ---------- Sending ----------

    soon(delay) {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.post(false), delay);
    }

    later() {
      this.delay = Math.min(60000, this.delay ? this.delay * 2 : 5000);
      this.soon(this.delay);
    }

    // The body of a save, and the fields in it; null when there is nothing to send now.
    body() {
      const body = new FormData(this.form);
      body.delete("csrfmiddlewaretoken");
      if (!this.byField) return [body, []];
      const going = this.touchedFields().filter(([name]) => !this.waiting.has(name));
      for (const name of this.ids.keys()) {
        if (!going.some(([sent]) => sent === name)) body.delete(name);
      }
      return going.length ? [body, going] : null;
    }

    async post(leaving) {
      if (this.paused || !this.dirty || (this.busy && !leaving)) return;
      const edits = this.edits;
      const made = this.body();
      if (!made) {
        this.settled();
        return;
      }
      const [body, going] = made;
      const stood = this.version();
      // Whose page it is: somebody else may have signed in on this browser meanwhile.
      const headers = { "X-Autosave": "1", "X-Requested-With": "XMLHttpRequest", "X-User": user };
      const own = this.form.elements.namedItem("csrfmiddlewaretoken");
      // The cookie's: it stays right when one has signed in again in another window.
      headers["X-CSRFToken"] = cookie("csrftoken") || (own ? own.value : "");
      this.busy = true;
      this.epoch += 1;
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
      this.epoch += 1;
      this.answered(answer, data, { edits, going, stood });
    }

    answered(answer, data, sent) {
      if (!answer || answer.status >= 500 || answer.status === 429) {
        this.keep();
        this.tell("offline", "wifi-off");
        this.later();
      } else if (answer.status === 200 && data) {
        this.delay = 0;
        this.arrived(sent, data);
        this.dirty = this.edits !== sent.edits;
        if (this.dirty || this.waiting.size) this.keep();
        else drop(this.key);
        if (this.dirty) this.soon(WAIT);
        else if (!this.waiting.size) this.tell("saved", "check2", false, data.saved);
      } else if (answer.status === 409 && data) {
        if (this.byField && data.theirs) {
          this.arrived(sent, data);
          this.keep();
          this.clashes(data);
        } else {
          this.keep();
          this.clash(data);
        }
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

    // The new pieces of what was sent; of a clash the one that now stands, with the other's text.
    arrived(sent, data) {
      if (!this.byField) {
        this.setVersion(data.version);
        return;
      }
      const fresh = split(data.version || "");
      const before = split(sent.stood);
      const theirs = data.theirs || {};
      for (const [name, value] of sent.going) {
        const id = this.ids.get(name);
        if (fresh.has(id) && this.piece(name) === (before.get(id) || "")) this.setPiece(fresh.get(id));
        this.base.set(name, name in theirs ? theirs[name] : value);
      }
    }

    // Nothing is left to send.
    settled() {
      this.dirty = false;
      if (this.waiting.size) return;
      drop(this.key);
      this.tell("", "");
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

    // Each clash beside its field. The field waits with the text one wrote; the others go on.
    clashes(data) {
      const piece = document.createElement("template");
      piece.innerHTML = data.html || "";
      for (const block of piece.content.querySelectorAll("[data-clash-field]")) {
        const name = block.dataset.clashField;
        const notes = this.notes(name);
        if (!notes || !(name in data.theirs)) continue;
        this.waiting.set(name, data.theirs[name]);
        block.classList.add("clash");
        block.querySelectorAll("[data-with-script]").forEach((part) => (part.hidden = false));
        block.setAttribute("role", "alert");
        notes.replaceChildren(block);
      }
      this.dirty = this.touchedFields().some(([name]) => !this.waiting.has(name));
      if (this.dirty) this.soon(WAIT);
      this.tell("clash", "people");
    }

    // What the save bar shows always, and what a screen reader hears: changes, not every save.
    tell(state, sign, silent, time, reason) {
      const place = this.place;
      if (!place) return;
      if (!told.has(place)) told.set(place, new Map());
      const forms = told.get(place);
      forms.delete(this);
      if (state) forms.set(this, { state, sign, time, reason });
      const worst = [...forms.values()].reduce(
        (most, next) => (most && ORDER.indexOf(most.state) < ORDER.indexOf(next.state) ? most : next),
        null
      );
      if (!worst) {
        if (place.dataset.state && place.dataset.state !== "saved") place.replaceChildren();
        place.classList.remove("saved-off");
        return;
      }
      this.show(worst, silent);
    }

    show({ state, sign, time, reason }, silent) {
      const place = this.place;
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
        // The page with what one wrote stays open behind.
        link.target = "_blank";
        link.rel = "noopener";
        link.textContent = place.dataset.wordsSignIn;
        text.append(" ", link);
      }
      place.classList.toggle("saved-off", bad);
      place.replaceChildren(icon, text);
      const before = place.dataset.state;
      const changed = state !== before;
      if (state !== "saving") place.dataset.state = state;
      const bar = place.closest(".wrap") || place.parentElement;
      const heard = bar.querySelector("[data-save-say]");
      if (!heard || silent) return;
      // Saving as usual is not told each time; that it works again is.
      const mended = state === "saved" && before !== "saved" && before !== undefined;
      if ((changed && state !== "saved") || mended || Date.now() - this.said > 60000) {
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
