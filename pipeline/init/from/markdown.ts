/** A `pack.yaml` for Markdown of other programs. The texts stay where they are. */
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { diskFiles } from '../../platform/files.ts';
import { impliedConfig, nameAsTitle } from '../../source/config/implied.ts';
import { looseMatter } from '../../source/files/loose-matter.ts';
import { type LooseText, looseTexts } from '../../source/files/loose-texts.ts';
import { packPlace } from '../../source/files/pack-place.ts';
import { audiencesKey } from '../names.ts';
import { type Answers, InitError, type PlannedPack } from '../types.ts';
import { brandFrom } from './brand.ts';
import { byPosition } from './positions.ts';
import { siteOf } from './site.ts';
import type { FromOptions } from './types.ts';

/** @throws InitError if there is no Markdown, or the pack would lie where it cannot read the texts */
export async function planMarkdown({ source, folder, ...answers }: FromOptions): Promise<PlannedPack> {
  const place = packPlace(source);
  const files = diskFiles(place.folder);
  const found = await looseTexts(place, files);
  const site = await siteOf(place.folder, files);
  const ordered = inOrder(found.texts, site.names ?? found.order?.names) ?? (await byPosition(found.texts, place.folder, files));
  const texts = ordered.filter((text) => !isDraft(text));
  const drafts = ordered.filter(isDraft).map(({ name }) => name);
  const deck = found.deck ?? (await loneDeck(found, place.folder, files));
  if (texts.length === 0 && deck === undefined) throw new InitError(nothingFound(source, found.decks));

  const all = deck ? [deck, ...texts] : texts;
  const title = site.title ?? found.order?.title;
  const known = { texts: all, isDeck: deck !== undefined, name: nameAsTitle(place.pack), title };
  const implied = parse(await impliedConfig(known, files)) as Implied;
  const pack = folder ?? place.folder;
  const inside = path.relative(pack, place.folder).split(path.sep).join('/');
  if (inside.startsWith('..'))
    throw new InitError('a pack reads no text outside of its folder: write it to the folder of the texts, or to one above it');
  const within = (name: string) => path.posix.join(inside, name);
  const { brand, notes } = brandFrom(site.colour ?? deckColour(deck));
  const config = {
    ...impliedKeys(implied, place.only === undefined ? title : undefined, site, answers),
    kinds: answers.kinds ?? [...(texts.length > 0 ? ['briefing'] : []), ...(deck ? ['slides', 'handout'] : [])],
    ...(brand && { brand }),
    ...(deck && within(deck.name) !== 'slides.md' ? { slides: within(deck.name) } : {}),
    // An order that Dossier reads itself has parts and appendices, too.
    ...(found.order !== undefined && site.names === undefined && inside === '' && drafts.length === 0
      ? {}
      : { chapters: texts.map(({ name }) => within(name)) }),
    ...audiencesKey(answers.audiences),
  };
  const others = found.decks.filter((name) => name !== deck?.name);
  return {
    pack,
    files: { 'pack.yaml': commented(config, found.order?.from ?? site.from) },
    lost: drafts.map((name) => `${within(name)}: its front matter says that it is a draft`),
    notes: [
      ...notes,
      ...(others.length > 0 ? [`decks of their own, not part of this pack: ${others.map(within).join(', ')}; build each by its name`] : []),
      ...(found.leftOut.length > 0 ? [`nothing lists ${found.leftOut.map(within).join(', ')}; add them to chapters to print them`] : []),
    ],
  };
}

interface Implied {
  readonly title: string;
  readonly subtitle?: string;
  readonly subject?: string;
  readonly date?: string | Date;
  readonly authors?: readonly string[];
  readonly keywords?: readonly string[];
  readonly languages: readonly string[];
}

function impliedKeys(
  implied: Implied,
  title: string | undefined,
  site: { lang?: string | undefined; authors?: readonly string[] | undefined },
  answers: Answers,
) {
  const { subtitle, subject, date, authors = [], keywords = [], languages } = implied;
  const names = authors.length > 0 ? authors : (site.authors ?? []);
  // What the texts say is more than what their site says; that a text is English is only what nothing contradicts.
  const lang = languages[0] === 'en' ? (site.lang ?? 'en') : (languages[0] as string);
  return {
    title: answers.title ?? title ?? implied.title,
    ...(subtitle && { subtitle }),
    ...(subject && { subject }),
    date: date instanceof Date ? date.toISOString().slice(0, 10) : (date ?? answers.date),
    ...(names.length > 0 && { authors: names }),
    ...(keywords.length > 0 && { keywords }),
    languages: [answers.lang ?? lang],
  };
}

/** Texts that an order names, in that order, if it names any. */
function inOrder(texts: readonly LooseText[], names: readonly string[] | undefined): readonly LooseText[] | undefined {
  const known = (names ?? []).flatMap((name) => texts.find((text) => text.name === name) ?? []);
  return known.length > 0 ? known : undefined;
}

/** Not meant for readers yet: of Docusaurus, Hugo, Quarto and Jekyll. */
function isDraft({ text }: LooseText): boolean {
  const matter = looseMatter(text);
  return String(matter['draft']) === 'true' || String(matter['published']) === 'false' || String(matter['unlisted']) === 'true';
}

/** A folder with nothing but one deck is that deck, whatever its name. */
async function loneDeck(
  { texts, decks }: { readonly texts: readonly unknown[]; readonly decks: readonly string[] },
  folder: string,
  files: ReturnType<typeof diskFiles>,
): Promise<LooseText | undefined> {
  const [name] = decks;
  if (texts.length > 0 || decks.length !== 1 || name === undefined) return undefined;
  const file = path.join(folder, name);
  return { name, path: file, text: await files.text(file) };
}

function nothingFound(source: string, decks: readonly string[]): string {
  const name = path.basename(source);
  return decks.length > 1 ? `"${name}" has several decks; name one of them: ${decks.join(', ')}` : `there is no Markdown in "${name}"`;
}

/** Slidev's `themeConfig.primary`; what a deck's own style sheets say is printed as they say it. */
function deckColour(deck: LooseText | undefined): string | undefined {
  const { themeconfig } = looseMatter(deck?.text ?? '');
  const { primary } = (themeconfig ?? {}) as { readonly primary?: unknown };
  return typeof primary === 'string' ? primary : undefined;
}

/** What each key is for is above it. */
function commented(config: Readonly<Record<string, unknown>>, from: string | undefined): string {
  const lines: Readonly<Record<string, string>> = {
    title: `# Written by dossier init${from === undefined ? '' : `; order and title are those of ${from}`}. The texts are read where they are.`,
    kinds: '# What is printed: briefing, slides, handout.',
    brand: '# Colours of headings, charts and slides.',
    slides: '# The file with the slides.',
    chapters: '# Chapters in printed order. A file that is not listed is not printed.',
    audiences: '# Who reads. A rule in a text, such as {audience="name"}, keeps it from everybody else.',
  };
  return Object.entries(config)
    .map(([key, value]) => {
      const text = stringify({ [key]: value }, { lineWidth: 0, collectionStyle: key === 'kinds' || key === 'languages' ? 'flow' : 'any' });
      return `${lines[key] === undefined ? '' : `${lines[key]}\n`}${text.replace(/^\{ (.*) \}\n$/, '$1\n').replace(/^(\w+: )\[ (.*) \]$/gm, '$1[$2]')}`;
    })
    .join('');
}
