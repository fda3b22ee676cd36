// Asks the engine: workers that run the program of the page, or the server that the page comes from.

/** No document takes so long, in milliseconds; what does is given up. */
const longest = 180000;

/** An answer cannot be had: a defect of the program, too slow, skipped by the reader, or no engine at all. */
class Trouble extends Error {
  constructor(kind, said = "") {
    super(said);
    this.kind = kind;
  }
}

/** The parts of an answer by name: its first line lists names and lengths, the bytes follow. */
function parts(bytes) {
  const end = bytes.indexOf(10);
  const list = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  let at = end + 1;
  return new Map(list.map(([name, length]) => {
    const part = bytes.subarray(at, at + length);
    at += length;
    return [name, part];
  }));
}

/** One worker, which is replaced when it fails, hangs or is told to stop. */
class Hand {
  #worker;
  #stop;

  async ask(header, body) {
    const worker = (this.#worker ??= this.#start());
    try {
      const said = await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = (event) => reject(new Trouble("engine", event.message ?? ""));
        this.#stop = (kind) => reject(new Trouble(kind));
        const timer = setTimeout(() => reject(new Trouble("slow")), longest);
        this.#stop.timer = timer;
        worker.postMessage({ id: 0, header, body });
      });
      if (said.failure !== undefined) throw new Trouble("engine", said.failure);
      if (said.defect !== undefined) throw new Trouble("defect", said.defect);
      return parts(new Uint8Array(said.bytes));
    } catch (error) {
      worker.terminate();
      this.#worker = undefined;
      throw error;
    } finally {
      clearTimeout(this.#stop?.timer);
      this.#stop = undefined;
    }
  }

  /** Gives up what it is doing. */
  stop(kind) { this.#stop?.(kind); }

  #start() {
    const code = URL.createObjectURL(new Blob([one("#worker").textContent], { type: "text/javascript" }));
    const worker = new Worker(code);
    worker.postMessage({ program: one("#program").textContent });
    return worker;
  }
}

/** The server as a hand; it knows documents of its own folder by name. */
class Served {
  #abort;

  async ask(header, body) {
    this.#abort = new AbortController();
    const options = { method: "POST", signal: this.#abort.signal, headers: { "x-request": encodeURIComponent(JSON.stringify(body ? header : { ...header, folder: true })) }, body: body ?? "" };
    let response;
    try {
      response = await fetch("ask", options);
    } catch (error) {
      throw new Trouble(this.#abort.signal.aborted ? this.#abort.signal.reason : "engine", String(error));
    }
    if (!response.ok) throw new Trouble(response.status === 500 ? "defect" : "engine", `${response.status} ${await response.text()}`);
    return parts(new Uint8Array(await response.arrayBuffer()));
  }

  stop(kind) { this.#abort?.abort(kind); }
}

const embedded = Boolean(one("#program"));

/** Hands that work at once: as many as there are processors, few enough for small machines. */
const hands = Array.from({ length: Math.max(1, Math.min(4, (navigator.hardwareConcurrency ?? 2) - 1)) }, () => (embedded ? new Hand() : new Served()));
const free = [...hands];
const waiting = [];

/** Asks the next free hand; `begun` hears which one it is. */
async function ask(header, body, begun = () => {}) {
  const hand = free.pop() ?? await new Promise((resolve) => waiting.push(resolve));
  begun(hand);
  try {
    return await hand.ask(header, body);
  } finally {
    const next = waiting.shift();
    if (next) next(hand);
    else free.push(hand);
  }
}
