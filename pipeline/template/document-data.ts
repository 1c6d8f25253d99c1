/** Template data about the document: names, dates and markings of its edition. */
import path from 'node:path';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { loadFontIndex } from '../platform/fonts.ts';
import type { Resource } from '../platform/resource.ts';
import type { Edition } from '../select/types.ts';
import { millimetres, type PaperOption, paperOf } from '../source/config/paper.ts';
import { pageUrl } from '../source/data/image-file.ts';
import { dateText } from '../source/locale/dates.ts';
import { isRightToLeft } from '../source/locale/direction.ts';
import { embargoText } from '../source/locale/embargo.ts';
import { fillPattern } from '../source/locale/patterns.ts';
import { inlineSvg } from '../transform/drawings/inline-svg.ts';
import { admitted } from '../transform/images/admitted.ts';
import { frameFor } from '../transform/images/frames.ts';
import { keepsMetadata } from '../transform/images/images.ts';
import type { Kind } from './kinds/index.ts';
import type { DocumentData } from './layout-data.ts';
import { fieldPlace, signaturePlace } from './marks.ts';
import { watermarkImage } from './watermark.ts';

/** The value of `document`. A logo in a separate file becomes a resource. */
export async function documentData(
  edition: Edition,
  kind: Kind,
  word: (key: string) => string,
  resources: Map<string, Resource>,
  context: Context,
): Promise<DocumentData> {
  const signer = edition.options.signature.visible && !edition.isReview ? await context.signer?.identity() : undefined;
  const { title, short, subtitle, authors, issuer, date, marking, running, pageNumbers, duplex, label, logo, cover } = edition.options;
  const { version, status, embargo, replaces, corrects, paper } = edition.options;
  const state = status === undefined ? undefined : word(status);
  // A document that does not hold says so across its pages.
  const isVoid = status === 'draft' || status === 'withdrawn';
  const watermark = edition.isReview ? word('draft') : (edition.options.watermark ?? (isVoid ? state : undefined));
  const until = embargo ? embargoText(embargo, word, context.memory) : undefined;
  const line = [marking, state, until].filter(Boolean).join(' · ');
  const isRtl = isRightToLeft(edition.lang);
  return {
    kind: kind.layout ?? kind.name,
    signature: signer === undefined ? null : { name: signer.name, place: signaturePlace },
    signatureFields: edition.isReview
      ? []
      : edition.options.signature.fields.map((name, index) => ({ name, place: fieldPlace(index + 1) })),
    pack: edition.pack,
    lang: edition.lang,
    dir: isRtl ? 'rtl' : null,
    // Where lines begin and end: names of margin boxes.
    start: isRtl ? 'right' : 'left',
    end: isRtl ? 'left' : 'right',
    audience: edition.audience,
    look: edition.options.look ?? null,
    label,
    title,
    short: short ?? title,
    // How large a title can be: 40 pt, 32 or 26.
    titleSize: titleSize(title),
    hasManyAuthors: authors.length > 4,
    subtitle: subtitle ?? null,
    authors: authors.map((author) => ({ name: author.name, role: author.role ?? null, organisation: author.organisation ?? null })),
    issuer: issuer ?? null,
    date: date ?? null,
    dateText: date === undefined ? null : dateText(date, word('locale'), context.memory),
    version: version === undefined ? null : fillPattern(word('version'), { version, replaces: corrects ? undefined : replaces, corrects }),
    status: state ?? null,
    embargo: until ?? null,
    marking: line === '' ? null : line,
    markingSize: markingSize(line, paper),
    isReview: edition.isReview === true,
    watermark: watermark ?? null,
    chapterStart: edition.options.chapterStart ?? 'page',
    watermarkImage: watermark === undefined ? null : await watermarkImage(watermark, edition.lang, await loadFontIndex()),
    running,
    pageNumbers,
    duplex,
    cover,
    logo: logo === undefined ? null : await logoHtml(logo, edition, resources, context),
  };
}

/** In points: what stands at head and foot stays on one line of the narrowest paper. */
function markingSize(line: string, paper: PaperOption): number {
  const papers = typeof paper === 'string' ? [paper] : [paper.briefing, paper.handout];
  const width = Math.min(...papers.map((name) => millimetres(paperOf(name)?.width ?? '210mm')));
  const room = ((width - 16) * 72) / 25.4;
  const ems = [...line].reduce((sum, letter) => sum + (letter > '\u2E80' ? 1.05 : 0.6), 0);
  return Math.max(5, Math.min(8.5, Math.floor((room / Math.max(1, ems)) * 4) / 4));
}

/** By its length; letters of East Asia take twice the room. */
function titleSize(title: string): 'short' | 'long' | 'longest' {
  const length = [...title].reduce((sum, letter) => sum + (letter > '\u2E80' ? 2 : 1), 0);
  return length <= 45 ? 'short' : length <= 90 ? 'long' : 'longest';
}

/** The logo as HTML: an SVG drawing is inlined. What is wrong with it, `source` has reported. */
async function logoHtml(name: string, edition: Edition, resources: Map<string, Resource>, context: Context): Promise<string | null> {
  const { folder, options } = edition;
  const image = await admitted(name, { path: path.join(folder, 'pack.yaml') }, edition, context.files);
  if (image.sort === 'withheld') {
    context.report(diagnostic('IMAGE_WITHHELD', { name, audience: edition.audience }, edition.place));
    return null;
  }
  if (image.sort === 'ruled') {
    context.report(diagnostic('IMAGE_RULED', { name, pack: image.pack }, edition.place));
    return null;
  }
  if (image.sort !== 'image') return toHtml(frameFor(h('img'), name, [h('span', 'logo')]));
  const alt = options.issuer ?? '';
  const drawing = image.type === 'image/svg+xml' ? inlineSvg(Buffer.from(image.bytes).toString('utf8'), 'logo') : undefined;
  if (drawing) return toHtml({ ...drawing, properties: { ...drawing.properties, role: 'img', ariaLabel: alt, className: ['logo'] } });
  const src = await pageUrl(image.file, folder, context.files);
  resources.set(src, { path: image.file, type: image.type, ...keepsMetadata(options) });
  return toHtml({ type: 'element', tagName: 'img', properties: { src, alt, className: ['logo'] }, children: [] });
}
