import { expect, test } from 'vitest';
import { dropHyphens } from '../../../pipeline/render/hyphens.ts';
import { plainBrowser as browser } from '../../support/shared-browser.ts';

test('keeps the soft hyphens at which a line ends, and no other', async () => {
  const text = 'A briefing about notwith\u00ADstand\u00ADing, a brief\u00ADing and extra\u00ADordi\u00ADnarily long words';
  const after = await browser.withPage(async (page) => {
    await page.setContent(`<p style="font: 16px/20px monospace; width: 25ch">${text}</p>`);
    const heightOf = () => page.evaluate(() => document.querySelector('p')?.offsetHeight);
    const before = await heightOf();
    await page.evaluate(dropHyphens);
    expect(await heightOf()).toBe(before);
    return page.evaluate(() => document.querySelector('p')?.textContent);
  });
  expect(after).toBe('A briefing about notwith\u00ADstanding, a briefing and extraordinarily long words');
});
