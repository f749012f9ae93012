// What somebody typed in a field, and where. It knows nothing of lines.
// What was typed between two values of a field: from where, how much went, and what came; the cursor tells where it stands.
export const difference = (was, is, cursor) => {
  let tail = 0;
  const most = Math.min(was.length, is.length), after = is.length - cursor;
  while (tail < Math.min(most, after) && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail += 1;
  let head = 0;
  while (head < most - tail && was[head] === is[head]) head += 1;
  while (tail < most - head && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail += 1;
  return [head, was.length - tail - head, is.slice(head, is.length - tail)];
};

// Nothing that cannot be kept, as wellserved/kit/text.py has it.
export const clean = (text) => text.replace(/\r\n?/gu, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu, "");

// Where nothing is chosen: the sentence that the cursor stands in, or that was just written.
export const sentenceAt = (text, cursor) => {
  const begin = text.lastIndexOf("\n", cursor - 1) + 1, until = text.indexOf("\n", cursor), paragraph = text.slice(begin, until < 0 ? undefined : until);
  let from = begin;
  for (const [said] of paragraph.matchAll(/[^.!?…。！？؟]*[.!?…。！？؟]*["”’»)]*\s*/gu)) {
    if (said && cursor <= from + said.length) return [from, from + said.length];
    from += said.length;
  }
  return [begin, begin + paragraph.length];
};
