// The index of a run: totals, filters, sorting. Rows are made as they are needed.

const rows = JSON.parse(one("#rows").textContent);
const page = 300;
const state = { key: "f", down: true, severity: new Set(), family: new Set(), query: "", limit: page };

const readShare = (row) => (row.a ? row.r / row.a : null);
/** What a column is sorted by; findings by weight. */
const weight = (row) => row.f[0] * 1e12 + row.f[1] * 1e6 + row.f[2];
const value = (row, key) => (key === "s" ? readShare(row) : key === "f" ? weight(row) : row[key]);

function compare(a, b) {
  const [x, y] = [value(a, state.key), value(b, state.key)];
  if (x === y) return 0;
  // what is not known comes last, whichever way
  if (x === null || x === "") return 1;
  if (y === null || y === "") return -1;
  const order = typeof x === "string" ? x.localeCompare(y, "zh-CN") : x - y;
  return state.down ? -order : order;
}

const quiet = (row) => row.f[0] + row.f[1] + row.f[2] === 0;

function passes(row) {
  const severities = [...state.severity];
  const families = [...state.family];
  return (severities.length === 0 || severities.some((s) => (s === "none" ? quiet(row) : row.f[s] > 0)))
    && (families.length === 0 || families.some((f) => row.k.includes(Number(f))))
    && (!state.query || [row.p, row.t, row.e, row.y].join(" ").toLowerCase().includes(state.query));
}

const number = (n) => n.toLocaleString("en-US");

function element(tag, name, ...content) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content);
  return made;
}

function share(row) {
  const cell = element("td", "n");
  const part = readShare(row);
  if (part === null) return cell;
  const bar = element("i");
  bar.style.width = (part * 100).toFixed(1) + "%";
  cell.append((part * 100).toFixed(1) + "%", element("span", "share", bar));
  return cell;
}

function draw(row) {
  const link = element(row.w ? "span" : "a", "", row.t);
  if (!row.w) link.href = row.h;
  const findings = row.f.map((count, nth) => element("span", `badge ${"ewi"[nth]}${count ? "" : " zero"}`, number(count)));
  const kind = row.d ? element("span", "dim", " " + words(...row.d)) : "";
  return element("tr", row.w ? "unread" : "",
    element("td", "", link, kind, row.t === row.p ? "" : element("span", "path", row.p), row.w ? element("span", "path", row.w) : ""),
    element("td", "", row.e),
    element("td", "n", row.y ?? ""),
    element("td", "n", number(row.n)),
    element("td", "n", number(row.g)),
    element("td", "n", number(row.a)),
    share(row),
    element("td", row.l ? "n lost" : "n", row.w ? "" : number(row.l)),
    element("td", "n", ...findings),
    element("td", "n", row.c ? `${number(row.u)} / ${number(row.c)}` : words("未运行", "none")));
}

function refresh() {
  const list = rows.filter(passes).sort(compare);
  one("#documents tbody").replaceChildren(...list.slice(0, state.limit).map(draw));
  one("#more").hidden = list.length <= state.limit;
  one("#no-documents").hidden = list.length > 0;
  one("#documents").hidden = list.length === 0;
  for (const head of all("#documents th")) {
    head.setAttribute("aria-sort", head.dataset.key === state.key ? (state.down ? "descending" : "ascending") : "none");
  }
  for (const chip of all(".filters .chip")) {
    const name = chip.dataset.severity === undefined ? "family" : "severity";
    chip.setAttribute("aria-pressed", state[name].has(chip.dataset[name]));
  }
  one("#unfilter").hidden = state.severity.size + state.family.size === 0 && !state.query;
  const filtered = list.length === rows.length ? "" : words(`，筛选出 ${number(list.length)} 个`, `, ${number(list.length)} shown`);
  one("#summary").textContent = words(`${number(rows.length)} 个文件${filtered}`, `${number(rows.length)} documents${filtered}`);
  announce(one("#summary").textContent);
  totals();
}

