/** Files in a ZIP archive (PKWARE APPNOTE 4.3), which office documents are too: attachments may be archives. */
import { inflateRawSync } from 'node:zlib';

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
/** A larger file, once inflated, is an attack. */
const maxInflatedBytes = 1 << 28;

export const isZip = (bytes: Buffer): boolean => bytes.length > 30 && bytes.readUInt32LE(0) === localHeader;

/** Names and contents, by the central directory. An unreadable file has empty content. */
export function* zipEntries(bytes: Buffer): Generator<{ name: string; content: Buffer }> {
  const mark = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = bytes.indexOf(mark); at >= 0 && at + 46 <= bytes.length; at = bytes.indexOf(mark, at + 46)) {
    if (bytes.readUInt32LE(at) !== centralHeader) continue;
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const extra = bytes.readUInt16LE(at + 30);
    const comment = bytes.readUInt16LE(at + 32);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const note = bytes.toString('utf8', at + 46 + nameLength + extra, at + 46 + nameLength + extra + comment);
    yield { name: note === '' ? name : `${name} ${note}`, content: contentAt(bytes, local, packed, method) };
  }
}

function contentAt(bytes: Buffer, local: number, packed: number, method: number): Buffer {
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localHeader) return Buffer.alloc(0);
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const raw = bytes.subarray(from, from + packed);
  try {
    return method === 0 ? raw : method === 8 ? inflateRawSync(raw, { maxOutputLength: maxInflatedBytes }) : Buffer.alloc(0);
  } catch {
    return Buffer.alloc(0);
  }
}
