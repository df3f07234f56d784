/* What the other one writes comes to the page of a conversation without a reload.

   The element [data-talk="URL"] (conversations/_live_words.html) has the address, the stamp of what the
   page shows and the words. The page asks every 4 seconds while somebody writes or is there too, every
   12 otherwise, and not at all while it cannot be seen. The answer:
     {"stamp": "..", "people": [{"name", "first", "at": "form:field"}]}      always
     {"areas": [..], "editable": true, "fields": [{"form", "name", "piece", "value", "label", "who"}], "onwards", "onwards_url",
      "regions": {"key": html}}                                              when something has changed
   A region is put into [data-live="key"]. A field comes into its form when one has not touched it; a
   touched one asks the server, which answers with both texts (static/js/autosave.js). */
(function () {
  "use strict";

  const root = document.querySelector("[data-talk]");
  if (!root || !window.drafts.user) return;
  const FAST = 4000;
  const SLOW = 12000;
  const CALM = 120000;
  // What one types in: a region with such unsent words is not drawn again, a form with one not sent quietly.
  const TYPED = "textarea, select, input:not([type=hidden], [type=radio], [type=checkbox])";
  const words = root.dataset;
  const say = root.querySelector("[data-live-say]");
  const notice = root.querySelector("[data-live-notice]");
  const here = document.querySelector("[data-live-people]");
  const later = new Map(); // regions that wait until their field is free
  const newer = new Map(); // fields in which one is: what comes when one leaves
  let stamp = words.stamp;
  let editable = words.editable === "1";
  let active = Date.now();
  let company = false;
  let failures = 0;
  let asking = false;
  let stopped = false;
  let timer = 0;

  const forms = () => [...document.querySelectorAll("form[data-live-form]")].filter((f) => f.autosave);
  const formOf = (name) => forms().find((form) => form.dataset.liveForm === name);
  const at = (key) => document.querySelector(`[data-live="${CSS.escape(key)}"]`);

  function fieldInHand() {
    const element = document.activeElement;
    const form = element && element.form;
    if (!form || !form.dataset.liveForm || !form.autosave || !form.autosave.ids.has(element.name)) return null;
    return { form, name: element.name, text: !window.drafts.choice(element), element };
  }

  // ---------- Asking ----------

  function soon(delay) {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, delay);
  }

  function rhythm() {
    if (failures) return Math.min(60000, 5000 * 2 ** (failures - 1));
    return company || Date.now() - active < CALM ? FAST : SLOW;
  }

  async function ask() {
    if (document.hidden || asking || stopped) return;
    asking = true;
    const url = new URL(words.talk, window.location.href);
    url.searchParams.set("tila", stamp);
    const inHand = fieldInHand();
    if (inHand) url.searchParams.set("paikka", `${inHand.form.dataset.liveForm}:${inHand.name}`);
    const epochs = new Map(forms().map((form) => [form, form.autosave.epoch]));
    let answer = null;
    let data = null;
    try {
      // As htmx asks: such a question does not count as being at the desk.
      answer = await fetch(url, {
        headers: { "HX-Request": "true", Accept: "application/json" },
        redirect: "manual",
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(15000),
      });
      if (answer.ok) data = await answer.json();
    } catch {
      answer = null;
    }
    asking = false;
    if (data) {
      if (failures) tellNotice("");
      failures = 0;
      take(data, epochs);
    } else {
      failures += 1;
      if (!answer || answer.status >= 500 || answer.status === 429) {
        if (failures > 1) tellNotice(words.wordsOffline);
      } else if (answer.type === "opaqueredirect" || answer.status === 401) {
        tellNotice(words.wordsSignedOut);
      } else {
        // No longer for this reader (another supervisor, restricted): asking on would only be refused.
        stopped = true;
        lock(true);
        tellNotice(words.wordsClosed, true);
      }
      people([]);
    }
    soon(rhythm());
  }

  function take(data, epochs) {
    people(data.people);
    for (const [key, html] of later) if (swap(key, html)) later.delete(key);
    if (data.stamp === stamp) return;
    // While one's own save was on its way the answer may be older than what was saved: ask again.
    if (forms().some((form) => form.autosave.busy || form.autosave.epoch !== epochs.get(form))) {
      active = Date.now();
      return;
    }
    active = Date.now();
    const heard = [];
    for (const field of data.fields || []) field_came(field, heard);
    for (const [key, html] of Object.entries(data.regions || {})) {
      if (swap(key, html)) later.delete(key);
      else later.set(key, html);
    }
    for (const area of data.areas || []) {
      const text = words[`words${area[0].toUpperCase()}${area.slice(1)}`];
      if (text && area !== "ratings") heard.push(changedWords("", text));
    }
    const go = "whole" in words && document.querySelector(".bar a.btn-primary");
    if (go && data.onwards_url) {
      go.href = data.onwards_url;
      go.textContent = data.onwards;
    }
    if (heard.length) say.textContent = heard.slice(0, 3).join(" ");
    if ("editable" in data && data.editable !== editable) {
      editable = data.editable;
      lock(!editable);
      tellNotice(editable ? words.wordsOpened : words.wordsClosed, true);
    }
    stamp = data.stamp;
  }

  const changedWords = (who, what) =>
    (who ? words.wordsChanged : words.wordsChangedByNone).replace("{name}", who).replace("{what}", what);

  // ---------- Fields ----------

  function field_came(field, heard) {
    const form = formOf(field.form);
    if (!form) {
      const place = document.querySelector(`[data-live-text="${CSS.escape(`${field.form}:${field.name}`)}"]`);
      if (place) place.textContent = field.shown || field.value || "–";
      return;
    }
    const saving = form.autosave;
    if (!saving.ids.has(field.name) || saving.piece(field.name) === field.piece) return;
    heard.push(changedWords(field.who, field.label));
    if (saving.touched(field.name)) {
      saving.recheck(field.name);
      return;
    }
    const inHand = fieldInHand();
    if (inHand && inHand.text && inHand.form === form && inHand.name === field.name) {
      offer(saving, field, inHand.element);
    } else {
      saving.accept(field.name, field.value, field.piece);
      mark(saving, field);
    }
  }

  // The reader is in the field but has not changed it: it is shown below, and comes on leaving.
  function offer(saving, field, element) {
    const notes = saving.notes(field.name);
    const key = `${field.form}:${field.name}`;
    if (!newer.has(key)) {
      element.addEventListener("blur", () => put(key), { once: true });
    }
    newer.set(key, { saving, field });
    if (!notes) return;
    const box = document.createElement("div");
    box.className = "newer";
    const lead = document.createElement("p");
    lead.className = "small";
    lead.textContent = words.wordsNewer.replace("{name}", field.who);
    const text = document.createElement("p");
    text.className = "said";
    text.textContent = field.value || "–";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet";
    button.textContent = words.wordsNewerNow;
    button.addEventListener("click", () => {
      put(key);
      element.focus();
    });
    box.append(lead, text, button);
    notes.querySelectorAll(".newer").forEach((old) => old.remove());
    notes.append(box);
  }

  function put(key) {
    const waiting = newer.get(key);
    if (!waiting) return;
    newer.delete(key);
    const { saving, field } = waiting;
    const notes = saving.notes(field.name);
    if (notes) notes.querySelectorAll(".newer").forEach((old) => old.remove());
    if (saving.touched(field.name)) saving.recheck(field.name);
    else saving.accept(field.name, field.value, field.piece);
  }

  // For a while one sees which field the other has just changed.
  function mark(saving, field) {
    const notes = saving.notes(field.name);
    if (!notes) return;
    notes.querySelectorAll(".came").forEach((old) => old.remove());
    const line = document.createElement("p");
    line.className = "small quiet came";
    line.textContent = changedWords(field.who, field.label);
    notes.append(line);
    window.setTimeout(() => line.remove(), 20000);
  }

  // ---------- Regions ----------

  function swap(key, html) {
    const place = at(key);
    if (!place || place.dataset.was === html) return true;
    const name = key.startsWith("rating:") ? key.slice(7) : "";
    const form = name && formOf("ratings");
    if (form && (form.autosave.touched(name) || form.autosave.busy)) return false;
    if (!form && [...place.querySelectorAll(TYPED)].some((input) => input.tagName !== "SELECT" && input.value !== input.defaultValue)) return false;
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    const id = focused && focused.id;
    const link = focused && focused.getAttribute("href");
    const open = [...place.querySelectorAll("details")].map((part) => part.open);
    place.innerHTML = html;
    place.dataset.was = "";
    place.querySelectorAll("details").forEach((part, index) => (part.open = Boolean(open[index])));
    if (focused) {
      const again =
        (id && document.getElementById(id)) ||
        (link && [...place.querySelectorAll("a")].find((a) => a.getAttribute("href") === link)) ||
        place.querySelector("a, button, input:checked, summary");
      if (again && place.contains(again)) again.focus({ preventScroll: true });
    }
    place.dispatchEvent(new CustomEvent("live:swapped", { bubbles: true }));
    return true;
  }

  function lock(closed) {
    for (const form of forms()) {
      for (const element of form.elements) {
        if (element.tagName === "TEXTAREA") element.readOnly = closed;
        else if (element.type === "radio") element.disabled = closed;
      }
    }
  }

  // ---------- Notices ----------

  function tellNotice(text, reload) {
    const line = notice.querySelector("[data-live-notice-text]");
    if (line.dataset.text === text) return;
    line.dataset.text = text;
    line.textContent = text;
    notice.hidden = !text;
    if (text) say.textContent = text;
    if (text && reload) {
      const link = document.createElement("a");
      link.href = window.location.pathname;
      link.textContent = words.wordsReload;
      line.append(" ", link);
    }
  }

  function people(list) {
    company = list.length > 0;
    const alike = new Set(list.map((person) => person.first)).size < list.length;
    const names = list.map((person) => (alike ? person.name : person.first));
    const last = names.pop() || "";
    const all = names.length ? `${names.join(", ")} ${words.wordsAnd} ${last}` : last;
    const text = last ? (names.length ? words.wordsHereMany : words.wordsHere).replace("{names}", all) : "";
    if (here && here.textContent !== text) {
      here.textContent = text;
      if (text) say.textContent = text;
    }
    document.querySelectorAll(".writing").forEach((old) => old.remove());
    for (const person of list) {
      const [form, name] = person.at.split(":");
      const owner = person.at && formOf(form);
      const notes = owner && owner.autosave.ids.has(name) && owner.autosave.notes(name);
      if (!notes) continue;
      const line = document.createElement("p");
      line.className = "small quiet writing";
      line.textContent = words.wordsWriting.replace("{name}", person.first);
      notes.prepend(line);
    }
  }

  // ---------- Small forms of the lists: sent without leaving the page ----------

  document.addEventListener("submit", async function (event) {
    const form = event.target;
    const place = form.closest('[data-live="items"]');
    if (!place || event.defaultPrevented || form.querySelector(`${TYPED}, input[type=radio]`)) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { "X-User": window.drafts.user, "X-CSRFToken": window.drafts.cookie("csrftoken") },
        redirect: "manual",
        credentials: "same-origin",
      });
      delete form.dataset.sent;
      if (answer.type !== "opaqueredirect" && !answer.ok) {
        window.location.reload();
        return;
      }
      active = Date.now();
      soon(0);
    } catch {
      delete form.dataset.sent;
      if (event.submitter) event.submitter.removeAttribute("aria-busy");
      tellNotice(words.wordsOffline);
    }
  });

  // The list of parts on a phone closes when one has chosen.
  document.addEventListener("click", function (event) {
    const fold = event.target.closest("a") && event.target.closest(".talk-parts details");
    if (fold) fold.open = false;
  });
  document.addEventListener("input", () => {
    active = Date.now();
  });
  document.addEventListener("visibilitychange", () => !document.hidden && soon(0));
  window.addEventListener("online", () => soon(0));
  soon(FAST / 2);
})();
