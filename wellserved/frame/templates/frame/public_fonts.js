{% load static %}// Our fonts come after the first paint; until then, letters of the same size stand in.
requestAnimationFrame(() => setTimeout(() => {
  const font = (name, url) => new FontFace(name, `url(${url})`, { weight: "300 900" }).load();
  Promise.all([
    font("Fraunces", "{% static 'vendor/fraunces-latin-opsz-normal.woff2' %}"),
    font("Figtree", "{% static 'vendor/figtree-latin-wght-normal.woff2' %}"),
  ]).then((both) => both.forEach((one) => document.fonts.add(one)), () => {});
}));
