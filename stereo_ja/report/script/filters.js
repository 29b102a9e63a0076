/* Which responses are wanted, and in which order. */

/** @param {HTMLFormElement} form */
function wantedFrom(form) {
  const value = (name) => fieldValue(form, name);
  const limit = (name) => (value(name) === "" ? null : Number(value(name)));
  return {
    run: value("run"),
    outcome: value("outcome"),
    format: value("format"),
    category: value("category"),
    group: value("group").trim(),
    template: value("template"),
    reading: value("reading"),
    scores: value("scores"),
    low: limit("low"),
    high: limit("high"),
    search: folded(value("search").trim()),
    order: value("order"),
  };
}

function folded(text) {
  return text.normalize("NFKC").toLowerCase();
}

function matches(row, wanted) {
  return (
    (!wanted.outcome || row.outcome === wanted.outcome) &&
    (!wanted.format || row.format === wanted.format) &&
    (!wanted.category || row.category === wanted.category) &&
    (!wanted.template || String(row.template) === wanted.template) &&
    inGroup(row, wanted.group) &&
    readAs(row, wanted.reading) &&
    (wanted.scores !== "missing" || row.missing > 0) &&
    (wanted.low === null || (row.maximum !== null && row.maximum >= wanted.low)) &&
    (wanted.high === null || (row.maximum !== null && row.maximum <= wanted.high)) &&
    (!wanted.search || haystack(row).includes(wanted.search))
  );
}

function inGroup(row, group) {
  if (!group) return true;
  if (row.term === group || row.english === group) return true;
  /* A term chosen from the list is meant as a whole; 人 typed by hand is a part of many. */
  return !knownGroups().has(group) && `${row.term}\n${row.english}`.includes(group);
}

/** @type {Set<string> | null} */
let known = null;
function knownGroups() {
  known ??= new Set(parts(document, "#groups option", HTMLOptionElement).map((one) => one.value));
  return known;
}

function readAs(row, reading) {
  if (!reading) return true;
  const [kind, name] = [reading.slice(0, 5), reading.slice(5)];
  return kind === "rule:" ? row.rule === name : row.flags.includes(name);
}

function haystack(row) {
  row.haystack ??= folded(`${row.id}\n${row.text ?? ""}\n${row.evidence}`);
  return row.haystack;
}

const ORDERS = {
  toxic: (a, b) => b - a,
  harmless: (a, b) => a - b,
};

/* In the benchmark's order, or by maximum toxicity with those that have none at the end. */
function ordered(rows, order) {
  const compare = ORDERS[order];
  if (!compare) return rows;
  const scored = rows.filter((row) => row.maximum !== null);
  const others = rows.filter((row) => row.maximum === null);
  return [...scored.sort((a, b) => compare(a.maximum, b.maximum)), ...others];
}
