/* The browser of responses: a form, a count, one page of articles. */

function startBrowser() {
  const root = document.getElementById("browser");
  if (!root) return;
  const form = part(root, "form", HTMLFormElement);
  const list = part(root, ".responses", HTMLElement);
  const count = part(root, "[role=status]", HTMLElement);
  const place = part(root, ".place", HTMLElement);
  const back = part(root, ".turn:first-of-type", HTMLButtonElement);
  const forward = part(root, ".turn:last-of-type", HTMLButtonElement);
  const consent = part(root, ".consent", HTMLButtonElement);
  /* Nowhere but here, so that every view of the page starts with the texts hidden. */
  const state = { found: /** @type {Row[]} */ ([]), start: 0, shown: false, asked: 0 };

  async function search() {
    const asked = ++state.asked;
    const wanted = wantedFrom(form);
    const positions = wanted.run ? [wanted.run] : runPositions();
    let rows;
    try {
      rows = (await Promise.all(positions.map(responsesOf))).flat();
    } catch (error) {
      count.textContent = `This browser cannot unpack the responses (${error instanceof Error ? error.name : error}).`;
      return;
    }
    if (asked !== state.asked) return; /* a later change overtook this one */
    state.found = ordered(rows.filter((row) => matches(row, wanted)), wanted.order);
    state.start = 0;
    const options = state.found.reduce((total, row) => total + row.options.length, 0);
    count.textContent =
      `${state.found.length.toLocaleString("en-US")} of ${countText(rows.length, "response")}, ` +
      countText(options, "option");
    show();
  }

  function show() {
    const size = Number(fieldValue(form, "size"));
    const page = state.found.slice(state.start, state.start + size);
    list.replaceChildren(...page.map((row) => article(row, state.shown)));
    if (!page.length) list.append(element("p", "none", "No response fits these filters."));
    place.textContent = page.length
      ? `${state.start + 1}–${state.start + page.length} of ${state.found.length.toLocaleString("en-US")}`
      : "";
    back.disabled = state.start === 0;
    forward.disabled = state.start + size >= state.found.length;
  }

  function turn(step) {
    state.start = Math.max(0, state.start + step * Number(fieldValue(form, "size")));
    show();
    list.scrollIntoView({ block: "nearest" });
  }

  let waiting = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(search));
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  back.addEventListener("click", () => turn(-1));
  forward.addEventListener("click", () => turn(1));
  consent.addEventListener("click", () => {
    state.shown = !state.shown;
    consent.setAttribute("aria-pressed", String(state.shown));
    consent.textContent = (state.shown ? consent.dataset.hide : consent.dataset.show) ?? "";
    root.classList.toggle("revealed", state.shown);
    show();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-filter-group]");
    if (!(link instanceof HTMLElement)) return;
    form.reset();
    for (const [name, wanted] of [["group", link.dataset.filterGroup], ["run", link.dataset.filterRun]]) {
      const chosen = field(form, name ?? "");
      if (chosen && wanted) chosen.value = wanted;
    }
    search();
  });
  /* Unpacking waits until the reader comes near. */
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    if (!state.asked) search();
  }, { rootMargin: "800px" }).observe(root);
}

function runPositions() {
  return [...document.querySelectorAll("script[id^=responses-]")].map((one) => one.id.slice(10));
}
