// The door: credentials are judged here, in the browser, by a signed list. The network is only needed to
// fetch a newer list, to tell other doors, and to enter arrivals in the record.

import { judge, keyOf, readList, readToken, Unusable } from "./credential.js";
import { forget, remembered } from "./check-ins.js";

const SYNC_MILLISECONDS = 5000;
const AGE_MILLISECONDS = 15000;
const LATE_MILLISECONDS = 120000;
const MOST_SENT = 200;
const MOST_SHOWN = 100;

const root = document.querySelector("[data-door]");
const page = `/bodies/${root.dataset.door}/door`;
const part = (name) => document.getElementById(name);
const door = { key: null, list: null, names: {}, checkIns: null, connected: true, note: "" };
let syncing = null;
let queue = Promise.resolve();

const utc = () => new Date().toISOString().slice(0, 19) + "Z";
const clock = (at) => `${at.slice(11, 16)} UTC${at.slice(0, 10) === utc().slice(0, 10) ? "" : ` on ${at.slice(0, 10)}`}`;

function element(tag, words, kind) {
  const made = document.createElement(tag);
  made.textContent = words;
  if (kind) made.className = kind;
  return made;
}

// The answer, large, in words and not by colour alone.
function answer(kind, verdict, ...lines) {
  const box = part("answer");
  box.className = `answer ${kind}`;
  box.replaceChildren(element("h2", verdict), ...lines.filter(Boolean).map((line) => element("p", line)));
}

function who(mandate) {
  const name = door.names[mandate];
  return name ? `${name}, mandate ${mandate}` : `Mandate ${mandate}`;
}

async function check(words) {
  const at = utc();
  const read = await readToken(words, door.key);
  const outcome = read.credential ? judge(door.list, read.credential, at.slice(0, 10)) : read;
  if (!outcome.place) {
    const named = read.credential && read.credential.body === door.list.body ? who(read.credential.mandate) : "";
    answer("stop", `Stop: ${outcome.code.replaceAll("-", " ")}`, outcome.say, named);
    return;
  }
  const { mandate, voice, alternate } = outcome.place;
  const { closed } = door.list;
  const elsewhere = (await door.checkIns.others()).find((o) => o.mandate === mandate && o.closed === closed);
  const own = (await door.checkIns.own()).find((o) => o.mandate === mandate && o.closed === closed);
  const before = elsewhere && !own
    ? elsewhere
    : await door.checkIns.first({ mandate, closed, at, words, state: "unsent", say: "", told: null, again: [] });
  if (before) {
    const where = before.door_name ? `at the door ${before.door_name}` : "at this door";
    answer("seen", "Seen before", `${who(mandate)} was let in ${where} at ${clock(before.at)}.`,
      "If the same person comes back, let them in: they are counted already. If it is somebody else, keep "
      + "the credential and tell the credentials committee.");
  } else {
    answer("good", "Let in", who(mandate), `${voice === "advisory" ? "Advisory" : "Decisive"} voice`
      + (alternate ? ", as an alternate" : ""));
  }
  await draw();
  sync();
}

