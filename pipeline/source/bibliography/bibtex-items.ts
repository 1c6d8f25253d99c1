/** BibTeX entries as CSL items: the mapping of the CSL documentation, for BibTeX and the commonest fields of BibLaTeX. */
import { own } from '../../model/own.ts';
import type { BibEntry } from './bibtex.ts';
import type { CslDate, CslItem, CslName } from './csl.ts';
import { fromLatex } from './latex.ts';

const types: Readonly<Record<string, string>> = {
  article: 'article-journal',
  book: 'book',
  booklet: 'pamphlet',
  collection: 'book',
  conference: 'paper-conference',
  dataset: 'dataset',
  electronic: 'webpage',
  inbook: 'chapter',
  incollection: 'chapter',
  inproceedings: 'paper-conference',
  manual: 'report',
  mastersthesis: 'thesis',
  misc: 'document',
  mvbook: 'book',
  online: 'webpage',
  patent: 'patent',
  phdthesis: 'thesis',
  proceedings: 'book',
  report: 'report',
  software: 'software',
  standard: 'standard',
  techreport: 'report',
  thesis: 'thesis',
  unpublished: 'manuscript',
  www: 'webpage',
};

const plainFields: Readonly<Record<string, string>> = {
  title: 'title',
  shorttitle: 'title-short',
  volume: 'volume',
  pages: 'page',
  doi: 'DOI',
  url: 'URL',
  isbn: 'ISBN',
  issn: 'ISSN',
  edition: 'edition',
  abstract: 'abstract',
  note: 'note',
  chapter: 'chapter-number',
  series: 'collection-title',
  version: 'version',
  eventtitle: 'event-title',
  language: 'language',
  langid: 'language',
  pagetotal: 'number-of-pages',
  howpublished: 'medium',
};

export function itemFrom({ key, type, fields }: BibEntry): CslItem {
  const item: CslItem = { id: key, type: own(types, type) ?? 'document' };
  const text = (...names: string[]) => {
    const found = names.map((name) => fields[name]).find((value) => value !== undefined && value !== '');
    return found === undefined ? undefined : fromLatex(found);
  };
  const set = (name: string, value: unknown) => {
    if (value !== undefined) item[name] = value;
  };
  for (const [name, target] of Object.entries(plainFields)) set(target, text(name));
  if (fields['subtitle'] && item['title']) set('title', `${item['title']}: ${text('subtitle')}`);
  set('container-title', text('journaltitle', 'journal', 'booktitle'));
  set('publisher', text('publisher', 'institution', 'school', 'organization'));
  set('publisher-place', text('location', 'address'));
  set(['report', 'patent', 'standard'].includes(item.type) ? 'number' : 'issue', text('number'));
  if (type === 'phdthesis') set('genre', 'PhD thesis');
  else if (type === 'mastersthesis') set('genre', 'Master’s thesis');
  else if (item.type === 'report') set('genre', text('type'));
  for (const role of ['author', 'editor', 'translator']) if (fields[role]) set(role, names(fields[role]));
  set('issued', dateFrom(fields['date'] ?? [fields['year'], monthOf(fields['month']), fields['day']].filter(Boolean).join('-')));
  set('accessed', dateFrom(fields['urldate'] ?? ''));
  // A page of the web that old BibTeX files as `misc`.
  if (item.type === 'document' && item['URL'] && !fields['publisher']) item.type = 'webpage';
  return item;
}

const monthOf = (month: string | undefined) => {
  const number =
    Number(month) || 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').indexOf((month ?? '').slice(0, 3).toLowerCase()) + 1;
  return number > 0 ? String(number) : undefined;
};

function dateFrom(text: string): CslDate | undefined {
  const parts = text.split('/').map((part) =>
    part
      .split('-')
      .map(Number)
      .filter((number) => number > 0),
  );
  if (!parts[0]?.length) return text.trim() === '' ? undefined : { literal: fromLatex(text) };
  return { 'date-parts': parts.filter((part) => part.length > 0) };
}

/** `Last, First and {Corporate Name} and First von Last`. */
function names(text: string): CslName[] {
  return splitOutside(text, /\s+and\s+/iy).map((name): CslName => {
    if (/^\{.*\}$/s.test(name)) return { literal: fromLatex(name) };
    const parts = splitOutside(name, /\s*,\s*/y);
    if (parts.length > 1) {
      const [family = '', second = '', third] = parts.map(fromLatex);
      return third === undefined ? { family, given: second } : { family, suffix: second, given: third };
    }
    const words = splitOutside(name, /\s+/y).map(fromLatex);
    if (words.length === 1) return { literal: words[0] as string };
    const particle = words.findIndex((word, index) => index > 0 && index < words.length - 1 && /^\p{Ll}/u.test(word));
    const from = particle > 0 ? particle : words.length - 1;
    return { given: words.slice(0, from).join(' '), family: words.slice(from).join(' ') };
  });
}

/** Splits where a sticky pattern matches outside braces. */
function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let [start, depth] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    separator.lastIndex = at;
    const found = depth === 0 && at > start ? separator.exec(text)?.[0] : undefined;
    if (!found) continue;
    parts.push(text.slice(start, at));
    start = at + found.length;
    at = start - 1;
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter(Boolean);
}
