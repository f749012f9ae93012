// The ten minutes: how long they have run, a kind word at eight, and one when they are over.
const NUDGES = [
  [600, "over", "Ten minutes. Time for the closing line."],
  [480, "nudged", "Eight minutes. Ask the last question, if you have not."],
  [0, "", "of ten minutes"],
];

export const clock = (card, aloud, startable) => {
  const time = card.querySelector("[data-time]"), bar = card.querySelector("[data-minutes]"), nudge = card.querySelector("[data-nudge]");
  const form = card.querySelector("[data-start]");
  let began = null, ended = null, told = "";
  const show = () => {
    if (form) form.hidden = began !== null;
    if (began === null) return;
    const seconds = Math.max(0, Math.floor(((ended || Date.now()) - began) / 1000));
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    bar.value = Math.min(600, seconds);
    const [, state, words] = NUDGES.find(([from]) => seconds >= from);
    card.classList.toggle("nudged", state === "nudged" && !ended);
    card.classList.toggle("over", state === "over" && !ended);
    nudge.textContent = ended ? "The call has ended." : words;
    if (state && state !== told && !ended) aloud(words);
    told = state;
  };
  setInterval(show, 1000);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    startable();
  });
  return (from, until) => {
    began = from;
    ended = until;
    show();
  };
};
