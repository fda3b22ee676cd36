"use strict";
// A worker: runs the program that stands in the page, once for each request, in a memory of its own. The program knows
// its standard streams, the time and nothing else of the world.

const SUCCESS = 0, BADF = 8, NOSYS = 52;
let program;

/** The system as the program sees it (WASI): a request to read, an answer and complaints to write. */
function system(request) {
  let at = 0, memory;
  const written = [[], []];
  const view = () => new DataView(memory.buffer);
  const buffers = (list, count) => Array.from({ length: count }, (_, nth) => {
    const entry = view();
    return new Uint8Array(memory.buffer, entry.getUint32(list + nth * 8, true), entry.getUint32(list + nth * 8 + 4, true));
  });
  const calls = {
    fd_read(file, list, count, done) {
      if (file !== 0) return BADF;
      let sum = 0;
      for (const buffer of buffers(list, count)) {
        const piece = request.subarray(at, at + buffer.length);
        buffer.set(piece);
        at += piece.length;
        sum += piece.length;
      }
      view().setUint32(done, sum, true);
      return SUCCESS;
    },
    fd_write(file, list, count, done) {
      if (file !== 1 && file !== 2) return BADF;
      let sum = 0;
      for (const buffer of buffers(list, count)) {
        written[file - 1].push(buffer.slice());
        sum += buffer.length;
      }
      view().setUint32(done, sum, true);
      return SUCCESS;
    },
    clock_time_get(clock, precision, time) {
      view().setBigUint64(time, BigInt(Math.round(performance.now() * 1e6)), true);
      return SUCCESS;
    },
    random_get(to, length) {
      crypto.getRandomValues(new Uint8Array(memory.buffer, to, length));
      return SUCCESS;
    },
    environ_sizes_get(count, size) {
      view().setUint32(count, 0, true);
      view().setUint32(size, 0, true);
      return SUCCESS;
    },
    environ_get: () => SUCCESS,
    args_sizes_get(count, size) {
      view().setUint32(count, 0, true);
      view().setUint32(size, 0, true);
      return SUCCESS;
    },
    args_get: () => SUCCESS,
    fd_prestat_get: () => BADF,
    sched_yield: () => SUCCESS,
    proc_exit(code) { throw new Error("exit " + code); },
  };
  // what else it was linked with is there and answers that there is no such thing
  const wasi_snapshot_preview1 = new Proxy(calls, { get: (known, name) => known[name] ?? (() => NOSYS) });
  return { imports: { wasi_snapshot_preview1 }, written, use(exports) { memory = exports.memory; } };
}

function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The program out of its text: gzip in base64. */
async function unpacked(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

async function answer({ header, body }) {
  const head = new TextEncoder().encode(JSON.stringify(header) + "\n");
  const bytes = body ? new Uint8Array(await body.arrayBuffer()) : new Uint8Array();
  const here = system(joined([head, bytes]));
  const instance = await WebAssembly.instantiate(await program, here.imports);
  here.use(instance.exports);
  try {
    instance.exports._start();
  } catch (error) {
    const said = new TextDecoder().decode(joined(here.written[1]));
    return { defect: said.trim() || String(error) };
  }
  return { bytes: joined(here.written[0]).buffer };
}

onmessage = async ({ data }) => {
  if (data.program !== undefined) {
    program = unpacked(data.program);
    program.catch(() => {});
    return;
  }
  let said;
  try {
    said = await answer(data);
  } catch (error) {
    said = { failure: String(error) };
  }
  postMessage({ id: data.id, ...said }, said.bytes ? [said.bytes] : []);
};
