/** An ICC profile for the sRGB colour space, computed from its published values (IEC 61966-2-1; ICC.1:2010). */

const s15 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65536));
  return bytes;
};
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const sign = (text: string) => Buffer.from(text.padEnd(4), 'latin1');

const xyz = (x: number, y: number, z: number) => Buffer.concat([sign('XYZ'), u32(0), s15(x), s15(y), s15(z)]);

function localized(text: string): Buffer {
  const body = Buffer.from(text, 'utf16le').swap16();
  return Buffer.concat([sign('mluc'), u32(0), u32(1), u32(12), Buffer.from('enUS', 'latin1'), u32(body.length), u32(28), body]);
}

/** A version 4 matrix profile with the sRGB transfer curve; the primaries are adapted to D50. */
export function srgbProfile(): Buffer {
  const curve = Buffer.concat([
    sign('para'),
    u32(0),
    Buffer.from([0, 3, 0, 0]),
    s15(2.4),
    s15(1 / 1.055),
    s15(0.055 / 1.055),
    s15(1 / 12.92),
    s15(0.04045),
  ]);
  const adaptation = [1.047882, 0.022919, -0.050217, 0.029587, 0.990479, -0.017059, -0.009232, 0.015069, 0.751678];
  const entries: [string, Buffer][] = [
    ['desc', localized('sRGB IEC61966-2.1')],
    ['cprt', localized('Public domain: made by Dossier')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['chad', Buffer.concat([sign('sf32'), u32(0), ...adaptation.map(s15)])],
    ['rXYZ', xyz(0.436035, 0.222488, 0.013916)],
    ['gXYZ', xyz(0.385117, 0.716873, 0.097076)],
    ['bXYZ', xyz(0.143048, 0.060608, 0.713913)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const bodies: Buffer[] = [];
  const places = new Map<Buffer, number>();
  let at = 128 + 4 + entries.length * 12;
  const index = entries.map(([name, body]) => {
    if (!places.has(body)) {
      const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
      places.set(body, at);
      bodies.push(padded);
      at += padded.length;
    }
    return Buffer.concat([sign(name), u32(places.get(body) as number), u32(body.length)]);
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x04300000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  // The date is required; it is the date of the profile, not of a file.
  for (const [place, value] of [2026, 1, 1].entries()) header.writeUInt16BE(value, 24 + place * 2);
  header.write('acsp', 36, 'latin1');
  Buffer.concat([s15(0.9642), s15(1), s15(0.8249)]).copy(header, 68);
  return Buffer.concat([header, u32(entries.length), ...index, ...bodies]);
}
