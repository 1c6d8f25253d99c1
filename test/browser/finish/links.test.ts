/** Links of a print: changed as text if Chrome wrote them, as parsed values if they are in another form. */
import { beforeAll, expect, test } from 'vitest';
import { finishPdf } from '../../../pipeline/finish/print/finish.ts';
import { Dict, isName, PdfDocument, Ref, type Value } from '../../../pipeline/pdf/objects/index.ts';
import { plainPlan } from '../../bench/plan.mjs';
import { plainBrowser as browser } from '../../support/shared-browser.ts';

const html = `<!doctype html><html lang="en"><title>Links</title><style>@page { size: 400px 300px } h1 { break-before: page }</style>
<p><a href="https://example.org/a">https://example.org/a</a> <a href="https://example.org/b">the site</a>
<a href="https://example.org/(c)/%E6%BC%A2">a bracket</a> <a href="#one">one</a> <a href="#見出し">two</a>
<a href="#one"><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="></a></p>
<p>Words and <a href="#n1">a call</a>.</p>
<h1 id="one">First</h1><h1 id="見出し">見出し</h1>
<p id="n1" role="figure" aria-label="dossier:Note n1">What the note says.</p>`;

let printed: Buffer;
beforeAll(async () => {
  printed = Buffer.from(
    await browser.withPage(async (page) => {
      await page.setContent(html);
      return page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
    }),
  );
});

/** All links of a finished file: description, target and structure element. */
async function linksOf(print: Uint8Array): Promise<Record<string, unknown>[]> {
  const pdf = PdfDocument.read((await finishPdf(print, plainPlan)).bytes);
  const numbers = pdf.array(pdf.dict(pdf.dict(pdf.catalog.get('StructTreeRoot'))?.get('ParentTree'))?.get('Nums')) ?? [];
  const owner = (key: Value | undefined) => {
    const at = numbers.findIndex((one, index) => index % 2 === 0 && one === key);
    return pdf.name(pdf.dict(numbers[at + 1])?.get('S'));
  };
  return [...pdf.objects()]
    .map(([, value]) => value)
    .filter((value): value is Dict => value instanceof Dict && isName(value.get('Subtype'), 'Link'))
    .map((link) => ({
      said: pdf.text(link.get('Contents')),
      to: pdf.name(link.get('Dest')) ?? pdf.text(pdf.dict(link.get('A'))?.get('URI')),
      owner: owner(link.get('StructParent')),
      rect: link.get('Rect'),
      keys: [...link.keys()].sort(),
    }));
}

test('describes each link with its text and target', async () => {
  const links = await linksOf(printed);
  expect(links.map(({ said }) => said)).toEqual([
    'https://example.org/a',
    'the site (https://example.org/b)',
    'a bracket (https://example.org/(c)/%E6%BC%A2)',
    'one',
    'two',
    // A picture without words, and its line.
    'one',
    'one',
    'Note a call',
  ]);
  expect(new Set(links.map(({ owner }) => owner))).toEqual(new Set(['Link']));
});

test.each([
  ['/Border [0 0 0]', '/Border [0 0 1]'],
  ['/F 4\n', '/F 5\n'],
  ['/Subtype /Link\n', '/Subtype\n/Link\n'],
])('%j written as %j is read in another way, to the same end', async (usual, other) => {
  expect(usual).toHaveLength(other.length);
  const text = printed.toString('latin1');
  expect(text.split(usual).length).toBeGreaterThan(8);
  const changed = Buffer.from(text.replaceAll(usual, other), 'latin1');
  expect(await linksOf(changed)).toEqual(await linksOf(printed));
});

test('leaves no dangling reference', async () => {
  const pdf = PdfDocument.read((await finishPdf(printed, plainPlan)).bytes);
  const missing: number[] = [];
  const look = (value: Value): void => {
    if (value instanceof Ref && !pdf.has(value.num)) missing.push(value.num);
    else if (Array.isArray(value)) value.forEach(look);
    else if (value instanceof Dict) for (const one of value.values()) look(one);
  };
  for (const [, value] of pdf.objects()) look(value);
  expect(missing).toEqual([]);
});
