/** Incremental updates (ISO 32000-1, 7.5.6). */
import type { PdfDocument } from './document.ts';
import { type Renumber, serialize } from './serialize.ts';
import { Dict, Name, Stream, type Value } from './values.ts';

/**
 * Appends the objects that were set, added or deleted to the original bytes (7.5.6), which do not change, so signatures stay
 * valid. Writes a plain table, or a cross-reference stream if the file has one.
 * @throws Error if the file's cross-reference table could not be read
 */
export function writeUpdate(document: PdfDocument): Buffer {
  if (document.start < 0) throw new Error('a file without a cross-reference table cannot be updated');
  const same: Renumber = (num) => num;
  const parts: Buffer[] = [document.bytes, Buffer.from('\n')];
  let at = document.bytes.length + 1;
  const rows: { num: number; at: number; gen: number }[] = [];
  const put = (bytes: Uint8Array) => {
    parts.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    at += bytes.length;
  };
  for (const num of [...document.altered].sort((a, b) => a - b)) {
    const value: Value = document.peek(num);
    const gen = document.genOf(num);
    rows.push({ num, at: document.has(num) ? at : 0, gen });
    if (!document.has(num)) continue;
    if (value instanceof Stream) {
      const dict = new Dict(value.dict);
      dict.set('Length', value.raw.length);
      put(Buffer.from(`${num} ${gen} obj\n${serialize(dict, same)}\nstream\n`, 'latin1'));
      put(value.raw);
      put(Buffer.from('\nendstream\nendobj\n'));
    } else put(Buffer.from(`${num} ${gen} obj\n${serialize(value, same)}\nendobj\n`, 'latin1'));
  }
  const isTable = document.bytes
    .subarray(document.start, document.start + 16)
    .toString('latin1')
    .trimStart()
    .startsWith('xref');
  const trailer = new Dict();
  for (const key of ['Root', 'Info', 'ID', 'Encrypt']) trailer.set(key, document.trailer.get(key) ?? null);
  trailer.set('Prev', document.start);
  const start = at;
  if (isTable) {
    trailer.set('Size', document.size);
    const lines = rows.map(({ num, at: place, gen }) => {
      const row = place === 0 ? '0000000000 65535 f ' : `${String(place).padStart(10, '0')} ${String(gen).padStart(5, '0')} n `;
      return `${num} 1\n${row}\n`;
    });
    put(Buffer.from(`xref\n${lines.join('')}trailer\n${serialize(trailer, same)}\nstartxref\n${start}\n%%EOF\n`, 'latin1'));
  } else {
    const own = document.size;
    const all = [...rows, { num: own, at: start, gen: 0 }];
    const data = Buffer.alloc(all.length * 9);
    for (const [index, row] of all.entries()) {
      data[index * 9] = row.at === 0 ? 0 : 1;
      data.writeUIntBE(row.at, index * 9 + 1, 6);
      data.writeUInt16BE(row.gen, index * 9 + 7);
    }
    const dict = Dict.of({
      Type: new Name('XRef'),
      Size: own + 1,
      W: [1, 6, 2],
      Index: all.flatMap(({ num }) => [num, 1]),
      Length: data.length,
    });
    for (const [key, value] of trailer) dict.set(key, value);
    put(Buffer.from(`${own} 0 obj\n${serialize(dict, same)}\nstream\n`, 'latin1'));
    put(data);
    put(Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`, 'latin1'));
  }
  return Buffer.concat(parts);
}
