// Keys, today's date, and the focus of forms. Every page works without this file.
"use strict";
(() => {
  const on = () => localStorage.getItem("amnio-keys") !== "off";
  const typing = (element) => element.matches("input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable]");
  const dialog = document.getElementById("keys");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  let waiting = "";

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  }
  function fill(box) {
    box.value = today();
    box.dispatchEvent(new Event("input", {bubbles: true}));
  }
  function move(step) {
    const all = rows(), at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
    if (next) next.focus();
  }
  function go(selector) {
    const found = document.querySelector(selector);
    if (!found) return false;
    if (found.matches("input")) { found.focus(); found.select(); } else found.click();
    return true;
  }
  const single = {
    "/": () => go("[data-search]") || (location.href = "/pregnancies/"),
    n: () => go("[data-new]"),
    e: () => go("[data-next]"),
    j: () => move(1),
    k: () => move(-1),
    "?": () => { dialog.showModal(); return true; },
    g: () => { waiting = "g"; setTimeout(() => { waiting = ""; }, 1500); return true; },
  };

  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = box.closest("form[data-form]") || document.querySelector("form[data-form]");
      if (form) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (box.matches("[data-day]") && event.key === "t") { event.preventDefault(); fill(box); return; }
    if (typing(box) || !on() || dialog.open) return;
    if (waiting === "g" && (event.key === "w" || event.key === "p")) {
      waiting = "";
      location.href = event.key === "w" ? "/" : "/pregnancies/";
      return;
    }
    if (single[event.key] && single[event.key]() !== false) event.preventDefault();
  });

  function offerToday(within) {
    within.querySelectorAll("[data-today-for]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        const box = document.getElementById(button.dataset.todayFor);
        fill(box);
        box.focus();
      });
    });
  }
  // What is read aloud while somebody types is the verdict, once, and not the whole panel again after each letter.
  function sayShort(panel) {
    const line = document.querySelector(`[data-says="${panel.id}"]`);
    if (!line) return;
    const parts = [...panel.querySelectorAll(".urgent :is(h2,h3), .verdict-lead")];
    const short = (parts.length ? parts : [...panel.querySelectorAll("p")].slice(0, 1)).map((one) => one.textContent.trim());
    if (line.textContent !== short.join(". ")) line.textContent = short.join(". ");
  }
  document.addEventListener("htmx:afterSwap", (event) => sayShort(event.target));
  offerToday(document);
  document.addEventListener("htmx:afterSwap", (event) => offerToday(event.target));
  document.querySelectorAll("[data-keys]").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  }));
  const box = document.getElementById("keys-on");
  box.checked = on();
  box.addEventListener("change", () => localStorage.setItem("amnio-keys", box.checked ? "on" : "off"));

  // A link to a box under "more" opens it first.
  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const closed = target.closest("details");
    if (closed) closed.open = true;
    target.focus();
  }
  addEventListener("hashchange", reveal);
  reveal();
})();