function ageWords(milliseconds) {
  const minutes = Math.floor(milliseconds / 60000);
  if (minutes < 1) return "less than a minute old";
  if (minutes < 60) return `${minutes} minute${minutes === 1 ? "" : "s"} old`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hour${hours === 1 ? "" : "s"} old` : `${Math.floor(hours / 24)} days old`;
}

function drawAge() {
  const age = Date.now() - Date.parse(door.list.made_at);
  const wrong = age < -LATE_MILLISECONDS ? " The clock of this device is slow: set it." : "";
  part("list-age").textContent = `List of ${clock(door.list.made_at)}, ${ageWords(age)}: `
    + `the record up to entry ${door.list.size}. What was recalled later, this door does not know.${wrong}`;
  const network = door.connected ? "Connected." : "No network: this door works on by its list.";
  if (part("network").textContent !== `${network} ${door.note}`) part("network").textContent = `${network} ${door.note}`;
}

const STATES = {
  unsent: "not sent yet", waiting: "sent", arrived: "arrival entered", refused: "arrival refused", over: "not entered",
};

async function draw() {
  const own = (await door.checkIns.own()).sort((a, b) => (a.at < b.at ? 1 : -1));
  const others = await door.checkIns.others();
  const here = own.filter((row) => row.closed === door.list.closed);
  const unsent = own.filter((row) => row.state === "unsent").length;
  part("count").textContent = `Let in at this door: ${here.length}. `
    + (unsent ? `Not sent yet: ${unsent}.` : "Everything is sent.");
  const wrong = own.flatMap((row) => troubles(row, others));
  if (part("troubles").dataset.shown !== JSON.stringify(wrong)) {
    part("troubles").dataset.shown = JSON.stringify(wrong);
    part("troubles").replaceChildren(...wrong.map((words) => element("li", words)));
    part("look").hidden = !wrong.length;
  }
  part("rows").replaceChildren(...own.slice(0, MOST_SHOWN).map(line));
  part("let-in").hidden = !own.length;
}

function troubles(row, others) {
  const found = others
    .filter((other) => other.mandate === row.mandate && other.closed === (row.told ?? row.closed))
    .map((other) => `Used twice: ${who(row.mandate)} was let in here at ${clock(row.at)} and at the door `
      + `${other.door_name} at ${clock(other.at)}. If nobody left in between, one is a copy.`);
  const place = door.list.byMandate.get(row.mandate);
  if (row.closed === door.list.closed && (!place || place.state !== "confirmed")) {
    found.push(`${who(row.mandate)} was let in at ${clock(row.at)}, but the mandate is `
      + (place ? `${place.state} by now${place.reason ? ` (${place.reason})` : ""}.` : "unknown by now."));
  }
  if (row.state === "refused" && !found.length) found.push(`${who(row.mandate)}, let in at ${clock(row.at)}: ${row.say}`);
  return found;
}

function line(row) {
  const made = document.createElement("tr");
  const head = element("th", row.mandate);
  head.scope = "row";
  const again = row.again.length ? `; shown again ${row.again.length} time${row.again.length === 1 ? "" : "s"}` : "";
  made.append(head, element("td", door.names[row.mandate] || ""), element("td", clock(row.at)),
    element("td", STATES[row.state] + (row.state === "refused" ? `: ${row.say}` : "") + again));
  return made;
}

async function ask(path, options = {}) {
  const reply = await fetch(page + path, { credentials: "same-origin", redirect: "manual", ...options });
  if (reply.status === 404 || reply.status === 403 || reply.type === "opaqueredirect") {
    throw new Unusable("Nothing was sent: sign in again in another window as somebody who keeps this door. "
      + "What this door saw is kept.");
  }
  if (!reply.ok) throw new TypeError(`the server answered ${reply.status}`);
  return reply.json();
}

async function fetchList() {
  const { signed, names } = await ask("/list");
  const list = await readList(signed, door.key);
  if (door.list && list.made_at < door.list.made_at) return;
  Object.assign(door, { list, names });
}

async function exchange() {
  const { door: id, after, name } = door.checkIns.door;
  const query = `/check-ins?door=${id}&after=${after}`;
  let told = await ask(query);
  const own = await door.checkIns.own();
  const unsent = own.filter((row) => row.state === "unsent");
  const waiting = own.filter((row) => told.open && row.state === "waiting");
  const sending = [...unsent, ...waiting].slice(0, MOST_SENT);
  if (sending.length) {
    const body = JSON.stringify({ door: id, name, shown: sending.map(({ words, at }) => ({ words, at })) });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": told.csrf };
    told = await ask(query, { method: "POST", headers, body });
    for (const [index, { state, say, closed }] of told.outcomes.entries()) {
      await door.checkIns.change(sending[index], { state, say, told: closed ?? null });
    }
  }
  await door.checkIns.learn(told.others);
  if (told.size !== door.list.size) await fetchList();
  return sending.length === MOST_SENT || told.others.length >= 2000;
}

// One exchange at a time; what comes meanwhile is sent by the next one.
function sync() {
  if (syncing) {
    syncing.again = true;
    return;
  }
  const mine = syncing = { again: false };
  (async () => {
    let more = false;
    try {
      more = await exchange();
      Object.assign(door, { connected: true, note: "" });
    } catch (error) {
      Object.assign(door, error instanceof Unusable
        ? { connected: true, note: error.message }
        : { connected: false, note: "" });
    }
    syncing = null;
    drawAge();
    await draw();
    if (more || (mine.again && door.connected && !door.note)) sync();
  })();
}

// The worker answers from what it keeps; only what it keeps for this page can be loaded without a network.
async function keepPage() {
  if (!("serviceWorker" in navigator)) {
    part("ready").textContent = "This browser cannot keep the page: it works without a network only while it stays open.";
    return;
  }
  // Asks that the browser keep what is here when space gets short; a refusal changes nothing.
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  await navigator.serviceWorker.register(`${page}/worker.js`, { scope: page });
  await navigator.serviceWorker.ready;
  part("ready").textContent = "This page is kept on this device: it opens and works without a network.";
}

function scanning() {
  const form = part("scan");
  const field = part("words");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = field.value;
    field.value = "";
    field.focus();
    if (words.trim()) queue = queue.then(() => check(words)).catch(failed);
  });
  // A hand scanner types wherever it is; its letters belong in the field.
  document.addEventListener("keydown", (event) => {
    const typed = /^[0-9A-Za-z]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (typed && !event.target.closest("input, textarea, select")) field.focus();
  });
  field.focus();
}

function naming() {
  const field = part("door-name");
  field.value = door.checkIns.door.name;
  field.addEventListener("change", () => {
    const name = field.value.trim().slice(0, 40) || "Door";
    field.value = name;
    door.checkIns.set({ name });
  });
}

function closing() {
  part("close").addEventListener("click", async () => {
    const unsent = (await door.checkIns.own()).filter((row) => row.state === "unsent").length;
    if (unsent) {
      part("closed").textContent = `${unsent} not sent yet: connect this door first, so that nothing is lost.`;
      return;
    }
    door.checkIns.database.close();
    await forget();
    for (const name of await caches.keys()) if (name === `door of ${page}`) await caches.delete(name);
    const registration = await navigator.serviceWorker.getRegistration(page);
    if (registration) await registration.unregister();
    location.assign(`/bodies/${root.dataset.door}`);
  });
}

async function camera() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const button = part("camera");
  const video = part("view");
  button.hidden = false;
  let stream = null;
  button.addEventListener("click", async () => {
    if (stream) {
      stream.getTracks().forEach((track) => track.stop());
      stream = null;
      video.hidden = true;
      button.textContent = "Use the camera";
      return;
    }
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      answer("stop", "No camera", "Allow the camera for this page, or use a hand scanner.");
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    button.textContent = "Stop the camera";
    look(new BarcodeDetector({ formats: ["qr_code"] }), video, () => stream);
  });
}

// A code that stays in view is judged once; it is judged again after it was away for two seconds.
async function look(detector, video, running) {
  let last = { words: "", seen: 0 };
  while (running()) {
    const [code] = await detector.detect(video).catch(() => []);
    const now = Date.now();
    if (code) {
      if (code.rawValue !== last.words || now - last.seen > 2000) {
        queue = queue.then(() => check(code.rawValue)).catch(failed);
      }
      last = { words: code.rawValue, seen: now };
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

function failed(error) {
  const words = error instanceof Unusable ? error.message : `This door does not work here: ${error.message}`;
  answer("stop", "The door cannot be kept", words);
  root.dataset.state = "failed";
}

async function begin() {
  door.key = await keyOf(root.dataset.vkey);
  door.checkIns = await remembered(root.dataset.door);
  await fetchList();
  part("scan").hidden = false;
  scanning();
  naming();
  closing();
  camera();
  drawAge();
  await draw();
  answer("idle", "Ready", "Scan, paste or type a credential.");
  sync();
  setInterval(sync, SYNC_MILLISECONDS);
  setInterval(drawAge, AGE_MILLISECONDS);
  addEventListener("online", sync);
  addEventListener("offline", sync);
  await keepPage();
  root.dataset.state = "ready";
}

begin().catch(failed);
