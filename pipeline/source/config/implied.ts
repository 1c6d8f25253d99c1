/** The configuration of a pack without `pack.yaml`, from what its texts say of themselves. */
import path from 'node:path';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { stringify } from 'yaml';
import { statedLanguage } from '../../model/language-tag.ts';
import type { Files } from '../../platform/files.ts';
import { guessLanguage } from '../files/guess-language.ts';
import { type LooseMatter, looseMatter, withoutMatter } from '../files/loose-matter.ts';
import { isRealDate } from '../locale/real-dates.ts';
import { plainWords as mdastToString } from '../markdown/plain-words.ts';

/** A text of the pack, as far as it is known before the configuration. */
export interface ImpliedText {
  readonly path: string;
  readonly text: string;
}

/**
 * Makes the text of a `pack.yaml`.
 * @param name title if neither front matter nor a heading has one
 * @param title what an order file calls the whole
 */
export async function impliedConfig(
  { texts, isDeck, name, title }: { texts: readonly ImpliedText[]; isDeck: boolean; name: string; title: string | undefined },
  files: Files,
): Promise<string> {
  const [first] = texts;
  const matter = looseMatter(first?.text ?? '');
  const lang = language(matter) ?? guessLanguage(texts.map(({ text }) => withoutMatter(text)).join('\n')) ?? 'en';
  const date = day(matter) ?? (first && (await files.committed(first.path)));
  const value = {
    title: words(matter, 'title') ?? title ?? (first && firstHeading(withoutMatter(first.text))) ?? name,
    ...optional('subtitle', words(matter, 'subtitle')),
    ...optional('subject', words(matter, 'description') ?? words(matter, 'abstract')),
    ...optional('date', date),
    authors: names(matter['author'] ?? matter['authors']),
    keywords: names(matter['keywords']),
    languages: [lang],
    kinds: isDeck ? ['slides', 'handout'] : ['briefing'],
  };
  return stringify(value);
}

const optional = (key: string, value: string | undefined) => (value === undefined ? {} : { [key]: value });

/** One line of plain words, without the marks of Markdown. */
function plainLine(text: string): string {
  return oneLine(mdastToString(fromMarkdown(text.replace(/<br\s*\/?>/gi, ' ')), { includeHtml: false }));
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function words(matter: LooseMatter, key: string): string | undefined {
  const value = matter[key];
  const text = typeof value === 'string' || typeof value === 'number' ? plainLine(String(value)) : '';
  return text === '' ? undefined : text;
}

/** Names as a text, a list, or a list of mappings with `name`, as Quarto and Jekyll have them. */
function names(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => {
    if (typeof one === 'string') return one.trim() === '' ? [] : [plainLine(one)];
    const { name } = (one ?? {}) as { readonly name?: unknown };
    return typeof name === 'string' && name.trim() !== '' ? [plainLine(name)] : [];
  });
}

function language(matter: LooseMatter): string | undefined {
  return statedLanguage([matter['lang'], matter['language'], matter['locale']].find((one) => typeof one === 'string'));
}

function day(matter: LooseMatter): string | undefined {
  const value = matter['date'];
  const text = value instanceof Date ? value.toISOString() : String(value ?? '');
  const iso = /^\s*(\d{4}-\d{2}-\d{2})(?:[T\s].*)?$/.exec(text)?.[1];
  return iso !== undefined && isRealDate(iso) ? iso : undefined;
}

/** The first heading's words. */
function firstHeading(text: string): string | undefined {
  const find = (node: Nodes): string | undefined => {
    // Identifiers and classes behind a heading are no words; what looks like a rule stays, to be found and refused.
    if (node.type === 'heading')
      return oneLine(mdastToString(node, { includeHtml: false }).replace(/\s*\{[#.][^{}=]*\}\s*$/, '')) || undefined;
    for (const child of 'children' in node ? node.children : []) {
      const found = find(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const root = fromMarkdown(text.replace(/<br\s*\/?>/gi, ' '));
  // One in a quote or a list is the last to ask.
  const outer = root.children.find((node) => node.type === 'heading' && find(node) !== undefined);
  return find(outer ?? root);
}

/** A folder's name as a title. */
export const nameAsTitle = (name: string): string => path.basename(name).replace(/[-_]+/g, ' ').trim() || name;
