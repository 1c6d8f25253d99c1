/** template: an edition's fragments + the templates of a kind → the final HTML, with every file that it may load. */
import path from 'node:path';
import { toHtml } from 'hast-util-to-html';
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import { atOf } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import { loadFontIndex } from '../platform/fonts.ts';
import { imageTypes } from '../platform/image-types.ts';
import type { Resource } from '../platform/resource.ts';
import type { Edition } from '../select/types.ts';
import { dateText } from '../source/locale/dates.ts';
import { listAll, lookup, lookupAll, templateFolders } from '../source/locale/lookup.ts';
import { loadWords } from '../source/locale/words.ts';
import { inlineSvg } from '../transform/drawings/inline-svg.ts';
import type { Transformed } from '../transform/types.ts';
import { attachmentsFor } from './attachments.ts';
import { renderLayout } from './engine/engine.ts';
import { helpersFor } from './helpers.ts';
import { type Kind, kindNamed } from './kinds/index.ts';
import { marks, signaturePlace } from './marks.ts';
import { withShortIds } from './short-ids.ts';
import type { PdfWords, Templated } from './types.ts';
import { watermarkImage } from './watermark.ts';

/**
 * Lays an edition out as one kind of document.
 * @returns undefined after a fault in the templates, which is reported
 */
export async function template(edition: Transformed, kindName: string, context: Context): Promise<Templated | undefined> {
  const kind = kindNamed(kindName);
  const folders = templateFolders(edition.edition, context);
  const word = await loadWords(edition.edition, context);
  const styles = await loadStyles(folders, context);
  const resources = new Map<string, Resource>([...edition.resources, ...(await templateFiles(folders, context))]);
  const slides = await checkedSlides(edition, folders, context);
  const view = kind.view({ ...edition, slides });
  const data = {
    document: await documentData(edition.edition, kind, word, resources, context),
    page: kind.page(edition.edition.options),
    marks,
    brand: Object.entries(edition.edition.options.brand).map(([name, value]) => ({ name, value: String(value) })),
    fonts: '<!--fonts-->',
    preloads: '<!--preloads-->',
    ...view,
  };
  const body = await renderLayout(kind.name, data, { folders, helpers: helpersFor({ word, styles, memory: context.memory }), context });
  if (body === undefined) return undefined;
  const fonts = (await loadFontIndex()).choose(charactersOf(body), body.includes('<math'));
  for (const character of fonts.missing) reportMissing(character, edition, context);
  for (const [url, resource] of fonts.resources) resources.set(url, resource);
  const whole = body.replace('<!--preloads-->', () => fonts.preloads).replace('<!--fonts-->', () => fonts.css);
  const { html, short } = withShortIds(whole);
  const running = (kind.running?.(edition) ?? []).map(({ id, text }) => ({ id: short(id), text }));
  return {
    edition: edition.edition,
    kind: kind.name,
    html,
    resources,
    running,
    words: wordsFor(kind, word),
    attachments: await attachmentsFor(edition, context),
    parts: [],
  };
}

function wordsFor(kind: Kind, word: (key: string) => string): PdfWords {
  return {
    note: word('note-link'),
    kind: word(`kind-${kind.name}`),
    facsimile: word('facsimile'),
    pages: { one: word('page-count-one'), many: word('page-count') },
    signature: word('signature-of'),
  };
}

/** Style sheets by name: `styles/tokens.css` is "tokens". All sheets called `extra.css` hold, the most particular last. */
async function loadStyles(folders: readonly string[], context: Context): Promise<Map<string, string>> {
  const names = (await listAll('styles', folders, context)).filter((name) => name.endsWith('.css'));
  const entries = await Promise.all(
    names.map(async (name) => {
      const all = await lookupAll(`styles/${name}`, folders, context);
      const files = name === 'extra.css' ? all : all.slice(-1);
      const texts = await Promise.all(files.map(context.files.text));
      for (const [index, file] of files.entries()) reportFileAddresses(texts[index] as string, file, context);
      return [name.slice(0, -4), texts.join('\n')] as const;
    }),
  );
  return new Map(entries);
}

