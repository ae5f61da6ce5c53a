// Keeps a draft of every form marked data-keep after each change. Without this file forms work as well; then a draft is
// kept when a form is sent after the session has ended.
"use strict";
(() => {
  const pause = 800;
  const token = (form) => form.querySelector("[name=csrfmiddlewaretoken]").value;

  function typed(form) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token(form));
    body.set("path", location.pathname);
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") body.append("f-" + name, value);
    }
    return body;
  }

  function watch(form) {
    const line = form.querySelector("[data-kept]");
    let timer = 0, asking = null, changed = false, sent = false;

    function say(sentence, signIn) {
      if (!line || (!signIn && !line.hidden && line.textContent === sentence)) return;
      line.textContent = sentence;
      if (signIn) {
        const link = document.createElement("a");
        link.href = line.dataset.signIn + "?kept=1&next=" + encodeURIComponent(location.pathname);
        link.textContent = line.dataset.saidSignIn;
        line.append(" ", link);
      }
      line.classList.toggle("stands", Boolean(signIn) || sentence === line.dataset.saidFailed);
      line.hidden = false;
    }

    async function keep() {
      if (sent) return;
      asking = new AbortController();
      try {
        const answer = await fetch("/drafts/", {method: "POST", body: typed(form), signal: asking.signal, redirect: "manual"});
        if (answer.ok) { changed = false; say(line.dataset.saidKept); }
        else if (answer.status === 401) { changed = false; say(line.dataset.saidEnded, true); }
        else say(line.dataset.saidFailed);
      } catch (error) {
        if (error.name !== "AbortError") say(line.dataset.saidFailed);
      }
    }

    form.addEventListener("input", () => { changed = true; clearTimeout(timer); timer = setTimeout(keep, pause); });
    form.addEventListener("submit", () => { sent = true; clearTimeout(timer); if (asking) asking.abort(); });
    addEventListener("pagehide", () => { if (changed && !sent) navigator.sendBeacon("/drafts/", typed(form)); });
  }

  document.querySelectorAll("form[data-keep]").forEach(watch);
})();
