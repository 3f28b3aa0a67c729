// Live pages: an event says which record grew; the page is fetched again and its live part put in the place
// of the old one, so that the server checks on every read what may be shown. Without JavaScript the pages
// work, but stand still.
"use strict";

const RETRY_MILLISECONDS = 1500;
const SPREAD_MILLISECONDS = 300;
const WORKER = new URL("live-worker.js", document.currentScript.src);
const fragment = document.querySelector("[data-live]");
const said = document.querySelector("#live-status");

// What somebody has typed or chosen outlives a refresh; a field is found again by its id.
function changed(field) {
  if (field.type === "file" || field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((one) => one.selected !== one.defaultSelected);
  return field.value !== field.defaultValue;
}

function filledIn() {
  const fields = fragment.querySelectorAll("input[id], textarea[id], select[id]");
  return [...fields].filter(changed).map(({ id, value, checked }) => ({ id, value, checked }));
}

function fillIn(fields) {
  for (const { id, value, checked } of fields) {
    const field = document.getElementById(id);
    if (!field) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = checked;
    else field.value = value;
  }
}

async function refresh(url) {
  // A delegate's own page says by its admission whose it is, and is renewed by the hall.
  const holder = fragment.querySelector("[data-holder]");
  const admission = holder && holder.dataset.admission;
  const answer = await fetch(url, { headers: { "X-Fragment": admission || "1" } });
  if (answer.status >= 500) throw new Error("the hall does not answer");
  // What is for members alone does not stay before who is none any more.
  if (answer.status === 404) location.reload();
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-live]");
  if (!fresh) return;
  const typed = filledIn();
  const focused = document.activeElement && document.activeElement.id;
  fragment.replaceChildren(...fresh.childNodes);
  fillIn(typed);
  // What is only asked for again, such as a turnout, is neither lit up nor read out each time.
  const grown = fragment.dataset.live !== fresh.dataset.live;
  fragment.dataset.live = fresh.dataset.live;
  fragment.dataset.poll = fresh.dataset.poll || "";
  if (grown) fragment.classList.remove("fresh");
  void fragment.offsetWidth;
  fragment.classList.add("fresh");
  const again = focused && document.getElementById(focused);
  if (again) again.focus({ preventScroll: true });
  return grown;
}

// Says whether what stands here may be old; a page that cannot reach the hall must not look as if it did.
function reached(well) {
  if (document.body.classList.toggle("stale", !well) && said) {
    said.textContent = "The hall cannot be reached; this page may be old.";
  }
}

function heldSizes() {
  const held = fragment.dataset.live.split(",").map((part) => part.split(":"));
  return Object.fromEntries(held.map(([body, size]) => [body, Number(size)]));
}

// One stream for all pages of this browser that show a person's view, by a worker that they share.
function together(moved, told) {
  if (!window.SharedWorker) return false;
  const { port } = new SharedWorker(WORKER, { name: document.body.dataset.person || "" });
  port.onmessage = ({ data }) => { if (data.moved) moved(); else told(data.well); };
  const join = () => port.postMessage({ held: heldSizes() });
  addEventListener("pagehide", () => port.postMessage({ gone: true }));
  addEventListener("pageshow", (event) => { if (event.persisted) join(); });
  join();
  return true;
}

// Where no worker can be shared, as on many telephones, only the page that is looked at has a stream.
function alone(moved, told) {
  let stream = null;
  const listen = () => {
    const own = stream = new EventSource("/live?held=" + encodeURIComponent(fragment.dataset.live));
    own.addEventListener("moved", moved);
    own.addEventListener("open", () => told(true));
    own.addEventListener("error", () => {
      told(false);
      // A browser gives a stream up for good when a proxy answers in the server's place.
      if (own.readyState === EventSource.CLOSED) setTimeout(() => { if (stream === own) listen(); }, RETRY_MILLISECONDS);
    });
  };
  const looked = () => {
    if (document.hidden && stream) { stream.close(); stream = null; }
    if (!document.hidden && !stream) listen();
  };
  document.addEventListener("visibilitychange", looked);
  looked();
}

function follow() {
  let busy = false;
  let again = false;
  const update = async () => {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      try {
        const news = await refresh(location.href) || document.body.classList.contains("stale");
        reached(true);
        if (said && news) said.textContent = "The page was brought up to date.";
      } catch {
        // The server went away in the middle: what was to be shown is asked for until it is.
        again = true;
        reached(false);
        await new Promise((wake) => setTimeout(wake, RETRY_MILLISECONDS));
      }
    }
    busy = false;
  };
  // All pages hear of an act at once; that they ask for its page at once helps nobody.
  let due = null;
  const moved = () => {
    if (due) return;
    due = setTimeout(() => { due = null; update(); }, Math.random() * SPREAD_MILLISECONDS);
  };
  const told = (well) => { if (!well || !busy) reached(well); };
  if (!together(moved, told)) alone(moved, told);
  document.addEventListener("stored", update);
  // What moves without an entry, such as a turnout, is asked for while the page says so.
  setInterval(() => { if (fragment.dataset.poll) update(); }, 3000);
}

function walk(form) {
  const range = form.querySelector("input[type=range]");
  let waiting = null;
  range.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const url = form.action + "?at=" + range.value;
      history.replaceState(null, "", url);
      form.querySelector("output").textContent = range.value;
      await refresh(url);
    }, 120);
  });
}

// On a telephone the tabs are one line that scrolls: the page that is shown stands in view.
const tab = document.querySelector("nav.local [aria-current]");
if (tab) tab.closest("ul").scrollLeft = tab.offsetLeft - tab.closest("ul").offsetLeft - 48;

const form = document.querySelector("form.walk");
if (form) walk(form);
if (fragment && fragment.dataset.live && !new URLSearchParams(location.search).has("at")) follow();
