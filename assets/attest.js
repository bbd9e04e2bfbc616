/* What a page cannot say in HTML. Every page works without it. */
(() => {
  "use strict";
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  /* A form sends once: its buttons rest until the answer or five seconds have come. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented && !form.matches("[hx-post],[hx-get]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method !== "post") return;
    /* Without a network the page stays, with what was typed, and says so beside the button. */
    const offline = document.getElementById("offline");
    if (!navigator.onLine && offline) {
      event.preventDefault();
      const beside = event.submitter && form.contains(event.submitter) ? event.submitter.closest("li,.line") ?? event.submitter : form.lastElementChild;
      if (beside.tagName !== "LI") beside.before(offline);
      else {
        const item = document.createElement("li");
        item.append(offline);
        beside.before(item);
      }
      offline.hidden = false;
      offline.scrollIntoView({ block: "nearest" });
      return;
    }
    keep(form);
    if (!form.matches("[hx-post]")) sessionStorage.setItem("typed", JSON.stringify(typed));
    form.dataset.sent = "1";
    all(form, "button[type=submit]").forEach((button) => button.setAttribute("aria-disabled", "true"));
    setTimeout(() => rest(form), 5000);
  });
  const rest = (form) => {
    delete form.dataset.sent;
    all(form, "button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  };
  addEventListener("pageshow", () => all(document, "form[data-sent]").forEach(rest));
  addEventListener("online", () => { const offline = document.getElementById("offline"); if (offline) offline.hidden = true; });
  document.addEventListener("htmx:finally:request", () => all(document, "form[data-sent]").forEach(rest));

  /* What is typed in a form outlives the sending of another one, and a search in the list around it: kept by the form's address, in this
     tab alone, until the form is there again. What was ticked and is not on the list that came stays ticked, unseen. */
  let typed = {};
  const isTick = (field) => ["checkbox", "radio"].includes(field.type);
  const fields = (form) => Array.from(form.elements).filter((field) => field.name
    && (field.dataset.kept || !["hidden", "submit", "button", "file", "password"].includes(field.type)));
  const isTouched = (field) => {
    if (isTick(field)) return field.checked !== field.defaultChecked;
    if (!field.options) return field.dataset.kept || field.value !== field.defaultValue;
    const begins = Array.from(field.options).find((option) => option.defaultSelected) ?? field.options[0];
    return field.value !== begins?.value;
  };
  const keep = (but) => all(document, "form[method=post]").filter((form) => form !== but).forEach((form) => {
    const own = fields(form);
    if (own.some(isTouched) || own.some((field) => field.matches("[aria-invalid=true]"))) {
      typed[form.getAttribute("action")] = own.map((field) => [field.name, field.value, isTick(field) ? field.checked : !field.dataset.kept || "kept"]);
    } else delete typed[form.getAttribute("action")];
  });
  const giveBack = (hidden) => all(document, "form[method=post]").forEach((form) => {
    (typed[form.getAttribute("action")] ?? []).forEach(([name, value, state]) => {
      const there = fields(form).filter((field) => field.name === name);
      const tick = there.find((field) => isTick(field) && field.value === value);
      if (tick) tick.checked = state !== false;
      else if (there.length > 0 && !isTick(there[0]) && !there[0].dataset.kept && state === true) there[0].value = value;
      else if (hidden && state && value) {
        const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
        field.dataset.kept = "1";
        form.append(field);
      }
      there[0]?.closest("details")?.setAttribute("open", "");
    });
  });
  document.addEventListener("htmx:before:request", () => keep());
  document.addEventListener("htmx:after:swap", () => giveBack(true));
  addEventListener("pageshow", (event) => {
    if (event.persisted) return;
    try { typed = JSON.parse(sessionStorage.getItem("typed")) ?? {}; } catch { typed = {}; }
    sessionStorage.removeItem("typed");
    giveBack(false);
    typed = {};
  });

  /* The batch button says how many are chosen: <button data-count-of="ids" data-count-0="…" data-count-1="…" data-count-n="… # …">. */
  const count = (form) => all(form, "button[data-count-of]").forEach((button) => {
    const chosen = Array.from(form.elements).filter((e) => e.name === button.dataset.countOf && (e.checked || e.dataset.kept)).length;
    const text = button.dataset[`count-${chosen}`] ?? button.getAttribute(`data-count-${chosen}`) ?? button.getAttribute("data-count-n");
    if (text) button.textContent = text.replace("#", chosen);
    button.disabled = chosen === 0;
  });
  const countAll = () => new Set(all(document, "button[data-count-of]").map((b) => b.form)).forEach((form) => form && count(form));
  /* A file is chosen in the page's own words: <input type="file"> and behind it <div hidden data-none="…">, whose last part names it. */
  const nameFiles = () => all(document, "input[type=file] + [data-none]").forEach((shown) => {
    shown.lastElementChild.textContent = shown.previousElementSibling.files[0]?.name ?? shown.dataset.none;
    shown.hidden = false;
  });
  document.addEventListener("change", (event) => {
    if (event.target.type === "file") nameFiles();
    const form = event.target.form;
    if (!form) return;
    count(form);
    /* A filter is in force as soon as it is chosen: <form data-auto>. */
    if ("auto" in form.dataset && event.target.matches("select,input[type=checkbox],input[type=radio]")) form.requestSubmit();
  });
  /* Drawings that came with a part join the page's own, once each. */
  const joinDrawings = () => {
    const known = new Set();
    all(document, "#sprite > symbol").forEach((symbol) => known.has(symbol.id) ? symbol.remove() : known.add(symbol.id));
  };
  document.addEventListener("htmx:after:swap", () => { countAll(); nameFiles(); joinDrawings(); });
  addEventListener("pageshow", () => { countAll(); nameFiles(); });

  /* The switcher and other menus close on Escape and on a click elsewhere. */
  const menus = () => all(document, "details.switch[open]");
  document.addEventListener("click", (event) => menus().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => { menu.removeAttribute("open"); menu.querySelector("summary").focus(); });
  });
})();
