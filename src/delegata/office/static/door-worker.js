// Keeps the door's page, so that it opens and works while the network is cut. What is fresh comes first;
// what is kept answers when nothing else does. Whoever may not see the door any more loses what is kept.
"use strict";

const PAGE = new URL("../door", self.location).pathname;
const STORE = `door of ${PAGE}`;
const LONGEST_MILLISECONDS = 4000;
const KEPT = [
  PAGE, `${PAGE}/list`, "/static/door.js", "/static/credential.js", "/static/check-ins.js",
  "/static/called.js", "/static/live.js", "/static/office.css",
];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(KEPT)));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const ours = event.request.method === "GET" && origin === self.location.origin;
  if (ours && KEPT.includes(pathname)) event.respondWith(freshOrKept(event.request, pathname));
});

async function freshOrKept(request, path) {
  const store = await caches.open(STORE);
  let answer = null;
  try {
    answer = await fetch(request, { signal: AbortSignal.timeout(LONGEST_MILLISECONDS) });
  } catch {
    return await store.match(path) || Response.error();
  }
  if (answer.ok) await store.put(path, answer.clone());
  else if (answer.status >= 500) return await store.match(path) || answer;
  else await store.delete(path);
  return answer;
}
