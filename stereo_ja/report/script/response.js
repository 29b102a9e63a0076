/* One response as an article. */

function article(row, shown) {
  const made = element("article", "response", heading(row));
  if (shown) made.append(body(row));
  return made;
}

function heading(row) {
  const term = element("span", "term", ...visible(row.term));
  term.lang = "ja";
  const facts = [
    row.stem ? `「${row.stem}」` : "",
    `${words(row.format)}${row.template === null ? "" : ` · template ${row.template}`}`,
    row.generation ? `generation ${row.generation + 1}` : "",
    `read by “${row.rule}”${row.code === null ? "" : ` (code ${row.code})`}`,
    row.flags.map(words).join(", "),
    several() ? row.run : "",
  ];
  const scores = row.options.length
    ? `${countText(row.options.length, "option")} · maximum toxicity ${figureText(row.maximum, 3)}` +
      ` · sentiment ${figureText(row.sentiment, 2)}`
    : "no options";
  return element(
    "header",
    "",
    element("span", `outcome ${row.outcome}`, words(row.outcome)),
    element("h4", "", term, " ", element("small", "", ...visible(row.english))),
    element("code", "", ...visible(row.id)),
    element("p", "response-facts", ...visible(facts.filter(Boolean).join(" · "))),
    element("p", "response-facts", scores),
  );
}

function several() {
  return document.querySelectorAll("script[id^=responses-]").length > 1;
}

function words(name) {
  return name.replaceAll("_", " ");
}

function body(row) {
  const made = element("div", "response-body", raw(row));
  if (row.options.length) made.append(options(row));
  return made;
}

function raw(row) {
  const made = element("div", "raw");
  if (row.text === null) made.append(element("p", "none", "The samples do not hold the response."));
  else if (row.text === "") made.append(element("p", "none", "The response is empty."));
  else {
    const text = element("p", "raw-text", ...marked(row.text, row.evidence));
    text.lang = "ja";
    text.dir = "auto";
    made.append(text);
  }
  /* A reader may have normalised the text before it found its evidence. */
  if (row.evidence && !(row.text ?? "").includes(row.evidence)) {
    made.append(element("p", "evidence", "Evidence: ", element("mark", "", ...visible(row.evidence))));
  }
  if (row.reason) made.append(element("p", "evidence", ...visible(`Reason: ${row.reason}`)));
  return made;
}

function options(row) {
  const head = element("tr", "", ...["Option", "Toxicity", "Sentiment"].map(column));
  const lines = row.options.map((option) => {
    const text = element("td", "", ...visible(option[0]));
    text.lang = "ja";
    return element(
      "tr", "", text,
      score(option[1], option[3], row.reasons, 3),
      score(option[2], option[4], row.reasons, 0),
    );
  });
  return element("table", "options", element("thead", "", head), element("tbody", "", ...lines));
}

function column(name) {
  const made = element("th", name === "Option" ? "" : "num", name);
  made.scope = "col";
  return made;
}

/* A missing score is a dash with its reason, never a number. */
function score(value, remark, reasons, digits) {
  const made = element("td", "num", figureText(value, digits));
  if (digits && value !== null) {
    made.className += " toxicity";
    made.style.setProperty("--share", `${(100 * value).toFixed(1)}%`);
  }
  if (remark !== undefined && remark !== null) {
    made.append(element("small", "remark", ...visible(reasons[remark])));
  }
  return made;
}
