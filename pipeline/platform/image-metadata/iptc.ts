/** IPTC records in Photoshop image resources (a JPEG's APP13): keeps only by-line, credit, copyright, and their encoding. */

const signature = '8BIM';
/** Records as record and data set: encoding, by-line, credit, copyright notice. */
const keptSets = new Set(['1:90', '2:80', '2:110', '2:116']);
const iptc = 0x0404;
/** Copyright flag and URL. */
const keptResources = new Set([0x040a, 0x040b]);

/** The resources to keep; undefined if nothing remains. */
export function resourcesWithout(bytes: Uint8Array): Uint8Array | undefined {
  const data = Buffer.from(bytes);
  const parts: Buffer[] = [];
  for (let at = 0; at + 12 <= data.length && data.toString('latin1', at, at + 4) === signature; ) {
    const id = data.readUInt16BE(at + 4);
    const name = 1 + (data[at + 6] ?? 0);
    const start = at + 6 + name + (name % 2) + 4;
    if (start > data.length) break;
    const length = data.readUInt32BE(start - 4);
    const end = start + length;
    if (end > data.length) break;
    const body = id === iptc ? setsWithout(data.subarray(start, end)) : keptResources.has(id) ? data.subarray(start, end) : undefined;
    if (body !== undefined) parts.push(resource(id, body));
    at = end + (length % 2);
  }
  return parts.length === 0 ? undefined : Buffer.concat(parts);
}

function resource(id: number, body: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.write(signature, 'latin1');
  head.writeUInt16BE(id, 4);
  head.writeUInt32BE(body.length, 8);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function setsWithout(data: Buffer): Buffer | undefined {
  const sets: Buffer[] = [];
  let isSaying = false;
  for (let at = 0; at + 5 <= data.length && data[at] === 0x1c; ) {
    const length = data.readUInt16BE(at + 3);
    // Longer data sets contain images.
    if (length >= 0x8000) break;
    const name = `${data[at + 1]}:${data[at + 2]}`;
    const end = at + 5 + length;
    if (end > data.length) break;
    if (keptSets.has(name)) sets.push(data.subarray(at, end));
    if (keptSets.has(name) && name !== '1:90') isSaying = true;
    at = end;
  }
  return isSaying ? Buffer.concat(sets) : undefined;
}
