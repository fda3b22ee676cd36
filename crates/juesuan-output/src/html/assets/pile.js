// The documents on the desk: read one after the other by several hands, kept as blobs, written out together.

/** Each document by name: its file, what was read, and why not where it was not. */
const pile = new Map();

/** Why a document was not read; as in all data, in Chinese. */
const reasons = {
  defect: "程序在这份文件上出错，这是 juesuan 的缺陷；请连同文件一起报告",
  slow: "读了 3 分钟还没有读完，已放弃",
  skipped: "已跳过",
};

const work = { all: 0, done: 0, busy: new Map() };

/** Puts files on the desk, each a pair of name and file, and reads them; `deep` is in how many archives they lie. */
async function put(files, changed, deep = 0) {
  const entries = files.map(([name, file, reason]) => ({ name, file, deep, reason }));
  // what is alone is looked at at once, with the pages of a PDF; of many these are drawn one by one, when they are opened
  if (entries.length === 1) entries[0].drawn = true;
  for (const entry of entries) pile.set(entry.name, entry);
  work.all += entries.length;
  changed();
  await Promise.all(entries.map((entry) => read(entry, changed)));
  if (work.done === work.all) work.all = work.done = 0;
  changed();
}

async function read(entry, changed) {
  const { name, file, deep } = entry;
  const only = file ? {} : { parts: ["row"] };
  try {
    if (entry.reason) throw new Trouble("given", entry.reason);
    const begun = (hand) => {
      work.busy.set(name, hand);
      changed();
    };
    const header = { do: "read", name, deep, ...only };
    const drawn = entry.drawn && file ? await attempt({ ...header, pictures: true }, file, begun) : null;
    const answer = drawn ?? (await ask(header, file, begun));
    if (answer.has("members")) await unpack(entry, answer, changed);
    else keep(entry, answer);
  } catch (error) {
    await giveUp(entry, error);
  }
  work.busy.delete(name);
  work.done += 1;
  changed();
}

/** A document that was not read stays on the list with its reason. */
async function giveUp(entry, error) {
  const reason = entry.reason ?? reasons[error.kind];
  if (!(error instanceof Trouble) || !reason) {
    pile.delete(entry.name);
    work.broken = String(error.message || error);
    return;
  }
  console.info(`${entry.name}: ${error.message}`);
  const bytes = entry.file?.size ?? 0;
  try {
    keep(entry, await ask({ do: "unread", name: entry.name, reason, bytes }));
  } catch (again) {
    work.broken = String(again.message || again);
  }
}

const text = (part) => (part ? new TextDecoder().decode(part) : "");

function keep(entry, answer) {
  entry.row = text(answer.get("row"));
  entry.read = !JSON.parse(entry.row).w;
  entry.page = answer.has("page") ? new Blob([answer.get("page")]) : undefined;
  if (answer.has("units")) takeTables(entry, answer);
}

function takeTables(entry, answer) {
  entry.units = answer.get("units").slice();
  entry.tables = new Map([...answer].filter(([name]) => name.startsWith("csv/")).map(([name, bytes]) => [name.slice(4), new Blob([bytes])]));
}

/** The files of an archive take its place. */
async function unpack(entry, answer, changed) {
  pile.delete(entry.name);
  const names = JSON.parse(text(answer.get("members")));
  const reasons = JSON.parse(text(answer.get("reasons")));
  const files = names.map((name, nth) => [`${entry.name}/${name}`, new Blob([answer.get(`member/${nth}`)]), reasons[nth] ?? undefined]);
  await put(files, changed, entry.deep + 1);
}

/** The documents that are read or were given up, in their order. */
const settled = () => [...pile.values()].filter((entry) => entry.row);

/** The answer with the pages of a PDF drawn; nothing for other files, or where drawing fails: the rest is worth as much. */
async function attempt(header, file, begun) {
  const begin = await file.slice(0, 1024).text();
  if (!begin.includes("%PDF-")) return null;
  try {
    return await ask(header, file, begun);
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind === "skipped") throw error;
    console.info(`${header.name}: ${error.message}`);
    return null;
  }
}

/** Has the pages of a PDF drawn when it is opened first. */
async function draw(entry) {
  if (entry.drawn || !entry.file) return;
  entry.drawn = true;
  const answer = await attempt({ do: "read", name: entry.name, deep: entry.deep, parts: ["page"], pictures: true }, entry.file);
  if (answer?.has("page")) entry.page = new Blob([answer.get("page")]);
}

/** The page of a document. */
async function pageOf(entry) {
  await draw(entry);
  entry.page ??= new Blob([(await ask({ do: "read", name: entry.name, parts: ["page"] }, entry.file)).get("page")]);
  return entry.page.text();
}

/** All documents as a data package: the same files as those of the command line. */
async function dataPackage() {
  const entries = settled();
  for (const entry of entries.filter((entry) => !entry.tables)) {
    takeTables(entry, await ask({ do: "read", name: entry.name, parts: ["csv", "units"] }, entry.file));
  }
  const empty = await ask({ do: "package" }, new Blob(entries.map((entry) => entry.units)));
  const files = [...empty].map(([name, head]) => [name, new Blob([head, ...entries.map((entry) => entry.tables.get(name) ?? "")])]);
  return zip(files);
}

/** A workbook for each document that was read: name and blob. */
async function workbooks(told) {
  const books = [];
  for (const entry of settled().filter((entry) => entry.read)) {
    told(entry.name);
    const answer = await ask({ do: "xlsx", name: entry.name }, entry.file);
    const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    books.push([`${entry.name}.xlsx`, new Blob([answer.get("xlsx")], { type })]);
  }
  return books;
}
