/** Template data about the document: names, dates and markings of its edition. */
import path from 'node:path';
import { toHtml } from 'hast-util-to-html';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { loadFontIndex } from '../platform/fonts.ts';
import { imageTypes } from '../platform/image-types.ts';
import type { Resource } from '../platform/resource.ts';
import type { Edition } from '../select/types.ts';
import { dateText } from '../source/locale/dates.ts';
import { inlineSvg } from '../transform/drawings/inline-svg.ts';
import { keepsMetadata } from '../transform/images/images.ts';
import type { Kind } from './kinds/index.ts';
import { signaturePlace } from './marks.ts';
import { watermarkImage } from './watermark.ts';

/** The value of `document`. A logo in a separate file becomes a resource. */
export async function documentData(
  edition: Edition,
  kind: Kind,
  word: (key: string) => string,
  resources: Map<string, Resource>,
  context: Context,
) {
  const signer = edition.options.signature.visible ? await context.signer?.identity() : undefined;
  const { title, subtitle, authors, issuer, date, marking, watermark, running, pageNumbers, duplex, label, logo, cover } = edition.options;
  return {
    kind: kind.name,
    signature: signer === undefined ? null : { name: signer.name, place: signaturePlace },
    pack: edition.pack,
    lang: edition.lang,
    audience: edition.audience,
    label,
    title,
    subtitle: subtitle ?? null,
    authors: authors.map((author) => ({ name: author.name, role: author.role ?? null, organisation: author.organisation ?? null })),
    issuer: issuer ?? null,
    date: date ?? null,
    dateText: date === undefined ? null : dateText(date, word('locale'), context.memory),
    marking: marking ?? null,
    watermark: watermark ?? null,
    watermarkImage: watermark === undefined ? null : await watermarkImage(watermark, await loadFontIndex()),
    running,
    pageNumbers,
    duplex,
    cover,
    logo: logo === undefined ? null : await logoHtml(logo, edition, resources, context),
  };
}

/** The logo as HTML: an SVG drawing is inlined. */
async function logoHtml(name: string, edition: Edition, resources: Map<string, Resource>, context: Context): Promise<string | null> {
  const file = await context.files.confine(edition.folder, name);
  const type = imageTypes[path.extname(name).toLowerCase()];
  // Already reported by `source`.
  if (file === undefined || type === undefined || !(await context.files.isFile(file))) return null;
  if (edition.withheldFiles.has(file)) {
    context.report(diagnostic('IMAGE_WITHHELD', { name, audience: edition.audience }, edition.place));
    return null;
  }
  const alt = edition.options.issuer ?? '';
  const drawing = type === 'image/svg+xml' ? inlineSvg(await context.files.text(file), 'logo') : undefined;
  if (drawing) return toHtml({ ...drawing, properties: { ...drawing.properties, role: 'img', ariaLabel: alt, className: ['logo'] } });
  resources.set(`/pack/${name}`, { path: file, type, ...keepsMetadata(edition.options) });
  return toHtml({ type: 'element', tagName: 'img', properties: { src: `/pack/${name}`, alt, className: ['logo'] }, children: [] });
}
