// The ballot paper of an election: candidates are found by name, what is filled in is said as a whole, and a
// paper that could be read in two ways is not sent. Without JavaScript the paper works as a plain form.

const FEW = 12;
let wanted = "";

const make = (tag, attributes, words = "") => Object.assign(document.createElement(tag), attributes, { textContent: words });
const paper = () => document.querySelector("form.paper");
const rows = () => [...paper().querySelectorAll(".candidate")];
const field = (row) => row.querySelector("input");
const holders = (found) => found.map((row) => row.dataset.name);

function filled() {
  if (paper().dataset.method === "most-votes") return rows().filter((row) => field(row).checked);
  return rows().filter((row) => field(row).value).sort((a, b) => field(a).value - field(b).value);
}

function nextRank() {
  const given = new Set(rows().map((row) => Number(field(row).value)));
  let rank = 1;
  while (given.has(rank)) rank += 1;
  return rank;
}

function twice() {
  const ranks = rows().map((row) => field(row).value).filter(Boolean);
  return ranks.find((rank, at) => ranks.indexOf(rank) !== at);
}

function said() {
  const found = filled();
  if (paper().dataset.method === "list") {
    const list = paper().querySelector("[name=list]:checked");
    return list ? `Your vote: ${list.value}.` : "No list is chosen.";
  }
  if (paper().dataset.method === "most-votes") {
    const most = Number(paper().dataset.seats);
    const over = found.length > most ? ` That is too many: at most ${most}.` : "";
    return found.length ? `${found.length} of at most ${most}: ${holders(found).join(", ")}.${over}` : "Nobody is chosen.";
  }
  const order = found.map((row) => `${field(row).value} ${row.dataset.name}`).join(", ");
  const doubled = twice() ? ` The rank ${twice()} is given more than once.` : "";
  return found.length ? `Your ranking: ${order}.${doubled}` : "Nobody is ranked.";
}

function find() {
  let shown = 0;
  for (const row of rows()) {
    // Whoever is filled in stays in sight.
    const fits = row.dataset.name.toLowerCase().includes(wanted) || filled().includes(row);
    row.hidden = !fits;
    shown += fits;
  }
  for (const list of paper().querySelectorAll(".list")) list.hidden = !list.querySelector(".candidate:not([hidden])");
  return wanted ? `${shown} of ${rows().length} candidates are shown.` : "";
}

function tell(words) {
  const place = paper().querySelector(".said");
  if (place.textContent !== words) place.textContent = words;
}

function addFinder() {
  const label = make("label", { htmlFor: "find" }, "Find a candidate");
  const box = make("input", { type: "search", id: "find", value: wanted, autocomplete: "off" });
  box.addEventListener("input", () => { wanted = box.value.trim().toLowerCase(); tell(find()); });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  paper().prepend(label, box);
}

function addRankers() {
  for (const row of rows()) {
    // For the thumb; by keyboard the number is typed.
    const button = make("button", { type: "button", className: "plain rank", tabIndex: -1 }, "Next rank");
    button.setAttribute("aria-label", `Next rank for ${row.dataset.name}`);
    button.addEventListener("click", () => {
      field(row).value = field(row).value ? "" : nextRank();
      field(row).dispatchEvent(new Event("input", { bubbles: true }));
    });
    row.append(" ", button);
  }
}

// Which fields stand in the way of casting: ranks that are given twice, or more crosses than seats.
function wrong() {
  if (paper().dataset.method === "most-votes") {
    const found = filled();
    return found.length > Number(paper().dataset.seats) ? found.map(field) : [];
  }
  const fields = rows().map(field).filter((one) => one.type === "number" && one.value);
  return fields.filter((one) => fields.some((other) => other !== one && Number(other.value) === Number(one.value)));
}

function mark(fields) {
  for (const one of rows().map(field)) {
    if (fields.includes(one)) one.setAttribute("aria-invalid", "true");
    else one.removeAttribute("aria-invalid");
  }
}

function prepare() {
  const form = paper();
  if (!form || form.querySelector(".said")) return;
  const place = make("p", { className: "said" });
  place.setAttribute("role", "status");
  form.querySelector("button:not([type])").parentNode.before(place);
  if (rows().length > FEW) addFinder();
  if (form.dataset.method === "ranked") addRankers();
  find();
}

document.addEventListener("input", (event) => {
  if (!event.target.closest("form.paper") || event.target.id === "find") return;
  if (document.querySelector("form.paper [aria-invalid]")) mark(wrong());
  tell(said());
});

// In the capturing phase: before the ballot is sent.
document.addEventListener("submit", (event) => {
  if (!event.target.closest("form.paper")) return;
  const fields = wrong();
  mark(fields);
  tell(said());
  if (!fields.length) return;
  event.preventDefault();
  event.stopPropagation();
  fields[0].focus();
}, true);

new MutationObserver(prepare).observe(document.querySelector("[data-live]"), { childList: true });
prepare();
