// Moving notes by keyboard: Enter or Space picks one up, the arrows choose where, Enter puts it there, Escape leaves it.
const ARROWS = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 };

export function picking(board, { places, say, move, hold, release }) {
  let picked = null; // { note, list, next }: what is in the hand, and where it came from

  const focus = (note) => {
    note.querySelector(".grip").focus({ preventScroll: true });
    note.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const where = (note) => {
    const place = note.closest("[data-place]");
    const among = place.dataset.place ? `, ${places.notesIn(place).indexOf(note) + 1} of ${places.notesIn(place).length}` : "";
    return `${places.nameOf(place)}${among}`;
  };

  function pick(note) {
    picked = { note, list: note.parentElement, next: note.nextElementSibling };
    hold();
    note.classList.add("picked");
    say(`Picked up. It lies in ${where(note)}. Arrows move it, Enter puts it down, Escape leaves it where it was.`);
  }

  function leave() {
    const { note, list, next } = picked;
    list.insertBefore(note, next && next.parentElement === list ? next : null);
    done(note);
    release();
    say(`Left where it was: ${where(note)}.`);
  }

  function put() {
    const { note, list, next } = picked;
    const place = note.closest("[data-place]");
    const stayed = note.parentElement === list && note.nextElementSibling === next;
    const before = place.dataset.place ? note.nextElementSibling?.dataset.note : "";
    const said = where(note);
    done(note);
    if (stayed) { release(); say(`Put down where it was: ${said}.`); return; }
    move([note.dataset.note], place.dataset.place, before).then((kept) => {
      release();
      say(kept ? `Put into ${said}.` : "That could not be kept. It lies where it was.");
      if (note.isConnected && document.activeElement === document.body) focus(note);
    });
  }

  function done(note) {
    note.classList.remove("picked");
    picked = null;
    places.stops();
    focus(note);
  }

  function carry(note, key) {
    const here = note.closest("[data-place]");
    if (key === "ArrowUp" || key === "ArrowDown") {
      if (!here.dataset.place) return; // what is not sorted has its own order
      const other = key === "ArrowUp" ? note.previousElementSibling : note.nextElementSibling;
      if (!other) return;
      if (key === "ArrowUp") other.before(note); else other.after(note);
    } else {
      const all = places.all();
      const there = all[all.indexOf(here) + ARROWS[key]];
      if (!there) return;
      const at = Math.min(places.notesIn(here).indexOf(note), places.notesIn(there).length);
      const list = places.listFor(there, note);
      list.insertBefore(note, there.dataset.place && here.dataset.place ? list.children[at] || null : null);
    }
    focus(note);
    say(where(note));
  }

  // With nothing in the hand, the arrows go from note to note, and from list to list.
  function wander(note, key) {
    if (key === "ArrowUp" || key === "ArrowDown") {
      const other = key === "ArrowUp" ? note.previousElementSibling : note.nextElementSibling;
      if (!other) return;
      places.stop(note, false);
      places.stop(other, true);
      focus(other);
      return;
    }
    const lists = [...board.querySelectorAll("[data-list]")].filter((list) => list.children.length || list === note.parentElement);
    const list = lists[lists.indexOf(note.parentElement) + ARROWS[key]];
    if (list) focus([...list.children].find((one) => one.querySelector(".grip").tabIndex === 0) || list.firstElementChild);
  }

  board.addEventListener("keydown", (event) => {
    const grip = event.target.closest?.(".grip");
    if (!grip || event.altKey || event.ctrlKey || event.metaKey) return;
    const note = grip.closest("[data-note]");
    if (event.key in ARROWS) (picked ? carry : wander)(note, event.key);
    else if (event.key === "Enter" || event.key === " ") { if (picked) put(); else pick(note); }
    else if (event.key === "Escape" && picked) leave();
    else return;
    event.preventDefault();
  });
  board.addEventListener("focusout", () => setTimeout(() => {
    if (picked && !picked.note.contains(document.activeElement)) leave();
  }, 50));
}
