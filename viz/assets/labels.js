// Where the words of a line stand: on it or beside it, clear of cards, arrow heads and each other.
"use strict";

chidao.labels = (() => {
  const { FONT } = chidao.shapes;
  const CELL = 256, TRAIL = 12, SOLID = 50, PAD = 3, BESIDE = 9, LEADING = 1.12, HEAD_LENGTH = 20, LEAST_SEEN = 5;
  const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86];

  // Boxes that are taken, found by the squares that they touch.
  function crowd() {
    const cells = new Map();
    const squares = ([left, top, right, bottom]) => {
      const found = [];
      for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i += 1) {
        for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j += 1) found.push(`${i} ${j}`);
      }
      return found;
    };
    const shared = (a, b) => Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
    return {
      take: (box, edge) => squares(box).forEach((key) => {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push({ box, edge, weight: edge ? 1 : SOLID });
      }),
      // What a box shares with others: with cards, heads and words above all; a line's words may stand on that line.
      overlap: (box, edge) => [...new Set(squares(box).flatMap((key) => cells.get(key) || []))]
        .reduce((sum, other) => sum + (other.edge === edge ? 0 : other.weight * shared(box, other.box)), 0),
    };
  }

  // A piece as it is drawn: straight, or the curve that leaves and arrives level.
  const way = ([x1, y1], [x2, y2], straight) => (t) => {
    if (straight) return [x1 + (x2 - x1) * t, y1 + (y2 - y1) * t];
    const s = 1 - t, bend = 0.55 * (x2 - x1), [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    return [a * x1 + b * (x1 + bend) + c * (x2 - bend) + d * x2, (a + b) * y1 + (c + d) * y2];
  };

  // The box of an arrow's head: from the rim of the card that it points at, some way back.
  function headBox(at, [left, top, right, bottom]) {
    const STEPS = 200;
    let step = STEPS;
    const inside = ([x, y]) => x > left && x < right && y > top && y < bottom;
    while (step > 0 && inside(at(step / STEPS))) step -= 1;
    const [x, y] = at(step / STEPS);
    let back = step;
    while (back > 0 && Math.hypot(at(back / STEPS)[0] - x, at(back / STEPS)[1] - y) < HEAD_LENGTH) back -= 1;
    const [u, v] = at(back / STEPS);
    return [Math.min(x, u) - 6, Math.min(y, v) - 6, Math.max(x, u) + 6, Math.max(y, v) + 6];
  }

  function measured(ctx, words, size) {
    ctx.font = `${size}px ${FONT}`;
    return [words, words.replace(" · ", "\n")].map((text) => {
      const rows = text.split("\n");
      return { rows, w: Math.max(...rows.map((row) => ctx.measureText(row).width)) + 2 * PAD, h: rows.length * size * LEADING + PAD };
    });
  }

  // Best first: near the middle of the piece that carries the words; beside an upright line, rather on any other.
  function* candidates(line, forms) {
    for (const at of line.pieces) {
      const upright = at(0)[0] === at(1)[0], spots = ALONG.map(at);
      const on = spots.flatMap(([x, y]) => forms.map((form) => ({ form, x, y })));
      const beside = spots.flatMap(([x, y]) => forms.flatMap((form) => [1, -1].map((side) => ({ form, x: x + side * (BESIDE + form.w / 2), y }))));
      yield* upright ? [...beside, ...on] : [...on, ...beside];
    }
  }

  // The line itself as little boxes, so that no words of another line lie on it.
  function* trail(line) {
    for (const at of line.pieces) {
      const [x1, y1] = at(0), [x2, y2] = at(1), steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / TRAIL);
      for (let step = 0; step <= steps; step += 1) {
        const [x, y] = at(step / steps);
        yield [x - 2, y - 2, x + 2, y + 2];
      }
    }
  }

  const boxOf = ({ form: { w, h }, x, y }) => [x - w / 2, y - h / 2, x + w / 2, y + h / 2];

  // Lines come with their pieces, most wanted first; what is taken already comes as boxes.
  function place(ctx, lines, taken) {
    const full = crowd();
    taken.forEach((box) => full.take(box));
    for (const line of lines) {
      if (line.head) full.take(line.head);
      for (const box of trail(line)) full.take(box, line.edge);
    }
    return lines.filter((line) => line.words).map((line) => {
      let best = null, least = Infinity;
      for (const candidate of candidates(line, measured(ctx, line.words, line.size))) {
        const over = full.overlap(boxOf(candidate), line.edge);
        if (over < least) { best = candidate; least = over; }
        if (!over) break;
      }
      full.take(boxOf(best));
      return { edge: line.edge, size: line.size, rows: best.form.rows, x: best.x, y: best.y, box: boxOf(best) };
    });
  }

  function draw(ctx, labels, scale) {
    ctx.save();
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const { size, rows, x, y, box: [left, top, right, bottom] } of labels) {
      if (size * scale < LEAST_SEEN) continue;
      ctx.fillStyle = "#ffffffe8";
      ctx.fillRect(left, top, right - left, bottom - top);
      ctx.fillStyle = "#2b3844";
      ctx.font = `${size}px ${FONT}`;
      rows.forEach((row, index) => ctx.fillText(row, x, y + (index - (rows.length - 1) / 2) * size * LEADING));
    }
    ctx.restore();
  }

  return { way, headBox, place, draw };
})();
