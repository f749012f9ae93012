// The page of a call: what is typed becomes lines, is kept on the device at once, and brought to the server when it can be.
import { Notes } from "./lines.js";
import { clearPad, keep, keepPage, putDown, read } from "./kept.js";
import { clock } from "./clock.js";
import { DEVICE, aloud, complain, stand, trouble } from "./standing.js";
import { clean, difference, sentenceAt } from "./typing.js";

const data = JSON.parse(document.getElementById("call-data").textContent);
const by = (part, within = document) => within.querySelector(`[data-${part}]`);
const form = by("notes"), key = `${data.whose}:${data.call}`, fields = [...form.querySelectorAll("textarea")];
const questionOf = (field) => Number(field.closest("[data-question]").dataset.question);
const notes = new Notes(data.lines, fields.map(questionOf));
const SOON = 900, AGAIN = 10000;

// The server has these; what differs from them is still to be brought.
let arrived = new Map(data.lines.map((line) => [line.id, line])), began = null, ended = null, keeps = true, sending = null, later, refused = false;
const ago = (at) => (at === null ? null : Math.max(0, Math.round((Date.now() - at) / 1000)));
let beganThere = data.began_ago !== null, endedThere = data.lasted !== null;
const waiting = () => (began !== null && !beganThere) || (ended !== null && !endedThere)
  || [...notes.lines.values()].some((line) => { const there = arrived.get(line.id); return !there || there.revision !== line.revision || there.removed !== line.removed; });
const settle = () => {
  if (waiting()) return stand(keeps ? "offline" : "only");
  stand(notes.twice().size ? "both" : "saved");
};

const copy = () => ({ lines: [...notes.lines.values()], began: beganThere ? null : began, ended: endedThere ? null : ended, waiting: waiting() });
let storing = null, again = false;
const store = () => {
  keeps = putDown(key, copy());
  again = true;
  storing ||= (async () => {
    while (again) {
      again = false;
      try { await keep(key, copy()); keeps = true; if (!again) clearPad(key); } catch { /* the pad has it, or nothing has */ }
    }
  })().finally(() => { storing = null; });
  return storing;
};

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/u)?.[1] || form.elements.csrfmiddlewaretoken.value;
const TROUBLES = {
  413: `That is more than one call keeps. Nothing is lost: it is on this ${DEVICE}. Shorten your notes, and they will be saved.`,
  404: `This call cannot be found under your name any more. Your notes are still on this ${DEVICE}: copy what you need.`,
  410: "This person was taken out of our books, and what they said with them. Your notes are not kept any more.",
};
const bring = async (last = false) => {
  if (sending) return sending;
  clearTimeout(later);
  const sent = { lines: [...notes.lines.values()] };
  if (began !== null && !beganThere) sent.began_ago = ago(began);
  if (ended !== null && !endedThere) sent.ended_ago = ago(ended);
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  sending = fetch(`/calls/${data.call}/lines/`, { method: "PUT", headers, body: JSON.stringify(sent), redirect: "manual", keepalive: last })
    .then((response) => received(response, sent), () => settle())
    .finally(() => { sending = null; });
  await sending;
  if (!refused && navigator.onLine && waiting()) soon();
  return null;
};
const received = async (response, sent) => {
  if (response.type === "opaqueredirect" || response.status === 403) {
    settle();
    const back = `/sign-in/?next=${encodeURIComponent(location.pathname)}`;
    return complain(`You are signed out. Nothing is lost: your notes are on this ${DEVICE}, and reach us when you have signed in again.`, back, "Sign in");
  }
  refused = !response.ok && response.status < 500;
  if (refused) {
    settle();
    return complain(TROUBLES[response.status] || `Your notes could not be read here. They are still on this ${DEVICE}: copy them, open this page anew and paste them.`);
  }
  if (!response.ok) return settle();
  const got = await response.json();
  complain("");
  arrived = new Map(got.lines.map((line) => [line.id, line]));
  beganThere = beganThere || sent.began_ago !== undefined || got.began_ago !== null;
  if (got.began_ago !== null) began = Math.min(began ?? Infinity, Date.now() - got.began_ago * 1000);
  endedThere = endedThere || got.lasted !== null;
  if (got.lasted !== null && began !== null) ended = began + got.lasted * 1000;
  if (notes.hear(got.lines)) show();
  tick(began, ended);
  await store();
  settle();
};
const soon = () => {
  clearTimeout(later);
  later = setTimeout(bring, SOON);
};
let first = 0;
const changed = async () => {
  stand("saving");
  await store();
  if (!navigator.onLine) return settle();
  // While somebody goes on typing it is brought all the same, now and then.
  if (Date.now() - first > 5000) { first = Date.now(); bring(); } else soon();
};