/** Addresses of files in style sheets: the browser refuses them without asking, so they are told here. */
function reportFileAddresses(css: string, file: string, { files, report }: Context): void {
  for (const match of css.matchAll(/url\(\s*["']?(file:[^"')]*)/gi)) {
    const index = match.index + match[0].length - (match[1] as string).length;
    const before = css.slice(0, index).split('\n');
    const place = { file: files.shown(file), line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    report(diagnostic('REQUEST_BLOCKED', { url: match[1] as string }, place));
  }
}

/** What templates and styles may ask for as `/templates/…`: every image beside them. */
async function templateFiles(folders: readonly string[], context: Context): Promise<Map<string, Resource>> {
  const found = new Map<string, Resource>();
  for (const name of await listAll('.', folders, context)) {
    const type = imageTypes[path.extname(name).toLowerCase()];
    const file = type === undefined ? undefined : await lookup(name, folders, context);
    if (type !== undefined && file !== undefined) found.set(`/templates/${name}`, { path: file, type });
  }
  return found;
}

/** Slides with layouts that exist; the others are reported, and printed with the plainest. */
async function checkedSlides(edition: Transformed, folders: readonly string[], context: Context) {
  const layouts = (await listAll('partials', folders, context)).flatMap((name) => /^slide-(.+)\.hbs$/.exec(name)?.[1] ?? []);
  return edition.slides.map((slide) => {
    const known = layouts.includes(slide.layout);
    if (!known) context.report(diagnostic('SLIDE_LAYOUT', unknownName(slide.layout, layouts), slide.place));
    return { ...slide, layout: known ? slide.layout : 'bullets', at: atOf(slide.place) };
  });
}

async function documentData(
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
    date,
    dateText: dateText(date, word('locale'), context.memory),
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

/** The logo as HTML: a drawing becomes part of the page. */
async function logoHtml(name: string, edition: Edition, resources: Map<string, Resource>, context: Context): Promise<string | null> {
  const file = await context.files.confine(edition.folder, name);
  const type = imageTypes[path.extname(name).toLowerCase()];
  // Told by `source` already.
  if (file === undefined || type === undefined || !(await context.files.isFile(file))) return null;
  const alt = edition.options.issuer ?? '';
  const drawing = type === 'image/svg+xml' ? inlineSvg(await context.files.text(file), 'logo') : undefined;
  if (drawing) return toHtml({ ...drawing, properties: { ...drawing.properties, role: 'img', ariaLabel: alt, className: ['logo'] } });
  resources.set(`/pack/${name}`, { path: file, type });
  return toHtml({ type: 'element', tagName: 'img', properties: { src: `/pack/${name}`, alt, className: ['logo'] }, children: [] });
}

const entity = /&#x([0-9a-f]+);|&#(\d+);/gi;
const cssEscape = /\\([0-9a-f]{2,6})\s?/gi;

/** Markup has most of it, and every Latin face has all. */
const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));

/** Every character of the page, those that HTML and CSS write as numbers included. */
function charactersOf(html: string): Set<string> {
  const point = (digits: string, radix: number) => {
    const value = Number.parseInt(digits, radix);
    return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : '';
  };
  const entities = [...html.matchAll(entity)].map(([, hex, decimal]) => (hex ? point(hex, 16) : point(decimal as string, 10)));
  const escapes = [...html.matchAll(cssEscape)].map(([, hex]) => point(hex as string, 16));
  return new Set([...ascii, ...(html.match(/[^\0-\x7f]/gu) ?? []), ...entities, ...escapes]);
}

function reportMissing(character: string, edition: Transformed, context: Context): void {
  const codepoint = `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
  const place = edition.characters.get(character) ?? {
    file: context.files.shown(path.join(edition.edition.folder, 'pack.yaml')),
    line: 1,
    column: 1,
  };
  context.report(diagnostic('GLYPH_MISSING', { character, codepoint }, place));
}
