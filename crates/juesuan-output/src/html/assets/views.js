// The views of the panel, the filters of the findings, the outline, and the width of the panes.

const views = all(".view");

/** Shows a view where it was left. */
function show(id) {
  const pane = one("#views");
  if (shown()) shown().dataset.top = pane.scrollTop;
  for (const view of views) view.hidden = view.id !== id;
  for (const tab of all(".tabs [role=tab]")) {
    const chosen = tab.dataset.view === id;
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  pane.scrollTop = Number(shown().dataset.top ?? 0);
  document.dispatchEvent(new Event("view"));
}

const shown = () => views.find((view) => !view.hidden);

/** Brings an element of the panel into sight, whatever hides it. */
function reveal(element) {
  const view = element.closest(".view");
  if (view.hidden) show(view.id);
  for (let outer = element.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  const filtered = element.closest(".q[hidden]");
  if (filtered) unfilter();
  element.scrollIntoView({ block: "center", inline: "nearest" });
}

// -- filters ---------------------------------------------------------------------------------------------------------

const findings = all("#findings .finding");
const chosen = { severity: new Set(), family: new Set() };

/** Shows the findings that pass: any of the chosen severities, any of the chosen families, and the search. */
function filter() {
  const passes = (name, finding) => chosen[name].size === 0 || chosen[name].has(finding.dataset[name]);
  let left = 0;
  for (const finding of findings) {
    finding.hidden = !(passes("severity", finding) && passes("family", finding)) || finding.dataset.found === "no";
    if (!finding.hidden) left += 1;
  }
  for (const chip of all(".filters .chip")) {
    const name = chip.dataset.severity ? "severity" : "family";
    chip.setAttribute("aria-pressed", chosen[name].has(chip.dataset[name]));
  }
  const any = chosen.severity.size + chosen.family.size > 0;
  if (one("#unfilter")) one("#unfilter").hidden = !any;
  one("#no-findings").hidden = left > 0 || findings.length === 0;
  if (any) announce(words(`${left} 个问题`, `${left} findings`));
  document.dispatchEvent(new Event("filter"));
}

function unfilter() {
  chosen.severity.clear();
  chosen.family.clear();
  filter();
}

function toggle(name, value) {
  if (!chosen[name].delete(value)) chosen[name].add(value);
  filter();
}

// -- outline ---------------------------------------------------------------------------------------------------------

/** Hides what lies below the sections that are folded. */
function fold() {
  let deepest = Infinity;
  for (const item of all("#tree li")) {
    const level = Number(item.dataset.level);
    if (level <= deepest) deepest = Infinity;
    item.hidden = level > deepest;
    if (deepest === Infinity && item.classList.contains("shut")) deepest = level;
  }
}

function outline() {
  for (const item of all("#tree .parent")) {
    const button = document.createElement("button");
    button.className = "fold";
    button.type = "button";
    button.setAttribute("aria-label", item.textContent);
    button.setAttribute("aria-expanded", "true");
    item.prepend(button);
    // a long tree begins with its two upper levels
    if (Number(item.dataset.level) >= 2 && all("#tree li").length > 80) item.classList.add("shut");
  }
  one("#tree").addEventListener("click", (event) => {
    const button = event.target.closest(".fold");
    if (!button) return;
    const shut = button.parentElement.classList.toggle("shut");
    button.setAttribute("aria-expanded", !shut);
    fold();
  });
  fold();
}

/** Marks the section that is being read. */
function here() {
  if (pagesShown()) return;
  const above = one("#text").getBoundingClientRect().top + 60;
  let current = null;
  const links = all("#tree a");
  let [low, high] = [0, links.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const heading = document.getElementById(links[middle].hash.slice(1));
    if (heading && heading.getBoundingClientRect().top <= above) {
      current = links[middle];
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const before = one("#tree a.here");
  // a section in a folded part is shown by the one above it
  while (current && current.parentElement.hidden) current = current.parentElement.previousElementSibling?.lastElementChild;
  if (before === current) return;
  before?.classList.remove("here");
  current?.classList.add("here");
  current?.scrollIntoView({ block: "nearest" });
}

function toggleOutline() {
  const desk = one("#desk");
  const narrow = matchMedia("(max-width: 1100px)").matches;
  desk.classList.toggle(narrow ? "open" : "folded");
}

// -- widths ----------------------------------------------------------------------------------------------------------

function splitter() {
  const handle = one("#splitter");
  const desk = one("#desk");
  const split = (x) => {
    const left = one("#source").getBoundingClientRect().left;
    const wide = Math.max(240, Math.min(x - left, desk.getBoundingClientRect().right - left - 330));
    desk.style.setProperty("--split", wide + "px");
    handle.setAttribute("aria-valuenow", Math.round((wide / desk.getBoundingClientRect().width) * 100));
    memory.set("split", wide);
  };
  const kept = Number(memory.get("split"));
  if (kept > 0 && kept < innerWidth - 600) desk.style.setProperty("--split", kept + "px");
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    handle.classList.add("held");
  });
  handle.addEventListener("pointermove", (event) => {
    if (handle.hasPointerCapture(event.pointerId)) split(event.clientX);
  });
  handle.addEventListener("lostpointercapture", () => handle.classList.remove("held"));
  handle.addEventListener("dblclick", () => desk.style.removeProperty("--split"));
  handle.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -40, ArrowRight: 40 }[event.key];
    if (step) split(handle.getBoundingClientRect().left + step);
  });
}

function listenToViews() {
  one(".tabs").addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) show(tab.dataset.view);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { severity, family, show: only, go, view, mark } = button.dataset;
    if (button.classList.contains("chip") && severity) toggle("severity", severity);
    if (button.classList.contains("chip") && family) toggle("family", family);
    if (only) {
      show("findings");
      unfilter();
      toggle("severity", only);
    }
    if (view && button.getAttribute("role") !== "tab") show(view);
    if (go) {
      const table = document.getElementById(go);
      table.open = true;
      reveal(table);
      table.scrollIntoView({ block: "start" });
    }
    if (mark) {
      const hidden = one("#source").classList.toggle("no-" + mark);
      button.setAttribute("aria-pressed", !hidden);
    }
    if (button.id === "unfilter") unfilter();
    if (button.id === "toggle-outline") toggleOutline();
  });
  let pending = 0;
  one("#text").addEventListener("scroll", () => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(here);
  }, { passive: true });
  // on paper nothing can be unfolded; the tables of programmes are printed with them
  addEventListener("beforeprint", () => {
    for (const details of all("#panel .programme:not([open]), #panel .related:not([open])")) {
      details.open = true;
      details.dataset.shut = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const details of all("#panel [data-shut]")) {
      details.open = false;
      delete details.dataset.shut;
    }
  });
}
