// A receipt copied whole, with its last line end. Without a script it is kept as a file, by the link beside.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  const receipt = button.closest("details").querySelector("pre.receipt");
  const said = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(receipt.textContent);
    said.textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren(receipt);
    said.textContent = "It is marked; copy it now.";
  }
});
