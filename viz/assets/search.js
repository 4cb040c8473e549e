// Searching without diacritics: "chi tieu 9" finds the ninth indicator.
"use strict";

chidao.search = (() => {
  const { picture } = chidao;
  const input = document.getElementById("search"), found = document.getElementById("found");
  const MOST = 12;
  let at = -1, hits = [];

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const words = (text) => folded(text).match(/\d+(?:[.,]\d+)*|[\p{L}\p{N}]+/gu) || [];

  const entries = [...picture.byId.values()].filter((node) => node.words).map((node) => {
    const owner = node.owner ? picture.byId.get(node.owner).words : [];
    const own = node.words.flat().join(" ");
    const labels = node.words.map(([label]) => ` ${words(label).join(" ")} `);
    return { node, labels, named: labels.join(" ").split(" "), words: words(own), text: ` ${words(own).join(" ")} `, all: words([own, ...owner.flat()].join(" ")) };
  });

  const isNumber = (word) => /^\d/.test(word);
  // A number must be met whole, so that 9 does not find 19; other words by their beginning.
  const meets = (word, wanted) => (isNumber(wanted) ? word === wanted : word.startsWith(wanted));

  // Best where the label says it as it was typed, then where the label has its numbers, then where anything has it.
  function score(entry, wanted) {
    const all = (words, some) => some.every((one) => words.some((word) => meets(word, one)));
    const phrase = ` ${wanted.join(" ")} `, numbers = wanted.filter(isNumber);
    if (entry.labels.some((label) => label.includes(phrase))) return 5;
    if (numbers.length && all(entry.named, numbers) && all(entry.words, wanted)) return 4;
    if (entry.text.includes(phrase)) return 3;
    if (all(entry.words, wanted)) return 2;
    return all(entry.all, wanted) ? 1 : 0;
  }

  const RANK = { document: 0, indicator: 1, agency: 2 };

  function look(text) {
    const wanted = words(text);
    if (!wanted.length) return [];
    const found = entries.map((entry) => ({ entry, points: score(entry, wanted) })).filter((hit) => hit.points)
      .sort((a, b) => b.points - a.points || RANK[a.entry.node.kind] - RANK[b.entry.node.kind]);
    // A label typed out with its number means that label: figures elsewhere are no answer to it.
    const exact = wanted.length > 1 && wanted.some(isNumber) ? found.filter((hit) => hit.points === 5) : [];
    return (exact.length ? exact : found).map((hit) => hit.entry.node);
  }

  function option(node, place) {
    const item = document.createElement("li"), name = document.createElement("strong"), more = document.createElement("span");
    const [label, detail, note] = node.words[chidao.language];
    item.id = `found-${place}`;
    item.setAttribute("role", "option");
    name.textContent = label;
    const owner = node.owner ? picture.byId.get(node.owner).words[chidao.language][0] : note;
    more.textContent = [detail, owner].filter(Boolean).join(" · ");
    item.append(name, " ", more);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(node); });
    return item;
  }

  function list() {
    hits = look(input.value);
    at = hits.length ? 0 : -1;
    found.replaceChildren(...hits.slice(0, MOST).map(option));
    const none = !hits.length && input.value.trim();
    if (none) {
      const item = document.createElement("li");
      item.textContent = chidao.word("ui.search-none");
      found.append(item);
    }
    found.hidden = !hits.length && !none;
    input.setAttribute("aria-expanded", String(!found.hidden));
    mark();
    if (input.value.trim()) chidao.say(none ? chidao.word("ui.search-none") : chidao.word("ui.search-many").replace("{count}", hits.length));
  }

  function mark() {
    [...found.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", `found-${at}`); else input.removeAttribute("aria-activedescendant");
    if (at >= 0) found.children[at].scrollIntoView({ block: "nearest" });
  }

  function close() {
    found.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function pick(node) {
    close();
    chidao.choose(node.id, { show: true });
  }

  input.addEventListener("input", list);
  input.addEventListener("focus", () => { if (input.value.trim()) list(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const shown = Math.min(hits.length, MOST);
    if (event.key === "ArrowDown" && shown) at = (at + 1) % shown;
    else if (event.key === "ArrowUp" && shown) at = (at + shown - 1) % shown;
    else if (event.key === "Enter" && at >= 0) { pick(hits[at]); event.preventDefault(); return; }
    else if (event.key === "Escape") { close(); return; }
    else return;
    event.preventDefault();
    mark();
  });

  return { look };
})();
