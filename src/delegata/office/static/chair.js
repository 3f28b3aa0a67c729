// Number keys press the chair's buttons once switched on; the choice is kept on this device.
// After each act the numbers stand for other buttons: a key that is held, or pressed twice, does one thing.
const REST_MILLISECONDS = 1500;
const JUST_CHANGED = "The buttons have just changed; look, and press again.";
let resting = 0;
let meanings = "";
const opened = new Map();

// While the keys rest, they press nothing.
function rest() {
  clearTimeout(resting);
  document.body.dataset.keys = "resting";
  resting = setTimeout(() => delete document.body.dataset.keys, REST_MILLISECONDS);
}

document.addEventListener("change", (event) => {
  if (event.target.id === "keys") localStorage.setItem("chair-keys", event.target.checked ? "on" : "");
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("chair-keys") !== "on") return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted || event.repeat) return;
  const rests = document.body.dataset.keys === "resting";
  document.getElementById("keys-said").textContent = rests ? JUST_CHANGED : "";
  if (rests) return;
  rest();
  wanted.click();
});

// What an open page renews in the middle may give the numbers other meanings.
function renewed() {
  const box = document.getElementById("keys");
  if (box) box.checked = localStorage.getItem("chair-keys") === "on";
  const buttons = [...document.querySelectorAll("[data-key]")];
  const about = (button) => (button.form && button.form.elements.mandate ? button.form.elements.mandate.value : "");
  const now = buttons.map((one) => [one.dataset.key, one.value || one.href, about(one)].join(" ")).join();
  if (now !== meanings) rest();
  meanings = now;
  for (const [id, open] of opened) {
    const part = document.getElementById(id);
    if (part && part.open !== open) part.open = open;
  }
}

document.addEventListener("click", (event) => {
  const part = event.target.closest("summary") && event.target.closest("details[id]");
  if (part) opened.set(part.id, !part.open);
});

renewed();
new MutationObserver(renewed).observe(document.querySelector("[data-live]"), { childList: true });
