(() => {
  const form = document.forms[0], by = (id) => document.getElementById(id);
  const signs = ["pointerdown", "keydown", "touchstart"];
  let last = Promise.resolve(), touched = false;
  // The face that the letter chose is saved by the first human sign, and said so once the server has it.
  const save = () => {
    const body = new URLSearchParams({ touch: 1, felt: form.felt.value });
    last = last.then(() => fetch(location.pathname, { method: "POST", body, keepalive: true })).then(
      (got) => { if (got.status === 204) by("saved").textContent = by("saved").dataset.said; },
      () => {},
    );
  };
  const sign = (event) => {
    if (!event.isTrusted || touched) return;
    touched = true;
    signs.forEach((name) => removeEventListener(name, sign, true));
    save();
  };
  if ("touch" in form.dataset) {
    signs.forEach((name) => addEventListener(name, sign, { capture: true, passive: true }));
    form.addEventListener("change", (event) => { if (touched && event.isTrusted && event.target.name === "felt") save(); });
  }

  const words = form.words, count = () => {
    const left = 5000 - [...words.value].length;
    const say = left < 0 ? words.dataset.over : left < 500 ? words.dataset.left : "";
    by("left").textContent = say.replace("#", Math.abs(left));
  };
  if (words) {  // a survey may leave them out
    words.addEventListener("input", count);
    count();
  }

  // The form is sent plain, which is quick; only a photo makes it multipart.
  const add = by("add"), file = add.querySelector("input"), first = add.textContent;
  add.hidden = false;
  file.addEventListener("change", () => {
    const n = file.files.length;
    form.enctype = n ? "multipart/form-data" : "application/x-www-form-urlencoded";
    file.name = n ? "photos" : "";
    const { one, two, three, many } = add.dataset;
    add.firstChild.textContent = [first, one, two, three][n] || many;
  });
})();
