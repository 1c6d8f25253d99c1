/** Lists of checksums, in the form of `sha256sum`. */

export const sumsName = 'SHA256SUMS';

/** Digests by the names of files; in words why the list cannot be used. */
export function readSums(text: string): Map<string, string> | string {
  const sums = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const [, sum = '', name = ''] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (name === '') return `line ${index + 1} is no checksum with a name`;
    if (name.split('/').some((part) => part === '' || part === '.' || part === '..') || /^[A-Za-z]:|\\/.test(name))
      return `line ${index + 1} leads out of the folder`;
    if (sums.has(name)) return `line ${index + 1} names ${name} again`;
    sums.set(name, sum);
  }
  return sums.size === 0 ? 'it is empty' : sums;
}

/** The list, in the order of names. */
export const sumsText = (sums: ReadonlyMap<string, string>): string =>
  [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sum]) => `${sum}  ${name}\n`)
    .join('');
