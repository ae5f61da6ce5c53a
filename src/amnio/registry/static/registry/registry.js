// Progressive: every page works without this file.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
})();
