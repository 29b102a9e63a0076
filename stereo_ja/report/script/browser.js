/* The browser of responses: a form, a count, one page of articles. */

function startBrowser() {
  const root = document.getElementById("browser");
  if (!root) return;
  const form = root.querySelector("form");
  const list = root.querySelector(".responses");
  const count = root.querySelector("[role=status]");
  const place = root.querySelector(".place");
  const [back, forward] = root.querySelectorAll(".turn");
  const consent = root.querySelector(".consent");
  /* Nowhere but here, so that every view of the page starts with the texts hidden. */
  const state = { found: [], start: 0, shown: false, asked: 0 };

  async function search() {
    const asked = ++state.asked;
    const wanted = wantedFrom(form);
    const positions = wanted.run ? [wanted.run] : runPositions();
    let rows;
    try {
      rows = (await Promise.all(positions.map(responsesOf))).flat();
    } catch (error) {
      count.textContent = `This browser cannot unpack the responses (${error.name}).`;
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
    const size = Number(form.elements.size.value);
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
    state.start = Math.max(0, state.start + step * Number(form.elements.size.value));
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
    consent.textContent = state.shown ? consent.dataset.hide : consent.dataset.show;
    root.classList.toggle("revealed", state.shown);
    show();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-filter-group]");
    if (!link) return;
    form.reset();
    form.elements.group.value = link.dataset.filterGroup;
    if (link.dataset.filterRun && form.elements.run) form.elements.run.value = link.dataset.filterRun;
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
