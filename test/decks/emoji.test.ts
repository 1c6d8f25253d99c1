/** Emoji on slides: in colour, counted in pixels, because a face without drawings would print nothing and still be found as text. */
import path from 'node:path';
import { describe, expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { drawPage } from '../support/pixels.ts';

const deck = `# Launch :rocket:

---

## Signs

- 🚀 👩🏽‍🚀 🇪🇺 1️⃣ ✅ ❌ ⭐

---

## Signs

- ✔ ✘ ☐ ☑ → ❤︎ 1 and text

---

## Names

- :tada: at 12:30:45, \`:rocket:\` and :unknown_name:
`;

/** How many points of the page below its head are neither grey nor of the theme's blue. */
async function coloured(file: string, page: number): Promise<number> {
  const { data, width, height } = await drawPage(file, page);
  let found = 0;
  for (let at = width * Math.round(height * 0.15) * 4; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60 && !(blue > red && blue > green)) found += 1;
  }
  return found;
}

describe('emoji', () => {
  test('print in colour, as text that can be found, and plain signs do not', async ({ folder }) => {
    await write(folder, { 'deck/pack.yaml': 'title: Signs\ndate: 2025-10-15\nkinds: [slides]\n', 'deck/slides.md': deck });
    const { result, told, code } = await build('deck', folder, {}, { cwd: folder });
    expect(code, told).toBe(0);
    expect(result.diagnostics, told).toEqual([]);
    const file = path.join(folder, 'out/deck/everyone/en/slides.pdf');
    expect(await coloured(file, 2)).toBeGreaterThan(500);
    expect(await coloured(file, 3)).toBeLessThan(30);
    const pdf = await openPdf(file);
    const [title = '', colour = '', plain = '', names = ''] = pdf.pages;
    expect(title).toContain('🚀');
    for (const sign of ['🚀', '👩🏽‍🚀', '🇪🇺', '✅', '❌', '⭐']) expect(colour).toContain(sign);
    for (const sign of ['✔', '✘', '☐', '☑', '→']) expect(plain).toContain(sign);
    for (const text of ['🎉', '12:30:45', ':rocket:', ':unknown_name:']) expect(names).toContain(text);
    expect(pdf.outline.join(' ')).toContain('Launch 🚀');
    // Drawings in colour are the only font of Type 3, which counts as embedded; no other is one.
    const fonts = await pdf.fonts();
    expect(fonts.map(({ name }) => name)).toContain('NotoColorEmoji');
    expect(fonts.filter(({ isEmbedded }) => !isEmbedded)).toEqual([]);
    await pdf.close();
  });
});
