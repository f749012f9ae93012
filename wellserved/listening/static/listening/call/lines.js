// The notes of a call as lines, by the law of wellserved/listening/rules/merging.py: a page changes its own lines only;
// who changes another page's line takes it away as it was seen, and writes one of its own beside it.
const newId = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};
const rank = (line) => line.revision * 2 + (line.removed ? 1 : 0);
const SAME = ["question", "place", "text", "is_quote", "new_paragraph", "revision", "beside", "removed"];
export const same = (a, b) => Boolean(a && b) && SAME.every((part) => a[part] === b[part]);

// All lines of both copies, by id. Of two that rank the same the first stays: what comes from the server is put first.
export const merge = (...copies) => {
  const found = new Map();
  for (const copy of copies) {
    for (const line of copy) {
      const known = found.get(line.id);
      if (!known || rank(line) > rank(known)) found.set(line.id, line);
    }
  }
  return found;
};

// The ids of the lines that were changed in two places, where both stand.
export const bothKept = (lines) => {
  const shown = new Map([...lines].filter((line) => !line.removed).map((line) => [line.id, line])), times = new Map(), found = new Set();
  for (const { beside } of shown.values()) if (beside) times.set(beside, (times.get(beside) || 0) + 1);
  for (const { id, beside } of shown.values()) {
    if (!beside || !(shown.has(beside) || times.get(beside) > 1)) continue;
    found.add(id);
    if (shown.has(beside)) found.add(beside);
  }
  return found;
};

const before = (a, b) => a.place - b.place || Boolean(a.beside) - Boolean(b.beside) || (a.id < b.id ? -1 : 1);
const wouldJoin = (left, right) => /\S$/u.test(left) && /^\S/u.test(right);

// The lines of a question as they are shown: each with what parts it from the one before.
export const pieces = (lines, question) => {
  const all = [...lines], twice = bothKept(all), found = [];
  for (const line of all.filter((one) => one.question === question && !one.removed).sort(before)) {
    const last = found.at(-1);
    let lead = "";
    if (line.new_paragraph || (last && line.beside && twice.has(line.id))) lead = "\n";
    else if (last && !last.quote && !line.is_quote && wouldJoin(last.text, line.text)) lead = " ";
    found.push({ id: line.id, lead, text: line.text, quote: line.is_quote, place: line.place });
  }
  return found;
};

// One page's notes: what it shows under each question, and the lines that this makes.
export class Notes {
  constructor(lines, questions) {
    this.lines = merge(lines);
    this.mine = new Set();
    this.questions = questions;
    this.shown = new Map();
    this.show();
  }

  show() { for (const question of this.questions) this.shown.set(question, pieces(this.lines.values(), question)); }
  text(question) { return this.shown.get(question).map(({ lead, text }) => lead + text).join(""); }
  twice() { return bothKept(this.lines.values()); }

  // Another copy has come. True if that changes what is to be shown.
  hear(copy) {
    const heard = merge(copy, this.lines.values());
    const changes = [...heard.values()].some((line) => !same(line, this.lines.get(line.id)));
    this.lines = heard;
    if (changes) this.show();
    return changes;
  }

  // In the field, so many characters from `start` on were replaced by `words`.
  splice(question, start, gone, words) {
    const parts = this.parts(question), end = start + gone;
    for (const part of parts) {
      const a = Math.max(0, start - part.from), b = Math.min(part.said.length, end - part.from);
      if (a < b) Object.assign(part, { said: part.said.slice(0, a) + part.said.slice(b), changed: true });
    }
    if (words) this.insert(parts, start, words);
    this.settle(question, parts);
  }

  // Words go into the piece they stand in; at the end of a quote a remark begins, or goes on.
  insert(parts, start, words) {
    let at = 0;
    const spans = parts.map((part) => ({ part, from: at, to: (at += part.said.length) })).filter(({ part }) => part.said);
    const into = spans.find(({ from, to }) => from < start && start < to)
      || spans.find(({ part, to }) => to === start && !part.quote)
      || spans.find(({ part, from }) => from === start && !part.quote && (start === 0 || !part.said.startsWith("\n")));
    if (into) {
      const { part, from } = into;
      return Object.assign(part, { said: part.said.slice(0, start - from) + words + part.said.slice(start - from), changed: true });
    }
    const after = spans.findLastIndex(({ to }) => to <= start), place = after < 0 ? 0 : parts.indexOf(spans[after].part) + 1;
    parts.splice(place, 0, { said: words, quote: false, changed: true, lead: "" });
  }

