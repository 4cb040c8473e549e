"use strict";
// The language that is shown, kept between pages; and the filter over a page's entries.
(() => {
  const KEY = "chidao.lang";
  const root = document.documentElement;
  const remembered = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const remember = (lang) => { try { localStorage.setItem(KEY, lang); } catch { /* a browser that keeps nothing */ } };
  const buttons = [...document.querySelectorAll(".languages button")];
  const speak = (lang) => {
    root.lang = lang;
    root.dataset.lang = lang;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  };
  for (const button of buttons) button.addEventListener("click", () => { speak(button.dataset.lang); remember(button.dataset.lang); });
  for (const hidden of document.querySelectorAll(".languages, .filter")) hidden.hidden = false;
  speak(remembered() === "en" ? "en" : "vi");

  const input = document.getElementById("filter");
  if (!input) return;
  // Without accents, so that "ke hoach" finds "kế hoạch".
  const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const entries = [...document.querySelectorAll(".entry")].map((entry) => [entry, folded(entry.textContent)]);
  input.addEventListener("input", () => {
    const wanted = folded(input.value.trim()).split(/\s+/);
    for (const [entry, words] of entries) entry.hidden = !wanted.every((one) => words.includes(one));
    document.getElementById("nothing").hidden = entries.some(([entry]) => !entry.hidden);
  });
})();
