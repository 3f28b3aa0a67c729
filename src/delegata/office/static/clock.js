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

// A recess counts down, and says so when its time is over; its end is said in the time of this place.
const running = new WeakMap();

function countdown(seconds) {
  const [minutes, rest] = [Math.floor(Math.abs(seconds) / 60), Math.abs(seconds) % 60];
  return `${seconds < 0 ? "over since " : ""}${minutes}:${String(rest).padStart(2, "0")}`;
}

function recess() {
  for (const clock of document.querySelectorAll(".countdown[data-left]")) {
    if (!running.has(clock)) running.set(clock, performance.now() + 1000 * Number(clock.dataset.left));
    const left = Math.ceil((running.get(clock) - performance.now()) / 1000);
    clock.textContent = countdown(left);
    clock.classList.toggle("over", left < 0);
  }
  for (const time of document.querySelectorAll("time.until[datetime$=Z]")) {
    const end = new Date(time.dateTime);
    const local = [end.getHours(), end.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
    if (time.textContent !== local) time.textContent = local;
  }
}

setInterval(recess, 1000);
recess();
