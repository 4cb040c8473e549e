// The picture itself: what is drawn where, what unfolds, where the view stands.
"use strict";

chidao.picture = (() => {
  const { shapes } = chidao;
  const data = JSON.parse(document.getElementById("data").textContent);
  const options = JSON.parse(document.getElementById("options").textContent);
  const place = document.getElementById("canvas");
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const folds = new Map(data.folds.map((fold) => [fold.document, fold]));
  const open = new Set();
  const GAP = 40, HEAD = 46, BAND = 20, MARGIN = 24;
  const STYLES = {
    tree: { width: 2.2, color: "#2b3f52", dashes: false, size: 13 },
    also: { width: 1.1, color: "#6b7b8a", dashes: false, size: 11.5 },
    other: { width: 1.5, color: "#6a3fa0", dashes: [7, 5], size: 12 },
    owner: { width: 1.1, color: "#5f78a3", dashes: false, size: 11 },
  };

  chidao.word = (key) => data.words[key][chidao.language];
  chidao.data = data;

  const isMember = (node) => Boolean(node.owner);
  const anchor = (node) => (isMember(node) ? byId.get(node.owner) : node);
  const base = new Map(data.nodes.map((node) => [node.id, node.y]));

  // Everything below an unfolded document moves down by the height of its box.
  function shift(node) {
    const of = anchor(node), y = base.get(of.id);
    let moved = 0;
    for (const id of open) {
      const above = byId.get(id);
      const beside = base.get(id) === y && above.x < of.x && isMember(node);
      if (base.get(id) < y || beside) moved += folds.get(id).box[3] + GAP;
    }
    return moved;
  }

  const shown = (node) => !isMember(node) || open.has(node.owner);

  function drawn(node) {
    const at = { id: node.id, x: node.x, y: node.y };
    if (node.kind === "via") return { ...at, shape: "dot", size: 0, label: " ", color: "#00000000", chosen: false };
    return {
      ...at, shape: "custom", label: node.words[chidao.language][0], size: node.size[1] / 2,
      ctxRenderer: ({ ctx, state }) => ({
        drawNode: () => paint(ctx, node, state.selected),
        nodeDimensions: { width: node.size[0], height: node.size[1] },
      }),
    };
  }

  function chip(node) {
    const fold = folds.get(node.id);
    return fold ? `${open.has(node.id) ? "−" : "+"}${fold.words[chidao.language].split(" · ")[0]}` : "";
  }

  function paint(ctx, node, chosen) {
    ctx.save();
    if (node.kind === "document") shapes.card(ctx, node, chosen, chip(node), open.has(node.id));
    else shapes[node.kind](ctx, node, chosen);
    ctx.restore();
  }

  function line(edge) {
    const style = STYLES[edge.style];
    return {
      id: edge.id, from: edge.from, to: edge.to, width: style.width, dashes: style.dashes,
      arrows: edge.arrows && edge.style !== "owner" ? { to: { enabled: true, scaleFactor: style.width > 2 ? 0.75 : 0.6 } } : "",
      smooth: edge.straight ? false : { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.55 },
      color: { color: style.color, highlight: "#0b57d0", hover: "#0b57d0", inherit: false },
      selectionWidth: 1.2, hoverWidth: 0.6,
    };
  }

  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  let labels = [];
  const network = new vis.Network(place, { nodes, edges }, options);

  function refresh() {
    for (const node of data.nodes) node.y = base.get(node.id) + shift(node);
    const visible = data.nodes.filter(shown), ids = new Set(visible.map((node) => node.id));
    nodes.remove(nodes.getIds().filter((id) => !ids.has(id)));
    nodes.update(visible.map(drawn));
    const lines = data.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
    const kept = new Set(lines.map((edge) => edge.id));
    edges.remove(edges.getIds().filter((id) => !kept.has(id)));
    edges.update(lines.map(line));
    // A card that was never drawn has no box yet: after one step of the view the library would leave it out.
    const ctx = place.querySelector("canvas").getContext("2d");
    Object.values(network.body.nodes).forEach((node) => node.updateBoundingBox(ctx, false));
    labels = worded(lines, ctx);
  }

  const rim = ({ x, y, size: [w, h] }) => [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
  const ORDER = ["tree", "other", "also", "owner"];

  // The words of all lines that are drawn, placed anew whenever something moves or the language changes.
  function worded(pieces, ctx) {
    const ways = new Map();
    for (const piece of pieces) {
      const from = byId.get(piece.from), to = byId.get(piece.to), way = chidao.labels.way([from.x, from.y], [to.x, to.y], piece.straight);
      const found = ways.get(piece.edge) || { edge: piece.edge, style: piece.style, size: STYLES[piece.style].size, pieces: [] };
      const words = piece.words[chidao.language];
      if (words) { found.words = words; found.pieces.unshift(way); } else found.pieces.push(way);
      if (piece.arrows && piece.style !== "owner") found.head = chidao.labels.headBox(way, rim(to));
      ways.set(piece.edge, found);
    }
    const boxes = data.nodes.filter((node) => node.size && shown(node)).map(rim);
    for (const node of data.nodes.filter(({ alarm }) => alarm)) { const [x, y] = rim(node); boxes.push([x + 10, y - 13, x + 58, y + 9]); }
    for (const id of open) { const [x, y, w, h] = boxOf(id); boxes.push([x, y, x + w, y + h]); }
    const lines = [...ways.values()].sort((a, b) => ORDER.indexOf(a.style) - ORDER.indexOf(b.style));
    return chidao.labels.place(ctx, lines, boxes);
  }

  function boxOf(id) {
    const [x, y, w, h] = folds.get(id).box;
    return [x, y + shift({ owner: id }), w, h];
  }

  function bounds() {
    const boxes = [...data.nodes.filter((node) => shown(node) && node.size).map(rim), ...labels.map((label) => label.box)];
    for (const id of open) { const [x, y, w, h] = boxOf(id); boxes.push([x, y, x + w, y + h]); }
    for (const [, x, w] of data.columns) boxes.push([x, 0, x + w, 0]);
    const side = (at, choose) => choose(...boxes.map((box) => box[at]));
    return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
  }

  // As much as fits at a size that can be read; where not all fits, the top left, or what was asked for.
  function home() {
    const [left, top, right, bottom] = bounds();
    const w = place.clientWidth, h = place.clientHeight - HEAD;
    const wide = w / (right - left + 2 * MARGIN), high = h / (bottom - top + 2 * MARGIN);
    const least = w < 600 ? 0.62 : 0.7;
    const scale = Math.min(1.15, Math.max(least, Math.min(wide, high)));
    const root = byId.get(data.root);
    const x = (right - left) * scale <= w ? (left + right) / 2 : left - MARGIN + w / 2 / scale;
    const start = top - MARGIN + h / 2 / scale;
    const fits = (bottom - top) * scale <= h;
    const y = fits ? (top + bottom) / 2 : root ? Math.max(start, root.y) : start;
    network.moveTo({ position: { x, y: y - HEAD / 2 / scale }, scale, animation: false });
  }

  function everything() {
    const [left, top, right, bottom] = bounds();
    const w = place.clientWidth, h = place.clientHeight - HEAD;
    const scale = Math.min(1.15, w / (right - left + 2 * MARGIN), h / (bottom - top + 2 * MARGIN));
    move((left + right) / 2, (top + bottom) / 2 - HEAD / 2 / scale, scale);
  }

  const still = window.matchMedia("(prefers-reduced-motion: reduce)");

  function move(x, y, scale) {
    const animation = still.matches ? false : { duration: 250, easingFunction: "easeInOutQuad" };
    network.moveTo({ position: { x, y }, scale: scale || network.getScale(), animation });
  }

  function zoom(by) {
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x, y }, scale: Math.min(2.5, Math.max(0.15, network.getScale() * by)), animation: false });
  }

  const panel = document.getElementById("panel");
  // On a narrow screen the panel lies over the picture's lower part.
  const covered = () => getComputedStyle(panel).position === "fixed";

  // From where to where the picture can be seen, below its headings: all of it, or what screen and panel leave.
  function seen() {
    if (!covered()) return [HEAD, place.clientHeight];
    const { top, bottom } = place.getBoundingClientRect();
    return [Math.max(HEAD, -top), Math.min(bottom, panel.getBoundingClientRect().top) - top];
  }

  // Brings a rectangle into view, moving no more than is needed.
  function reveal([left, top, right, bottom]) {
    const scale = network.getScale(), { x, y } = network.getViewPosition();
    const w = place.clientWidth / scale, h = place.clientHeight / scale, pad = (covered() ? 14 : 24) / scale;
    const [from, to] = seen(), above = y - h / 2;
    const room = [x - w / 2 + pad, above + from / scale + pad, x + w / 2 - pad, above + to / scale - pad];
    const step = (low, high, from, to) => (low < from ? low - from : high > to ? Math.min(high - to, low - from) : 0);
    const dx = step(left, right, room[0], room[2]), dy = step(top, bottom, room[1], room[3]);
    if (dx || dy) move(x + dx, y + dy);
  }

  function revealNodes(ids) {
    const boxes = ids.map((id) => rim(byId.get(id)));
    const side = (at, choose) => choose(...boxes.map((box) => box[at]));
    reveal([side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)]);
  }

  function fold(id, wanted) {
    const now = wanted === undefined ? !open.has(id) : wanted;
    if (!folds.has(id) || now === open.has(id)) return;
    if (now) open.add(id); else open.delete(id);
    refresh();
    const { x, y, size: [w, h] } = byId.get(id);
    if (!now) { revealNodes([id]); return; }
    const [left, top, width, height] = boxOf(id);
    reveal([Math.min(left, x - w / 2), y - h / 2, left + width, top + height]);
  }

  // The columns behind everything, and the boxes of what is unfolded.
  network.on("beforeDrawing", (ctx) => {
    const { y: top } = network.DOMtoCanvas({ x: 0, y: 0 }), { y: bottom } = network.DOMtoCanvas({ x: 0, y: place.clientHeight });
    data.columns.forEach(([, x, w]) => {
      ctx.fillStyle = "#f1f4f6";
      ctx.fillRect(x - BAND, top, w + 2 * BAND, bottom - top);
    });
    for (const id of open) shapes.box(ctx, boxOf(id), `${folds.get(id).words[chidao.language]} — ${byId.get(id).words[chidao.language][0]}`);
  });

  const heads = [...document.querySelectorAll("#heads .head")];
  network.on("afterDrawing", (ctx) => {
    chidao.labels.draw(ctx, labels, network.getScale());
    data.columns.forEach(([, x, w], index) => {
      const from = network.canvasToDOM({ x: x - BAND, y: 0 }).x, to = network.canvasToDOM({ x: x + w + BAND, y: 0 }).x;
      heads[index].style.left = `${from}px`;
      heads[index].style.width = `${to - from}px`;
    });
  });

  // The wheel moves the picture; at its end the page scrolls on. With Ctrl it zooms.
  place.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12);
      return;
    }
    const scale = network.getScale(), { x, y } = network.getViewPosition(), [left, top, right, bottom] = bounds();
    const down = event.deltaY / scale, across = event.deltaX / scale, half = place.clientHeight / 2 / scale;
    const room = down > 0 ? bottom + MARGIN - (y + half) : y - half + HEAD / scale - (top - MARGIN);
    if (room <= 0 && !across) return;
    event.preventDefault();
    const dy = Math.sign(down) * Math.min(Math.abs(down), Math.max(0, room));
    network.moveTo({ position: { x: Math.min(right, Math.max(left, x + across)), y: y + dy }, animation: false });
  }, { passive: false });

  function chipAt(point) {
    const ctx = place.querySelector("canvas").getContext("2d");
    for (const id of folds.keys()) {
      ctx.save();
      const [x, y, w, h] = shapes.chipBox(ctx, byId.get(id), chip(byId.get(id)));
      ctx.restore();
      if (point.x >= x && point.x <= x + w && point.y >= y && point.y <= y + h) return id;
    }
    return null;
  }

  // The whole picture with its column headings, for paper.
  function image() {
    const { x, y } = network.getViewPosition(), scale = network.getScale();
    const drawn = place.querySelector("canvas"), copy = document.createElement("canvas"), dense = drawn.width / place.clientWidth;
    const [left, top, right, bottom] = bounds(), w = place.clientWidth, h = place.clientHeight - HEAD;
    const all = Math.min(1.15, w / (right - left + 2 * MARGIN), h / (bottom - top + 2 * MARGIN));
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 - HEAD / 2 / all }, scale: all, animation: false });
    network.redraw();
    copy.width = drawn.width;
    copy.height = drawn.height;
    const ctx = copy.getContext("2d");
    ctx.fillStyle = "#ffffff";
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(drawn, 0, 0);
    ctx.scale(dense, dense);
    ctx.font = `700 16px ${shapes.FONT}`;
    ctx.fillStyle = shapes.INK;
    ctx.textAlign = "center";
    data.columns.forEach(([, from, width], index) => {
      const said = heads[index].querySelector(`.w[lang="${document.documentElement.lang}"]`) || heads[index];
      ctx.fillText(said.textContent, network.canvasToDOM({ x: from + width / 2, y: 0 }).x, HEAD - 16);
    });
    network.moveTo({ position: { x, y }, scale, animation: false });
    return copy.toDataURL("image/png");
  }

  refresh();
  home();
  document.querySelectorAll("canvas.sample").forEach((canvas) => shapes.sample(canvas, canvas.dataset.sample));

  return { network, place, byId, folds, open, fold, refresh, reveal, revealNodes, zoom, everything, home, image, shown, chipAt, covered, seen, labels: () => labels, edges: data.edges };
})();
