// How a phrase is found in a text: the same as wording/rules.py, in the browser, so that no draft has to leave it.
const APOSTROPHES = /[\u2019\u2018\u02bc\u02b9\u0060\u00b4\u2032\uff07\u05f3]/u;
const SIGN = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const WORD = `(?:(?![${SIGN}])[\\p{L}\\p{N}_])+`;
const TOKEN = new RegExp(`[${SIGN}]|${WORD}(?:'${WORD})*`, "gu");
const UNHEARD = /[\p{Mn}\p{Cf}\u0640]/gu;
const LONGEST = 20000;

function fold(text) {
  let folded = "";
  for (const letter of text) {
    if (APOSTROPHES.test(letter)) folded += "'";
    else folded += letter.normalize("NFKD").toLowerCase().replace(/ß/gu, "ss").replace(/ς/gu, "σ").replace(UNHEARD, "").replace(APOSTROPHES, "'");
  }
  return folded;
}

export function tokens(text) {
  return fold([...text].slice(0, LONGEST).join("")).match(TOKEN) ?? [];
}

// The guide as a tree of words; `lines` are {words: […], …}.
export function guide(lines) {
  const root = new Map();
  for (const line of lines) {
    if (!line.words.length) continue;
    let node = root;
    for (const word of line.words) {
      if (!node.has(word)) node.set(word, new Map());
      node = node.get(word);
    }
    if (!node.has("")) node.set("", line);
  }
  return root;
}

// The lines that a text touches, from its beginning on; the longest where several begin at one word.
export function find(text, root) {
  const said = tokens(text);
  const found = [];
  for (let at = 0; at < said.length; ) {
    let node = root;
    let line = null;
    let length = 1;
    for (let ahead = at; ahead < said.length && node.has(said[ahead]); ahead += 1) {
      node = node.get(said[ahead]);
      if (node.has("")) [line, length] = [node.get(""), ahead - at + 1];
    }
    if (line) found.push(line);
    at += line ? length : 1;
  }
  return found;
}
