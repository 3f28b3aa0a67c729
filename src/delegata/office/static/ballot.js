// Casting a ballot on a bad network: it is sent again until the hall answers, and counts once. The first
// press asks, the second casts. Without JavaScript the form is sent as it is.

const WAITS = [500, 1000, 2000, 4000, 8000];
const SECONDS_A_TRY = 10;

function rest(attempt) {
  return new Promise((wake) => setTimeout(wake, WAITS[Math.min(attempt, WAITS.length - 1)]));
}

async function sent(ballot, tell, address = "/hall/ballot") {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(ballot),
        signal: AbortSignal.timeout(SECONDS_A_TRY * 1000),
      });
      const said = await answer.json();
      if (answer.status < 500) return said;
      tell(said.say + " It is being sent again.");
      await rest(attempt);
      continue;
    } catch {
      // No network, or no answer in time: whether it was stored is known only from an answer.
    }
    tell("Not confirmed yet. It is being sent again; it counts once, however often it is sent.");
    await rest(attempt);
  }
}

// Until the hall has answered, this window remembers that a ballot was sent, and never which.
const SENT = "delegata-ballot";
const UNCONFIRMED = "Your ballot was not confirmed before this page was loaded again. Vote again: it counts once, and if the first one arrived, that one stands.";
const pending = () => sessionStorage.getItem(SENT);
const remember = (poll) => sessionStorage.setItem(SENT, poll);
const forget = () => sessionStorage.removeItem(SENT);
const pollOf = ({ body, division, mandate, election }) => election ? `${body}/${election}` : `${body}/${division}/${mandate}`;

// Who votes by keyboard is taken to the words that say the ballot is in the box, in place of its buttons.
let stored = "";

function arrive() {
  const words = stored && document.querySelector(`[data-stored="${CSS.escape(stored)}"]`);
  if (!words) return;
  stored = "";
  words.focus();
}

// What an open page renews in the middle is put back as it was.
const state = { division: "", mandate: "", stance: "", words: "", sending: false };
const meaning = (button) => (button.name === "split" ? "split" : button.value);

// What waits for its second press says so itself: the words about it may be out of sight.
function label(button, armed) {
  button.dataset.words ??= button.textContent;
  button.classList.toggle("armed", armed);
  const words = armed ? `Press again: ${button.dataset.words}` : button.dataset.words;
  if (button.textContent !== words) button.textContent = words;
}

const opened = new Map();

document.addEventListener("click", (event) => {
  const part = event.target.closest("summary") && event.target.closest(".ballot details[id]");
  if (part) opened.set(part.id, !part.open);
});

function put() {
  for (const [id, open] of opened) {
    const part = document.getElementById(id);
    if (part && part.open !== open) part.open = open;
  }
  const forms = [...document.querySelectorAll("form.cast[data-mandate]")];
  const ours = ({ dataset }) => dataset.division === state.division && dataset.mandate === state.mandate;
  const form = forms.find(ours);
  arrive();
  if (!form) return;
  for (const button of document.querySelectorAll("form.cast[data-mandate] button[name]")) {
    const own = button.form === form;
    label(button, own && meaning(button) === state.stance && !state.sending);
    if (own) button.disabled = state.sending;
  }
  for (const one of forms) {
    const answer = one.querySelector(".answer"), words = one === form ? state.words : "";
    if (answer.textContent !== words) answer.textContent = words;
  }
}

function tell(words) {
  state.words = words;
  put();
}

function voteOf(form) {
  if (state.stance !== "split") return { stance: state.stance };
  const votes = (stance) => Number(form.querySelector(`[name=split-${stance}]`).value) || 0;
  return { split: { in_favour: votes("for"), against: votes("against"), abstaining: votes("abstaining") } };
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("form.cast[data-mandate] button");
  if (!button) return;
  event.preventDefault();
  const { admission, body, division, mandate } = button.form.dataset;
  if (!button.classList.contains("armed")) {
    Object.assign(state, { division, mandate, stance: meaning(button) });
    tell(`Nothing is cast yet. Press “${button.dataset.words ?? button.textContent}” again to cast this ballot.`);
    return;
  }
  state.sending = true;
  remember(pollOf(button.form.dataset));
  tell("Sending…");
  const answer = await sent({ admission, body, division, mandate, ...voteOf(button.form) }, tell);
  state.sending = false;
  forget();
  tell(answer.say);
  // The page shows what is in the box; it asks for itself again, and need not be loaded whole.
  if (answer.receipt) stored = pollOf({ body, division, mandate });
  if (answer.receipt) document.dispatchEvent(new Event("stored"));
});

new MutationObserver(put).observe(document.querySelector("[data-live]"), { childList: true });

// A ballot that was sent and not answered when the page was loaded again is not sent by itself: which it was is
// nowhere kept. Where its buttons are here again, it is not in the box.
const unanswered = [...document.querySelectorAll("form.cast")].find((form) => pollOf(form.dataset) === pending());
if (unanswered) unanswered.querySelector(".answer").textContent = UNCONFIRMED;
if (unanswered) Object.assign(state, { ...unanswered.dataset, words: UNCONFIRMED });
const confirmed = [...document.querySelectorAll("[data-stored]")].find(({ dataset }) => dataset.stored === pending());
if (confirmed) forget();
if (confirmed) confirmed.focus();

// An election's ballot: the first press asks, the second casts, unless something was changed between.
function filledIn(form) {
  const named = (start) => [...form.querySelectorAll(`[name^="${start}"]`)];
  const ballot = { chosen: named("for-").filter((box) => box.checked).map((box) => box.name.slice(4)) };
  const list = form.querySelector("[name=list]:checked");
  if (list) ballot.list = list.value;
  const ranked = named("rank-").filter((field) => Number(field.value) > 0);
  ranked.sort((one, other) => Number(one.value) - Number(other.value));
  ballot.ranked = ranked.map((field) => field.name.slice(5));
  return ballot;
}

let armed = "";

// What is renewed or changed after the first press is labelled anew.
function labelPaper() {
  const form = document.querySelector("form.elect[data-admission]");
  const button = form && form.querySelector("button:not([type])");
  if (button) label(button, armed !== "" && armed === JSON.stringify(filledIn(form)));
}

document.addEventListener("input", labelPaper);
document.addEventListener("change", labelPaper);
new MutationObserver(labelPaper).observe(document.querySelector("[data-live]"), { childList: true });

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form.elect");
  if (!form || !form.dataset.admission) return;
  event.preventDefault();
  const say = (words) => { form.querySelector(".answer").textContent = words; };
  const { admission, body, election } = form.dataset;
  const ballot = filledIn(form);
  const words = JSON.stringify(ballot);
  if (armed !== words) {
    armed = words;
    labelPaper();
    const marks = ballot.chosen.length + ballot.ranked.length + (ballot.list ? 1 : 0);
    say(marks ? "Press again to cast this ballot." : "This ballot is blank. Press again to cast it so.");
    return;
  }
  form.querySelector("button:not([type])").disabled = true;
  remember(pollOf(form.dataset));
  say("Sending…");
  const answer = await sent({ admission, body, election, ballot }, say, "/hall/election");
  // Where it is in the box, the page is loaded again and says so; until then it is remembered.
  if (!answer.receipt) forget();
  say(answer.say);
  form.querySelector("button:not([type])").disabled = false;
  if (answer.receipt) location.reload();
});
