// From a figure to its place in the source, and back.

/** For each number of a mark: where it stands in the source, and which elements of the panel speak of it. */
const places = new Map();
const uses = new Map();

const numbers = (element) => (element.dataset.m ? element.dataset.m.split(" ") : []);

function collect(selector, into) {
  for (const element of all(selector)) {
    for (const number of numbers(element)) {
      if (into.has(number)) into.get(number).push(element);
      else into.set(number, [element]);
    }
  }
}

/** What is selected: the marks by number, the lines where no mark shows them, and which of them is being looked at. */
let selection = null;

function clear() {
  for (const element of all(".on, .at")) element.classList.remove("on", "at");
  selection = null;
  one("#trace").hidden = true;
  document.dispatchEvent(new Event("selection"));
}

const lineOf = (element) => element.closest("p");

/** The lines from `12-40`. */
function linesOf(range) {
  const [first, last = first] = range.split("-").map(Number);
  const lines = [];
  for (let line = first; line <= last; line += 1) {
    const element = document.getElementById("L" + line);
    if (element) lines.push(element);
  }
  return lines;
}

/** Selects what an element speaks of; in the source where it was clicked there, else in the panel. */
function select(element, scroll = true) {
  const marks = numbers(element);
  clear();
  const spots = marks.map((number) => ({ place: places.get(number)?.[0], box: boxes.get(number)?.[0] })).filter((spot) => spot.place);
  for (const number of marks) {
    for (const place of [...(places.get(number) ?? []), ...(boxes.get(number) ?? [])]) place.classList.add("on");
    for (const use of uses.get(number) ?? []) {
      // of a finding all figures light up, but not the other findings about some of them
      if (marks.length === 1 || !use.classList.contains("finding")) use.classList.add("on");
    }
  }
  if (spots.length === 0 && element.dataset.l) {
    for (const line of linesOf(element.dataset.l)) {
      line.classList.add("on");
      if (spots.length === 0) spots.push({ place: line });
    }
  }
  element.classList.add("on");
  selection = { element, marks, spots, at: 0 };
  trace();
  if (scroll) look(0);
  address(element.classList.contains("finding") ? "#" + element.id : "");
  document.dispatchEvent(new Event("selection"));
}

/** The address of the page leads to the finding that is selected, so that it can be passed on. */
function address(hash) {
  try {
    history.replaceState(null, "", hash || location.pathname + location.search);
  } catch { /* some browsers keep the address of a file as it is */ }
}

/** Where a place is seen: in the text, or on the page that is shown in its stead. */
const seen = ({ place, box }) => (pagesShown() ? (box ?? pageOf(lineOf(place))) : place);

/** Shows one of the selected places in the source. */
function look(at) {
  const { spots } = selection;
  if (spots.length === 0) return;
  selection.at = (at + spots.length) % spots.length;
  for (const element of all("#source .at")) element.classList.remove("at");
  const spot = spots[selection.at];
  for (const element of [spot.place, spot.box]) element?.classList.add("at");
  const shown = seen(spot);
  shown?.scrollIntoView({ block: shown.tagName === "FIGURE" ? "start" : "center", inline: "nearest" });
  shown?.classList.remove("flash");
  requestAnimationFrame(() => shown?.classList.add("flash"));
  where(spot.place, spots.length > 1 ? `${selection.at + 1}/${spots.length}` : "");
  announce(one("#where").textContent);
}

/** Says in the bar on which line, and page, the place is, and which of several it is. */
function where(place, nth) {
  const line = place ? lineOf(place) : null;
  const page = line && sheets ? pageOf(line)?.dataset.p : null;
  const said = line ? [words(`第 ${line.dataset.n} 行`, `line ${line.dataset.n}`)] : [];
  if (page) said.unshift(words(`第 ${page} 页`, `page ${page}`));
  one("#where").textContent = said.join(" · ");
  one("#nth").textContent = nth;
}

// -- what a figure is --------------------------------------------------------------------------------------------------

const short = (text, length = 34) => {
  const clean = text.trim().replace(/\s+/g, " ");
  return clean.length > length ? clean.slice(0, length) + "…" : clean;
};

/** Text in the language that is shown. */
function said(element) {
  const other = words("en", "zh");
  const text = (node) => (node.nodeType === Node.TEXT_NODE ? node.data : node.lang === other ? "" : Array.from(node.childNodes, text).join(""));
  return element ? text(element) : "";
}

/** What names the row of a cell, in its part of the line. */
function labelOf(cell) {
  let label = cell;
  while (label && !label.classList.contains("label")) label = label.previousElementSibling;
  return label;
}

