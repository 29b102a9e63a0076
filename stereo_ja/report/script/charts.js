/* Figures are drawn when they come near the screen, all of them before printing. */

const SETTINGS = {
  responsive: true,
  displaylogo: false,
  modeBarButtons: [["toImage"]],
  toImageButtonOptions: { format: "svg" },
};

function startCharts() {
  const charts = parts(document, ".chart", HTMLElement);
  if (!charts.length || typeof Plotly === "undefined") return;
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      draw(ofKind(entry.target, ".chart", HTMLElement));
    }
  }, { rootMargin: "600px" });
  charts.forEach((chart) => near.observe(chart));
  window.addEventListener("beforeprint", () => charts.forEach(draw));
}

/** @param {HTMLElement} chart */
function draw(chart) {
  if (chart.dataset.drawn) return;
  chart.dataset.drawn = "yes";
  const figure = JSON.parse(chart.nextElementSibling?.textContent ?? "");
  figure.layout.font.family = getComputedStyle(chart).fontFamily;
  Plotly.newPlot(chart, figure.data, figure.layout, SETTINGS);
}
