/** The document catalog: viewer preferences, page labels, output intent (ISO 32000-1, 7.7.2, 12.2, 12.4.2, 14.11.5). */
import { Dict, deflated, Name, type PdfDocument, PdfString, type Value } from '../../pdf/objects/index.ts';
import { isRightToLeft } from '../../source/locale/direction.ts';
import type { FilePlan } from '../plan.ts';
import { srgbProfile } from './srgb.ts';

/** Sets the language, the viewer preferences and, for PDF/A, the output intent. */
export function writeCatalog(pdf: PdfDocument, plan: FilePlan): void {
  const { catalog } = pdf;
  catalog.set('Lang', PdfString.of(plan.lang));
  catalog.set('MarkInfo', Dict.of({ Marked: true }));
  catalog.set('ViewerPreferences', Dict.of({ DisplayDocTitle: true, ...(isRightToLeft(plan.lang) ? { Direction: new Name('R2L') } : {}) }));
  const hasOutline = plan.view.outline && catalog.has('Outlines');
  catalog.set('PageMode', new Name(hasOutline ? 'UseOutlines' : 'UseNone'));
  catalog.set('PageLayout', new Name(plan.view.layout));
  if (plan.printShop || plan.conformance.some((name) => name.startsWith('a-'))) catalog.set('OutputIntents', [outputIntent(pdf)]);
}

/**
 * Writes page labels that match the printed page numbers: i, ii, 1, 2 …
 * @param front number of pages before the page numbered 1
 */
export function writeLabels(pdf: PdfDocument, front: number): void {
  const decimal = Dict.of({ S: new Name('D') });
  const labels: Value[] = front > 0 ? [0, Dict.of({ S: new Name('r') }), front, decimal] : [0, decimal];
  pdf.catalog.set('PageLabels', Dict.of({ Nums: labels }));
}

/**
 * Writes page labels that count slides: all steps of a slide have its number.
 * @param slides the number of the slide on each page; empty for one that is not counted
 */
export function writeSlideLabels(pdf: PdfDocument, slides: readonly string[]): void {
  const labels = slides.flatMap((number, index): Value[] => {
    const before = slides[index - 1];
    if (number === '') return before === '' ? [] : [index, Dict.of({ P: PdfString.of('–') })];
    return before !== undefined && before !== '' && Number(number) === Number(before) + 1
      ? []
      : [index, Dict.of({ S: new Name('D'), St: Number(number) })];
  });
  pdf.catalog.set('PageLabels', Dict.of({ Nums: labels }));
}

function outputIntent(pdf: PdfDocument): Dict {
  const profile = pdf.add(deflated(srgbProfile(), Dict.of({ N: 3 }), 9));
  return Dict.of({
    Type: new Name('OutputIntent'),
    S: new Name('GTS_PDFA1'),
    OutputConditionIdentifier: PdfString.of('sRGB IEC61966-2.1'),
    Info: PdfString.of('sRGB IEC61966-2.1'),
    DestOutputProfile: profile,
  });
}
