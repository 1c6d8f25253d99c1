import { deflateSync, inflateSync } from 'node:zlib';

/**
 * Reads a PDF as Chrome (Skia) writes it: version 1.4, one cross-reference table, no object streams, plain dictionaries.
 * ISO 32000-1, 7.5. Nothing is decoded but what is asked for.
 */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly #text: Buffer;
  readonly #offsets: readonly number[];
  /** Where the cross-reference table begins. */
  readonly #start: number;
  /** The trailer dictionary as text. */
  readonly trailer: string;

  /** @throws Error if this is not a PDF with a cross-reference table */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const tail = this.#text.toString('latin1', Math.max(0, bytes.length - 64));
    const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1]);
    if (!(start > 0) || this.#text.toString('latin1', start, start + 4) !== 'xref')
      throw new Error('not a PDF with a cross-reference table');
    this.#start = start;
    const table = this.#text.toString('latin1', start, bytes.length);
    const split = table.indexOf('trailer');
    this.trailer = table.slice(split);
    this.#offsets = readOffsets(table.slice(4, split));
  }

  /** The text of an indirect object, up to its stream if it has one; bytes as Latin-1. */
  object(number: number): string {
    const from = this.#offsets[number];
    if (!from) throw new Error(`no object ${number}`);
    const start = this.#text.indexOf('obj', from) + 3;
    const text = this.#text.toString('latin1', start, this.#text.indexOf('endobj', start));
    const stream = text.indexOf('stream');
    return stream < 0 ? text : text.slice(0, stream);
  }

  /** Number of the object that a key of the trailer or of a dictionary's text refers to. */
  static reference(dictionary: string, key: string): number | undefined {
    const match = new RegExp(`/${key}\\s+(\\d+)\\s+\\d+\\s+R`).exec(dictionary);
    return match ? Number(match[1]) : undefined;
  }

  /** The catalogue (7.7.2). */
  get catalog(): string {
    return this.object(PdfFile.reference(this.trailer, 'Root') as number);
  }

  /** Object numbers of the pages, in order (7.7.3). */
  pages(): number[] {
    const walk = (number: number): number[] => {
      const node = this.object(number);
      const kids = /\/Kids\s*\[([^\]]*)\]/.exec(node)?.[1];
      return kids === undefined ? [number] : [...kids.matchAll(/(\d+)\s+\d+\s+R/g)].flatMap(([, kid]) => walk(Number(kid)));
    };
    return walk(PdfFile.reference(this.catalog, 'Pages') as number);
  }

  /** The bytes of an object's stream, inflated (7.3.8; Chrome writes a direct length and no filter but FlateDecode). */
  stream(number: number): Buffer {
    const { from, to, isDeflated } = this.#streamSpan(number);
    const raw = this.#text.subarray(from, to);
    return isDeflated ? inflateSync(raw) : raw;
  }

  #streamSpan(number: number): { from: number; to: number; isDeflated: boolean } {
    const dictionary = this.object(number);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const start = this.#text.indexOf('stream', this.#text.indexOf('obj', this.#offsets[number]));
    const from = start + (this.#text[start + 6] === 0x0d ? 8 : 7);
    return { from, to: from + length, isDeflated: dictionary.includes('/FlateDecode') };
  }

  /**
   * The same file with other content in some streams; every other byte stays, and the cross-reference table is made anew.
   * @param streams new content by object number, not deflated
   */
  withStreams(streams: ReadonlyMap<number, Uint8Array>): Uint8Array {
    return this.withChanges(streams, new Map());
  }

  /**
   * The same, with other dictionaries too.
   * @param dictionaries new text by object number, for objects without a stream
   */
  withChanges(streams: ReadonlyMap<number, Uint8Array>, dictionaries: ReadonlyMap<number, string>): Uint8Array {
    const parts: Uint8Array[] = [];
    const offsets: number[] = [];
    const order = this.#offsets.map((offset, number) => ({ offset, number })).filter(({ offset }) => offset > 0);
    order.sort((a, b) => a.offset - b.offset);
    let position = order[0]?.offset ?? 0;
    parts.push(this.#text.subarray(0, position));
    for (const [index, { offset, number }] of order.entries()) {
      const end = order[index + 1]?.offset ?? this.#start;
      const content = streams.get(number);
      const dictionary = dictionaries.get(number);
      const bytes =
        content !== undefined
          ? this.#streamObject(number, content)
          : dictionary !== undefined
            ? Buffer.from(`${number} 0 obj${dictionary}endobj\n`, 'latin1')
            : this.#text.subarray(offset, end);
      offsets[number] = position;
      position += bytes.length;
      parts.push(bytes);
    }
    parts.push(Buffer.from(`${tableOf(offsets)}${this.trailer.replace(/startxref\s+\d+/, `startxref\n${position}`)}`, 'latin1'));
    return Buffer.concat(parts);
  }

  #streamObject(number: number, content: Uint8Array): Buffer {
    const data = deflateSync(content, { level: 6 });
    return Buffer.concat([
      Buffer.from(`${number} 0 obj\n<</Filter /FlateDecode\n/Length ${data.length}>> stream\n`, 'latin1'),
      data,
      Buffer.from('\nendstream\nendobj\n', 'latin1'),
    ]);
  }

  /** Where an object begins, for a change in place. */
  offset(number: number): number {
    return this.#offsets[number] ?? -1;
  }

  /** How many object numbers there are. */
  get size(): number {
    return this.#offsets.length;
  }
}

function tableOf(offsets: readonly number[]): string {
  const lines = Array.from({ length: offsets.length }, (_, number) =>
    offsets[number] === undefined ? '0000000000 65535 f ' : `${String(offsets[number]).padStart(10, '0')} 00000 n `,
  );
  return `xref\n0 ${offsets.length}\n${lines.join('\n')}\n`;
}

function readOffsets(table: string): number[] {
  const offsets: number[] = [];
  let next = 0;
  for (const line of table.trim().split(/\r\n|\r|\n/)) {
    const entry = /^(\d{10}) \d{5} ([nf])/.exec(line);
    if (entry) {
      offsets[next] = entry[2] === 'n' ? Number(entry[1]) : 0;
      next += 1;
    } else next = Number(/^(\d+) \d+/.exec(line)?.[1] ?? next);
  }
  return offsets;
}
