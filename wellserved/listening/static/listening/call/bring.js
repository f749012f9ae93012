// On every other page: brings home what a call's page kept on this device and could not send, and asks before a sign-out
// that would lose it. Only where the device keeps anything at all is this loaded.
import { clearPad, keep, waitingHere } from "./kept.js";

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/u)?.[1] || document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
const ago = (at) => Math.max(0, Math.round((Date.now() - at) / 1000));

const bringOne = async (known) => {
  const said = { lines: known.lines };
  if (known.began) said.began_ago = ago(known.began);
  if (known.ended) said.ended_ago = ago(known.ended);
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  const call = known.key.split(":")[1];
  const got = await fetch(`/calls/${call}/lines/`, { method: "PUT", headers, body: JSON.stringify(said), redirect: "manual" });
  if (!got.ok) return false;
  await keep(known.key, { lines: (await got.json()).lines, began: known.began, ended: known.ended, waiting: false });
  clearPad(known.key);
  return true;
};
// How many calls still wait.
const bringAll = async () => {
  const brought = await Promise.all((await waitingHere()).map((known) => bringOne(known).catch(() => false)));
  return brought.filter((done) => !done).length;
};

bringAll().catch(() => {});
addEventListener("online", () => bringAll().catch(() => {}));

const way = document.querySelector("form[action$='/sign-out/']");
let warned = false;
way?.addEventListener("submit", async (event) => {
  if (warned) return;
  event.preventDefault();
  const left = await bringAll().catch(() => 0);
  warned = true;
  if (!left) return way.submit();
  const note = Object.assign(document.createElement("div"), { className: "notice warning" });
  note.setAttribute("role", "alert");
  note.textContent = "Notes of a call have not reached us yet: they are on this device only, and go when you sign out. Wait for the line, or sign out once more and lose them.";
  document.querySelector("main").prepend(note);
  note.scrollIntoView();
});
