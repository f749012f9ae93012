// Values of a chart on hover, and by the arrow keys when the chart has the focus. Without it, the table says the same.
for (const chart of document.querySelectorAll("[data-chart]")) {
  const said = document.createElement("output");
  said.setAttribute("aria-live", "polite");
  chart.append(said);
  chart.tabIndex = 0;
  chart.setAttribute("role", "group");
  chart.setAttribute("aria-label", "Chart. Left and right arrow keys read its points.");
  let at = -1;

  const points = () => {
    const seen = [...chart.querySelectorAll("svg")].find((svg) => svg.getBoundingClientRect().width > 0);
    const found = seen ? [...seen.querySelectorAll(".point")] : [];
    return found.sort((a, b) => middle(a) - middle(b));
  };
  const middle = (point) => {
    const box = point.getBoundingClientRect();
    return box.left + box.width / 2;
  };
  const show = (point) => {
    chart.querySelectorAll(".shown").forEach((old) => old.classList.remove("shown"));
    point?.classList.add("shown");
    said.textContent = point?.dataset.says ?? "";
  };

  chart.addEventListener("pointermove", (event) => {
    const all = points();
    at = all.reduce((best, point, i) => (Math.abs(middle(point) - event.clientX) < Math.abs(middle(all[best]) - event.clientX) ? i : best), 0);
    show(all[at]);
  });
  chart.addEventListener("pointerleave", () => show(null));
  chart.addEventListener("blur", () => show(null));
  chart.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = points();
    at = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
    show(all[at]);
  });
}
