// Follows long work: asks for the page again until it leads elsewhere.
"use strict";
const LOOK_MS = 600;

async function look() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (answer.redirected || !answer.ok) {
    location.replace(answer.url);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("progress");
  if (fresh) document.getElementById("progress").replaceWith(fresh);
  setTimeout(look, LOOK_MS);
}

setTimeout(look, LOOK_MS);
