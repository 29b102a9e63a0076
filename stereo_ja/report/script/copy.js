/* Buttons that copy the text they stand with. */

function startCopying() {
  for (const button of parts(document, "button[data-copy]", HTMLButtonElement)) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const source = part(document, `#${button.dataset.copy}`, Element);
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    button.textContent = "Copied";
  } catch {
    /* Without leave to write to the clipboard the text is at least selected. */
    getSelection()?.selectAllChildren(source);
    button.textContent = "Selected: copy it";
  }
  setTimeout(() => { button.textContent = label; }, 2000);
}
