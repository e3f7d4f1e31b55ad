(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;
  root.classList.add("js");

  // Colours: as the system has them, or as chosen. A file opened offline may have no storage.
  const themes = { auto: "Auto", light: "Light", dark: "Dark" };
  const toggle = $("#theme");
  const setTheme = theme => {
    if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
    toggle.textContent = themes[theme];
    toggle.setAttribute("aria-label", "Colour theme: " + (theme === "auto" ? "automatic" : theme));
  };
  let theme = "auto";
  try { theme = localStorage.getItem("ivif-theme") || theme; } catch { /* none */ }
  setTheme(theme in themes ? theme : "auto");
  toggle.addEventListener("click", () => {
    const names = Object.keys(themes);
    const next = names[(names.indexOf(root.dataset.theme || "auto") + 1) % names.length];
    setTheme(next);
    try { localStorage.setItem("ivif-theme", next); } catch { /* none */ }
  });

  // Undefined values come last, whichever way a column is sorted.
  const compare = (a, b, direction) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    const difference = isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b;
    return difference * direction;
  };
  const table = $("#ranking-table");
  const rows = $$("tbody tr", table);
  const heads = $$("thead th", table);
  heads.forEach((head, column) => $("button", head).addEventListener("click", event => {
    const first = Number(event.currentTarget.dataset.dir);
    const now = head.getAttribute("aria-sort");
    const direction = now === "none" ? first : now === "ascending" ? -1 : 1;
    heads.forEach(h => h.setAttribute("aria-sort", h !== head ? "none" : direction > 0 ? "ascending" : "descending"));
    const value = row => row.cells[column].dataset.v;
    rows.sort((a, b) => compare(value(a), value(b), direction) || a.dataset.m - b.dataset.m);
    table.tBodies[0].append(...rows);
  }));

  // A method picked in the table is marked in every figure.
  $$(".pick", table).forEach(button => button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", on);
    $$(`[data-m="${button.closest("tr").dataset.m}"]`).forEach(e => e.classList.toggle("hl", on));
  }));

  const strips = $$(".strip");
  if (!strips.length) return;
  const [pair, order, all] = [$("#pair"), $("#order"), $("#all")];
  let shown = 0;
  const sortCards = strip => {
    const chosen = order.selectedOptions[0];
    const value = card => order.value === "rank" ? card.dataset.m
      : order.value === "here" ? card.dataset.here
      : $(`[data-k="${order.value}"]`, card)?.dataset.v ?? "";
    const cards = $$(".card:not([data-kind=source])", strip);
    cards.sort((a, b) => compare(value(a), value(b), Number(chosen.dataset.dir || 1)) || a.dataset.m - b.dataset.m);
    $(".cards", strip).append(...cards);
  };
  const show = index => {
    shown = (index + strips.length) % strips.length;
    strips.forEach((strip, i) => strip.classList.toggle("on", i === shown));
    strips[shown].classList.toggle("all", Boolean(all?.checked));
    sortCards(strips[shown]);
    pair.selectedIndex = shown;
    $("#place").textContent = `${shown + 1} of ${strips.length}`;
  };
  pair.addEventListener("change", () => show(pair.selectedIndex));
  order.addEventListener("change", () => show(shown));
  all?.addEventListener("change", () => show(shown));
  $("#previous").addEventListener("click", () => show(shown - 1));
  $("#next").addEventListener("click", () => show(shown + 1));
  document.addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("select, input, .scroll")) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) { show(shown + step); event.preventDefault(); }
  });
  show(0);
})();
