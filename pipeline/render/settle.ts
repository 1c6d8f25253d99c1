/** Runs in the page: waits for fonts and images, which change line and page breaks. */
export async function settle(): Promise<void> {
  // Running headers are laid out only during printing: too late to load fonts for them.
  const running = [...document.styleSheets]
    .filter((sheet) => sheet.href === null)
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSPageRule)
    .flatMap(({ cssText }) => [...cssText.matchAll(/content:([^;]*)/g)].map((match) => match[1]))
    .join('');
  const families = getComputedStyle(document.documentElement).getPropertyValue('--face-sans').split(',');
  const has = ({ unicodeRange }: FontFace, character: string) =>
    unicodeRange.split(',').some((range) => {
      const [from = 0, to = from] = range
        .replace(/^\s*U\+/i, '')
        .split('-')
        .map((digits) => Number.parseInt(digits, 16));
      return (character.codePointAt(0) as number) >= from && (character.codePointAt(0) as number) <= to;
    });
  // Each family is used only for characters that the previous one lacks.
  let left = [...new Set(running)].filter((character) => character > ' ');
  for (const family of families) {
    if (left.length === 0 || family.trim() === '') break;
    const loaded = await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 8pt ${family}`, left.join(''))));
    left = left.filter((character) => !loaded.flat().some((face) => has(face, character)));
  }
  await document.fonts.ready;
  // Not `decode`, which waits for a frame, and no frames are drawn here.
  const settled = (image: HTMLImageElement) =>
    new Promise<void>((done) => {
      image.loading = 'eager';
      if (image.complete) return done();
      for (const event of ['load', 'error']) image.addEventListener(event, () => done(), { once: true });
    });
  await Promise.all([...document.images].map(settled));
}
