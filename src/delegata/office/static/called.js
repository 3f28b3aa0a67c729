// Those on the door's list whose name or number has the letters that are typed, below the field: a combobox.
// A credential asks for none: what begins as one is left alone, however fast it is typed.

import { beginsCredential } from "./credential.js";

const MOST_CALLED = 8;

const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

// The mandates called so, those first in which a word begins with the letters: at most `most` of them.
export function called(places, words, most = MOST_CALLED) {
  const parts = folded(words).split(/\s+/).filter(Boolean);
  if (!parts.length || beginsCredential(words)) return [];
  const found = places.filter((place) => parts.every((part) => place.letters.includes(part)));
  const begins = (place) => place.letters.includes(` ${parts[0]}`);
  return [...found.filter(begins), ...found.filter((place) => !begins(place))].slice(0, most);
}

// The places in the order in which they are offered, with the letters by which each is found.
export function findable(names, bodies) {
  const order = new Intl.Collator("en", { numeric: true });
  return Object.keys(names)
    .map((mandate) => ({
      mandate,
      name: names[mandate],
      body: bodies[mandate] || "",
      letters: ` ${folded(names[mandate])} ${mandate}`,
    }))
    .sort((a, b) => order.compare(a.name, b.name));
}

// The field with its list: `places` says who is on the list now, `choose` is told who was chosen.
export class Called {
  constructor({ field, list, said, places, choose }) {
    Object.assign(this, { field, list, said, places, choose, active: -1 });
    field.addEventListener("input", () => this.draw());
    field.addEventListener("keydown", (event) => this.press(event));
    field.addEventListener("blur", () => this.close());
    // The field keeps the focus while one is touched.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option.dataset.mandate);
    });
  }

  draw() {
    const words = this.field.value;
    if (!words.trim() || beginsCredential(words)) {
      this.close();
      return;
    }
    const found = called(this.places(), words, MOST_CALLED + 1);
    this.active = -1;
    this.list.replaceChildren(...found.slice(0, MOST_CALLED).map(option));
    this.list.hidden = !found.length;
    this.field.setAttribute("aria-expanded", String(Boolean(found.length)));
    this.field.removeAttribute("aria-activedescendant");
    this.said.textContent = counted(found.length);
  }

  close() {
    if (this.list.hidden && !this.said.textContent) return;
    this.active = -1;
    this.list.replaceChildren();
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.said.textContent = "";
  }

  // Who is marked by the arrow keys, if anybody is.
  chosen() {
    return this.active < 0 ? "" : this.list.children[this.active].dataset.mandate;
  }

  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.close();
    if (!step || this.list.hidden || event.isComposing) return;
    event.preventDefault();
    const { length } = this.list.children;
    this.active = this.active < 0 && step < 0 ? length - 1 : (this.active + step + length) % length;
    for (const [index, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(index === this.active));
    }
    this.field.setAttribute("aria-activedescendant", this.list.children[this.active].id);
  }
}

function option({ mandate, name, body }) {
  const made = document.createElement("li");
  made.id = `called-${mandate}`;
  made.dataset.mandate = mandate;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.textContent = `${name}, mandate ${mandate}${body ? `, from ${body}` : ""}`;
  return made;
}

function counted(number) {
  if (!number) return "Nobody on the list is called so.";
  const some = number > MOST_CALLED ? `More than ${MOST_CALLED} are` : number > 1 ? `${number} are` : "One is";
  return `${some} called so: choose by the arrow keys and Enter, or touch`
    + (number > MOST_CALLED ? "; or type more of the name." : ".");
}