/** Totals of the documents that pass the filters. */
function totals() {
  const kept = rows.filter(passes);
  const sum = (of) => kept.reduce((total, row) => total + of(row), 0);
  const [read, all] = [sum((row) => row.r), sum((row) => row.a)];
  const card = (zh, en, shown, hint) => element("section", "card", element("h2", "", words(zh, en)), element("p", "big", element("b", "", shown)), element("p", "hint", hint));
  const counts = element("div", "counts");
  const names = [["错误", "Errors"], ["警告", "Warnings"], ["提示", "Info"]];
  names.forEach((name, nth) => counts.append(element("span", "count " + "ewi"[nth], element("b", "", number(sum((row) => row.f[nth]))), words(...name))));
  const unchecked = kept.filter((row) => row.c === 0 && !row.w).length;
  const lost = sum((row) => row.l);
  const failed = kept.filter((row) => row.w).length;
  const lostCard = card("可能漏读的数字", "Figures that may be lost", number(lost), words(`共 ${number(all)} 个数字，读出 ${number(read)}；其余是日期、编号、代码等`, `of ${number(all)} numbers, ${number(read)} read; the others are dates, numbering, codes`));
  one(".big", lostCard).classList.add(lost ? "bad" : "good");
  const rules = unchecked ? words(`${number(unchecked)} 个文件没有运行规则`, `no rule was applied to ${number(unchecked)} documents`) : "";
  one("#totals").replaceChildren(
    element("section", "card", element("h2", "", words("问题", "Findings")), counts, element("p", "hint", rules)),
    lostCard,
    card("文件", "Documents", number(kept.length), words(`其中 ${number(kept.filter((row) => quiet(row) && !row.w).length)} 个无问题，${number(failed)} 个未读`, `${number(kept.filter((row) => quiet(row) && !row.w).length)} without findings, ${number(failed)} not read`)),
    card("表格", "Tables", number(sum((row) => row.n)), words(`${number(sum((row) => row.g))} 个项目`, `${number(sum((row) => row.g))} programmes`)));
}

/** How many documents each filter would leave. */
function countFilters() {
  for (const chip of all(".filters .chip")) {
    const { severity, family } = chip.dataset;
    const has = severity === undefined ? (row) => row.k.includes(Number(family)) : severity === "none" ? quiet : (row) => row.f[severity] > 0;
    const count = rows.filter(has).length;
    one("b", chip).textContent = number(count);
    if (family !== undefined) chip.hidden = count === 0;
    chip.disabled = count === 0;
  }
}

function reset() {
  state.severity.clear();
  state.family.clear();
  state.query = one("#search").value = "";
  refresh();
}

function stepDocument(by) {
  const links = all("#documents tbody a");
  const at = links.indexOf(document.activeElement);
  links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
}

function listen() {
  one("#documents thead").addEventListener("click", (event) => {
    const key = event.target.closest("th")?.dataset.key;
    if (!key) return;
    // text begins with the first letter, numbers with the largest
    state.down = key === state.key ? !state.down : !["t", "e"].includes(key);
    state.key = key;
    refresh();
  });
  one(".filters").addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (event.target.closest("#unfilter")) return reset();
    if (!chip) return;
    const name = chip.dataset.severity === undefined ? "family" : "severity";
    if (!state[name].delete(chip.dataset[name])) state[name].add(chip.dataset[name]);
    state.limit = page;
    refresh();
  });
  one("#search").addEventListener("input", (event) => {
    state.query = event.target.value.trim().toLowerCase();
    state.limit = page;
    refresh();
  });
  one("#more").addEventListener("click", () => { state.limit += page; refresh(); });
  document.addEventListener("language", refresh);
  const kept = decisions.all();
  const known = (key) => rows.some((row) => key.startsWith(row.p + "\t"));
  const mine = Object.fromEntries(kept.flatMap(Object.entries).filter(([key, what]) => what.decision === "accept" && known(key)));
  one(".decisions").hidden = Object.keys(mine).length === 0;
  one("#save-baselines").addEventListener("click", () => save("baseline.tsv", baseline(one("#save-baselines").dataset.head, mine, "")));
  addEventListener("beforeprint", () => { state.limit = 5000; refresh(); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || one("#keys").open) return;
    if (event.key === "Escape") return reset();
    if (event.target.matches("input")) return;
    const command = {
      "/": () => one("#search").select(), "?": () => one("#keys").showModal(), e: toggleLanguage, t: toggleColour,
      j: () => stepDocument(1), k: () => stepDocument(-1),
    }[event.key];
    if (!command) return;
    event.preventDefault();
    command();
  });
}

shell();
countFilters();
refresh();
listen();
ready();