/** The row and column of a cell. */
function cellName(cell) {
  const table = cell.closest("table");
  const column = table.querySelectorAll("col")[cell.cellIndex]?.dataset.h ?? "";
  const label = labelOf(cell);
  return [label ? label.textContent : "", column].filter(Boolean).join(" · ");
}

/** What an element of the panel is about: its kind in a word, and a name. */
function describe(use) {
  const of = (selector) => use.closest(selector);
  if (of(".finding")) {
    const finding = of(".finding");
    const severity = ["e", "w", "i"].find((name) => finding.classList.contains(name));
    return { kind: words("问题", "Finding"), name: short(said(one(".message", finding)).trim()), tone: severity, home: finding };
  }
  if (of("#tables td, #tables th")) {
    return { kind: of("details").dataset.n, name: short(cellName(use)) };
  }
  if (of("details.programme")) {
    const row = one("th", of("tr") ?? document.createElement("i"));
    const name = row ? row.textContent : said(one("dt", of("div") ?? use));
    return { kind: words("绩效", "Programme"), name: short([of("details").dataset.n, name].filter(Boolean).join(" · ")) };
  }
  if (of("#stated tr")) {
    return { kind: words("文中", "Text"), name: short(said(of("tr").cells[0]) + " " + said(of("tr").lastElementChild)) };
  }
  if (of("#unsure tr")) {
    return { kind: words("修复", "Repair"), name: short(said(one(".what", of("details")))) };
  }
  if (of("#unsure")) {
    return { kind: words("未读", "Not read"), name: short(said(one(".what", of("details")))) };
  }
  return null;
}

/** The bar below the source: everything that speaks of the selected figures, each a way to it. */
function trace() {
  const bar = one("#uses");
  bar.textContent = "";
  const seen = new Set();
  const found = selection.marks.flatMap((number) => uses.get(number) ?? []);
  const several = selection.marks.length > 1;
  for (const use of found.slice(0, 60)) {
    const about = describe(use);
    if (!about || seen.has(about.kind + about.name) || about.home === selection.element) continue;
    seen.add(about.kind + about.name);
    const chip = document.createElement("button");
    chip.type = "button";
    if (about.tone) chip.className = about.tone;
    const kind = document.createElement("b");
    kind.textContent = about.kind;
    chip.append(kind, about.name);
    chip.addEventListener("click", () => {
      const target = about.home ?? use;
      reveal(target);
      // of several figures, the one that this chip is about
      if (about.home || several) select(target);
    });
    bar.append(chip);
    if (seen.size >= 12) break;
  }
  card(selection.marks.length === 1 ? found.find((use) => use.closest("#tables td.n, #stated tr")) : null);
  one("#trace").hidden = false;
  for (const id of ["#previous-place", "#next-place"]) one(id).hidden = selection.spots.length < 2;
}

// -- the card of one figure ----------------------------------------------------------------------------------------------

/** A figure moved by decimal places, exactly: its digits are shifted, nothing is computed. */
function shifted(figure, places) {
  const [, sign, whole, decimals = ""] = /^(-?)([\d,]+)(?:\.(\d+))?$/.exec(figure) ?? [];
  if (whole === undefined) return "";
  const digits = whole.replaceAll(",", "") + decimals.padEnd(places, "0");
  const at = digits.length - Math.max(decimals.length - places, 0);
  const grouped = digits.slice(0, at).replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = digits.slice(at).replace(/0+$/, "");
  return sign + grouped + (rest ? "." + rest : "");
}

/** A pair `zh|en` in the language that is shown. */
const ofPair = (pair) => (pair ? words(...pair.split("|")) : "");

/** What is known of a cell: the form, what the row and column mean, the amount, and how its place is known. */
function aboutCell(cell) {
  const form = cell.closest("details");
  const column = cell.closest("table").querySelectorAll("col")[cell.cellIndex]?.dataset ?? {};
  const label = labelOf(cell);
  const [small] = cell.getElementsByTagName("small");
  const unit = small ?? one("summary .unit", form);
  const places = (small ?? form).dataset.k;
  const figure = cell.firstChild.textContent.trim();
  const yuan = places === undefined ? "" : shifted(figure, Number(places));
  return [
    [words("表", "Table"), [form.dataset.n, said(one("summary .title", form))].filter(Boolean).join(" ")],
    [words("项目", "Item"), [label?.textContent, ofPair(label?.dataset.i ?? column.i)]],
    [words("口径", "Measure"), [column.h, ofPair(label?.dataset.w ?? column.w)]],
    [words("数值", "Value"), [figure, unit?.textContent].filter(Boolean).join(" ") + (yuan && places !== "0" ? ` = ${yuan} 元` : "")],
    [words("读法", "Read"), [said(one("summary .layout", form)), ofPair(cell.dataset.c ?? form.dataset.c)]],
    [words("原文", "Printed"), cell.title],
  ];
}

