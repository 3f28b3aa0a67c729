// A button that ends something or decides at once asks for a second press. Without JavaScript one does it.
const DOUBLE_CLICK_MILLISECONDS = 400;
const asking = { button: "", ready: false };

const named = (button) => [button.form.getAttribute("action"), button.name, button.value].join(" ");

// What an open page renews in the middle is put back as it was.
function putBack() {
  for (const button of document.querySelectorAll("form:not(.own) button[data-ask]")) {
    const armed = named(button) === asking.button;
    button.classList.toggle("ready", armed && asking.ready);
    if (armed === button.classList.contains("armed")) continue;
    button.dataset.words ??= button.textContent;
    button.classList.toggle("armed", armed);
    const before = button.dataset.ask === "yes" ? "" : `${button.dataset.ask} `;
    button.textContent = armed ? `${before}Press again: ${button.dataset.words}` : button.dataset.words;
  }
}

function ask(button) {
  Object.assign(asking, { button: named(button), ready: false });
  setTimeout(() => {
    asking.ready = true;
    putBack();
  }, DOUBLE_CLICK_MILLISECONDS);
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.dataset.ask || button.form.classList.contains("own")) return;
  if (button.classList.contains("ready")) return;
  event.preventDefault();
  if (!button.classList.contains("armed")) ask(button);
  putBack();
});

// A key that is held down presses a button once.
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.target.closest("button")) event.preventDefault();
});

new MutationObserver(putBack).observe(document.querySelector("[data-live]"), { childList: true });
