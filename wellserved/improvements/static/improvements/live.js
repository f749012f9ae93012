// A part of the page that several people change at once: every two seconds it asks whether something has changed.
const EVERY = 2000;
const OFFLINE = "There is no connection just now. What you see may be old, and nothing is kept until it is back.";
const SIGNED_OUT = "You were signed out. Sign in again in another tab, then go on here.";
const trouble = document.querySelector("[data-trouble]");
const live = document.querySelector("[data-said]");

export const say = (words) => { if (!live) return; live.textContent = ""; requestAnimationFrame(() => { live.textContent = words; }); };
export const complain = (words) => { trouble.textContent = words; trouble.hidden = !words; };
const part = () => document.querySelector("[data-live]");

// What was typed and not sent stays, and so does the focus.
function put(html, sent) {
  const piece = document.createElement("template");
  piece.innerHTML = html.trim();
  const old = part();
  const fresh = piece.content.querySelector("[data-live]");
  if (!fresh) { complain(SIGNED_OUT); return null; }
  if (fresh.dataset.state !== old.dataset.state) { location.reload(); return fresh; }
  const focused = document.activeElement?.id;
  const typed = [...old.querySelectorAll("input[id], select[id]")].filter((field) => !sent?.contains(field)).map((field) => [field.id, field.value, field.defaultValue]);
  old.replaceWith(fresh);
  for (const [id, value, was] of typed) {
    const field = document.getElementById(id);
    if (field && value !== was && (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value))) field.value = value;
  }
  const again = focused && document.getElementById(focused);
  if (again && document.activeElement !== again) { if (again.disabled) again.closest("li, section")?.querySelector("input, a, button:not([disabled])")?.focus(); else again.focus({ preventScroll: true }); }
  if (fresh.dataset.says) say(fresh.dataset.says);
  return fresh;
}

let asked = 0; // of several answers under way only the last one asked for is shown
async function take(url, options, sent) {
  const mine = ++asked;
  try {
    const got = await fetch(url, { cache: "no-store", ...options });
    if (got.redirected || !(got.headers.get("Content-Type") || "").includes("html")) { complain(SIGNED_OUT); return; }
    const html = await got.text();
    if (mine !== asked) return;
    const fresh = put(html, sent);
    complain(got.ok || !fresh ? (fresh ? "" : SIGNED_OUT) : fresh.dataset.says || "");
  } catch {
    complain(OFFLINE);
  }
}

async function look() {
  const here = part();
  if (document.hidden || !here) return;
  try {
    const got = await fetch(here.dataset.ticket, { headers: { "If-None-Match": `"${here.dataset.version}"` }, cache: "no-store" });
    if (trouble.textContent === OFFLINE) complain("");
    if (got.status === 200 || got.status === 404) await take(here.dataset.part);
  } catch {
    complain(OFFLINE);
  }
}

// Forms within the part that move something are sent without leaving the page.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-move]");
  if (!form) return;
  event.preventDefault();
  take(form.action, { method: "POST", body: new FormData(form), headers: { "X-Part": "1" } }, form);
});

setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
