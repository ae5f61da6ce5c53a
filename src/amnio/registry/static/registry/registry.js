// Progressive: every page works without this file.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  // What was saved is read aloud: a page that comes with a sentence about it begins there, unless a box has the focus.
  const said = document.getElementById("faults") || document.getElementById("said");
  if (said && document.activeElement === document.body) said.focus({preventScroll: said.id === "said"});
  // On a phone the steps of a review scroll: the present one comes into view.
  const step = document.querySelector(".steps-of-review [aria-current]");
  if (step) step.closest("ol").scrollLeft = step.offsetLeft - 16;
})();
