/* Elements of the page by what they are: a missing one, or one of another kind, is said by name. */

/**
 * The first element of its kind under `root`.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
function part(root, selector, kind) {
  return ofKind(root.querySelector(selector), selector, kind);
}

/**
 * All of them.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T[]}
 */
function parts(root, selector, kind) {
  return [...root.querySelectorAll(selector)].map((one) => ofKind(one, selector, kind));
}

/**
 * A field of a form, or null where the form has none of this name.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement | HTMLSelectElement | null}
 */
function field(form, name) {
  const found = form.elements.namedItem(name);
  if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement) return found;
  return null;
}

/**
 * What a field says; empty where there is none.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function fieldValue(form, name) {
  return field(form, name)?.value ?? "";
}

/**
 * @template {Element} T
 * @param {unknown} found
 * @param {string} name
 * @param {new () => T} kind
 * @returns {T}
 */
function ofKind(found, name, kind) {
  if (found instanceof kind) return found;
  throw new TypeError(`the page has no ${name} that is a ${kind.name}`);
}
