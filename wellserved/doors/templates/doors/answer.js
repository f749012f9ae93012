(() => {
  const form = document.forms[0], signs = ["pointerdown", "keydown", "touchstart"];
  let last = Promise.resolve();
  // The face that the letter chose is saved by the first human sign; without one nothing is ever sent.
  const save = () => {
    const body = new URLSearchParams({ touch: 1, sign: 1, felt: form.felt.value, key: form.key.value, made: form.made.value });
    if (form.v) body.set("v", form.v.value);
    last = last.then(() => fetch(location.href, { method: "POST", body, keepalive: true })).then((got) => {
      const note = document.getElementById("saved");
      if (got.status === 204) note.textContent = note.dataset.said;
    }, () => {});
  };
  const sign = (event) => {
    if (!event.isTrusted || form.sign.value) return;
    form.sign.value = "1";
    signs.forEach((name) => removeEventListener(name, sign, true));
    if ("touch" in form.dataset) {
      save();
      form.addEventListener("change", (change) => { if (change.isTrusted && change.target.name === "felt") save(); });
    }
  };
  signs.forEach((name) => addEventListener(name, sign, { capture: true, passive: true }));
})();
