// What the device keeps of a call: its notes in a database of the browser, its page and what it is made of in a cache.
import { merge } from "./lines.js";

const CACHE = "calls-1";
const asked = (request) => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});
let opened;
const database = () => (opened ||= new Promise((done, fail) => {
  const request = indexedDB.open("calls", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("notes", { keyPath: "key" });
  request.onsuccess = () => {
    request.result.onversionchange = () => request.result.close();
    done(request.result);
  };
  request.onerror = () => fail(request.error);
}));

// A database writes when it gets to it; a page may be gone by then. So each change is put down at once, as a whole, on a
// pad beside it, which is cleared when the database has it.
const pad = (key) => `call ${key}`;
export const putDown = (key, copy) => {
  try { localStorage.setItem(pad(key), JSON.stringify(copy)); return true; } catch { return false; }
};
export const clearPad = (key) => { try { localStorage.removeItem(pad(key)); } catch { /* there is none */ } };

// What this device has of a call, from both.
export const read = async (key) => {
  let last = null, known = null;
  try { last = JSON.parse(localStorage.getItem(pad(key))); } catch { /* there is none */ }
  try { known = await asked((await database()).transaction("notes").objectStore("notes").get(key)); } catch { /* nor here */ }
  return last ? together(key, last, known) : known;
};

const together = (key, copy, known) => {
  const began = [known?.began, copy.began].filter(Boolean), ended = [known?.ended, copy.ended].filter(Boolean);
  return {
    key,
    lines: [...merge(copy.lines, known?.lines || []).values()],
    began: began.length ? Math.min(...began) : null,
    ended: ended.length ? Math.min(...ended) : null,
    waiting: copy.waiting,
  };
};

// What of all calls has not been brought to the server.
export const waitingHere = async () => {
  const known = await asked((await database()).transaction("notes").objectStore("notes").getAll());
  const found = new Map(known.map((one) => [one.key, one]));
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(pad("")))) {
    const key = name.slice(pad("").length);
    found.set(key, together(key, JSON.parse(localStorage.getItem(name)), found.get(key)));
  }
  return [...found.values()].filter((one) => one.waiting);
};

// Put a copy beside what another page on this device may have kept meanwhile: nothing of either goes.
export const keep = async (key, copy) => {
  const transaction = (await database()).transaction("notes", "readwrite", { durability: "strict" });
  const store = transaction.objectStore("notes");
  store.put(together(key, copy, await asked(store.get(key))));
  await new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onabort = transaction.onerror = () => fail(transaction.error);
  });
};

// From the next time on the page opens without the line. False where the browser cannot, or may not, do that.
export const keepPage = async () => {
  if (!navigator.serviceWorker || !window.caches) return false;
  await navigator.serviceWorker.register("/calls/sw.js", { scope: "/calls/" });
  const cache = await caches.open(CACHE), loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const parts = loaded.filter((href) => href.startsWith(`${location.origin}/static/`));
  await Promise.all([...new Set(parts)].map(async (href) => (await cache.match(href)) || cache.add(href)));
  const page = location.pathname.match(/^\/calls\/\d+\//u)[0]; // an answer to a form has an address of its own
  if (!(await cache.match(page))) await cache.add(page);
  await navigator.serviceWorker.ready;
  return true;
};
