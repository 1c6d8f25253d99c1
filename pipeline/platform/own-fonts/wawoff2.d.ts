declare module 'wawoff2/decompress.js' {
  export default function decompress(woff2: Uint8Array): Promise<Uint8Array>;
}
declare module 'cubic2quad' {
  export default function cubic2quad(
    ...numbers: [x1: number, y1: number, cx1: number, cy1: number, cx2: number, cy2: number, x2: number, y2: number, precision: number]
  ): number[];
}
