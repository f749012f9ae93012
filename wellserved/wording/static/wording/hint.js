// A gentle line below a field, while somebody writes: other words for some of theirs. It sends nothing anywhere.
import { find, guide } from "./match.js";

const SHOWN = 3;
const PAUSE = 500; // nobody is interrupted in the middle of a word

for (const place of document.querySelectorAll("[data-phrases]")) {
  const field = document.getElementById(place.dataset.for);
  const said = place.querySelector("[data-hints]");
  if (!field || !said) continue;
  const root = guide(JSON.parse(document.getElementById(place.dataset.phrases).textContent));
  const hinted = place.querySelector("[name=hinted]");
  let shown = "";
  let waiting = 0;
  const look = () => {
    const lines = [...new Set(find(field.value, root))].slice(0, SHOWN);
    const key = lines.map((line) => line.avoid).join("\n");
    if (key === shown) return;
    shown = key;
    if (key && hinted) hinted.value = "yes";
    said.replaceChildren(...lines.map(hint));
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  look();
}

function hint(line) {
  const paragraph = document.createElement("p");
  paragraph.className = "notice warning";
  const avoid = document.createElement("bdi");
  const offer = document.createElement("bdi");
  avoid.textContent = `“${line.avoid}”`;
  offer.textContent = `“${line.offer}”`;
  paragraph.append("Perhaps instead of ", avoid, ": ", offer);
  return paragraph;
}