// The fields, and behind each its words with the quotes marked.
const behind = new Map(), values = new Map(), early = [];
const paint = (field) => {
  const question = questionOf(field), twice = notes.twice(), back = behind.get(field);
  back.replaceChildren(...notes.shown.get(question).flatMap((piece) => {
    const mark = document.createElement(piece.quote ? "mark" : "span");
    mark.textContent = piece.text;
    mark.classList.toggle("twice", twice.has(piece.id));
    return piece.lead ? [piece.lead, mark] : [mark];
  }), "\u200b");
  const quotes = notes.shown.get(question).filter((piece) => piece.quote).map((piece) => piece.text.trim());
  const list = document.getElementById(`quotes-${question}`);
  if (list) list.textContent = quotes.length ? `Quotes: ${quotes.join("; ")}` : "";
};
const show = () => fields.forEach((field) => {
  const is = notes.text(questionOf(field)), was = field.value;
  if (is !== was) {
    const [from, gone, words] = difference(was, is, is.length), { selectionStart, selectionEnd } = field;
    const moved = (at) => (at <= from ? at : Math.max(from, at - gone + words.length));
    field.value = is;
    if (document.activeElement === field) field.setSelectionRange(moved(selectionStart), moved(selectionEnd));
  }
  values.set(field, field.value);
  paint(field);
});
for (const field of fields) {
  const back = Object.assign(document.createElement("div"), { className: "behind" });
  back.setAttribute("aria-hidden", "true");
  field.before(back);
  field.removeAttribute("name"); // what a form would send has been brought as lines
  behind.set(field, back);
  field.setSelectionRange(field.value.length, field.value.length); // whoever comes by Tab goes on where it ends
  field.closest(".ask").addEventListener("click", (event) => { if (!event.target.closest("textarea, label")) field.focus(); });
  values.set(field, notes.text(questionOf(field)));
  const typing = () => {
    const was = values.get(field), typed = field.value, is = clean(typed);
    if (was === is && is === typed) return;
    if (is !== typed) {
      const at = field.selectionEnd - (typed.length - is.length);
      field.value = is;
      field.setSelectionRange(at, at);
    }
    notes.splice(questionOf(field), ...difference(was, is, field.selectionEnd));
    values.set(field, is);
    paint(field);
    changed();
  };
  field.addEventListener("input", typing);
  early.push(typing);
}

// A quote: Alt and Q, or a tap on the button; what is chosen, or the sentence where one writes.
let inHand = fields[0];
form.addEventListener("focusin", (event) => { if (fields.includes(event.target)) inHand = event.target; });
const quote = () => {
  const { value, selectionStart, selectionEnd } = inHand, question = questionOf(inHand);
  const [start, end] = selectionStart === selectionEnd ? sentenceAt(value, selectionStart) : [selectionStart, selectionEnd];
  const done = question === fields.length - 1 && question > 90 ? null : notes.mark(question, start, end);
  if (done === null) return aloud("Choose their words first.");
  paint(inHand);
  aloud(done ? "Marked as a quote." : "Not a quote any more.");
  changed();
};
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || (event.code !== "KeyQ" && event.key.toLowerCase() !== "q")) return;
  event.preventDefault();
  quote();
});
by("quote").addEventListener("pointerdown", (event) => event.preventDefault());
by("quote").addEventListener("click", () => { inHand.focus(); quote(); });
by("keys").hidden = false;
by("save").hidden = true;

const tick = clock(by("clock"), aloud, () => {
  began ??= Date.now();
  tick(began, ended);
  changed();
});

// The end: online the next page, offline a promise that it will be known.
form.addEventListener("submit", async (event) => {
  if (event.submitter?.dataset.end === undefined) return;
  event.preventDefault();
  ended ??= Date.now();
  began ??= ended;
  tick(began, ended);
  await store();
  await bring();
  if (endedThere) return location.assign(`/calls/${data.call}/after/`);
  event.submitter.hidden = true;
  complain(`The call has ended. Your notes are on this ${DEVICE}; thank them by letter when the line is back.`);
});
document.querySelectorAll("form[data-online]").forEach((other) => other.addEventListener("submit", (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  complain("There is no line just now. Your notes are safe; press it again when the line is back.");
  trouble.scrollIntoView({ block: "nearest" });
}));

// What was kept on this device before, and then the server's.
const begin = async () => {
  for (const typing of early) typing(); // some are quicker than a script
  if (data.began_ago !== null) began = Date.now() - data.began_ago * 1000;
  try {
    const known = await read(key);
    if (known) {
      notes.hear(known.lines);
      began = known.began ? Math.min(known.began, began ?? Infinity) : began;
      ended = known.ended;
      notes.show();
    }
  } catch { keeps = false; }
  show();
  if (endedThere && began !== null) ended = began + data.lasted * 1000;
  tick(began, ended);
  settle();
  bring();
  if (await keepPage().catch(() => false)) by("call").dataset.kept = "here";
};
addEventListener("online", () => bring());
addEventListener("offline", () => settle());
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && waiting()) bring(true); });
setInterval(() => { if (waiting() && !refused) bring(); }, AGAIN);
begin();
