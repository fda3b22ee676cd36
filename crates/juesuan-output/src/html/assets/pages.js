// The pages as they look, in place of the text: figures and findings have boxes there.

/** For each number of a mark the boxes that stand for it on the pages. */
const boxes = new Map();

const sheets = one("#pages");
const pagesShown = () => sheets !== null && !sheets.hidden;

/** The part of the source that is shown: text or pages. */
const face = () => (pagesShown() ? sheets : one("#text"));

/** The page on which a line of the text stands. */
function pageOf(line) {
  const begun = all("#text p.pg").findLast((first) => Number(first.dataset.n) <= Number(line.dataset.n));
  return document.getElementById("P" + (begun?.dataset.p ?? 1));
}

/** The page, or the first line of the page, that is being read. */
function reached(selector) {
  const above = face().getBoundingClientRect().top + 60;
  return all(selector).findLast((element) => element.getBoundingClientRect().top <= above);
}

/** Shows the text or the pages, at the same place. */
function turn(name) {
  if (!sheets || (name === "pages") === pagesShown()) return;
  const before = pagesShown()
    ? one(`#text p[data-p="${reached("#pages figure")?.dataset.p}"]`) ?? one("#text p")
    : document.getElementById("P" + (reached("#text p.pg")?.dataset.p ?? 1));
  sheets.hidden = name !== "pages";
  one("#text").hidden = name === "pages";
  one("#ruler").hidden = name === "pages";
  one(".zoom").hidden = name !== "pages";
  for (const button of all("[data-face]")) button.setAttribute("aria-pressed", button.dataset.face === name);
  memory.set("face", name);
  if (selection?.spots.length) look(selection.at);
  else before?.scrollIntoView({ block: "start" });
}

/** How many times as wide as its pane a page is shown. */
const sizes = [1, 1.4, 2, 3];
let size = 0;

function zoom(by) {
  const next = Math.min(Math.max(size + by, 0), sizes.length - 1);
  if (next === size) return;
  const page = reached("#pages figure");
  size = next;
  memory.set("zoom", size);
  sheets.style.setProperty("--zoom", sizes[size]);
  if (selection?.spots.length) look(selection.at);
  else page?.scrollIntoView({ block: "start" });
}

function listenToPages() {
  if (!sheets) return;
  collect("#pages [data-m]", boxes);
  sheets.addEventListener("click", (event) => {
    const box = event.target.closest("rect");
    if (box) follow(box);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-face], [data-zoom]");
    if (button?.dataset.face) turn(button.dataset.face);
    if (button?.dataset.zoom) zoom(Number(button.dataset.zoom));
  });
  zoom(Number(memory.get("zoom") ?? 0));
  if (memory.get("face") === "pages") turn("pages");
}
