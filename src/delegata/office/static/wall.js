// As many lines of a text, or names of a list, as this screen has room for, each of them whole; what is left is counted.
// Before the last few go, what the wall can spare gives way, from the foot up.
"use strict";

const FEW = 3;
const MANY = 15;
const wall = document.querySelector(".wall");

function tooHigh() {
  return document.documentElement.scrollHeight > window.innerHeight;
}

// Of as many parts as there is room for: the first ones, or those with more of what is sought.
function view(parts, number) {
  const found = (first) => parts.slice(first, first + number).filter((part) => "sought" in part.dataset).length;
  let best = 0;
  for (let first = 1; first <= parts.length - number; first += 1) {
    if (found(first) > found(best)) best = first;
  }
  return best;
}

function listed(list) {
  const parts = [...list.children];
  const left = list.parentElement.querySelector(".left");
  const show = (number) => {
    const first = view(parts, number);
    parts.forEach((part, at) => { part.hidden = at < first || at >= first + number; });
    if (!left) return;
    const more = Number(left.dataset.all) - number;
    left.hidden = more <= 0;
    left.querySelector("span").textContent = more;
  };
  return { number: parts.length, show };
}

// A text that is not numbered is a list of as many rows as it is cut to.
function cut(text) {
  return { number: MANY, show: (number) => { text.style.webkitLineClamp = number; } };
}

function shorten(lists, least) {
  for (const list of lists) {
    while (list.number > least && tooHigh()) list.show(list.number -= 1);
  }
}

function fit() {
  const lists = [...wall.querySelectorAll("[data-fit]")].map(listed);
  lists.push(...[...wall.querySelectorAll(".text")].map(cut));
  const spare = [...wall.querySelectorAll("[data-spare]")];
  for (const list of lists) list.show(list.number);
  for (const part of spare) part.hidden = false;
  shorten(lists, FEW);
  while (spare.length && tooHigh()) spare.pop().hidden = true;
  shorten(lists, 1);
}

if (wall) {
  // A live page puts new words into the wall; what is fitted inside of it calls nobody again.
  new MutationObserver(fit).observe(wall, { childList: true });
  addEventListener("resize", fit);
  if (document.fonts) document.fonts.ready.then(fit);
  fit();
}
