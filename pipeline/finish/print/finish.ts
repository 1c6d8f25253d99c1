/**
 * Turns Chrome's print into the file that is published: parsed once, written once. A pure function of bytes and plain JSON, so
 * that it can run in any thread.
 */

import { destinations } from '../../pdf/destinations.ts';
import { type Dict, type PdfDocument as Document, Name, PdfDocument, Ref, type Value } from '../../pdf/objects/index.ts';
import { pagesBefore, printedNumbers } from '../../render/page-numbers.ts';
import type { Among } from '../../render/types.ts';
import { writeLabels, writeSlideLabels } from '../file/catalog.ts';
import { writeFinished } from '../file/write.ts';
import type { FileAdditions, FinishedPdf, FinishPlan } from '../plan.ts';
import { boxFigures } from '../structure/figures.ts';
import { fixStructure } from '../structure/fix.ts';
import { readStructure } from '../structure/read.ts';
import { withoutRepeatedHeads } from '../structure/repeated-heads.ts';
import { dropMarks } from '../structure/simplify.ts';
import type { Tag } from '../structure/tag.ts';
import { writeStructure } from '../structure/write.ts';
import { fixApostrophes } from './apostrophes.ts';
import { describeLinks, Links } from './links.ts';
import { fixOutline } from './outline.ts';
import { PageNumberFiller } from './page-numbers.ts';
import { rewritePages } from './pages.ts';
import { type MarginKey, sectionsOf } from './running.ts';

/**
 * Fills in page numbers and running heads, fixes the tags for PDF/UA-1, writes metadata, and compresses the file.
 * @param bytes a tagged print with an outline, as written by Chrome; not changed
 * @throws Error if it is not a PDF, or has no tags
 */
export async function finishPdf(bytes: Uint8Array, plan: FinishPlan, additions: FileAdditions = {}): Promise<FinishedPdf> {
  const { pdf, hash, unfilled } = await finishPrint(bytes, plan);
  const pages = pdf.pages().length;
  const fonts = fontNames(pdf);
  return { ...writeFinished(pdf, plan, `${hash} ${JSON.stringify(plan)}`, additions), pages, fonts, unfilled };
}

/** More than the number of pages and links of any piece. */
const keysPerPiece = 100_000;

/** A finished print; only the entries that belong to the file as a whole are missing. */
export interface FinishedPrint {
  readonly pdf: Document;
  /** Hash of the page content. */
  readonly hash: string;
  readonly unfilled: number;
}

/** Finishes the pages, tags, links and outline of one print. */
export async function finishPrint(bytes: Uint8Array, plan: FinishPlan): Promise<FinishedPrint> {
  const pdf = PdfDocument.read(bytes);
  const pages = pdf.pages();
  const structure = readStructure(pdf, pages);
  if (structure === undefined) throw new Error('the print has no tags');
  withoutRepeatedHeads(structure);
  const places = destinations(pdf, pages);
  const among = plan.among ?? alone(plan, places, pages.length);
  fixApostrophes(pdf, pages);
  const pageNumbers = new PageNumberFiller(plan.slots, new Map(among.numbers));
  const { words, kept, hash } = await rewritePages(pdf, pages, { pageNumbers, structure, margins: marginsOf(plan, places, among) });
  dropMarks(structure.root, ({ page, mcid }) => kept[page]?.has(mcid) === true);
  const links = new Links(pdf);
  const tags = fixStructure(structure, plan, ({ object }) => links.targetOf(object));
  boxFigures(tags, ({ page, mcid }) => structure.marks[page]?.[mcid]?.box);
  describeLinks(pdf, links, pages, tags, words, plan.words.note);
  writeStructure(pdf, pages, structure.root, tags, (among.ordinal - 1) * keysPerPiece, (annotation, key) => links.setKey(annotation, key));
  links.write();
  fixOutline(pdf, plan.headings, newElements(tags));
  for (const page of pages) pdf.dict(page)?.set('Tabs', new Name('S'));
  if (plan.slides) writeSlideLabels(pdf, plan.slides);
  else if (plan.among === undefined) writeLabels(pdf, among.front);
  return { pdf, hash, unfilled: pageNumbers.missing };
}

/** Position of a print that is the whole document. */
function alone({ firstPage }: FinishPlan, places: ReadonlyMap<string, number>, total: number): Among {
  const front = pagesBefore(firstPage, places);
  return { ordinal: 1, before: 0, front, total, numbers: [...printedNumbers(places, front)], section: '' };
}

function marginsOf({ running }: FinishPlan, places: ReadonlyMap<string, number>, { before, front, total, section }: Among) {
  if (running === null) return undefined;
  const sectionOf = sectionsOf(running, places, section);
  return (index: number) => ({
    textOf: (key: MarginKey) => (key === 'n' ? String(total - front) : key === 's' ? sectionOf(index + 1) : ''),
    number: before + index + 1 - front,
  });
}

function newElements(tags: readonly Tag[]): (num: number) => Ref | undefined {
  const refs = new Map(tags.map(({ num, ref }) => [num, ref]));
  return (num) => refs.get(num);
}

/** Names of all fonts used on the pages, without subset tags. */
export function fontNames(pdf: Document): string[] {
  const names = new Set<string>();
  const seen = new Set<number>();
  const isNew = (value: Value) => !(value instanceof Ref) || (!seen.has(value.num) && seen.add(value.num));
  const look = (resources: Dict | undefined): void => {
    for (const font of pdf.dict(resources?.get('Font'))?.values() ?? []) {
      const name = isNew(font) ? pdf.name(pdf.dict(font)?.get('BaseFont')) : undefined;
      if (name !== undefined) names.add(name.replace(/^[A-Z]{6}\+/, ''));
    }
    for (const form of pdf.dict(resources?.get('XObject'))?.values() ?? [])
      if (isNew(form)) look(pdf.dict(pdf.dict(form)?.get('Resources')));
  };
  for (const page of pdf.pages()) look(pdf.dict(pdf.inherited(page, 'Resources')));
  return [...names];
}
