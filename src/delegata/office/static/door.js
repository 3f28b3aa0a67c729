// The door: credentials are judged here, in the browser, by a signed list. The network is only needed to
// fetch a newer list, to tell other doors, and to enter arrivals in the record.

import { called, Called, findable } from "./called.js";
import { judge, judgeNumber, keyOf, readList, readToken, Unusable } from "./credential.js";
import { forget, remembered } from "./check-ins.js";

const SYNC_MILLISECONDS = 5000;
const AGE_MILLISECONDS = 15000;
const LATE_MILLISECONDS = 120000;
const MOST_SENT = 200;
const MOST_SHOWN = 100;
// An Enter that a scanner or a finger sends twice confirms nothing.
const REST_MILLISECONDS = 400;

const root = document.querySelector("[data-door]");
const page = `/bodies/${root.dataset.door}/door`;
const part = (name) => document.getElementById(name);
const door = {
  key: null, list: null, names: {}, bodies: {}, places: [], checkIns: null, connected: true, note: "",
};
let syncing = null;
// The mandate whose number was given, until a second Enter lets it in.
let numbered = "";
let resting = 0;
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

const voiceOf = ({ voice, alternate }) => `${voice === "advisory" ? "Advisory" : "Decisive"} voice`
  + (alternate ? ", as an alternate" : "");

function stopped(outcome, named) {
  answer("stop", `Stop: ${outcome.code.replaceAll("-", " ")}`, outcome.say, named);
}

function seenBefore(before) {
  const where = before.door_name ? `at the door ${before.door_name}` : "at this door";
  const how = before.by_number ? " by number, without a credential" : "";
  answer("seen", "Seen before", `${who(before.mandate)} was let in${how} ${where} at ${clock(before.at)}.`,
    "If the same person comes back, let them in. If their leaving was noted, note that they are back under "
    + "leaving, returning, standing in; else they are counted already. If it is somebody else, keep the "
    + "credential and tell the credentials committee.");
}

// What this door and the others noted of a mandate at this sitting.
async function sightings(mandate) {
  const ofIt = (row) => row.mandate === mandate && row.closed === door.list.closed;
  return { own: (await door.checkIns.own()).find(ofIt), elsewhere: (await door.checkIns.others()).find(ofIt) };
}

// A number lets nobody in at once: no credential was shown, and it is easily another's.
async function byNumber(mandate) {
  const outcome = judgeNumber(door.list, mandate, utc().slice(0, 10));
  if (!outcome.place) {
    stopped(outcome, who(mandate));
    return;
  }
  const { own, elsewhere } = await sightings(mandate);
  if (own || elsewhere) {
    seenBefore(own || elsewhere);
    return;
  }
  const body = door.bodies[mandate] ? `From ${door.bodies[mandate]}. ` : "";
  answer("seen", "By number: compare the identity card", who(mandate), `${body}${voiceOf(outcome.place)}.`,
    "No credential was shown. Press Enter again to let them in; Escape, if it is somebody else.");
  numbered = mandate;
  part("by-number").hidden = false;
  part("let-in-by-number").disabled = true;
  clearTimeout(resting);
  resting = setTimeout(() => { part("let-in-by-number").disabled = false; }, REST_MILLISECONDS);
}

function dropNumber() {
  numbered = "";
  part("by-number").hidden = true;
}

function leaveNumber() {
  if (!numbered) return;
  answer("idle", "Not let in", `${who(numbered)} was not let in.`);
  dropNumber();
}

async function letInByNumber(mandate) {
  const at = utc();
  const outcome = judgeNumber(door.list, mandate, at.slice(0, 10));
  if (!outcome.place) {
    stopped(outcome, who(mandate));
    return;
  }
  const { elsewhere } = await sightings(mandate);
  const before = elsewhere || await kept({ mandate, words: mandate, at, by_number: true });
  if (before) seenBefore(before);
  else answer("good", "Let in by number", who(mandate), voiceOf(outcome.place), "No credential was shown.");
  await draw();
  sync();
}

// Keeps a check-in, unless this door has one of the mandate, which it tells.
function kept(checkIn) {
  const { closed } = door.list;
  return door.checkIns.first({ ...checkIn, closed, state: "unsent", say: "", told: null, again: [] });
}

// The mandate that words name by its number, or by a name that nobody else on the list has.
function mandateOf(words) {
  const said = words.trim().toLowerCase();
  if (door.list.byMandate.has(said)) return said;
  const found = called(door.places, words, 2);
  return found.length === 1 ? found[0].mandate : "";
}

async function check(words) {
  dropNumber();
  const mandate = mandateOf(words);
  await (mandate ? byNumber(mandate) : byCredential(words));
}

