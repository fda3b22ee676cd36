// The frame in which a review page or the index stands, and what it and the desk tell each other.

/** The document that is shown; `null` for the index, nothing before anything was read. */
const shown = { name: undefined, index: undefined };

/** Puts a page into the frame. */
function fill(html, prepared) {
  const frame = one("#frame");
  frame.hidden = false;
  one("#place").hidden = true;
  document.body.classList.add("busy-with-pages");
  frame.onload = () => {
    const inside = frame.contentDocument;
    if (!inside?.documentElement) return;
    follow(frame, inside);
    prepared(inside);
  };
  frame.srcdoc = html;
}

/** Language and colours are chosen in the frame; files may be dropped on it. */
function follow(frame, inside) {
  const within = inside.documentElement;
  speak(within.dataset.lang || root.dataset.lang);
  colour(within.dataset.theme || root.dataset.theme);
  inside.addEventListener("language", () => speak(within.dataset.lang));
  new MutationObserver(() => colour(within.dataset.theme)).observe(within, { attributeFilter: ["data-theme"] });
  takeDrops(inside);
}

async function showDocument(name) {
  const entry = pile.get(name);
  if (!entry?.read) return;
  shown.name = name;
  stand();
  const html = await pageOf(entry);
  if (shown.name === name) fill(html, () => {});
}

async function showIndex() {
  shown.name = null;
  stand();
  if (!shown.index) {
    const answer = await ask({ do: "index" });
    shown.index = [text(answer.get("before")), text(answer.get("after"))];
  }
  if (shown.name !== null) return;
  const [before, after] = shown.index;
  fill(`${before}\n${settled().map((entry) => entry.row.trim()).join(",\n")}\n${after}`, (inside) => {
    inside.addEventListener("click", (event) => {
      const link = event.target.closest("#documents a[href]");
      if (!link) return;
      event.preventDefault();
      showDocument(decodeURIComponent(link.getAttribute("href")));
    }, true);
  });
}

/** The documents before and behind the one that is shown. */
function neighbours() {
  const names = settled().filter((entry) => entry.read).map((entry) => entry.name);
  const at = names.indexOf(shown.name);
  return at < 0 ? [] : [names[at - 1], names[at + 1]];
}

/** Says in the bar where one is. */
function stand() {
  const entries = settled();
  const [before, behind] = neighbours();
  one("#bar .neighbours").hidden = entries.length === 0;
  one("#bar .exports").hidden = entries.length === 0;
  one("#before").disabled = !before;
  one("#behind").disabled = !behind;
  const where = shown.name ?? words(`${entries.length} 份文件`, `${entries.length} documents`);
  one("#where").textContent = entries.length ? where : "";
}
