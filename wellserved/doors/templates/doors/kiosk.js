(() => {
  const by = (id) => document.getElementById(id), kiosk = by("kiosk"), form = document.forms[0], main = document.documentElement;
  const IDLE = 45000, THANKS = 6000, AGAIN = 30000, MOST = 5000, TRIES = 5;
  const COVERS = ["thanks", "start", "gone-on", "guard"];
  const cover = (name) => {
    COVERS.forEach((id) => { by(id).hidden = id !== name; });
    [form, by("staff"), kiosk.querySelector(".languages")].forEach((part) => { part.inert = Boolean(name); });
    if (name) (by(name).querySelector("input, button") || by(name)).focus();
  };

  // What was said waits in the tablet's own database until the server has it; each with a key, so that twice is once.
  const db = new Promise((done, fail) => {
    const asked = indexedDB.open("kiosk", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("answers", { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const store = async (mode, act) => {
    const answers = (await db).transaction("answers", mode).objectStore("answers"), asked = act(answers);
    return new Promise((done, fail) => { asked.onsuccess = () => done(asked.result); asked.onerror = () => fail(asked.error); });
  };
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(18))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
  const count = async () => {
    const waiting = await store("readonly", (answers) => answers.count()), note = by("waiting");
    note.textContent = waiting ? (waiting === 1 ? note.dataset.one : note.dataset.many.replace("#", waiting)) : "";
    note.dataset.count = waiting;
    return waiting;
  };

  let bringing = false;
  const bring = async () => {
    if (bringing) return;
    bringing = true;
    try {
      for (const one of await store("readonly", (answers) => answers.getAll(null, 200))) {
        const body = new URLSearchParams(one.said);
        body.set("key", one.key);
        body.set("queued", "1");
        body.set("ago", Math.max(0, (Date.now() - one.at) / 1000).toFixed(0));
        const got = await fetch(one.to, { method: "POST", body });
        // 400: it can never be read. Closed doors, crowds and troubles (404, 429, 503): it stays, and is tried again.
        if (got.status === 204 || got.status === 400) await store("readwrite", (answers) => answers.delete(one.key));
        else break;
      }
    } catch { /* no network: later */ }
    bringing = false;
    count();
  };

  let idle, thanks;
  const reset = () => {
    form.reset();
    by("problem").hidden = true;
    scrollTo(0, 0);
  };
  // Whoever comes next finds the page as it was, in the language it was in.
  const home = () => { if (location.search) location.replace(location.pathname); };
  const stir = () => {
    clearTimeout(idle);
    idle = setTimeout(() => { reset(); if (!by("guard").hidden) cover(""); home(); }, IDLE);
  };
  ["pointerdown", "keydown", "input"].forEach((name) => addEventListener(name, stir, { passive: true }));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = new FormData(form), said = [...given].filter(([name]) => name !== "key" && name !== "made");
    if (!said.some(([, value]) => value.trim())) {
      by("problem").textContent = by("problem").dataset.empty;
      by("problem").hidden = false;
      return scrollTo(0, 0);
    }
    try {
      if ((await count()) >= MOST) throw new Error("full");
      await store("readwrite", (answers) => answers.put({ key: newKey(), to: location.pathname, said, at: Date.now() }));
    } catch { return form.submit(); }  // no database in this browser: the plain way
    reset();
    cover("thanks");
    clearTimeout(thanks);
    thanks = setTimeout(() => { if (!by("thanks").hidden) cover(""); home(); }, THANKS);
    bring();
  });
  by("thanks").addEventListener("pointerdown", () => cover(""));

  // The way in and the way out. A page cannot lock a tablet; it can guard its own door.
  const running = () => sessionStorage.getItem("kiosk") === "on";
  const fill = () => { main.requestFullscreen?.().catch(() => {}); navigator.wakeLock?.request("screen").catch(() => {}); };
  const begin = () => { sessionStorage.setItem("kiosk", "on"); cover(""); by("staff").hidden = false; fill(); };
  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const hashed = async (pin, salt) => {
    const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
    return hex(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: new TextEncoder().encode(salt), iterations: 200000 }, key, 256));
  };
  // Only we know the PIN. A tablet that was once told the right one remembers it, hashed, for when there is no network.
  const KNOWN = "way-out " + location.pathname;
  const remember = async (pin) => {
    try { const salt = newKey(); localStorage.setItem(KNOWN, salt + " " + await hashed(pin, salt)); } catch { /* no HTTPS: online only */ }
  };
  const remembered = async (pin) => {
    const [salt, hash] = (localStorage.getItem(KNOWN) || "").split(" ");
    return hash ? ((await hashed(pin, salt)) === hash ? "" : "wrong") : "offline";
  };
  let tries = 0, barred = 0;
  // "" if the PIN is right, else what to say.
  const wrongWith = async (pin) => {
    if (Date.now() < barred) return "wait";
    if (pin.length < 4) return "wrong";  // no try at all: nothing is asked of anybody
    let got = 0;
    try { got = (await fetch(kiosk.dataset.wayOut, { method: "POST", body: new URLSearchParams({ pin }) })).status; } catch { /* no network */ }
    if (got === 204) await remember(pin);
    let wrong = got === 204 ? "" : got === 403 ? "wrong" : await remembered(pin);
    if (wrong === "offline" && got === 429) wrong = "wait";
    if (wrong === "wrong" && (tries += 1) >= TRIES) { barred = Date.now() + 60000; tries = 0; return "wait"; }
    if (!wrong) tries = 0;
    return wrong;
  };
  const ask = async (field, then) => {
    const wrong = await wrongWith(field.value);
    field.value = "";
    field.parentNode.querySelector("[role=alert]").textContent = wrong ? by("wrong").dataset[wrong] : "";
    if (!wrong) await then();
  };
  const leave = async () => {
    sessionStorage.removeItem("kiosk");
    by("staff").hidden = true;
    if (document.fullscreenElement) await document.exitFullscreen();
    cover("start");
  };
  const asks = (field, button, then) => {
    by(button).addEventListener("click", () => ask(by(field), then));
    by(field).addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); ask(by(field), then); } });
  };
  asks("pin-in", "begin", begin);
  asks("pin", "open", leave);
  by("go-on").addEventListener("click", () => { cover(""); fill(); });
  by("leave").addEventListener("click", () => { by("pin").value = by("wrong").textContent = ""; cover("guard"); });
  by("back").addEventListener("click", () => cover(""));
  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement && running()) cover("gone-on"); });
  addEventListener("contextmenu", (event) => event.preventDefault());

  if (running()) { by("staff").hidden = false; cover("gone-on"); } else cover("start");
  navigator.serviceWorker?.register("/k/sw.js", { scope: "/k/" }).catch(() => {});
  addEventListener("online", bring);
  setInterval(bring, AGAIN);
  bring();
})();
