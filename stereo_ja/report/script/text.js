/* Text of models reaches the page through these functions only: as text nodes, never as markup. */

/* Controls, marks of direction, invisible spaces, line separators, halves of surrogate pairs. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/* Nodes that show `text` with every unseen character named, such as U+202E. */
function visible(text) {
  const nodes = [];
  let start = 0;
  for (const found of text.matchAll(UNSEEN)) {
    if (found.index > start) nodes.push(text.slice(start, found.index));
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    nodes.push(element("span", "unseen", `U+${code}`));
    start = found.index + 1;
  }
  if (start < text.length) nodes.push(text.slice(start));
  return nodes;
}

/* The same, with the first occurrence of `evidence` marked. */
function marked(text, evidence) {
  const start = evidence ? text.indexOf(evidence) : -1;
  if (start < 0) return visible(text);
  const end = start + evidence.length;
  return [
    ...visible(text.slice(0, start)),
    element("mark", "", ...visible(text.slice(start, end))),
    ...visible(text.slice(end)),
  ];
}

function figureText(value, digits) {
  if (value === null) return "—";
  return value.toFixed(digits).replace(/^-(0\.?0*)$/, "$1").replace("-", "−");
}

function countText(value, noun) {
  return `${value.toLocaleString("en-US")} ${noun}${value === 1 ? "" : "s"}`;
}
