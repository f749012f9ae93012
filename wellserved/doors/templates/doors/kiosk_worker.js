// Keeps the kiosk's page and our letters on the tablet. The network comes first; without it, the page as it was last.
const KEPT = "kiosk-1", PATIENCE = 4000;

const keep = async (request, response) => {
  if (response.ok && !response.redirected) (await caches.open(KEPT)).put(request, response.clone());
  return response;
};
const kept = (request) => caches.match(request, { ignoreSearch: true, ignoreVary: true });
const within = (promise, milliseconds) => Promise.race([
  promise, new Promise((_, fail) => setTimeout(() => fail(new Error("slow")), milliseconds)),
]);
const page = async (request) => {
  const fresh = fetch(request).then((response) => (new URL(request.url).search ? response : keep(request, response)));
  try { return await within(fresh, PATIENCE); } catch { return (await kept(request)) || fresh; }
};
const font = async (request) => (await kept(request)) || keep(request, await fetch(request));

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.url.endsWith(".woff2")) event.respondWith(font(request));
});
