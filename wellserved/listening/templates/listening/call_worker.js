// Keeps the pages of calls, and what they are made of, on the device. The line comes first; without it, what was kept.
const KEPT = "calls-1", PATIENCE = 3000, CALL = /^\/calls\/\d+\/$/, HASHED = /\.[0-9a-f]{12}\.\w+$/;

const keep = async (request, response) => {
  if (response.ok && !response.redirected) (await caches.open(KEPT)).put(request, response.clone());
  return response;
};
const kept = (request) => caches.match(request, { ignoreSearch: true, ignoreVary: true });
const within = (promise, milliseconds) => Promise.race([
  promise, new Promise((_, fail) => setTimeout(() => fail(new Error("slow")), milliseconds)),
]);
const fresh = async (request, keeps) => {
  const answer = fetch(request).then((response) => (keeps ? keep(request, response) : response));
  try { return await within(answer, PATIENCE); } catch { return (await kept(request)) || answer; }
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (CALL.test(pathname)) event.respondWith(fresh(request, true));
  } else if (pathname.startsWith("/static/")) {
    event.respondWith(HASHED.test(pathname) ? kept(request).then((found) => found || fresh(request, true)) : fresh(request, true));
  }
});
