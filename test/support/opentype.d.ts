declare module 'opentype.js' {
  interface Glyphs {
    readonly length: number;
    get(index: number): unknown;
  }
  interface Metrics {
    readonly unitsPerEm: number;
    readonly ascender: number;
    readonly descender: number;
  }
  class Font implements Metrics {
    constructor(options: Metrics & { readonly familyName: string; readonly styleName: string; readonly glyphs: readonly unknown[] });
    readonly unitsPerEm: number;
    readonly ascender: number;
    readonly descender: number;
    readonly glyphs: Glyphs;
    toArrayBuffer(): ArrayBuffer;
  }
  const opentype: { readonly Font: typeof Font; parse(buffer: ArrayBuffer): Font };
  export default opentype;
}
