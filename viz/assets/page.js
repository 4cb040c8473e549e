// Choosing, reading, unfolding, changing the language; by mouse, touch and keyboard.
"use strict";

(() => {
  const { picture } = chidao;
  const { network, place, byId } = picture;
  const chosenBox = document.getElementById("chosen"), welcome = document.getElementById("welcome");
  const closer = document.getElementById("close"), said = document.getElementById("said");
  const LEAST_ROOM = 130;
  let chosen = "";

  const article = (id) => document.getElementById(`n-${id}`);

  chidao.say = (text) => { said.textContent = text; };

  // A copy of the list's article: the panel and the list cannot differ.
  function read(id) {
    const copy = article(id).cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    chosenBox.replaceChildren(copy);
    welcome.hidden = true;
    closer.hidden = false;
    document.body.classList.add("reading");
    document.getElementById("panel").scrollTop = 0;
    unfoldButtons();
  }

  chidao.choose = (id, { show = false, focus = false } = {}) => {
    if (!article(id)) return;
    chosen = id;
    const node = byId.get(id);
    if (node && node.owner) picture.fold(node.owner, true);
    if (!node) ends(id).forEach((end) => { if (byId.get(end).owner) picture.fold(byId.get(end).owner, true); });
    select(id);
    read(id);
    if (show || picture.covered()) bring(node ? [id] : ends(id), show);
    if (focus) document.getElementById("panel-heading").focus();
    if (node) chidao.say([...node.words[chidao.language], node.kind === "document" ? chidao.word(`status.${node.status}`) : ""].filter(Boolean).join(", "));
  };

  // What was chosen into the part of the picture that can be seen; the page scrolls where that part is too small.
  function bring(ids, scroll) {
    const box = document.getElementById("picture"), [from, to] = picture.seen();
    if (picture.covered() && to - from < LEAST_ROOM) box.scrollIntoView({ block: "start" });
    else if (scroll) box.scrollIntoView({ block: "nearest" });
    picture.revealNodes(ids);
  }

  // A node with every piece of its lines, or a line with all its pieces.
  function select(id) {
    const touching = new Set(picture.edges.filter((edge) => [edge.from, edge.to, edge.edge].includes(id)).map((edge) => edge.edge));
    const edges = picture.edges.filter((edge) => touching.has(edge.edge) && network.body.data.edges.get(edge.id));
    network.setSelection({ nodes: byId.has(id) ? [id] : [], edges: edges.map((edge) => edge.id) }, { highlightEdges: false });
  }

  function ends(id) {
    const lines = picture.edges.filter((edge) => edge.edge === id);
    return lines.flatMap((edge) => [edge.from, edge.to]).filter((end) => byId.get(end).kind !== "via");
  }

  function leave() {
    chosen = "";
    network.unselectAll();
    chosenBox.replaceChildren();
    welcome.hidden = false;
    closer.hidden = true;
    document.body.classList.remove("reading");
  }

  function unfoldButtons() {
    document.querySelectorAll("button.unfold").forEach((button) => {
      const open = picture.open.has(button.dataset.fold);
      button.setAttribute("aria-expanded", String(open));
    });
  }

  function fold(id, wanted) {
    picture.fold(id, wanted);
    unfoldButtons();
    if (chosen && (!byId.has(chosen) || picture.shown(byId.get(chosen)))) select(chosen);
  }

  network.on("click", ({ nodes, edges, pointer }) => {
    const chip = picture.chipAt(pointer.canvas);
    if (chip) { fold(chip); chidao.choose(chip); return; }
    const node = nodes.find((id) => byId.get(id).kind !== "via");
    const edge = edges.length && picture.edges.find((one) => one.id === edges[0]);
    if (node) chidao.choose(node);
    else if (edge) chidao.choose(edge.edge);
    else leave();
  });
  network.on("doubleClick", ({ nodes }) => { if (nodes.length === 1 && picture.folds.has(nodes[0])) fold(nodes[0]); });
  network.on("hoverNode", () => { place.style.cursor = "pointer"; });
  network.on("hoverEdge", () => { place.style.cursor = "pointer"; });
  network.on("blurNode", () => { place.style.cursor = ""; });
  network.on("blurEdge", () => { place.style.cursor = ""; });

  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // The nearest card in a direction; what lies aside counts double.
  function next([right, down]) {
    const from = byId.get(chosen);
    let best = null, least = Infinity;
    for (const node of byId.values()) {
      if (node === from || node.kind === "via" || !picture.shown(node)) continue;
      const along = (node.x - from.x) * right + (node.y - from.y) * down;
      const aside = Math.abs((node.x - from.x) * down) + Math.abs((node.y - from.y) * right);
      if (along > 1 && along + 2 * aside < least) { best = node; least = along + 2 * aside; }
    }
    return best;
  }

  const first = () => chidao.data.root || picture.byId.keys().next().value;

  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = byId.has(chosen);
    if (event.key in WAYS) {
      const node = here ? next(WAYS[event.key]) : byId.get(first());
      if (node) chidao.choose(node.id, { show: true });
    } else if (event.key === "Home") chidao.choose(first(), { show: true });
    else if (event.key === "Enter" || event.key === " ") { if (chosen) chidao.choose(chosen, { focus: true }); else chidao.choose(first(), { show: true }); }
    else if ((event.key === "+" || event.key === "=") && here) fold(chosen, true);
    else if (event.key === "-" && here) fold(byId.get(chosen).owner || chosen, false);
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const reference = event.target.closest("[data-ref]"), folding = event.target.closest("[data-fold]");
    if (folding) fold(folding.dataset.fold);
    else if (reference) { event.preventDefault(); chidao.choose(reference.dataset.ref, { show: true, focus: Boolean(reference.closest("#panel")) }); }
  });
  document.getElementById("panel").addEventListener("keydown", (event) => { if (event.key === "Escape") { leave(); place.focus(); } });
  closer.addEventListener("click", () => { leave(); place.focus(); });
  document.getElementById("zoom-in").addEventListener("click", () => picture.zoom(1.2));
  document.getElementById("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.2));
  document.getElementById("fit").addEventListener("click", picture.everything);

  function speak(language) {
    chidao.language = language === "en" ? 1 : 0;
    document.documentElement.lang = language;
    document.querySelectorAll("[data-in]").forEach((part) => part.setAttribute(part.dataset.in, part.dataset[language]));
    document.querySelectorAll("[data-lang]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.lang === language)));
    picture.refresh();
  }
  document.querySelectorAll("[data-lang]").forEach((button) => button.addEventListener("click", () => speak(button.dataset.lang)));
  speak(document.documentElement.lang);

  let width = place.clientWidth;
  window.addEventListener("resize", () => { if (place.clientWidth !== width) { width = place.clientWidth; picture.home(); } });
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
    document.getElementById("printed").src = picture.image();
  });
})();
