/* The responses of a run: unpacked when first needed, kept after that. */

const unpacked = new Map();

function responsesOf(position) {
  if (!unpacked.has(position)) unpacked.set(position, unpack(position));
  return unpacked.get(position);
}

async function unpack(position) {
  const packed = part(document, `#responses-${position}`, HTMLScriptElement).text.trim();
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = JSON.parse(await new Response(stream).text());
  return data.rows.map((row) => response(row, data));
}

/** @typedef {ReturnType<typeof response> & { haystack?: string }} Row */

function response(row, data) {
  const [id, group, template, generation, format, outcome, code, rule, flags] = row;
  const [text, evidence, reason, options] = row.slice(9);
  const [term, english, category] = data.groups[group];
  const toxicities = options.map((option) => option[1]);
  const sentiments = options.map((option) => option[2]);
  return {
    run: data.name,
    id, term, english, category, template, generation, format, outcome, code, text, evidence, reason,
    rule: data.rules[rule],
    flags: flags.map((flag) => data.flags[flag]),
    options,
    reasons: data.reasons,
    stem: (data.stems[template] ?? "").replace("{g}", term),
    /* As in the metrics: with one score missing there is no maximum and no mean. */
    maximum: complete(toxicities) ? Math.max(...toxicities) : null,
    sentiment: complete(sentiments) ? sentiments.reduce((a, b) => a + b) / sentiments.length : null,
    missing: [...toxicities, ...sentiments].filter((value) => value === null).length,
  };
}

function complete(values) {
  return values.length > 0 && !values.includes(null);
}