async function byCredential(words) {
  const at = utc();
  const read = await readToken(words, door.key);
  const outcome = read.credential ? judge(door.list, read.credential, at.slice(0, 10)) : read;
  if (!outcome.place) {
    const named = read.credential && read.credential.body === door.list.body ? who(read.credential.mandate) : "";
    stopped(outcome, named);
    return;
  }
  const { mandate } = outcome.place;
  const { own, elsewhere } = await sightings(mandate);
  const before = elsewhere && !own ? elsewhere : await kept({ mandate, words, at, by_number: false });
  if (before) {
    // Whoever left in between arrives again by it, if the record has it so; else nothing is entered.
    if (own && SETTLED.includes(own.state)) {
      await door.checkIns.change(own, { state: "unsent", back: at, words, by_number: false });
    }
    seenBefore(before);
  } else {
    answer("good", "Let in", who(mandate), voiceOf(outcome.place));
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
  left: "has left since",
};
const SETTLED = ["arrived", "left"];

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
      + `${other.door_name} at ${clock(other.at)}. If nobody left in between, one is a copy`
      + (row.by_number || other.by_number ? ", or the number was another's: one of them showed no credential." : "."));
  const place = door.list.byMandate.get(row.mandate);
  if (row.closed === door.list.closed && (!place || place.state !== "confirmed")) {
    found.push(`${who(row.mandate)} was let in at ${clock(row.at)}, but the mandate is `
      + (place ? `${place.state} by now${place.reason ? ` (${place.reason})` : ""}.` : "unknown by now."));
  }
  if (row.state === "left") {
    found.push(`${who(row.mandate)}, let in at ${clock(row.back ?? row.at)}: by the record they have left since. If they `
      + "are here, note that they are back.");
  }
  if (row.state === "refused" && !found.length) found.push(`${who(row.mandate)}, let in at ${clock(row.at)}: ${row.say}`);
  return found;
}

function line(row) {
  const made = document.createElement("tr");
  const head = element("th", row.mandate);
  head.scope = "row";
  const number = row.by_number ? "; by number" : "";
  const again = row.again.length ? `; shown again ${row.again.length} time${row.again.length === 1 ? "" : "s"}` : "";
  made.append(head, element("td", door.names[row.mandate] || ""), element("td", clock(row.at)),
    element("td", STATES[row.state] + (row.state === "refused" ? `: ${row.say}` : "") + number + again));
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
  const { signed, names, bodies = {} } = await ask("/list");
  const list = await readList(signed, door.key);
  if (door.list && list.made_at < door.list.made_at) return;
  Object.assign(door, { list, names, bodies, places: findable(names, bodies) });
}

const sent = ({ words, at, back, by_number = false }) => ({ words, at: back ?? at, by_number });

async function exchange() {
  const { door: id, after, name } = door.checkIns.door;
  const query = `/check-ins?door=${id}&after=${after}`;
  let told = await ask(query);
  const own = await door.checkIns.own();
  const unsent = own.filter((row) => row.state === "unsent");
  const waiting = own.filter((row) => told.open && row.state === "waiting");
  const sending = [...unsent, ...waiting].slice(0, MOST_SENT);
  if (sending.length) {
    const body = JSON.stringify({ door: id, name, shown: sending.map(sent) });
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

const then = (act) => { queue = queue.then(act).catch(failed); };

function scanning() {
  const form = part("scan");
  const field = part("words");
  const list = new Called({
    field, list: part("called"), said: part("called-said"), places: () => door.places, choose: submitted,
  });
  function submitted(words) {
    list.close();
    field.value = "";
    field.focus();
    if (words.trim()) then(() => check(words));
    else confirmed();
  }
  function confirmed() {
    const mandate = numbered;
    if (!mandate || part("let-in-by-number").disabled) return;
    dropNumber();
    field.focus();
    then(() => letInByNumber(mandate));
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = list.chosen() || field.value;
    if (mandateOf(words) || called(door.places, words, 2).length < 2) {
      submitted(words);
      return;
    }
    answer("idle", "Which one?", "Several on the list are called so: choose by the arrow keys and Enter, or touch.");
    // What is scanned next takes the place of the letters.
    field.select();
  });
  field.addEventListener("input", leaveNumber);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.repeat) event.preventDefault();
    if (event.key === "Escape") leaveNumber();
  });
  part("let-in-by-number").addEventListener("click", confirmed);
  part("not-by-number").addEventListener("click", () => {
    leaveNumber();
    field.focus();
  });
  // A hand scanner types wherever it is; its letters belong in the field.
  document.addEventListener("keydown", (event) => {
    const typed = /^[\p{L}\p{N}]$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
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
        then(() => check(code.rawValue));
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
  answer("idle", "Ready", "Scan or paste a credential, or type a mandate's number or a name.");
  sync();
  setInterval(sync, SYNC_MILLISECONDS);
  setInterval(drawAge, AGE_MILLISECONDS);
  addEventListener("online", sync);
  addEventListener("offline", sync);
  await keepPage();
  root.dataset.state = "ready";
}

begin().catch(failed);
