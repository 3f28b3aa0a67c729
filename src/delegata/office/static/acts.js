// The list of acts narrows while one types. On a telephone what is not of the moment is closed. Without this script the
// whole list stands open.
const families = [...document.querySelectorAll("details.family")];
const find = document.getElementById("find");
const found = document.getElementById("found");
const narrow = matchMedia("(max-width: 700px)");

const atRest = (family) => !narrow.matches || "now" in family.dataset;

function show() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let number = 0;
  for (const family of families) {
    const heading = family.querySelector("h2").textContent;
    let here = 0;
    for (const act of family.querySelectorAll("li")) {
      const said = `${heading} ${act.textContent}`.toLowerCase();
      act.hidden = !words.every((word) => said.includes(word));
      here += act.hidden ? 0 : 1;
    }
    family.hidden = here === 0;
    family.open = words.length > 0 || atRest(family);
    number += here;
  }
  found.textContent = words.length === 0 ? "" : number === 1 ? "1 act" : `${number} acts`;
}

document.getElementById("narrow").hidden = false;
find.addEventListener("input", show);
show();
