// Acts from the own device on a bad network: each is kept on the device under its key and sent until the
// hall answers; it counts once. What the hall has stored is said, after a reload too. Without JavaScript the
// forms are sent as they are.

const PLACE = "delegata-acts";
const PAUSES = [500, 1000, 2000, 4000, 8000];
const SECONDS_A_SENDING = 10;
const MINUTES_WAITING = 10;
const MOST_KEPT = 5;
const opened = new Map();
// Outside of what an open page renews, so that it is read out once.
const place = document.createElement("div");
place.className = "sent";
place.hidden = true;
const latest = document.createElement("div");
latest.setAttribute("role", "status");
const folded = document.createElement("details");
folded.append(document.createElement("summary"));
folded.firstChild.textContent = "What this device sent before";
const older = document.createElement("div");
folded.append(older);
place.append(latest, folded);
document.querySelector("[data-live]").before(place);
let draining = false;

const holder = () => document.querySelector("[data-holder]").dataset.holder;
const kept = () => JSON.parse(localStorage.getItem(PLACE) || "[]");
const own = () => kept().filter((act) => act.holder === holder());
const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));

function keep(act) {
  const others = kept().filter((one) => one.key !== act.key);
  // What is over is kept only until it has been read: the last few of it.
  const over = others.filter((one) => one.state !== "waiting").slice(1 - MOST_KEPT);
  const waiting = others.filter((one) => one.state === "waiting");
  localStorage.setItem(PLACE, JSON.stringify([...over, ...waiting, act]));
  restored();
}

// The last act stays in sight, and whatever the hall has not answered; what is over before it is folded away.
function tell() {
  const acts = own();
  const inSight = (act) => act === acts[acts.length - 1] || act.state === "waiting";
  put(latest, acts.filter(inSight));
  put(older, acts.filter((act) => !inSight(act)).reverse());
  folded.hidden = older.childElementCount === 0;
  place.hidden = acts.length === 0;
}

function put(part, acts) {
  const lines = acts.map((act) => {
    const line = document.createElement("p");
    line.className = act.state;
    line.textContent = `${act.words}: ${act.say}`;
    return line;
  });
  if (part.textContent === lines.map((line) => line.textContent).join("")) return;
  part.replaceChildren(...lines);
}

// The hall's own address is answered by the hall itself, however busy the pages are.
async function answerFromHall(act) {
  const { admission, acts } = document.querySelector("[data-holder]").dataset;
  const known = admission && JSON.parse(acts)[act.fields.form];
  if (!known) return null;
  const [body, mandate] = act.holder.split("/");
  const said = { ...known.said, delegate: mandate };
  if (known.kind === "motion.seconded") said.seconder = mandate;
  for (const field of known.fields) if (act.fields[field]) said[field] = act.fields[field];
  const answer = await fetch("/hall/act", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ admission, body, key: act.key, kind: known.kind, right: `mandate:${mandate}`, said }),
    signal: AbortSignal.timeout(SECONDS_A_SENDING * 1000),
  });
  if (answer.status >= 500) throw new Error("no answer");
  // What the hall cannot take, such as a page that has been open too long, goes to the page's own address.
  return answer.ok || answer.status === 409 ? answer.json() : null;
}

async function answerTo(act) {
  const answer = await answerFromHall(act);
  return answer || answerFromPage(act);
}

async function answerFromPage(act) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const fields = new URLSearchParams({ ...act.fields, csrfmiddlewaretoken: token ? token.value : "" });
  const answer = await fetch(act.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: fields,
    signal: AbortSignal.timeout(SECONDS_A_SENDING * 1000),
  });
  if (answer.status >= 500) throw new Error("no answer");
  const spoken = (answer.headers.get("Content-Type") || "").includes("application/json");
  return spoken ? answer.json() : { state: "signed-out", say: "Load the page again; the act is sent then." };
}

async function deliver(act) {
  for (let attempt = 0; ; attempt += 1) {
    if (Date.now() - act.since > MINUTES_WAITING * 60000) {
      keep({ ...act, state: "given-up", say: "Not confirmed in ten minutes, and no longer sent. See below what the hall has stored." });
      return true;
    }
    try {
      const answer = await answerTo(act);
      if (answer.state === "signed-out") {
        keep({ ...act, say: `Not confirmed. ${answer.say}` });
        return false;
      }
      keep({ ...act, state: answer.state, say: answer.say });
      return true;
    } catch {
      // No network, or no answer in time: whether it was stored is known only from an answer.
      keep({ ...act, say: "Not confirmed yet, sending again. It counts once." });
    }
    await pause(PAUSES[Math.min(attempt, PAUSES.length - 1)]);
  }
}

async function drain() {
  if (draining) return;
  draining = true;
  let sent = false;
  for (;;) {
    const act = own().find((one) => one.state === "waiting");
    if (!act || !(await deliver(act))) break;
    sent = true;
  }
  draining = false;
  const size = document.querySelector("[data-live]").dataset.live;
  if (!sent) return;
  // An open page follows by itself; where its stream is down, it is loaded again.
  await pause(1500);
  if (document.querySelector("[data-live]").dataset.live === size && own().some((act) => act.state === "stored")) location.reload();
}

function asksTwice(button) {
  if (!button.dataset.ask || button.classList.contains("armed")) return false;
  button.classList.add("armed");
  button.textContent = `Press again: ${button.textContent}`;
  return true;
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form.own");
  const button = event.submitter;
  if (!form || !button) return;
  event.preventDefault();
  if (asksTwice(button)) return;
  const fields = Object.fromEntries([...new FormData(form, button)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  fields.key = `device-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  const words = button.textContent.trim().replace("Press again: ", "");
  const act = { holder: holder(), key: fields.key, action: form.getAttribute("action"), fields, words };
  for (const one of form.querySelectorAll("button")) one.disabled = true;
  keep({ ...act, since: Date.now(), state: "waiting", say: "Sending…" });
  drain();
});

document.addEventListener("toggle", (event) => {
  if (event.target.id) opened.set(event.target.id, event.target.open);
}, true);

function restored() {
  for (const [id, open] of opened) {
    const part = document.getElementById(id);
    if (part && part.open !== open) part.open = open;
  }
  const waiting = own().some((act) => act.state === "waiting");
  for (const button of document.querySelectorAll("form.own button")) button.disabled = waiting;
  tell();
}

new MutationObserver(restored).observe(document.querySelector("[data-live]"), { childList: true });
window.addEventListener("storage", restored);
window.addEventListener("online", drain);
restored();
drain();
