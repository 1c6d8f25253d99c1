/** Slides of a deck as final HTML, one by one. */
import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import type { Outcome } from './trust.ts';

/** A picture of one colour. */
export const picture = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#4f9a94' } })
    .png()
    .toBuffer();

/** The slides of the deck, or of the handout. */
export function slidesOf({ documents }: Outcome, kind = 'slides'): string[] {
  const html = documents.find((document) => document.kind === kind)?.html ?? '';
  return html.split(/(?=<section data-tag="Sect" class="slide )/).slice(1);
}

export const layoutOf = (slide: string): string | undefined => /class="slide slide--(\w+)/.exec(slide)?.[1];

/** Inline HTML of the title, without soft hyphens. */
export const titleOf = (slide: string): string | undefined =>
  /class="slide__title">(.*?)<\/h[12]>/s.exec(slide)?.[1]?.replaceAll('\u00ad', '').replace(/\s+/g, ' ');

/** How far above the lower edge the number of each slide stands, in points. */
export async function footsOf(file: string): Promise<number[]> {
  const document = await getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0 }).promise;
  const heights: number[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const found = items.flatMap((item) => ('str' in item && item.str.trim() === String(number) ? [Math.round(item.transform[5])] : []));
    heights.push(Math.min(...found));
  }
  await document.loadingTask.destroy();
  return heights;
}
