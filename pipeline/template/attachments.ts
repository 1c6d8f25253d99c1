/** Files attached to the PDF: the data that the edition shows, a machine-readable description of it, and files of the pack. */
import path from 'node:path';
import type { Context } from '../platform/context.ts';
import { withoutMetadata } from '../platform/image-metadata/index.ts';
import { csvText } from '../source/data/csv.ts';
import { isWorkbook, splitName } from '../source/data/workbook/address.ts';
import type { ShownData, Transformed } from '../transform/types.ts';
import type { Attachment } from './types.ts';

/** Everything here is from the selected content: withheld records, columns and files are excluded. */
export async function attachmentsFor(edition: Transformed, { files }: Context): Promise<Attachment[]> {
  const { options, folder } = edition.edition;
  const made: Attachment[] = [];
  for (const wanted of options.attachments) {
    if (wanted === 'data') made.push(...dataOf(edition));
    else if (wanted === 'edition') made.push(account(edition));
    else {
      const file = await files.confine(folder, wanted.file);
      // `source` has already reported a missing file.
      if (file === undefined || !(await files.isFile(file))) continue;
      const name = path.basename(wanted.file);
      const bytes = edition.edition.rewritten.get(wanted.file) ?? (await files.bytes(file));
      made.push({
        name,
        bytes: options.images.metadata === 'keep' ? bytes : withoutMetadata(bytes),
        type: typeOf(name),
        description: wanted.title,
        relationship: wanted.relationship,
      });
    }
  }
  return made.map((one, index) => ({ ...one, name: unlike(one.name, made.slice(0, index)) }));
}

/** The rows that tables, charts and timelines of the edition show of each data file, written to a new file: the original may contain more. */
function dataOf({ data, edition }: Transformed): Attachment[] {
  const { kinds, pack } = edition.options;
  const printed = new Set<string>([...kinds, ...(kinds.includes('pack') ? pack.parts : [])]);
  const isPrinted = ({ isOnSlide }: ShownData) => (isOnSlide ? printed.has('slides') || printed.has('handout') : printed.has('briefing'));
  const files = new Map<string, ShownData[]>();
  for (const one of data.filter(isPrinted)) files.set(one.file, [...(files.get(one.file) ?? []), one]);
  return [...files.values()].map((shown) => {
    const { name: file, columns, all } = shown[0] as ShownData;
    const { file: own, part } = splitName(file);
    const isCsv = /\.[ct]sv$/i.test(own) || isWorkbook(own);
    // The sheet is in the document's own words or it is not: a name of a file says no more than its workbook.
    const name = `${path.basename(own).replace(/\.\w+$/, '')}.${isCsv ? 'csv' : 'json'}`;
    const rows = all.flatMap((row) => {
      const own = shown.flatMap(({ cells }) => [...(cells.get(row) ?? [])]);
      const isShown = shown.some(({ cells }) => cells.has(row));
      return isShown ? [Object.fromEntries(Object.entries(row).filter(([column]) => own.includes(column)))] : [];
    });
    const head = columns.filter((column) => shown.some(({ cells }) => [...cells.values()].some((own) => own.has(column))));
    const text = isCsv ? csvText(head, rows) : `${JSON.stringify(rows, undefined, 2)}\n`;
    return { name, bytes: Buffer.from(text), type: typeOf(name), description: part === undefined ? file : own, relationship: 'Data' };
  });
}

/** The edition's contents as JSON. */
function account({ edition, chapters, slides, captions, cited }: Transformed): Attachment {
  const { title, subtitle, date, issuer, authors, keywords, licence, label, sources } = edition.options;
  const listed = (sort: 'figure' | 'table') =>
    captions.filter((one) => one.sort === sort).map(({ number, html }) => ({ number, caption: plain(html) }));
  const links = [
    ...new Set(
      [...chapters, ...slides].flatMap(({ html }) => [...html.matchAll(/\shref="(https?:[^"]+)"/g)].map(([, url]) => plain(url as string))),
    ),
  ];
  const value = {
    version: 1,
    title,
    subtitle: subtitle ?? null,
    language: edition.lang,
    audience: label || edition.audience,
    date: date ?? null,
    issuer: issuer ?? null,
    authors: authors.map(({ name, role, organisation }) => ({ name, role: role ?? null, organisation: organisation ?? null })),
    keywords,
    licence: licence ?? null,
    chapters: chapters.map(({ number, label, title: heading, standfirst, headings }) => ({
      number,
      ...(label === null ? {} : { label }),
      title: plain(heading),
      standfirst: standfirst === null ? null : plain(standfirst),
      sections: headings.map(({ level, number: section, text }) => ({ level, number: section, title: text })),
    })),
    slides: slides.map(({ number, title: heading }) => ({ number, title: heading === null ? null : plain(heading) })),
    figures: listed('figure'),
    tables: listed('table'),
    links,
    sources: Object.entries(sources).flatMap(([id, source]) => (cited.has(id) ? [{ id, ...source }] : [])),
  };
  const bytes = Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
  return { name: 'edition.json', bytes, type: 'application/json', description: title, relationship: 'Supplement' };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The text of inline HTML. */
function plain(html: string): string {
  const text = html
    .replace(/<sup><a[^>]*data-footnote-ref.*?<\/sup>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
      if (hex || decimal) return String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10));
      return entities[name as string] ?? whole;
    });
  return text
    .replace(/\u00ad/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const types: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.yaml': 'application/yaml',
  '.yml': 'application/yaml',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.pdf': 'application/pdf',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.zip': 'application/zip',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
};

const typeOf = (name: string) => types[path.extname(name).toLowerCase()] ?? 'application/octet-stream';

/** A name different from all others. */
function unlike(name: string, others: readonly Attachment[]): string {
  const [, stem = name, end = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
  let free = name;
  for (let number = 2; others.some((one) => one.name === free); number += 1) free = `${stem}-${number}${end}`;
  return free;
}
