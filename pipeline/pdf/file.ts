/**
 * Reads a PDF as Chrome (Skia) writes it: version 1.4, one cross-reference table, no object streams, plain dictionaries.
 * ISO 32000-1, 7.5. Nothing is decoded but what is asked for.
 */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly #text: Buffer;
  readonly #offsets: readonly number[];
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
    const end = this.#text.indexOf('endobj', start);
    const stream = this.#text.indexOf('stream', start);
    return this.#text.toString('latin1', start, stream >= 0 && stream < end ? stream : end);
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

  /** Where an object begins, for a change in place. */
  offset(number: number): number {
    return this.#offsets[number] ?? -1;
  }

  /** How many object numbers there are. */
  get size(): number {
    return this.#offsets.length;
  }
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
