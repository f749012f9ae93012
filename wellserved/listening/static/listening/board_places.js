// Which note lies where on the board, and bringing the page in line with what the server says.
export class Places {
  constructor(board) {
    this.board = board;
    this.themes = board.querySelector("[data-themes]");
    this.fresh = document.querySelector("[data-new-column]");
    this.known = new Map([...board.querySelectorAll("[data-note]")].map((note) => [note.dataset.note, note]));
    this.state = this.seen();
  }

  // The board as the page came, in the server's own words.
  seen() {
    const ids = (list) => [...list.children].map((note) => note.dataset.note);
    const themes = this.all().filter((place) => place.dataset.place).map((place) => ({
      id: place.dataset.place,
      name: this.nameOf(place),
      decision: place.querySelector("[data-decision]").dataset.decision,
      href: place.querySelector("h2 a").getAttribute("href"),
      notes: ids(place.querySelector("[data-list]")),
    }));
    const pile = Object.fromEntries([...this.place("").querySelectorAll("[data-list]")].map((list) => [list.dataset.question, ids(list)]));
    const notes = Object.fromEntries([...this.known].map(([id, note]) => [id, note.dataset.revision]));
    return { notes, themes, pile, unsorted: this.board.querySelector("[data-unsorted]").textContent };
  }

  // All places in the order in which the arrows go through them: what is not sorted, then the themes.
  all() { return [...this.board.querySelectorAll("[data-place]")]; }
  place(id) { return this.board.querySelector(`[data-place="${id}"]`); }
  nameOf(place) { return place.dataset.place ? place.querySelector("h2").textContent.trim() : "Not sorted"; }
  notesIn(place) { return [...place.querySelectorAll("[data-note]")]; }
  words(note) { return note.querySelector("label > span").textContent; }
  ticked() { return [...this.board.querySelectorAll("[name=line]:checked")].map((box) => box.value); }
  untick(ids) { ids.forEach((id) => { const box = this.known.get(id)?.querySelector("[name=line]"); if (box) box.checked = false; }); }
  // In what is not sorted, a note stands with its question.
  listFor(place, note) {
    const lists = place.querySelectorAll("[data-list]");
    return place.dataset.place ? lists[0] : place.querySelector(`[data-question="${note.dataset.question || 0}"]`) || lists[0];
  }

  // Every note can be picked up by a button of its own; Tab stops once in every list, the arrows go on from there.
  grips(notes = this.known.values()) {
    for (const note of notes) {
      if (note.querySelector(".grip")) continue;
      const grip = document.createElement("button");
      grip.type = "button";
      grip.className = "grip";
      grip.textContent = "Move";
      grip.setAttribute("aria-label", `Move: ${this.words(note).slice(0, 80)}`);
      grip.setAttribute("aria-describedby", "how-to-move");
      note.append(grip);
    }
    this.stops();
  }

  stops() {
    for (const list of this.board.querySelectorAll("[data-list]")) {
      const notes = [...list.children];
      const here = notes.find((note) => note.contains(document.activeElement)) || notes.find((note) => note.querySelector(".grip")?.tabIndex === 0) || notes[0];
      for (const note of notes) this.stop(note, note === here);
    }
  }

  stop(note, on) {
    const grip = note.querySelector(".grip");
    const box = note.querySelector("[name=line]");
    const wanted = on ? 0 : -1;
    if (grip && grip.tabIndex !== wanted) { grip.tabIndex = wanted; box.tabIndex = wanted; }
  }

  // Notes that came as a piece of page.
  take(html) {
    const piece = document.createElement("template");
    piece.innerHTML = html;
    const notes = [...piece.content.querySelectorAll("[data-note]")];
    for (const note of notes) {
      const old = this.known.get(note.dataset.note);
      if (old) {
        old.querySelector("label > span").textContent = this.words(note);
        old.dataset.revision = note.dataset.revision;
        old.className = note.className;
      } else this.known.set(note.dataset.note, note);
    }
    if (document.documentElement.classList.contains("scripted")) this.grips(notes);
    return notes.length > 0;
  }

  // The page as the server says; what has to be asked for first is returned.
  apply(state) {
    this.state = state;
    const focused = document.activeElement;
    const missing = Object.keys(state.notes).filter((id) => this.known.get(id)?.dataset.revision !== String(state.notes[id]));
    const wanted = missing.filter((id) => this.known.has(id) || this.shown(state, id));
    this.columns(state.themes);
    const placed = new Set();
    for (const [question, ids] of Object.entries(state.pile)) {
      const list = this.place("").querySelector(`[data-question="${question}"]`);
      if (list) this.fill(list, ids, placed);
    }
    for (const theme of state.themes) this.fill(this.place(theme.id).querySelector("[data-list]"), theme.notes, placed);
    for (const [id, note] of this.known) if (!placed.has(id)) note.remove();
    this.board.querySelector("[data-unsorted]").textContent = state.unsorted;
    if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
    else if (!focused.isConnected) document.getElementById("pile").focus({ preventScroll: true });
    this.stops();
    return wanted;
  }

  // What somebody did here could not be kept: as it was before.
  back() { this.apply(this.state); }

  shown(state, id) {
    return state.themes.some((theme) => theme.notes.includes(id)) || Object.values(state.pile).some((ids) => ids.includes(id));
  }

  // What is on its way out goes first, so that what stays need not be moved past it.
  fill(list, ids, placed) {
    const wanted = new Set(ids);
    for (const note of [...list.children]) if (!wanted.has(note.dataset.note) && note !== document.activeElement?.closest("[data-note]")) note.remove();
    let here = list.firstElementChild;
    for (const id of ids) {
      const note = this.known.get(id);
      if (!note) continue;
      placed.add(id);
      if (note === here) here = here.nextElementSibling;
      else list.insertBefore(note, here);
    }
  }

  columns(themes) {
    const wanted = new Set(themes.map((theme) => String(theme.id)));
    for (const place of this.all()) {
      if (!place.dataset.place || wanted.has(place.dataset.place)) continue;
      this.notesIn(place).forEach((note) => this.place("").append(note)); // until they are put where they belong
      place.remove();
    }
    themes.forEach((theme) => {
      const place = this.place(theme.id) || this.column(theme.id);
      const link = place.querySelector("h2 a");
      const tag = place.querySelector("[data-decision]");
      if (link.textContent !== theme.name) link.textContent = theme.name;
      if (link.getAttribute("href") !== theme.href) link.href = theme.href;
      place.querySelector("[data-list]").setAttribute("aria-label", theme.name);
      tag.textContent = theme.decision || "not decided";
      tag.dataset.decision = theme.decision;
      tag.className = `tag ${{ keep: "kind", adjust: "care" }[theme.decision] || ""}`.trim();
    });
    this.themes.querySelector("[data-no-themes]").hidden = themes.length > 0;
  }

  column(id) {
    const place = this.fresh.content.firstElementChild.cloneNode(true);
    place.dataset.place = id;
    place.setAttribute("aria-labelledby", `h${id}`);
    place.querySelector("h2").id = `h${id}`;
    this.themes.insertBefore(place, this.themes.querySelector("[data-no-themes]"));
    return place;
  }
}
