import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withDate } from '../../pipeline/pdf/dates.ts';
import { destinations } from '../../pipeline/pdf/destinations.ts';
import { PdfFile } from '../../pipeline/pdf/file.ts';
import { embeddedFonts } from '../../pipeline/pdf/fonts.ts';
import { realBrowser } from '../support/context.ts';
import { openPdf, prints } from '../support/pdf.ts';

const html = `<!doctype html><html lang="en"><title>A real print</title>
<style>@page { size: 400px 300px; margin: 20px } h1 { break-before: page }</style>
<p><a href="#plain">one</a> <a href="#見出し">two</a> <a href="#with%20odd(signs)">three</a> <a href="#nowhere">four</a></p>
<h1 id="plain">Plain</h1><h1 id="見出し">Heading</h1><h1 id="with odd(signs)">Odd</h1><h1 id="unlinked">Unlinked</h1>`;

let bytes: Uint8Array;
const browser = realBrowser();
beforeAll(async () => {
  bytes = await browser.withPage(async (page) => {
    await page.setContent(html);
    return page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
  });
});
afterAll(() => browser.close());

describe('PdfFile, with what Chrome printed', () => {
  test('finds the pages in order', async () => {
    const file = new PdfFile(bytes);
    const pdf = await openPdf(bytes);
    expect(file.pages()).toHaveLength(pdf.pages.length);
    expect(file.pages()).toHaveLength(5);
    for (const number of file.pages()) expect(file.object(number)).toContain('/Type /Page');
    expect(file.catalog).toContain('/MarkInfo');
    await pdf.close();
  });

  test('tells on which page each linked element stands, whatever its id', () => {
    expect(destinations(new PdfFile(bytes))).toEqual(
      new Map([
        ['plain', 2],
        ['見出し', 3],
        ['with odd(signs)', 4],
      ]),
    );
  });

  test('names the fonts without the tag of their subset', () => {
    const names = [...embeddedFonts(new PdfFile(bytes))];
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => name.includes('+'))).toEqual([]);
  });

  test('withDate sets both dates, changes nothing else, and leaves its input alone', async () => {
    const before = Buffer.from(bytes);
    const dated = withDate(new PdfFile(bytes), '2025-10-15');
    expect(before.equals(Buffer.from(bytes))).toBe(true);
    expect(dated).toHaveLength(bytes.length);
    const pdf = await openPdf(dated);
    expect(pdf.info).toMatchObject({ CreationDate: "D:20251015000000+00'00'", ModDate: "D:20251015000000+00'00'", Title: 'A real print' });
    const changed = [...dated].filter((byte, index) => byte !== bytes[index]).length;
    expect(changed).toBeLessThanOrEqual(2 * 14);
    await pdf.close();
  });

  test('withStreams replaces the content of a page and keeps the file whole', async () => {
    const file = new PdfFile(bytes);
    const contents = PdfFile.reference(file.object(file.pages()[1] as number), 'Contents') as number;
    const changed = file.withStreams(new Map([[contents, Buffer.from('BT ET')]]));
    const pdf = await openPdf(changed);
    expect(pdf.pages).toHaveLength(5);
    expect([prints(pdf, 'Plain', 2), prints(pdf, 'Heading', 3)]).toEqual([false, true]);
    expect(pdf.outline.map((title) => title.trim())).toEqual(['Plain', 'Heading', 'Odd', 'Unlinked']);
    expect(new PdfFile(changed).stream(contents).toString()).toBe('BT ET');
    expect(destinations(new PdfFile(changed)).get('見出し')).toBe(3);
    await pdf.close();
  });
});

test.for(['', 'not a PDF', '%PDF-1.4\nstartxref\n0\n%%EOF'])('PdfFile refuses %j', (text) => {
  expect(() => new PdfFile(Buffer.from(text))).toThrow('not a PDF');
});
