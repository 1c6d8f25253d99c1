/** Reads the values of a document as what they are expected to be, and follows references on the way (ISO 32000-1, 7.3.10). */
import { decode } from './filters.ts';
import { Dict, Name, PdfString, Ref, Stream, type Value } from './values.ts';

/** Follows references: nothing but `get` knows where objects are. */
export abstract class Resolver {
  /** The newest trailer; `Root`, `Info`, `ID` and `Encrypt` are what matters of it. */
  abstract readonly trailer: Dict;

  /** The object of a number or reference; null if there is none (7.3.10). The same value each time; changes to it last. */
  abstract get(at: number | Ref): Value;

  /** Follows references until something else is there. A reference to nothing is null. */
  resolve(value: Value | undefined): Value {
    let found = value ?? null;
    for (let steps = 0; found instanceof Ref; steps += 1) {
      if (steps > 32) return null;
      found = this.get(found);
    }
    return found;
  }

  /** A dictionary, or that of a stream; references followed. */
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

  /** What a text string says. */
  text(value: Value | undefined): string | undefined {
    const found = this.resolve(value);
    return found instanceof PdfString ? found.text : undefined;
  }

  /**
   * A stream's bytes, decoded; those of an image stay in the image's own format.
   * @throws Error when the data is broken
   */
  data(stream: Stream): Uint8Array {
    return this.decoded(stream).bytes;
  }

  /** The same, with the names of the filters that are left. */
  decoded({ dict, raw }: Stream): { bytes: Uint8Array; left: readonly string[] } {
    const deep = (value: Value | undefined): Value => {
      const found = this.resolve(value);
      return Array.isArray(found) ? found.map((one) => this.resolve(one)) : found;
    };
    return decode(raw, deep(dict.get('Filter') ?? dict.get('F')), deep(dict.get('DecodeParms') ?? dict.get('DP')));
  }

  /** The catalogue (7.7.2). @throws Error if there is none */
  get catalog(): Dict {
    const catalog = this.dict(this.trailer.get('Root'));
    if (catalog === undefined) throw new Error('not a PDF: it has no catalogue');
    return catalog;
  }

  /**
   * References to the pages, in order (7.7.3).
   * @param root of the tree, where it is not the catalogue's
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

  /** Whether it is known without reading an object that it is a page, and no node above pages. */
  protected abstract isOwnLeaf(num: number): boolean;

  /** A page's own or inherited attribute (7.7.3.4): `Resources`, `MediaBox`, `CropBox`, `Rotate`. References followed. */
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