/** What is known of a figure in the running text. */
function aboutStatement(row) {
  const cells = Array.from(row.cells, said);
  const [subject, period, role, value] = cells.length === 4 ? cells : [cells[0], "", "", cells[1]];
  return [
    [words("主体", "Subject"), subject],
    [words("时期", "Period"), period],
    [words("类型", "Kind"), role],
    [words("数值", "Value"), value],
    [words("章节", "Section"), said(one("th", row.closest("tbody")))],
  ];
}

/** Shows what is known of one figure; of none or several, nothing. */
function card(use) {
  const list = one("#card");
  list.textContent = "";
  const cell = use?.closest("td.n");
  const about = !use ? [] : cell && use.closest("#tables") ? aboutCell(cell) : aboutStatement(use.closest("tr"));
  for (const [name, value] of about) {
    // what is printed and what it means, once where both are the same
    const shown = Array.isArray(value) ? [...new Set(value.filter(Boolean))].join(" → ") : value;
    if (!shown) continue;
    const entry = document.createElement("div");
    entry.append(Object.assign(document.createElement("dt"), { textContent: name }));
    entry.append(Object.assign(document.createElement("dd"), { textContent: shown }));
    list.append(entry);
  }
  list.hidden = list.childElementCount === 0;
}

/** From a mark in the text or a box on a page to the panel: stays in the view where it can, else goes where the figure belongs. */
function follow(mark) {
  // of marks that lie on one another the shortest is meant
  const ids = numbers(mark);
  const chosenMark = ids.length > 1 ? narrowest(ids) : ids[0];
  const stand = document.createElement("i");
  stand.dataset.m = chosenMark;
  select(stand, false);
  selection.at = 0;
  mark.classList.add("at");
  where(places.get(chosenMark)?.[0], "");
  const found = (uses.get(chosenMark) ?? []).filter((use) => use.closest(".view") && !use.closest("#overview"));
  const home = found.find((use) => use.closest(".view") === shown()) ?? found.find((use) => use.closest(".finding")) ?? found[0];
  if (home) reveal(home);
}

function narrowest(ids) {
  const length = (number) => (places.get(number) ?? []).reduce((sum, place) => sum + place.textContent.length, 0);
  return ids.reduce((best, number) => (length(number) < length(best) ? number : best));
}

/** Ticks beside the source, where findings stand. */
function ruler() {
  const strip = one("#ruler");
  const lines = Math.max(1, all("#text p").length);
  const ticks = document.createDocumentFragment();
  const drawn = new Set();
  for (const finding of findings) {
    for (const number of numbers(finding)) {
      const place = places.get(number)?.[0];
      // findings come gravest first: that one is seen where several are about one line
      if (!place || drawn.has(lineOf(place))) continue;
      drawn.add(lineOf(place));
      ticks.append(tick(lineOf(place).dataset.n / lines, [..."ewi"].find((c) => finding.classList.contains(c)), finding));
    }
  }
  strip.append(ticks);
}

function tick(share, name, finding) {
  const element = document.createElement("i");
  element.className = name;
  element.style.top = `calc(${(share * 100).toFixed(2)}% - 2px)`;
  if (finding) element.addEventListener("click", () => { reveal(finding); select(finding); });
  return element;
}

/** The next finding of those that pass the filters. */
function step(by) {
  const list = findings.filter((finding) => !finding.hidden);
  if (list.length === 0) return;
  const at = list.indexOf(selection?.element?.closest?.(".finding"));
  const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length];
  reveal(next);
  next.focus({ preventScroll: true });
  select(next);
}

function listenToLinks() {
  collect("#text mark", places);
  collect("#panel [data-m]", uses);
  one("#text").addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && getSelection().isCollapsed) follow(mark);
  });
  one("#panel").addEventListener("click", (event) => {
    const element = event.target.closest("[data-m], [data-l]");
    if (!element || !getSelection().isCollapsed || event.target.closest(".related > summary, .why, .decide")) return;
    select(element);
  });
  one("#previous-place").addEventListener("click", () => look(selection.at - 1));
  one("#next-place").addEventListener("click", () => look(selection.at + 1));
  one("#unselect").addEventListener("click", clear);
  document.addEventListener("language", () => {
    if (!selection) return;
    trace();
    where(selection.spots[selection.at]?.place, one("#nth").textContent);
  });
  ruler();
}
