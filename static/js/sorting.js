/* Dragging rows of a template by their handle. The buttons beside each row do the same by keyboard and
   without this script.

   <ol data-sort="theme" data-sort-url="URL" data-sort-seen="token"> holds rows [data-item] with a
   [data-handle]; inside them <ol data-sort="question" data-theme="uuid">. A drop sends what the buttons
   send: what, item, theme, to, seen. The server answers with the page in its new order. */
(function () {
  "use strict";

  const root = document.querySelector("[data-sort-url]");
  if (!root) return;
  root.classList.add("sorting");
  let held = null; // {row, list, next, kind}

  const rowsOf = (list) => [...list.children].filter((row) => row.dataset.item);
  const lists = (kind) => (kind === "theme" ? [root] : [...root.querySelectorAll('[data-sort="question"]')]);

  function start(event) {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button > 0) return;
    event.preventDefault();
    const row = handle.closest("[data-item]");
    const list = row.parentElement;
    held = { row, list, next: row.nextElementSibling, kind: list.dataset.sort };
    row.classList.add("tpl-dragged");
    handle.setPointerCapture(event.pointerId);
  }

  function drag(event) {
    if (!held) return;
    const list = under(event.clientY);
    if (!list) return;
    const after = rowsOf(list).find((row) => {
      if (row === held.row) return false;
      const box = row.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    if (after) list.insertBefore(held.row, after);
    else list.append(held.row);
    if (event.clientY < 60) window.scrollBy(0, -12);
    if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 12);
  }

  // The list whose row or empty space is under the pointer, else the nearest one.
  function under(y) {
    const far = (list) => {
      const box = list.getBoundingClientRect();
      return y < box.top ? box.top - y : y > box.bottom ? y - box.bottom : 0;
    };
    return lists(held.kind).reduce((best, list) => (!best || far(list) < far(best) ? list : best), null);
  }

  function drop() {
    if (!held) return;
    const { row, list, next, kind } = held;
    held = null;
    row.classList.remove("tpl-dragged");
    const home = row.parentElement;
    if (home === list && row.nextElementSibling === next) return;
    send({
      what: kind,
      item: row.dataset.item,
      theme: home.dataset.theme || "",
      to: rowsOf(home).indexOf(row),
      seen: root.dataset.sortSeen,
    });
  }

  function cancel(event) {
    if (!held || (event.type === "keydown" && event.key !== "Escape")) return;
    held.row.classList.remove("tpl-dragged");
    held.list.insertBefore(held.row, held.next);
    held = null;
  }

  function send(values) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = root.dataset.sortUrl;
    form.hidden = true;
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    for (const [name, value] of Object.entries({ ...values, csrfmiddlewaretoken: token.value })) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.requestSubmit();
  }

  root.addEventListener("pointerdown", start);
  root.addEventListener("pointermove", drag);
  root.addEventListener("pointerup", drop);
  root.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", cancel);

  // After a move the page comes back at the row that was moved.
  const moved = document.getElementById(window.location.hash.slice(1));
  if (moved && moved.dataset.item) moved.focus();
})();
