// The desk: files come by dropping or choosing, what was read is shown, everything can be saved.

const endings = new Set(one("#place").dataset.endings.split(" "));

/** Whether a file in a folder is a document by its name; what systems and programs leave behind is none. */
function isDocument(path) {
  const name = path.split("/").pop();
  return !/^(\.|~\$)/.test(name) && endings.has(name.split(".").pop().toLowerCase());
}

function notice(...said) {
  const place = one("#notice");
  place.hidden = said.length === 0;
  place.textContent = said.length ? words(...said) : "";
}

/** Shows how far the reading is, and the pages as soon as there are any. */
function changed() {
  const busy = work.all > 0;
  one("#progress").hidden = !busy;
  one("#share").max = Math.max(1, work.all);
  one("#share").value = work.done;
  const names = [...work.busy.keys()].join("、");
  one("#doing").textContent = words(`已读 ${work.done} / ${work.all}：${names}`, `${work.done} of ${work.all} read: ${names}`);
  if (work.broken) {
    notice(`读取程序没能运行（${work.broken}）。请换用新版的 Chrome、Edge、Firefox 或 360 极速模式打开。`,
      `The reader could not run (${work.broken}). Open the page in a current Chrome, Edge or Firefox.`);
  }
  stand();
  root.dataset.done = busy ? "" : String(settled().length);
}

/** Takes files that were dropped or chosen; those of folders are looked over first. */
async function take(files) {
  notice();
  work.broken = undefined;
  const wanted = files.filter(([path, , inFolder]) => !inFolder || isDocument(path));
  const passed = files.length - wanted.length;
  if (wanted.length === 0) {
    notice("没有可读的文件（PDF、Word、Excel、OFD、网页、文本）。", "There is nothing to read here (PDF, Word, Excel, OFD, web pages, text).");
    return;
  }
  wanted.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  await put(withoutRoot(wanted).map(([name, file]) => [name, file]), changed);
  if (passed) notice(`文件夹里另有 ${passed} 个文件不是可读的格式，没有读取。`, `${passed} more files in the folder are of other formats and were not read.`);
  if (shown.name && pile.size === 1) return;
  const only = settled().filter((entry) => entry.read);
  if (only.length === 1 && pile.size === 1) await showDocument(only[0].name);
  else if (pile.size) await showIndex();
}

/** Documents of one folder are called as the command line calls them: by their path in it. */
function withoutRoot(files) {
  const [head] = files[0][0].split("/");
  const alike = files.every(([path, , inFolder]) => inFolder && path.startsWith(head + "/"));
  return alike ? files.map(([path, file]) => [path.slice(head.length + 1), file]) : files;
}

/** All files of a folder that was dropped. */
async function walk(handle, path, found) {
  if (handle.kind === "file") found.push([path, await handle.getFile(), true]);
  else for await (const inner of handle.values()) await walk(inner, `${path}/${inner.name}`, found);
}

/** The same where the browser knows folders by the older way. */
function walkEntry(entry, path, found) {
  return new Promise((resolve, reject) => {
    if (entry.isFile) {
      entry.file((file) => { found.push([path, file, true]); resolve(); }, reject);
      return;
    }
    const reader = entry.createReader();
    const inner = [];
    const next = () => reader.readEntries((some) => {
      if (some.length) { inner.push(...some); next(); return; }
      Promise.all(inner.map((one) => walkEntry(one, `${path}/${one.name}`, found))).then(resolve, reject);
    }, reject);
    next();
  });
}

async function dropped(transfer) {
  // what was dropped is known only until the first wait
  const items = [...transfer.items].filter((item) => item.kind === "file").map((item) => ({
    file: item.getAsFile(), entry: item.webkitGetAsEntry?.(), handle: item.getAsFileSystemHandle?.().catch(() => null),
  }));
  const found = [];
  for (const { file, entry, handle } of items) {
    if (!entry?.isDirectory) {
      if (file) found.push([file.name, file, false]);
      continue;
    }
    try {
      const folder = await handle;
      if (folder) await walk(folder, folder.name, found);
      else await walkEntry(entry, entry.name, found);
    } catch {
      notice("浏览器不允许这样打开文件夹，请用“加文件夹”按钮。", "The browser does not open folders this way; use the button “Add a folder”.");
      return;
    }
  }
  if (found.length) await take(found);
}

/** Lets files be dropped on a document: the desk, and what stands in its frame. */
function takeDrops(where) {
  const hold = (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    one("#here").hidden = event.type !== "dragover";
    if (event.type === "drop") dropped(event.dataTransfer);
  };
  for (const kind of ["dragover", "drop"]) where.addEventListener(kind, hold);
  where.addEventListener("dragleave", (event) => { if (!event.relatedTarget) one("#here").hidden = true; });
}

/** Does something that takes a while, with its button out of reach meanwhile. */
async function whileOff(button, job) {
  button.disabled = true;
  try {
    await job();
  } catch (error) {
    notice(`没有存成：${error.message}`, `Nothing was saved: ${error.message}`);
  }
  button.disabled = false;
}

async function saveWorkbooks() {
  const books = await workbooks((name) => notice(`正在制作 ${name}`, `Making ${name}`));
  notice();
  if (books.length === 1) save(books[0][0].split("/").pop(), books[0][1]);
  else if (books.length) save("juesuan-xlsx.zip", await zip(books));
}

function listen() {
  for (const [id, inFolder] of [["#files", false], ["#folder", true]]) {
    one(id).addEventListener("change", (event) => {
      const files = [...event.target.files].map((file) => [inFolder ? file.webkitRelativePath || file.name : file.name, file, inFolder]);
      if (files.length) take(files);
      event.target.value = "";
    });
  }
  takeDrops(document);
  one("#skip").addEventListener("click", () => work.busy.values().next().value?.stop("skipped"));
  one("#all").addEventListener("click", showIndex);
  one("#before").addEventListener("click", () => showDocument(neighbours()[0]));
  one("#behind").addEventListener("click", () => showDocument(neighbours()[1]));
  one("#save-csv").addEventListener("click", () => whileOff(one("#save-csv"), async () => save("juesuan-csv.zip", await dataPackage())));
  one("#save-xlsx").addEventListener("click", () => whileOff(one("#save-xlsx"), saveWorkbooks));
  document.addEventListener("language", () => { stand(); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
    const command = { e: toggleLanguage, t: toggleColour, "?": () => one("#keys").showModal() }[event.key];
    if (!command) return;
    event.preventDefault();
    command();
  });
}

/** The documents that the server was given. */
async function openFolder() {
  const list = await (await fetch("documents")).json();
  if (list.length === 0) return;
  await put(list.map(([name, reason]) => [name, null, reason ?? undefined]), changed);
  await showIndex();
}

shell();
listen();
changed();
if (!embedded) openFolder().catch((error) => notice(`服务器没有回答：${error.message}`, `The server does not answer: ${error.message}`));
ready();
