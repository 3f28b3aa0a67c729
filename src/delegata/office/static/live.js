// Live pages: an event says which record grew; the page fetches its own fragment again, so that the
// server checks on every read what may be shown. Without JavaScript the pages work, but stand still.
"use strict";

const RETRY_MILLISECONDS = 1500;
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
  const answer = await fetch(url, { headers: { "X-Fragment": "1" } });
  if (answer.status >= 500) throw new Error("the hall does not answer");
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-live]");
  if (!fresh) return;
  const typed = filledIn();
  const focused = document.activeElement && document.activeElement.id;
  fragment.replaceChildren(...fresh.childNodes);
  fillIn(typed);
  fragment.dataset.live = fresh.dataset.live;
  fragment.dataset.poll = fresh.dataset.poll || "";
  fragment.classList.remove("fresh");
  void fragment.offsetWidth;
  fragment.classList.add("fresh");
  const again = focused && document.getElementById(focused);
  if (again) again.focus({ preventScroll: true });
}

// Says whether what stands here may be old; a page that cannot reach the hall must not look as if it did.
function reached(well) {
  if (document.body.classList.toggle("stale", !well) && said) {
    said.textContent = "The hall cannot be reached; this page may be old.";
  }
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
        await refresh(location.href);
        reached(true);
        if (said) said.textContent = "The page was brought up to date.";
      } catch {
        // The server went away in the middle: what was to be shown is asked for until it is.
        again = true;
        reached(false);
        await new Promise((wake) => setTimeout(wake, RETRY_MILLISECONDS));
      }
    }
    busy = false;
  };
  const listen = () => {
    const stream = new EventSource("/live?held=" + encodeURIComponent(fragment.dataset.live));
    stream.addEventListener("moved", update);
    stream.addEventListener("open", () => { if (!busy) reached(true); });
    stream.addEventListener("error", () => {
      reached(false);
      // A browser gives a stream up for good when a proxy answers in the server's place.
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_MILLISECONDS);
    });
  };
  listen();
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

const form = document.querySelector("form.walk");
if (form) walk(form);
if (fragment && fragment.dataset.live && !new URLSearchParams(location.search).has("at")) follow();