  // What is chosen becomes a quote, in each paragraph one; if it was all a quote already, a remark again.
  mark(question, start, end) {
    const value = this.text(question);
    while (start < end && /\s/u.test(value[start])) start += 1;
    while (end > start && /\s/u.test(value[end - 1])) end -= 1;
    if (start >= end) return null;
    const parts = this.parts(question), chosen = parts.filter((part) => part.from + part.lead.length < end && part.from + part.said.length > start);
    const quote = !chosen.every((part) => part.quote);
    const now = parts.flatMap((part) => {
      if (!chosen.includes(part)) return [part];
      if (!quote) return [{ ...part, quote: false, changed: true }];
      const a = Math.max(part.lead.length, start - part.from), b = Math.min(part.said.length, end - part.from);
      const cut = [[0, a === part.lead.length ? 0 : a, part.quote], [a === part.lead.length ? 0 : a, b, true], [b, part.said.length, part.quote]]
        .filter(([from, to]) => from < to);
      return cut.map(([from, to, marked], number) => ({ ...part, id: number ? undefined : part.id, said: part.said.slice(from, to), quote: marked, changed: true }));
    });
    this.settle(question, now);
    return quote;
  }

  parts(question) {
    let at = 0;
    return this.shown.get(question).map((piece) => {
      const said = piece.lead + piece.text, from = at;
      at += said.length;
      return { id: piece.id, quote: piece.quote, place: piece.place, lead: piece.lead, text: piece.text, said, from, changed: false };
    });
  }

  // The parts as lines again: paragraphs apart, neighbours of one kind together, and each change written down.
  settle(question, parts) {
    const now = [];
    for (const part of parts) {
      if (!part.changed) { now.push(part); continue; }
      part.said.split(/(?=\n)/u).filter(Boolean).forEach((said, number) => {
        const last = now.at(-1), one = { ...part, id: number ? undefined : part.id, said };
        if (last && !said.startsWith("\n") && last.quote === one.quote) Object.assign(last, { said: last.said + said, changed: true });
        else now.push(one);
      });
    }
    for (let number = 1; number < now.length; number += 1) {
      const last = now[number - 1], one = now[number];
      if (last.changed && !one.changed && last.quote === one.quote && !one.lead) {
        Object.assign(last, { said: last.said + one.said });
        now.splice(number, 1);
        number -= 1;
      }
    }
    const kept = new Set(now.map((one) => one.id));
    for (const piece of this.shown.get(question)) if (!kept.has(piece.id)) this.take(piece.id);
    this.shown.set(question, now.map((one, number) => this.write(question, one, now, number)));
  }

  write(question, one, now, number) {
    const { id, changed, quote } = one;
    if (id && !changed) return { id, lead: one.lead, text: one.text, quote, place: one.place };
    const paragraph = one.said.startsWith("\n"), text = paragraph ? one.said.slice(1) : one.said;
    const said = { text, is_quote: quote, new_paragraph: paragraph };
    const line = id ? this.change(id, said) : this.add({ question, place: this.between(now, number), ...said });
    one.place = line.place;
    return { id: line.id, lead: paragraph ? "\n" : "", text, quote, place: line.place };
  }

  // A place after the one before and before the one after; where there is no room left, those after move on.
  between(now, number) {
    const low = now[number - 1]?.place, next = now.slice(number + 1).find((one) => one.id), high = next?.place;
    if (high === undefined) return low === undefined ? 1 : low + 1;
    const place = low === undefined ? high - 1 : (low + high) / 2;
    if (low === undefined || (low < place && place < high)) return place;
    now.slice(number + 1).filter((one) => one.id).forEach((one, after) => {
      one.place = low + 2 + after;
      Object.assign(one, { id: this.change(one.id, { place: one.place }).id });
    });
    return low + 1;
  }

  add(said) {
    const line = { id: newId(), is_quote: false, new_paragraph: false, revision: 1, beside: null, removed: false, ...said };
    this.mine.add(line.id);
    this.lines.set(line.id, line);
    return line;
  }

  change(id, said) {
    const line = this.lines.get(id);
    if (!Object.entries(said).some(([part, value]) => line[part] !== value)) return line;
    if (this.mine.has(id)) {
      const newer = { ...line, ...said, revision: line.revision + 1 };
      this.lines.set(id, newer);
      return newer;
    }
    this.take(id);
    const { question, place, text, is_quote, new_paragraph } = line;
    return this.add({ question, place, text, is_quote, new_paragraph, ...said, beside: id });
  }

  take(id) {
    const line = this.lines.get(id);
    if (line) this.lines.set(id, { ...line, text: "", is_quote: false, new_paragraph: false, removed: true });
  }
}
