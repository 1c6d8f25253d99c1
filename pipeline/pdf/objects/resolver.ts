/** Typed access to the values of a document, following references (ISO 32000-1, 7.3.10). */
import { decode } from './filters.ts';
import { Dict, Name, PdfString, Ref, Stream, type Value } from './values.ts';

/** Follows references; subclasses implement `get`, which finds objects. */
export abstract class Resolver {
  /** The newest trailer; only `Root`, `Info`, `ID` and `Encrypt` are used. */
  abstract readonly trailer: Dict;

  /** The object with a number or reference; null if there is none (7.3.10). Always the same value, so changes to it are kept. */
  abstract get(at: number | Ref): Value;

  /** Follows references to a direct value. A dangling reference resolves to null. */
  resolve(value: Value | undefined): Value {
    let found = value ?? null;
    for (let steps = 0; found instanceof Ref; steps += 1) {
      if (steps > 32) return null;
      found = this.get(found);
    }
    return found;
  }

  /** A dictionary, or the dictionary of a stream; follows references. */
  dict(value: Value | undefined): Dict | undefined {
    const found = this.resolve(value);
    return found instanceof Dict ? found : found instanceof Stream ? found.dict : undefined;
  }

  array(value: Value | undefined): Value[] | undefined {
    const found = this.resolve(value);
    return Array.isArray(found) ? found : undefined;
  }

  stream(value: Value | undefined): Stream | undefined {
    const found = this.resolve(value);
    return found instanceof Stream ? found : undefined;
  }

  number(value: Value | undefined): number | undefined {
    const found = this.resolve(value);
    return typeof found === 'number' ? found : undefined;
  }

  /** The text of a name. */
  name(value: Value | undefined): string | undefined {
    const found = this.resolve(value);
    return found instanceof Name ? found.text : undefined;
  }

  /** The decoded text of a text string. */
  text(value: Value | undefined): string | undefined {
    const found = this.resolve(value);
    return found instanceof PdfString ? found.text : undefined;
  }

  /**
   * The decoded bytes of a stream; images stay in their own format.
   * @throws Error if the data is corrupt
   */
  data(stream: Stream): Uint8Array {
    return this.decoded(stream).bytes;
  }

  /** The same, with the names of the remaining filters. */
  decoded({ dict, raw }: Stream): { bytes: Uint8Array; left: readonly string[] } {
    const deep = (value: Value | undefined): Value => {
      const found = this.resolve(value);
      return Array.isArray(found) ? found.map((one) => this.resolve(one)) : found;
    };
    return decode(raw, deep(dict.get('Filter') ?? dict.get('F')), deep(dict.get('DecodeParms') ?? dict.get('DP')));
  }

  /** The document catalog (7.7.2). @throws Error if there is none */
  get catalog(): Dict {
    const catalog = this.dict(this.trailer.get('Root'));
    if (catalog === undefined) throw new Error('not a PDF: it has no document catalog');
    return catalog;
  }

  /**
   * References to the pages, in order (7.7.3).
   * @param root root of the page tree, if not the catalog's
   */
  pages(root: Value | undefined = this.catalog.get('Pages')): Ref[] {
    const found: Ref[] = [];
    const seen = new Set<number>();
    const walk = (value: Value | undefined): void => {
      if (!(value instanceof Ref) || seen.has(value.num)) return;
      seen.add(value.num);
      if (this.isOwnLeaf(value.num)) return void found.push(value);
      const node = this.dict(value);
      const kids = this.array(node?.get('Kids'));
      if (kids) for (const kid of kids) walk(kid);
      else if (node) found.push(value);
    };
    walk(root);
    return found;
  }

  /** Whether an object is known to be a page, not a page tree node, without parsing it. */
  protected abstract isOwnLeaf(num: number): boolean;

  /** A page's own or inherited attribute (7.7.3.4): `Resources`, `MediaBox`, `CropBox`, `Rotate`. Follows references. */
  inherited(page: Ref | Dict, key: string): Value {
    let node = page instanceof Ref ? this.dict(page) : page;
    for (let steps = 0; node !== undefined && steps < 64; steps += 1) {
      const value = this.resolve(node.get(key));
      if (value !== null) return value;
      node = this.dict(node.get('Parent'));
    }
    return null;
  }
}
