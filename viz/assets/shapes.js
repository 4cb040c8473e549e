// How cards, rows and samples of the legend are drawn. Shape and word tell documents apart, colour only helps.
"use strict";

window.chidao = { language: 0 };

chidao.shapes = (() => {
  const FONT = '"Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "Liberation Sans", system-ui, sans-serif';
  const INK = "#17212b", MUTED = "#46535f", CHOSEN = "#0b57d0";
  const FRAME = { held: "#0b5566", reported: "#7a4100", cited: "#55616d", missing: "#8c1d18" };
  const PAPER = { held: "#ffffff", reported: "#fff8ec", cited: "#f1f3f5", missing: "#fff3f2" };
  const MARK = { held: "●", reported: "◐", cited: "○", missing: "?" };
  const FOLD = 16, CHIP = 22, POINT = 16;

  const font = (ctx, size, weight) => { ctx.font = `${weight || 400} ${size}px ${FONT}`; };

  function fit(ctx, text, width) {
    if (ctx.measureText(text).width <= width) return text;
    let low = 0, high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (ctx.measureText(text.slice(0, middle) + "…").width <= width) low = middle; else high = middle - 1;
    }
    return text.slice(0, low).trimEnd() + "…";
  }

  function lines(ctx, text, width, most) {
    const found = [];
    let line = "";
    for (const word of text.split(/\s+/)) {
      const longer = line ? `${line} ${word}` : word;
      if (!line || ctx.measureText(longer).width <= width) { line = longer; continue; }
      found.push(line);
      line = word;
    }
    found.push(line);
    const kept = found.slice(0, most);
    if (found.length > most) kept[most - 1] = fit(ctx, found.slice(most - 1).join(" "), width);
    return kept.map((one) => fit(ctx, one, width));
  }

  function outline(ctx, status, x, y, w, h) {
    const left = x - w / 2, right = x + w / 2, top = y - h / 2, bottom = y + h / 2;
    ctx.beginPath();
    if (status === "reported") { ctx.roundRect(left, top, w, h, 20); return; }
    if (status === "cited") {
      ctx.moveTo(left, y); ctx.lineTo(left + POINT, top); ctx.lineTo(right - POINT, top);
      ctx.lineTo(right, y); ctx.lineTo(right - POINT, bottom); ctx.lineTo(left + POINT, bottom);
    } else if (status === "held") {
      ctx.moveTo(left, top); ctx.lineTo(right - FOLD, top); ctx.lineTo(right, top + FOLD);
      ctx.lineTo(right, bottom); ctx.lineTo(left, bottom);
    } else {
      ctx.rect(left, top, w, h);
    }
    ctx.closePath();
  }

  function frame(ctx, status, x, y, w, h, chosen, scale) {
    const unit = scale || 1;
    ctx.lineWidth = (chosen ? 4 : 2) * unit;
    ctx.strokeStyle = chosen ? CHOSEN : FRAME[status];
    ctx.fillStyle = PAPER[status];
    ctx.setLineDash(status === "cited" ? [8 * unit, 5 * unit] : status === "missing" ? [2 * unit, 4 * unit] : []);
    outline(ctx, status, x, y, w, h);
    ctx.fill();
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.lineWidth = 1.3 * unit;
    ctx.strokeStyle = FRAME[status];
    if (status === "reported") { outline(ctx, status, x, y, w - 9 * unit, h - 9 * unit); ctx.stroke(); }
    if (status === "held") {
      const right = x + w / 2, top = y - h / 2;
      ctx.beginPath();
      ctx.moveTo(right - FOLD, top); ctx.lineTo(right - FOLD, top + FOLD); ctx.lineTo(right, top + FOLD);
      ctx.fillStyle = "#d5e4e8";
      ctx.fill();
      ctx.stroke();
    }
  }

  function pill(ctx, text, x, y, height, colours) {
    font(ctx, 13, 600);
    const width = ctx.measureText(text).width + 20;
    ctx.beginPath();
    ctx.roundRect(x, y - height / 2, width, height, height / 2);
    ctx.fillStyle = colours[0];
    ctx.fill();
    ctx.lineWidth = 1.3;
    ctx.strokeStyle = colours[1];
    ctx.stroke();
    ctx.fillStyle = colours[1];
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillText(text, x + 10, y + 0.5);
    return width;
  }

  // The chip in a card's corner that unfolds it: its box, so that a click finds it.
  function chipBox(ctx, node, text) {
    font(ctx, 13, 600);
    const width = ctx.measureText(text).width + 20, inset = node.status === "held" ? 8 : POINT;
    return [node.x + node.size[0] / 2 - inset - width, node.y + node.size[1] / 2 - CHIP - 6, width, CHIP];
  }

  // The number has the first line to itself unless the date fits beside it, a name without number has two; then the
  // issuer, then standing and chip.
  function card(ctx, node, chosen, chip, open) {
    const [w, h] = node.size, [label, detail, note] = node.words[chidao.language];
    const inset = { cited: 20, reported: 15 }[node.status] || 12;
    const left = node.x - w / 2 + inset, top = node.y - h / 2, width = w - 2 * inset;
    frame(ctx, node.status, node.x, node.y, w, h, chosen);
    ctx.textBaseline = "alphabetic";
    ctx.textAlign = "left";
    font(ctx, 13);
    const dateWidth = ctx.measureText(note).width, corner = node.status === "held" ? 10 : 0;
    font(ctx, 17.5, 700);
    const beside = note && ctx.measureText(label).width + dateWidth + corner + 8 <= width;
    ctx.fillStyle = INK;
    const named = !beside && ctx.measureText(label).width > width - corner;
    if (named) font(ctx, 14.5, 700);
    const name = named ? lines(ctx, label, width - corner, 2) : [label];
    name.forEach((line, place) => ctx.fillText(line, left, top + (named ? 22 + 17 * place : 25)));
    font(ctx, 13);
    ctx.fillStyle = MUTED;
    if (beside) ctx.fillText(note, left + width - corner - dateWidth, top + 25);
    font(ctx, 14);
    ctx.fillStyle = INK;
    const under = beside || named || !note ? detail : `${detail} · ${note}`, below = 17 * (name.length - 1);
    lines(ctx, under, width, below ? 1 : 2).forEach((line, place) => ctx.fillText(line, left, top + (below ? 57 : 44) + 16 * place));
    const box = chip ? chipBox(ctx, node, chip) : null;
    font(ctx, 13, 600);
    ctx.fillStyle = FRAME[node.status];
    const state = `${MARK[node.status]} ${chidao.word("status." + node.status)}`;
    ctx.fillText(fit(ctx, state, box ? box[0] - left - 6 : width), left, top + h - 11);
    if (node.alarm) pill(ctx, `! ${node.alarm}`, node.x - w / 2 + 10, top - 2, 21, ["#fff1d6", "#7a4100"]);
    if (box) pill(ctx, chip, box[0], box[1] + CHIP / 2, CHIP, open ? ["#0b5566", "#ffffff"] : ["#e3f0f3", "#0b5566"]);
  }

  function indicator(ctx, node, chosen) {
    const [w, h] = node.size, [label, detail, note] = node.words[chidao.language];
    const left = node.x - w / 2, number = label.replace(/^\D+/, "") || "–";
    ctx.beginPath();
    ctx.roundRect(left, node.y - h / 2, w, h, 6);
    ctx.fillStyle = "#ffffff";
    ctx.fill();
    ctx.lineWidth = chosen ? 3 : 1;
    ctx.strokeStyle = chosen ? CHOSEN : "#8fa3ad";
    ctx.stroke();
    ctx.textBaseline = "middle";
    font(ctx, 16, 700);
    ctx.fillStyle = "#0b5566";
    ctx.textAlign = "right";
    ctx.fillText(fit(ctx, number, 34), left + 36, node.y + 0.5);
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.fillStyle = INK;
    font(ctx, 14);
    ctx.fillText(fit(ctx, detail, w - 56), left + 46, node.y - 4);
    font(ctx, 13, 600);
    ctx.fillStyle = "#0b5566";
    ctx.fillText(fit(ctx, note, w - 56), left + 46, node.y + 15);
  }

  function agency(ctx, node, chosen) {
    const [w, h] = node.size, [label, detail] = node.words[chidao.language];
    const left = node.x - w / 2;
    ctx.beginPath();
    ctx.roundRect(left, node.y - h / 2, w, h, 22);
    ctx.fillStyle = "#eef3fb";
    ctx.fill();
    ctx.lineWidth = chosen ? 3 : 1.3;
    ctx.strokeStyle = chosen ? CHOSEN : "#2f4a78";
    ctx.stroke();
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.fillStyle = INK;
    font(ctx, 13, 600);
    const name = lines(ctx, label, w - 34, 2), top = node.y + (name.length > 1 ? -12 : -4);
    name.forEach((line, place) => ctx.fillText(line, left + 17, top + 16 * place));
    font(ctx, 12.5);
    ctx.fillStyle = MUTED;
    ctx.fillText(fit(ctx, detail, w - 34), left + 17, top + 16 * name.length + 1);
  }

  // The box that a document's indicators and agencies come out into, tied to its chip.
  function box(ctx, [x, y, w, h], title) {
    ctx.beginPath();
    ctx.moveTo(x + 24, y - 18); ctx.lineTo(x + 24, y);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = "#0b5566";
    ctx.stroke();
    ctx.beginPath();
    ctx.roundRect(x, y, w, h, 10);
    ctx.fillStyle = "#f6fafb";
    ctx.fill();
    ctx.stroke();
    font(ctx, 13, 600);
    ctx.fillStyle = "#0b5566";
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.fillText(title, x + 16, y + 21);
  }

  function line(ctx, colour, width, dash, arrow) {
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(54, 18); ctx.lineTo(arrow ? 12 : 4, 18);
    ctx.stroke();
    ctx.setLineDash([]);
    if (!arrow) return;
    ctx.beginPath();
    ctx.moveTo(3, 18); ctx.lineTo(15, 12); ctx.lineTo(15, 24);
    ctx.fill();
  }

  function sample(canvas, name) {
    const ctx = canvas.getContext("2d"), dense = window.devicePixelRatio || 1;
    canvas.width = 56 * dense;
    canvas.height = 36 * dense;
    ctx.scale(dense, dense);
    if (name in FRAME) frame(ctx, name, 28, 18, 50, 30, false);
    if (name === "arrow") line(ctx, "#2b3f52", 2.4, [], true);
    if (name === "thin") line(ctx, "#6b7b8a", 1.2, [], true);
    if (name === "dashed") line(ctx, "#6a3fa0", 1.6, [7, 5], true);
    if (name === "findings") pill(ctx, "! 2", 8, 18, 22, ["#fff1d6", "#7a4100"]);
    if (name === "fold") pill(ctx, "+ 24", 4, 18, 24, ["#e3f0f3", "#0b5566"]);
  }

  return { card, indicator, agency, box, sample, chipBox, FONT, INK };
})();
