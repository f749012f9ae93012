(() => {
  // The letter's "yes" is kept by the first human sign, and said so once the server has it. A robot makes none.
  const signs = ["pointerdown", "keydown", "touchstart"], saved = document.getElementById("saved");
  const sign = (event) => {
    if (!event.isTrusted) return;
    signs.forEach((name) => removeEventListener(name, sign, true));
    fetch(location.pathname, { method: "POST", body: new URLSearchParams({ touch: 1 }), keepalive: true }).then(
      (got) => { if (got.status === 204) saved.textContent = saved.dataset.said; },
      () => {},
    );
  };
  signs.forEach((name) => addEventListener(name, sign, { capture: true, passive: true }));
})();
