// What the reader decided about findings: kept in the browser, handed on as a file that `juesuan check --baseline` takes.

/** What was decided about the findings of a document, by its sum. */
const decisions = {
  of(sum) { try { return JSON.parse(memory.get("decisions." + sum)) ?? {}; } catch { return {}; } },
  keep(sum, decided) { memory.set("decisions." + sum, JSON.stringify(decided)); },
  /** Everything that is kept, of all documents. */
  all() {
    const kept = [];
    try {
      for (let nth = 0; nth < localStorage.length; nth += 1) {
        const name = localStorage.key(nth);
        if (name.startsWith("juesuan.decisions.")) kept.push(this.of(name.slice("juesuan.decisions.".length)));
      }
    } catch { /* a browser that keeps nothing */ }
    return kept;
  },
};

const oneLine = (text) => text.replace(/[\t\r\n]/g, " ").trim();

/** The lines of a baseline: of each accepted finding what tells it, the reason, and the name. */
function baseline(head, decided, name) {
  const lines = [head];
  for (const [key, { decision, note = "", by = "" }] of Object.entries(decided)) {
    if (decision === "accept") lines.push([key, oneLine(note), oneLine(by || name)].join("\t").replace(/\t+$/, ""));
  }
  return lines.join("\n") + "\n";
}

/** Hands a text, or what else a blob may hold, to the reader as a file. */
function save(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: "text/tab-separated-values" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Shows and takes up decisions on the page of a document. */
function decide() {
  const bar = one("#decisions");
  if (!bar) return;
  const { sum, document: path, head } = bar.dataset;
  const decided = decisions.of(sum);
  const reviewer = one("#reviewer");
  reviewer.value = memory.get("reviewer") ?? "";
  reviewer.addEventListener("change", () => memory.set("reviewer", oneLine(reviewer.value)));
  const count = (decision) => Object.values(decided).filter((one) => one.decision === decision).length;
  const tell = () => {
    const [accepted, rejected] = [count("accept"), count("reject")];
    one("#decided").textContent = words(`可接受 ${accepted}，须更正 ${rejected}`, `${accepted} accepted, ${rejected} to be corrected`);
    one("#save-baseline").disabled = accepted === 0;
  };
  const draw = (box) => {
    const { decision, note = "" } = decided[box.dataset.key] ?? {};
    for (const button of all("[data-decide]", box)) button.setAttribute("aria-pressed", button.dataset.decide === decision);
    one(".note", box).value = note;
    box.closest(".finding").dataset.decision = decision ?? "";
  };
  const change = (box, what) => {
    const kept = { ...decided[box.dataset.key], ...what, by: oneLine(reviewer.value) };
    if (kept.decision || kept.note) decided[box.dataset.key] = kept;
    else delete decided[box.dataset.key];
    decisions.keep(sum, decided);
    draw(box);
    tell();
  };
  for (const box of all(".decide")) draw(box);
  one("#findings").addEventListener("click", (event) => {
    const button = event.target.closest("[data-decide]");
    if (button) change(button.closest(".decide"), { decision: button.getAttribute("aria-pressed") === "true" ? undefined : button.dataset.decide });
  });
  one("#findings").addEventListener("change", (event) => {
    if (event.target.matches(".note")) change(event.target.closest(".decide"), { note: oneLine(event.target.value) });
  });
  one("#save-baseline").addEventListener("click", () => {
    save(path.split("/").pop() + ".baseline.tsv", baseline(head, decided, reviewer.value));
  });
  document.addEventListener("language", tell);
  tell();
}
