import { beforeAll, expect, test } from 'vitest';
import { destinations } from '../../../pipeline/pdf/destinations.ts';
import { PdfDocument } from '../../../pipeline/pdf/objects/index.ts';
import { plainBrowser as browser } from '../../support/shared-browser.ts';

const html = `<!doctype html><html lang="en"><title>A real print</title>
<style>@page { size: 400px 300px; margin: 20px } h1 { break-before: page }</style>
<p><a href="#plain">one</a> <a href="#見出し">two</a> <a href="#with%20odd(signs)">three</a> <a href="#nowhere">four</a></p>
<h1 id="plain">Plain</h1><h1 id="見出し">Heading</h1><h1 id="with odd(signs)">Odd</h1><h1 id="unlinked">Unlinked</h1>`;

let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await browser.withPage(async (page) => {
    await page.setContent(html);
    return page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
  });
});

test('destinations give the page of each linked element, whatever its id', () => {
  expect(destinations(PdfDocument.read(bytes))).toEqual(
    new Map([
      ['plain', 2],
      ['見出し', 3],
      ['with odd(signs)', 4],
    ]),
  );
});
