// A zip archive of files as they are, without packing: what spreadsheets and file managers open.

const crcs = (() => {
  const table = new Uint32Array(256);
  for (let n = 0; n < 256; n += 1) {
    let c = n;
    for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    table[n] = c >>> 0;
  }
  return table;
})();

/** The checksum of a file, a piece of it at a time: archives of many documents are larger than memory. */
async function checksum(blob) {
  let crc = 0xffffffff;
  const step = 1 << 22;
  for (let from = 0; from < blob.size; from += step) {
    const bytes = new Uint8Array(await blob.slice(from, from + step).arrayBuffer());
    for (const byte of bytes) crc = crcs[(crc ^ byte) & 255] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A header of numbers: pairs of value and width in bytes. */
function packed(...fields) {
  const bytes = new DataView(new ArrayBuffer(fields.reduce((sum, [, width]) => sum + width, 0)));
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 2) bytes.setUint16(at, value, true);
    else bytes.setUint32(at, value, true);
    at += width;
  }
  return bytes;
}

/** The archive of files, each a pair of name and blob. Its times are always the same: same files, same bytes. */
async function zip(files) {
  const [body, list] = [[], []];
  let at = 0;
  for (const [name, blob] of files) {
    const called = new TextEncoder().encode(name);
    const crc = await checksum(blob);
    // needs version 2.0; names are UTF-8; stored; 1 January 2000
    const common = [[20, 2], [0x800, 2], [0, 2], [0, 2], [0x2821, 2], [crc, 4], [blob.size, 4], [blob.size, 4], [called.length, 2], [0, 2]];
    body.push(packed([0x04034b50, 4], ...common), called, blob);
    list.push(packed([0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), called);
    at += 30 + called.length + blob.size;
    if (at > 0xffffffff || list.length / 2 > 0xfffe) throw new RangeError("zip");
  }
  const length = list.reduce((sum, part) => sum + part.byteLength, 0);
  const count = list.length / 2;
  const end = packed([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [length, 4], [at, 4], [0, 2]);
  return new Blob([...body, ...list, end], { type: "application/zip" });
}
