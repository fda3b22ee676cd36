// Search: marks the matches in the source and in the view, and hides what does not match in lists.

const found = { ranges: [], at: -1, needle: "" };
const canHighlight = typeof Highlight === "function" && "highlights" in CSS;

/** Letters as they are compared: case, blanks and thousands separators do not matter. */
const ignored = /[\s,，*\u3000]/;
const folded = (text) => Array.from(text.toLowerCase()).filter((c) => !ignored.test(c)).join("");

/** The text nodes below an element with all their text, and where each begins. */
function textOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const letters = [];
  const nodes = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.toLowerCase();
    for (let at = 0; at < text.length; at += 1) {
      if (ignored.test(text[at])) continue;
      letters.push(text[at]);
      nodes.push([node, at]);
    }
  }
  return { text: letters.join(""), nodes };
}

/** Ranges of the matches in an element. */
function matches(element, needle, into, most) {
  const { text, nodes } = textOf(element);
  for (let at = text.indexOf(needle); at >= 0 && into.length < most; at = text.indexOf(needle, at + needle.length)) {
    const [first, last] = [nodes[at], nodes[at + needle.length - 1]];
    const range = new Range();
    range.setStart(first[0], first[1]);
    range.setEnd(last[0], Math.min(last[1] + 1, last[0].length));
    into.push(range);
  }
}

/** The folded text of each line and each list entry, made once. */
const kept = new WeakMap();
function foldedText(element) {
  if (!kept.has(element)) kept.set(element, folded(element.textContent));
  return kept.get(element);
}

const most = 2000;

function search(query) {
  const needle = folded(query);
  found.needle = needle;
  found.ranges = [];
  found.at = -1;
  if (needle) {
    for (const line of all("#text p")) {
      if (found.ranges.length >= most) break;
      if (foldedText(line).includes(needle)) matches(line, needle, found.ranges, most);
    }
  }
  sift(needle);
  paint();
  tell();
}

/** Hides the entries that do not match, and says in each tab how many do. */
function sift(needle) {
  for (const view of views) {
    let left = 0;
    const entries = all(".q", view);
    for (const entry of entries) {
      const matching = !needle || folded(entry.dataset.n ?? "").includes(needle) || foldedText(entry).includes(needle);
      entry.dataset.found = matching ? "yes" : "no";
      if (!entry.classList.contains("finding")) entry.hidden = !matching;
      if (matching) left += 1;
    }
    for (const head of all("tr.head", view)) {
      head.hidden = Boolean(needle) && all("tr.q", head.parentElement).every((row) => row.hidden);
    }
    view.classList.toggle("nothing", entries.length > 0 && left === 0);
    const badge = one(`#tab-${view.id} .number`);
    if (!badge) continue;
    badge.dataset.all ??= badge.textContent;
    badge.textContent = needle ? left : badge.dataset.all;
    badge.classList.toggle("some", Boolean(needle) && left > 0);
  }
  filter();
}

/** Colours the matches: those of the source, and those of the view that is shown. */
function paint() {
  const strip = one("#ruler");
  for (const old of all(".hit", strip)) old.remove();
  const lines = Math.max(1, all("#text p").length);
  const seen = new Set();
  for (const range of found.ranges) {
    const line = range.startContainer.parentElement.closest("p").dataset.n;
    if (seen.has(line)) continue;
    seen.add(line);
    strip.append(tick(line / lines, "hit"));
  }
  if (!canHighlight) return;
  const ranges = [...found.ranges];
  if (found.needle) matches(shown(), found.needle, ranges, most * 2);
  CSS.highlights.set("hit", new Highlight(...ranges));
  CSS.highlights.delete("hit-at");
}

function tell() {
  const count = found.ranges.length;
  const total = count >= most ? most + "+" : count;
  const at = found.at < 0 ? "" : found.at + 1 + "/";
  one("#hits").textContent = found.needle ? at + total : "";
  for (const id of ["#previous-hit", "#next-hit"]) one(id).disabled = count === 0;
  if (found.needle) announce(words(`原文中 ${total} 处`, `${total} in the source`));
}

function visit(by) {
  if (found.ranges.length === 0) return;
  found.at = found.at < 0 ? (by > 0 ? 0 : found.ranges.length - 1) : (found.at + by + found.ranges.length) % found.ranges.length;
  const range = found.ranges[found.at];
  turn("text");
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  if (canHighlight) CSS.highlights.set("hit-at", new Highlight(range));
  tell();
}

function listenToSearch() {
  const field = one("#search");
  let pending = 0;
  field.addEventListener("input", () => {
    clearTimeout(pending);
    pending = setTimeout(() => search(field.value), 120);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (folded(field.value) !== found.needle) search(field.value);
    visit(event.shiftKey ? -1 : 1);
  });
  one("#previous-hit").addEventListener("click", () => visit(-1));
  one("#next-hit").addEventListener("click", () => visit(1));
  document.addEventListener("view", () => { if (found.needle) paint(); });
}
