"use strict";
// Replaces the main part of the page every five seconds while somebody looks at it.
const main = document.querySelector("main");
const refresh = async () => {
  if (document.hidden) return;
  try {
    const response = await fetch("live", { cache: "no-store" });
    if (!response.ok) throw new Error(response.statusText);
    main.innerHTML = await response.text(); // escaped by the server
    main.classList.remove("stale");
  } catch {
    main.classList.add("stale");
  }
};
setInterval(refresh, 5000);
document.addEventListener("visibilitychange", refresh);
