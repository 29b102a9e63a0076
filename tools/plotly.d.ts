/* The one function of plotly.js that the report's scripts call. */
declare const Plotly: {
  newPlot(place: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
};
