// Search over window.AMNIO_PAGES: [title, kind, text, address, more words]. All words must occur, in any order. No network.
"use strict";
(() => {
  const LIMIT = 50;
  const box = document.querySelector(".search");
  const input = document.getElementById("search");
  const count = document.getElementById("search-count");
  const found = document.getElementById("search-found");
  if (!box || !Array.isArray(window.AMNIO_PAGES)) return;
  const pages = window.AMNIO_PAGES.map((page) => [page, [page[0], page[2], page[4]].join(" ").toLowerCase()]);

  const item = ([title, kind, text, address]) => {
    const link = document.createElement("a");
    link.href = address;
    const name = document.createElement("b");
    name.textContent = title;
    const what = document.createElement("small");
    what.textContent = " " + kind + " ";
    const line = document.createElement("span");
    line.textContent = text;
    link.append(name, what, document.createElement("br"), line);
    const row = document.createElement("li");
    row.append(link);
    return row;
  };

  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = words.length ? pages.filter(([, text]) => words.every((word) => text.includes(word))) : [];
    const first = (page) => (page[0].toLowerCase().includes(words[0]) ? 0 : 1);
    hits.sort(([a], [b]) => first(a) - first(b));
    found.replaceChildren(...hits.slice(0, LIMIT).map(([page]) => item(page)));
    count.textContent = !words.length ? "" : hits.length ? box.dataset.found.replace("{n}", hits.length) : box.dataset.nothing;
  };

  const move = (event) => {
    const links = [...found.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to === undefined || !links.length) return;
    event.preventDefault();
    (to < 0 ? input : links[Math.min(to, links.length - 1)]).focus();
  };

  input.addEventListener("input", search);
  box.addEventListener("keydown", move);
  box.hidden = false;
  document.getElementById("search-without").hidden = true;
  search();
})();
