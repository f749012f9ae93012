// Placing ideas on the plane: by mouse, pen or finger, by the arrows, or by typing numbers. Each change is kept at once.
import { complain, say } from "./live.js";

const form = document.querySelector("[data-placing]");
if (form) {
  const plane = form.querySelector("[data-plane]");
  const tray = form.querySelector("[data-tray]");
  const kept = form.querySelector("[data-kept]");
  const across = form.querySelector(".axis-x").textContent;
  const up = form.querySelector(".axis-y").textContent;
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const within = (value) => Math.min(10, Math.max(1, value));
  const items = [...form.querySelectorAll("[data-idea]")].map((row) => ({
    row, number: row.dataset.number, name: row.querySelector(".idea-name a").textContent,
    x: row.querySelector("[name^=x-]"), y: row.querySelector("[name^=y-]"), dot: null,
  }));
  const right = (field) => /^([1-9]|10)$/.test(field.value.trim());
  const placed = (item) => right(item.x) && right(item.y);

  function draw(item) {
    const focused = document.activeElement === item.dot;
    const there = placed(item);
    const parent = there ? plane : tray;
    if (item.dot.parentElement !== parent) parent.append(item.dot);
    const x = Number(item.x.value), y = Number(item.y.value);
    const same = there ? items.filter((other) => other !== item && placed(other) && Number(other.number) < Number(item.number) && Number(other.x.value) === x && Number(other.y.value) === y).length : 0;
    item.dot.className = there ? `dot x${x} y${y}${["", " second", " third"][Math.min(same, 2)]}` : "dot";
    item.dot.setAttribute("aria-label", there ? `${item.number}. ${item.name}: ${across.toLowerCase()} ${x}, ${up.toLowerCase()} ${y}` : `${item.number}. ${item.name}: not placed yet`);
    if (focused) item.dot.focus({ preventScroll: true });
  }
  const drawAll = () => items.forEach(draw);

  let timer = 0;
  let sending = Promise.resolve();
  function keep(soon = 400) {
    clearTimeout(timer);
    kept.textContent = "";
    timer = setTimeout(() => { sending = sending.then(send); }, soon);
  }
  async function send() {
    try {
      const got = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (got.redirected || !(got.headers.get("Content-Type") || "").includes("json")) { complain("You were signed out. Sign in again in another tab, then go on here: your numbers still stand."); return; }
      const { said } = await got.json();
      complain(got.ok ? "" : said);
      kept.textContent = got.ok ? said : "";
      if (got.status === 409) location.reload();
    } catch {
      complain("There is no connection just now. Your numbers still stand here; keep them when it is back.");
    }
  }

  function set(item, x, y, words = true) {
    item.x.value = within(x);
    item.y.value = within(y);
    drawAll();
    keep();
    if (words) say(`${item.name}: ${across.toLowerCase()} ${item.x.value}, ${up.toLowerCase()} ${item.y.value}`);
  }

  for (const item of items) {
    item.dot = document.createElement("button");
    item.dot.type = "button";
    item.dot.textContent = item.number;
    item.dot.dataset.dot = item.row.dataset.idea;
    item.dot.addEventListener("keydown", (event) => {
      const step = ARROWS[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      if (placed(item)) set(item, Number(item.x.value) + step[0], Number(item.y.value) + step[1]);
      else set(item, 5 + step[0], 5 + step[1]);
    });
    let held = false;
    item.dot.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      held = true;
      item.dot.setPointerCapture(event.pointerId);
      item.dot.classList.add("held");
    });
    const spot = (event) => {
      const box = plane.getBoundingClientRect();
      return [Math.floor(((event.clientX - box.left) / box.width) * 10) + 1, 10 - Math.floor(((event.clientY - box.top) / box.height) * 10)];
    };
    const over = (event) => {
      const box = plane.getBoundingClientRect();
      return event.clientX >= box.left - 20 && event.clientX <= box.right + 20 && event.clientY >= box.top - 20 && event.clientY <= box.bottom + 20;
    };
    item.dot.addEventListener("pointermove", (event) => {
      if (!held) return;
      item.dot.style.translate = "none";
      const here = item.dot.getBoundingClientRect();
      item.dot.style.translate = `${event.clientX - here.left - here.width / 2}px ${event.clientY - here.top - here.height / 2}px`;
    });
    const drop = (event, put) => {
      if (!held) return;
      held = false;
      item.dot.style.translate = "";
      item.dot.classList.remove("held");
      if (put && over(event)) set(item, ...spot(event));
      else draw(item);
    };
    item.dot.addEventListener("pointerup", (event) => drop(event, true));
    item.dot.addEventListener("pointercancel", (event) => drop(event, false));
    for (const field of [item.x, item.y]) field.addEventListener("input", () => { drawAll(); if (placed(item)) keep(800); });
  }
  form.addEventListener("input", (event) => { if (event.target.name.startsWith("words-")) keep(1200); });
  form.addEventListener("submit", (event) => { event.preventDefault(); keep(0); });
  form.querySelector("[data-plane-box]").hidden = false;
  document.documentElement.classList.add("scripted");
  items.forEach((item) => tray.append(item.dot));
  drawAll();
}
