// Dragging notes by mouse, pen or finger: a finger takes the button, so that the page can still be scrolled.
const FAR = 6;
const EDGE = 48;

export function dragging(board, { places, say, move, hold, release }) {
  let held = null; // { note, x, y, id }: pressed, and perhaps a drag soon
  let drag = null; // { notes, ghost, gap, place }
  let scroll = 0;

  const start = (x, y) => {
    const ids = places.ticked();
    const ticked = ids.includes(held.note.dataset.note) ? ids.map((id) => places.known.get(id)) : [held.note];
    const ghost = document.createElement("div");
    ghost.className = "ghost";
    ghost.textContent = places.words(held.note);
    if (ticked.length > 1) { const n = document.createElement("b"); n.textContent = `${ticked.length} notes`; ghost.prepend(n); }
    const gap = document.createElement("li");
    gap.className = "gap";
    document.body.append(ghost);
    document.documentElement.classList.add("dragging");
    ticked.forEach((note) => note.classList.add("leaving"));
    drag = { notes: ticked, ghost, gap, place: null };
    hold();
    follow(x, y);
  };

  const follow = (x, y) => {
    drag.ghost.style.transform = `translate(${Math.min(x + 10, innerWidth - 260)}px, ${y + 10}px)`;
    const under = document.elementFromPoint(x, y);
    const place = under?.closest("[data-place]") || null;
    if (drag.place !== place) {
      drag.place?.classList.remove("over");
      place?.classList.add("over");
      drag.place = place;
    }
    if (!place) { drag.gap.remove(); return; }
    const list = places.listFor(place, drag.notes[0]);
    if (!place.dataset.place) { drag.gap.remove(); return; }
    const note = under.closest("[data-note]");
    if (note && note.parentElement === list) {
      const box = note.getBoundingClientRect();
      const next = y < box.top + box.height / 2 ? note : note.nextElementSibling;
      if (drag.gap.nextElementSibling !== next || drag.gap.parentElement !== list) list.insertBefore(drag.gap, next);
    } else if (!under.closest(".gap") && drag.gap.parentElement !== list) list.append(drag.gap);
    edge(place, y);
  };

  // Near the edge of what scrolls, it scrolls on.
  const edge = (place, y) => {
    const box = place.closest(".pile, .themes");
    const inside = box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== "visible";
    const { top, bottom } = inside ? box.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    const step = y < top + EDGE ? -14 : y > bottom - EDGE ? 14 : 0;
    cancelAnimationFrame(scroll);
    if (!step) return;
    const on = () => { (inside ? box : window).scrollBy(0, step); scroll = requestAnimationFrame(on); };
    scroll = requestAnimationFrame(on);
  };

  const stop = () => {
    cancelAnimationFrame(scroll);
    drag.ghost.remove();
    drag.gap.remove();
    drag.place?.classList.remove("over");
    drag.notes.forEach((note) => note.classList.remove("leaving"));
    document.documentElement.classList.remove("dragging");
    drag = null;
  };

  const drop = () => {
    const { notes, gap, place } = drag;
    const moving = new Set(notes);
    let next = gap.isConnected ? gap.nextElementSibling : null;
    while (next && moving.has(next)) next = next.nextElementSibling;
    stop();
    if (!place) { release(); return; }
    for (const note of notes) places.listFor(place, note).insertBefore(note, place.dataset.place ? next : null);
    places.stops();
    const ids = notes.map((note) => note.dataset.note);
    move(ids, place.dataset.place, next?.dataset.note).then((kept) => {
      if (kept) places.untick(ids);
      release();
      say(kept ? `Put into ${places.nameOf(place)}.` : "That could not be kept. It lies where it was.");
    });
  };

  board.addEventListener("pointerdown", (event) => {
    const note = event.target.closest("[data-note]");
    if (!note || event.button !== 0 || !event.isPrimary || event.target.closest("input, a")) return;
    if (event.pointerType === "touch" && !event.target.closest(".grip")) return;
    held = { note, x: event.clientX, y: event.clientY, id: event.pointerId };
  });
  document.addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    if (!drag && Math.hypot(event.clientX - held.x, event.clientY - held.y) < FAR) return;
    if (!drag) start(event.clientX, event.clientY); else follow(event.clientX, event.clientY);
    event.preventDefault();
  });
  document.addEventListener("pointerup", (event) => {
    if (!held || event.pointerId !== held.id) return;
    held = null;
    if (!drag) return;
    // The press was a drag: its click ticks nothing.
    const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
    drop();
  });
  const cancel = () => { held = null; if (drag) { stop(); release(); } };
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && drag) { cancel(); say("Left where it was."); } });
  board.addEventListener("dragstart", (event) => event.preventDefault());
}
