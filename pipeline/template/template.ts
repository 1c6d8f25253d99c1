/** template: an edition's fragments + the templates of a kind → the final HTML, with every file that it may load. */
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { loadFontIndex } from '../platform/fonts.ts';
import { withoutMetadataInside } from '../platform/image-metadata/index.ts';
import { imageTypes } from '../platform/image-types.ts';
import { readyFiles } from '../platform/own-fonts/make.ts';
import type { Resource } from '../platform/resource.ts';
import type { Edition } from '../select/types.ts';
import { readColour } from '../source/brand/colours.ts';
import { type Brand, wholeBrand } from '../source/brand/derive.ts';
import { tokensIn, tokenValue } from '../source/config/tokens.ts';
import { withFaces } from '../source/fonts/brand-faces.ts';
import { listAll, lookup, type TemplateFolder, templateFolders } from '../source/locale/lookup.ts';
import { loadWords } from '../source/locale/words.ts';
import type { Transformed } from '../transform/types.ts';
import { attachmentsFor } from './attachments.ts';
import { withProperties } from './deck-properties.ts';
import { documentData } from './document-data.ts';
import { renderLayout } from './engine/engine.ts';
import { reportMissing } from './glyphs.ts';
import { helpersFor } from './helpers.ts';
import { type Kind, kindNamed } from './kinds/index.ts';
import type { CommonData } from './layout-data.ts';
import { marks } from './marks.ts';
import { brandRules } from './own-faces.ts';
import { measureOf } from './running-text.ts';
import { withShortIds } from './short-ids.ts';
import { setPage } from './signs.ts';
import { slidesWithLayouts } from './slide-layouts.ts';
import { loadStyles, withLook } from './styles.ts';
import type { PdfWords, Templated } from './types.ts';

/**
 * Lays out an edition as one kind of document.
 * @returns undefined after an error in the templates, which is reported
 */
export async function template(edition: Transformed, kindName: string, context: Context): Promise<Templated | undefined> {
  const kind = kindNamed(kindName);
  const folders = templateFolders(edition.edition, context);
  const word = await loadWords(edition.edition, context);
  const index = await loadFontIndex();
  const plain = await loadStyles(folders, context);
  const styles = kind.isDeck ? withLook(plain, edition.deck.look) : plain;
  const resources = new Map<string, Resource>([...edition.resources, ...(await templateFiles(folders, edition.edition, context))]);
  const slides = await slidesWithLayouts(edition, folders, [...plain.values()].join('\n'), context);
  const view = kind.view({ ...edition, slides });
  const { lang } = edition.edition;
  const families = [...(kind.isDeck ? (edition.deck.look?.fonts ?? []) : []), ...edition.edition.fonts];
  const brand = withFaces(wholeBrand(edition.edition.options.brand), families, lang);
  const data = {
    document: await documentData(edition.edition, kind, word, resources, context),
    page: { size: '', ...kind.page(edition) },
    marks,
    brand: listed(brand),
    dark: kind.name === 'slides' && edition.edition.options.scheme === 'dark' ? listed(await darkOf(brand, folders, context)) : null,
    fonts: '<!--fonts-->',
    preloads: '<!--preloads-->',
  } satisfies CommonData;
  const body = await renderLayout(
    kind.layout ?? kind.name,
    { ...data, ...view },
    {
      folders,
      helpers: helpersFor({ word, styles, memory: context.memory, lang: edition.edition.lang, index, measure: measureOf(data.page) }),
      context,
      hasPlaces: edition.edition.hasPlaces === true,
    },
  );
  if (body === undefined) return undefined;
  const { html: words, fonts, missing, running: runningText } = setPage(body, lang, index, families);
  await reportMissing(missing, edition, context);
  for (const [url, resource] of [...fonts.resources, ...(await readyFiles(fonts.own, context))]) resources.set(url, resource);
  const whole = words
    .replace('<!--preloads-->', () => fonts.preloads)
    .replace('<!--fonts-->', () => fonts.css + brandRules(brand, families, lang));
  const isBare = edition.edition.options.images.metadata !== 'keep';
  const { html, short } = withShortIds(isBare ? withoutMetadataInside(whole) : whole);
  const running = (kind.running?.(edition) ?? []).map(({ id, text }) => ({ id: short(id), text: runningText(text) }));
  return {
    edition: { ...(kind.isDeck ? withProperties(edition) : edition.edition), fonts: families },
    kind: kind.name,
    html,
    resources,
    running,
    words: wordsFor(kind, word, data.document),
    attachments: await attachmentsFor(edition, context),
    parts: [],
  };
}

const listed = (brand: Brand) => Object.entries(brand).map(([name, value]) => ({ name, value: String(value) }));

/** Colours on a dark ground, from the brand's colour or that of the templates. */
async function darkOf(brand: Brand, folders: readonly TemplateFolder[], context: Context): Promise<Brand> {
  const tokens = new Map([
    ...(await tokensIn(folders, context)),
    ...Object.entries(brand).map(([name, value]) => [name, String(value)] as const),
  ]);
  const { darkBrand } = await import('../source/brand/dark.ts');
  const value = (name: string) => tokenValue(tokens, name) ?? '';
  return darkBrand(readColour(value('accent-fill')) ? value('accent-fill') : value('accent'), value('accent-deep'));
}

function wordsFor(kind: Kind, word: (key: string) => string, { marking, markingSize }: CommonData['document']): PdfWords {
  return {
    note: word('note-link'),
    kind: word(`kind-${kind.layout ?? kind.name}`),
    facsimile: word('facsimile'),
    pages: { one: word('page-count-one'), many: word('page-count') },
    signature: word('signature-of'),
    marking: marking === null ? null : { text: marking, size: markingSize },
  };
}

/** What templates and styles may ask for as `/templates/…`: every image beside them. */
async function templateFiles(
  folders: readonly TemplateFolder[],
  { audience, withheldFiles, place }: Edition,
  context: Context,
): Promise<Map<string, Resource>> {
  const found = new Map<string, Resource>();
  for (const name of await listAll('.', folders, context)) {
    const type = imageTypes[path.extname(name).toLowerCase()];
    const file = type === undefined ? undefined : await lookup(name, folders, context);
    if (type === undefined || file === undefined) continue;
    if (withheldFiles.has(file)) context.report(diagnostic('IMAGE_WITHHELD', { name: `templates/${name}`, audience }, place));
    else found.set(`/templates/${name}`, { path: file, type });
  }
  return found;
}
