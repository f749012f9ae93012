// The board of a meeting: notes are dragged, moved by keyboard or ticked and sent; and what others do is seen at once.
import { dragging } from "./board_drag.js";
import { picking } from "./board_keys.js";
import { Places } from "./board_places.js";

const EVERY = 2000;
const board = document.querySelector("[data-board]");
const trouble = document.querySelector("[data-trouble]");
const live = document.querySelector("[data-live]");
const form = document.getElementById("sorting");
const places = new Places(board);

const say = (words) => { live.textContent = ""; requestAnimationFrame(() => { live.textContent = words; }); };
const complain = (words) => { trouble.textContent = words; trouble.hidden = !words; };
const OFFLINE = "There is no connection just now. What you see may be old, and moves are not kept until it is back.";
const SIGNED_OUT = "You were signed out. Sign in again in another tab, then go on here: what you typed still stands.";

let version = board.dataset.version;
let ticket = board.dataset.ticket;
let asked = 0; // of several answers under way only the last one asked for is shown
let busy = 0; // while somebody here holds a note, nothing moves under their hand
let waiting = null;

async function show(state) {
  if (busy) { waiting = state; return; }
  version = state.version;
  ticket = state.ticket;
  if (!state.open && form) { location.reload(); return; }
  const missing = places.apply(state);
  options(state.themes);
  if (missing.length) {
    const wanted = missing.slice(0, 100).map((id) => `id=${id}`).join("&");
    const got = await fetch(`${board.dataset.notes}?${wanted}`);
    if (got.ok && !got.redirected && places.take(await got.text())) await show(state);
  }
}

function hold() { busy += 1; }
function release() {
  busy -= 1;
  if (!busy && waiting) { const state = waiting; waiting = null; show(state); }
}

async function answer(response) {
  if (response.redirected || !(response.headers.get("Content-Type") || "").includes("json")) {
    complain(response.status < 500 ? SIGNED_OUT : OFFLINE);
    return null;
  }
  const state = await response.json();
  complain(state.problem || "");
  return state;
}

// Send a move; the answer is the board as it is now, with what others did meanwhile.
async function send(body) {
  const mine = ++asked;
  try {
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const got = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const state = await answer(got);
    if (state && mine === asked) { waiting = null; await show(state); }
    if (!state) places.back();
    return Boolean(state) && !state.problem;
  } catch {
    complain(OFFLINE);
    places.back();
    return false;
  }
}

function move(ids, place, before) {
  const body = new FormData();
  ids.forEach((id) => body.append("line", id));
  body.set("theme", place);
  if (before) body.set("before", before);
  return send(body);
}

async function refresh() {
  const mine = ++asked;
  const state = await answer(await fetch(board.dataset.state, { headers: { Accept: "application/json" } }));
  if (state && mine === asked) await show(state);
}

async function look() {
  if (document.hidden) return;
  try {
    const got = await fetch(ticket, { headers: { "If-None-Match": `"${version}"` }, cache: "no-store" });
    if (trouble.textContent === OFFLINE) complain("");
    if (got.status === 200 || got.status === 404) await refresh();
  } catch {
    complain(OFFLINE);
  }
}

// The themes to choose from, without losing what was chosen.
function options(themes) {
  if (!form) return;
  const select = form.elements.theme;
  const chosen = select.value;
  const known = new Map([...select.options].map((option) => [option.value, option]));
  themes.forEach(({ id, name }) => {
    const option = known.get(String(id)) || new Option(name, String(id));
    if (option.text !== name) option.text = name;
    if (option.parentNode !== select) select.insertBefore(option, select.options[select.options.length - 1]);
    known.delete(String(id));
  });
  known.forEach((option, value) => { if (value && value !== "new") option.remove(); });
  if (select.value !== chosen) select.value = "new";
  naming();
}

function naming() {
  const fresh = form.elements.theme.value === "new";
  form.elements.name.hidden = !fresh;
  const n = places.ticked().length;
  form.querySelector("[data-ticked]").textContent =
    n ? `${n} ticked. Say where ${n === 1 ? "it goes" : "they go"}.` : "Tick notes, then say where they go.";
}

if (form) {
  document.documentElement.classList.add("scripted");
  places.grips();
  const tools = { places, say, move, hold, release };
  dragging(board, tools);
  picking(board, tools);
  form.elements.theme.addEventListener("change", naming);
  board.addEventListener("change", naming);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const ids = places.ticked();
    const body = new FormData(form);
    const there = form.elements.theme.value === "new" ? form.elements.name.value : form.elements.theme.selectedOptions[0].text;
    if (!(await send(body))) return;
    places.untick(ids);
    form.elements.name.value = "";
    naming();
    say(ids.length ? `${ids.length} ${ids.length === 1 ? "note lies" : "notes lie"} in ${there} now.` : `${there} is a theme now.`);
  });
  naming();
}
setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
