// The keyboard: every thing that can be clicked can be reached.

/** Moves among the cells of a table, the entries of a list, the bars of a picture. */
function rove(event, element) {
  const home = element.closest("[data-rove]");
  const direction = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!home || !direction) return;
  const next = element.matches("td, th") ? neighbour(element, ...direction) : sibling(home, element, direction[0] + direction[1]);
  if (!next) return;
  event.preventDefault();
  element.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

const linked = "[data-m], [data-l]";

function sibling(home, element, by) {
  const list = all(linked, home).filter((item) => !item.closest("[hidden]"));
  return list[list.indexOf(element) + by];
}

/** The next cell in a direction that leads anywhere. */
function neighbour(cell, down, right) {
  let [row, column] = [cell.parentElement, cell.cellIndex];
  for (;;) {
    if (down) row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    column += right;
    const next = row?.cells?.[column];
    if (!next) return null;
    if (next.matches(linked)) return next;
  }
}

/** The next mark of the source, or box of its pages, from the one that has the focus or the first in sight. */
function nextMark(by) {
  const marks = all("mark, rect", face());
  const focused = marks.indexOf(document.activeElement);
  if (focused >= 0) return marks[focused + by];
  const above = face().getBoundingClientRect().top;
  return marks.find((mark) => mark.getBoundingClientRect().top >= above);
}

function inSource(event) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by) {
    const mark = nextMark(by);
    if (!mark) return;
    event.preventDefault();
    mark.tabIndex = -1;
    mark.focus();
  }
  if (event.key === "Enter" && document.activeElement.matches("mark, rect")) follow(document.activeElement);
}

/** Ends the search first, so that the next key is a command again, and the selection after it. */
function escape() {
  const field = one("#search");
  const searching = document.activeElement === field;
  field.blur();
  if (field.value) {
    field.value = "";
    search("");
  } else if (!searching) {
    clear();
  }
}

const commands = {
  "/": () => one("#search").select(),
  "?": () => one("#keys").showModal(),
  e: toggleLanguage,
  t: toggleColour,
  o: toggleOutline,
  p: () => turn(pagesShown() ? "text" : "pages"),
  j: () => step(1),
  k: () => step(-1),
  "[": () => selection && look(selection.at - 1),
  "]": () => selection && look(selection.at + 1),
};

function tabs(event) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by) return;
  const next = views[(views.indexOf(shown()) + by + views.length) % views.length];
  show(next.id);
  one("#tab-" + next.id).focus();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || one("#keys").open) return;
  if (event.key === "Escape") return escape();
  if (event.target.matches("input")) return;
  const command = commands[event.key] ?? commands[event.key.toLowerCase()];
  if (command) {
    event.preventDefault();
    return command();
  }
  if (/^[1-9]$/.test(event.key) && views[event.key - 1]) return show(views[event.key - 1].id);
  if (event.target.closest("[role=tablist]")) return tabs(event);
  if (event.target.closest("#text, #pages")) return inSource(event);
  const element = event.target.closest(linked);
  if (!element) return;
  if ((event.key === "Enter" || event.key === " ") && !event.target.matches("button, summary")) {
    event.preventDefault();
    return select(element);
  }
  rove(event, element);
}

/** The first of each group can be reached with Tab; the arrows lead on from there. */
function reachable() {
  for (const home of all("[data-rove]")) {
    const first = one("td[data-m], " + linked, home);
    if (!first) continue;
    for (const other of all("button" + "[data-m]", home)) other.tabIndex = -1;
    first.tabIndex = 0;
  }
}

/** A link to a line (`#L12`) or a finding (`#f3`), from elsewhere or from the outline. */
function visitHash() {
  const target = /^#[Lf]\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  if (!target) return;
  if (target.classList.contains("finding")) {
    reveal(target);
    select(target);
  } else {
    (pagesShown() ? pageOf(target) : target)?.scrollIntoView({ block: "start" });
  }
}

shell();
decide();
listenToViews();
outline();
splitter();
listenToLinks();
listenToPages();
listenToSearch();
reachable();
document.addEventListener("keydown", onKey);
addEventListener("hashchange", visitHash);
visitHash();
here();
ready();
