addEventListener("load", () => {
  const rows = () => [...document.querySelectorAll("#ranking-table tbody tr")];
  const column = index => rows().map(row => row.cells[index].dataset.v);
  const head = index => document.querySelectorAll("#ranking-table thead th")[index];
  const key = name => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  const shown = () => [...document.querySelectorAll(".strip")].filter(s => s.offsetParent !== null).map(s => s.dataset.pair).join();
  const press = element => { element.focus(); const focused = document.activeElement === element; element.click(); return focused; };
  const result = { violations: window.violations, ranks: column(1), sorted0: head(1).getAttribute("aria-sort") };

  result.focusable = press(head(2).querySelector("button"));
  result.entropies = column(2);
  result.sort = head(2).getAttribute("aria-sort");
  head(2).querySelector("button").click();
  result.reversed = column(2);
  result.reverse = head(2).getAttribute("aria-sort");
  result.sorts = document.querySelectorAll('thead th:not([aria-sort="none"])').length;
  head(7).querySelector("button").click();
  result.undefinedLast = column(7);

  result.first = shown();
  key("ArrowRight");
  result.second = shown();
  key("ArrowLeft"); key("ArrowLeft");
  result.last = shown();
  const order = document.querySelector("#order");
  order.value = "MSE"; order.dispatchEvent(new Event("change"));
  result.errors = [...document.querySelectorAll(".strip.on .card:not([data-kind=source]) [data-k=MSE]")].map(d => d.dataset.v);

  rows()[0].querySelector(".pick").click();
  result.marked = document.querySelectorAll(".hl").length;
  const back = () => getComputedStyle(document.body).backgroundColor;
  const theme = document.querySelector("#theme");
  theme.click(); result.light = back();
  theme.click(); result.dark = back();
  result.broken = [...document.images].filter(i => i.closest(".on") && i.complete && !i.naturalWidth).length;
  result.requests = performance.getEntriesByType("resource").map(e => e.name).filter(n => !n.startsWith("data:"));
  document.documentElement.dataset.check = JSON.stringify(result);
});
