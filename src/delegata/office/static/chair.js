// Number keys press the chair's buttons once switched on; the choice is kept on this device.
"use strict";

document.addEventListener("change", (event) => {
  if (event.target.id === "keys") localStorage.setItem("chair-keys", event.target.checked ? "on" : "");
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("chair-keys") !== "on") return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (wanted) wanted.click();
});

const switched = () => {
  const box = document.getElementById("keys");
  if (box) box.checked = localStorage.getItem("chair-keys") === "on";
};
switched();
new MutationObserver(switched).observe(document.querySelector("[data-live]"), { childList: true });
