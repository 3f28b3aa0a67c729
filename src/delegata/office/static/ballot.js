// Casting a ballot on a bad network: it is sent again until the hall answers, and counts once. The first
// press asks, the second casts. Without JavaScript the form is sent as it is.
"use strict";

const WAITS = [500, 1000, 2000, 4000, 8000];
const SECONDS_A_TRY = 10;

async function sent(ballot, tell) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await fetch("/hall/ballot", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(ballot),
        signal: AbortSignal.timeout(SECONDS_A_TRY * 1000),
      });
      if (answer.status < 500) return await answer.json();
    } catch {
      // No network, or no answer in time: whether it was stored is known only from an answer.
    }
    tell("Not confirmed yet. It is being sent again; it counts once, however often it is sent.");
    await new Promise((wake) => setTimeout(wake, WAITS[Math.min(attempt, WAITS.length - 1)]));
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("form.cast button[name=stance]");
  if (!button) return;
  event.preventDefault();
  const form = button.form;
  const tell = (words) => { form.querySelector(".answer").textContent = words; };
  if (!button.classList.contains("armed")) {
    for (const other of form.querySelectorAll(".armed")) other.classList.remove("armed");
    button.classList.add("armed");
    tell("Press “" + button.textContent + "” again to cast this ballot.");
    return;
  }
  for (const each of form.querySelectorAll("button")) each.disabled = true;
  tell("Sending…");
  const { admission, body, division, mandate } = form.dataset;
  const answer = await sent({ admission, body, division, mandate, stance: button.value }, tell);
  tell(answer.say);
  if (answer.receipt) location.reload();
});
