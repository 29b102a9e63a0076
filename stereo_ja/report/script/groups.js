/* The table of groups: all of them or the ends, one category, one name, another order. */

function startGroups() {
  for (const tools of parts(document, ".group-tools", HTMLFormElement)) {
    const body = part(document, `#${tools.dataset.table} > tbody`, HTMLTableSectionElement);
    const rows = [...body.rows];
    const all = part(tools, "[name=all]", HTMLInputElement);
    const update = () => {
      const key = fieldValue(tools, "order");
      const category = fieldValue(tools, "category");
      const name = folded(fieldValue(tools, "name").trim());
      const kept = rows.filter(
        (row) =>
          (!category || row.dataset.category === category) &&
          (!name || folded(row.cells[0]?.textContent ?? "").includes(name)),
      );
      kept.sort((a, b) => rank(b, key) - rank(a, key));
      const narrow = !all.checked && kept.length > 2 * ENDS;
      const shown = narrow ? [...kept.slice(0, ENDS), ...kept.slice(-ENDS)] : kept;
      rows.forEach((row) => row.classList.remove("cut"));
      if (narrow) shown[ENDS]?.classList.add("cut");
      body.replaceChildren(...shown);
      part(tools, "output", HTMLOutputElement).textContent =
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
