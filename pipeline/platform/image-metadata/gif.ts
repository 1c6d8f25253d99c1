/** GIF: removes comments and application extensions. */

const trailer = 0x3b;
const image = 0x2c;
const extension = 0x21;
const ofPrograms = 0xff;
const comment = 0xfe;
/** Application extensions to keep: animation loops and colour profiles. */
const kept = ['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'];

export function gifWithout(bytes: Uint8Array): Uint8Array {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const coloursAt = (at: number) => ((data[at] ?? 0) & 0x80 ? 3 * 2 ** (((data[at] ?? 0) & 7) + 1) : 0);
  const endOfBlocks = (start: number) => {
    let at = start;
    while ((data[at] ?? 0) !== 0) at += 1 + (data[at] as number);
    return at + 1;
  };
  let at = 13 + coloursAt(10);
  const parts: Uint8Array[] = [data.subarray(0, at)];
  while (at < data.length) {
    const start = at;
    if (data[at] === image) {
      at = endOfBlocks(at + 10 + coloursAt(at + 9) + 1);
      parts.push(data.subarray(start, at));
    } else if (data[at] === extension) {
      const label = data[at + 1];
      at = endOfBlocks(at + 2);
      const isForeign = label === ofPrograms && !kept.includes(data.toString('latin1', start + 3, start + 14));
      if (label !== comment && !isForeign) parts.push(data.subarray(start, at));
    } else {
      if (data[at] === trailer) parts.push(data.subarray(at, at + 1));
      break;
    }
  }
  const whole = Buffer.concat(parts);
  return whole.equals(data) ? bytes : whole;
}
