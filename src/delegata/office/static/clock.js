// The speaker's clock: it runs on from what the server said, whatever the device's own clock says.
"use strict";

const begun = new WeakMap();

setInterval(() => {
  for (const clock of document.querySelectorAll(".clock[data-elapsed]")) {
    if (!begun.has(clock)) begun.set(clock, performance.now() - 1000 * Number(clock.dataset.elapsed));
    const seconds = Math.floor((performance.now() - begun.get(clock)) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    clock.classList.toggle("over", Boolean(clock.dataset.allowed) && seconds > Number(clock.dataset.allowed));
  }
}, 1000);
