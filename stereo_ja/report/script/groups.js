/* The table of groups: all of them or the ends, one category, one name, another order. */

function startGroups() {
  for (const tools of document.querySelectorAll(".group-tools")) {
    const body = document.getElementById(tools.dataset.table).tBodies[0];
    const rows = [...body.rows];
    const controls = tools.elements;
    const update = () => {
      const key = controls.order.value;
      const all = controls.all.checked;
      const name = folded(controls.name.value.trim());
      const kept = rows.filter(
        (row) =>
          (!controls.category.value || row.dataset.category === controls.category.value) &&
          (!name || folded(row.cells[0].textContent).includes(name)),
      );
      kept.sort((a, b) => rank(b, key) - rank(a, key));
      const narrow = !all && kept.length > 2 * ENDS;
      const shown = narrow ? [...kept.slice(0, ENDS), ...kept.slice(-ENDS)] : kept;
      rows.forEach((row) => row.classList.remove("cut"));
      if (narrow) shown[ENDS].classList.add("cut");
      body.replaceChildren(...shown);
      tools.querySelector("output").textContent =
        `${shown.length} of ${countText(rows.length, "group")} shown`;
    };
    tools.hidden = false;
    tools.addEventListener("input", update);
    tools.addEventListener("submit", (event) => event.preventDefault());
    update();
  }
}

const ENDS = 12;

/* Groups without a value come last. */
function rank(row, key) {
  const value = row.dataset[key];
  return value === "" ? -Infinity : Number(value);
}
