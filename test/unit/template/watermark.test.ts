/** Watermarks bring along the faces of their script. */
import { expect, test } from 'vitest';
import { loadFontIndex } from '../../../pipeline/platform/fonts.ts';
import { watermarkImage } from '../../../pipeline/template/watermark.ts';

test.each([
  // Under these two names are letters of most scripts.
  ['Draft', 'en', 'Source Sans 3'],
  ['案', 'ja', 'Noto Sans JP'],
  ['草案', 'zh', 'Noto Sans JP'],
  ['مسودة', 'ar', 'Amiri'],
  ['טיוטה', 'he', 'Noto Serif Hebrew'],
  ['मसौदा', 'hi', 'Source Sans 3'],
])('%s', async (text, lang, family) => {
  const url = await watermarkImage(text, lang, await loadFontIndex());
  const svg = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64').toString();
  const face = new RegExp(`font-family:"?${family}"?;[^}]*url\\(data:font/woff2;base64,[A-Za-z0-9+/=]{200,}`);
  expect(svg).toMatch(face);
  expect(/<text[^>]*font-family="([^"]*)"/.exec(svg)?.[1]).toContain(`&quot;${family}&quot;`);
});
