/** Who made a photograph, as its own metadata say: XMP first, then EXIF. */
import { entriesOf } from './exif.ts';
import { joinedCredit } from './joined-credit.ts';
import { creditOfXmp } from './xmp.ts';

/** How far into a file metadata are looked for. */
const head = 1_000_000;
const exif = 'Exif\0\0';
const artist = 0x013b;
const copyright = 0x8298;

/** The credit; undefined if the file names nobody. */
export function creditOf(bytes: Uint8Array): string | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, head));
  const start = data.indexOf('<x:xmpmeta');
  const end = start < 0 ? -1 : data.indexOf('</x:xmpmeta>', start);
  return (end < 0 ? undefined : creditOfXmp(data.toString('utf8', start, end))) ?? creditOfExif(data);
}

function creditOfExif(data: Buffer): string | undefined {
  const at = data.indexOf(exif, 0, 'latin1');
  if (at < 0) return undefined;
  const entries = entriesOf(data.subarray(at + exif.length));
  const said = (tag: number) =>
    Buffer.from(entries.get(tag) ?? [])
      .toString('utf8')
      .replace(/\0[\s\S]*$/, '')
      .trim();
  return joinedCredit(said(artist), said(copyright));
}
