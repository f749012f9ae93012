// Values of a chart on hover, and by the arrow keys when the chart has the focus. Without it, the table says the same.
for (const chart of document.querySelectorAll("[data-chart]")) {
  const down = chart.dataset.chart === "down"; // its points stand below one another
  const said = document.createElement("output");
  said.setAttribute("aria-live", "polite");
  chart.append(said);
  chart.tabIndex = 0;
  chart.setAttribute("role", "group");
  chart.setAttribute("aria-label", `Chart. ${down ? "Up and down" : "Left and right"} arrow keys read its points.`);
  const keys = down ? { ArrowUp: -1, ArrowDown: 1 } : { ArrowLeft: -1, ArrowRight: 1 };
  let at = -1;

  const points = () => {
    const seen = [...chart.querySelectorAll("svg")].find((svg) => svg.getBoundingClientRect().width > 0);
    const found = seen ? [...seen.querySelectorAll(".point")] : [];
    return found.sort((a, b) => middle(a) - middle(b));
  };
  const middle = (point) => {
    const box = point.getBoundingClientRect();
    return down ? box.top + box.height / 2 : box.left + box.width / 2;
  };
  const show = (point) => {
    chart.querySelectorAll(".shown").forEach((old) => old.classList.remove("shown"));
    point?.classList.add("shown");
    said.textContent = point?.dataset.says ?? "";
  };

  chart.addEventListener("pointermove", (event) => {
    const all = points();
    if (!all.length) return;
    const here = down ? event.clientY : event.clientX;
    at = all.reduce((best, point, i) => (Math.abs(middle(point) - here) < Math.abs(middle(all[best]) - here) ? i : best), 0);
    show(all[at]);
  });
  chart.addEventListener("pointerleave", () => show(null));
  chart.addEventListener("blur", () => show(null));
  chart.addEventListener("keydown", (event) => {
    const step = { ...keys, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === "Escape") show(null);
    if (!step) return;
    event.preventDefault();
    const all = points();
    if (!all.length) return;
    at = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
    if (event.key === "Home" || event.key === "End") at = step > 0 ? all.length - 1 : 0;
    show(all[at]);
  });
}
