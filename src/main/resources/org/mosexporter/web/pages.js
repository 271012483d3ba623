"use strict";
// Keeps the page as the daemon has it: fetches it again every few seconds and changes only what is
// different, so that focus, scroll position and what somebody types stay. Forms do the same at once.
// Without this script everything works by loading the page.
(() => {
  const EVERY_MS = 5000;
  const main = document.getElementById("main");
  const stale = document.getElementById("stale");
  let newest = 0;

  const key = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id : "");

  // What is unfolded is for the reader to say.
  const isReaders = (name) => name === "open";

  const changeAttributes = (now, wanted) => {
    for (const { name } of [...now.attributes]) {
      if (!wanted.hasAttribute(name) && !isReaders(name)) now.removeAttribute(name);
    }
    for (const { name, value } of wanted.attributes) {
      if (now.getAttribute(name) !== value && !isReaders(name)) now.setAttribute(name, value);
    }
  };

  // What the script of the charts has drawn is not the server's.
  const isOurs = (node) => node.nodeType === Node.ELEMENT_NODE && node.hasAttribute("data-drawn");

  const change = (now, wanted) => {
    if (now.isEqualNode(wanted)) return;
    if (now.nodeType !== Node.ELEMENT_NODE) {
      now.nodeValue = wanted.nodeValue;
      return;
    }
    if (isOurs(now)) {
      for (const { name, value } of wanted.attributes) now.setAttribute(name, value);
      return;
    }
    changeAttributes(now, wanted);
    changeChildren(now, wanted);
  };

  const matches = (now, wanted) =>
    now && now.nodeName === wanted.nodeName && key(now) === key(wanted);

  const changeChildren = (parent, wanted) => {
    const keyed = new Map();
    for (const child of parent.children) if (child.id) keyed.set(child.id, child);
    let next = parent.firstChild;
    for (const child of [...wanted.childNodes]) {
      const known = key(child) ? keyed.get(key(child)) : next;
      if (matches(known, child)) {
        // Only what is elsewhere is moved: who is moved loses the focus.
        if (known === next) next = next.nextSibling;
        else parent.insertBefore(known, next);
        change(known, child);
      } else {
        parent.insertBefore(document.importNode(child, true), next);
      }
    }
    while (next) {
      const gone = next;
      next = next.nextSibling;
      gone.remove();
    }
  };

  const refresh = async () => {
    const mine = ++newest;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!response.ok) throw new Error(response.statusText);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (mine !== newest) return; // somebody asked for something else meanwhile
      const focused = document.activeElement;
      change(main, document.adoptNode(page.getElementById("main")));
      if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
      stale.textContent = "";
      document.dispatchEvent(new Event("fresh"));
    } catch {
      if (mine === newest) stale.textContent = "mos-exporter does not answer; this is as it was.";
    }
  };

  const submit = (form, submitter) => {
    const wanted = new URLSearchParams(new FormData(form, submitter));
    for (const [name, value] of [...wanted]) if (!value) wanted.delete(name);
    history.replaceState(null, "", "?" + wanted);
    return refresh();
  };

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(event.target, event.submitter);
  });
  let typed;
  document.addEventListener("input", (event) => {
    if (event.target.id !== "q") return;
    clearTimeout(typed);
    typed = setTimeout(() => submit(event.target.form, event.target.form.querySelector("button")), 200);
  });
  setInterval(() => document.hidden || refresh(), EVERY_MS);
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
})();
