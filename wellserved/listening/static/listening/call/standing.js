// The line at the top of a call's page, that says honestly where the words are; and what went wrong, with what to do.
// Aloud it says only what changes something for whoever speaks.
const by = (part) => document.querySelector(`[data-${part}]`);
const standing = by("standing");
export const trouble = by("trouble");
export const DEVICE = matchMedia("(pointer: coarse)").matches ? "phone" : "laptop";
export const aloud = (words) => { by("aloud").textContent = words; };
const HERE = { offline: `Saved on this ${DEVICE}, will sync`, both: "Edited in two places: both are kept", saved: "Saved", saving: "Saving" };
let told = "";
export const stand = (state) => {
  const words = state === "only" ? "Only on this page: keep it open until the line is back" : HERE[state];
  by("standing-words").textContent = words;
  standing.classList.toggle("care", state === "both" || state === "only");
  standing.dataset.state = state;
  standing.hidden = false;
  const worth = state === "saving" ? told : state;
  if (worth !== told && (told || state !== "saved")) aloud(words);
  told = worth;
};
export const complain = (words, href, name) => {
  trouble.textContent = words;
  if (href) {
    const link = Object.assign(document.createElement("a"), { href, textContent: name });
    trouble.append(" ", link);
  }
  trouble.hidden = !words;
};
