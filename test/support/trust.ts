/** Packs with a secret: what each audience gets of it, and what was reported. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { finalHtml } from '../../pipeline/build/final-html.ts';
import { openContext } from '../../pipeline/build/open.ts';
import type { Diagnostic } from '../../pipeline/index.ts';
import { home } from './cli.ts';

export const casesFolder: string = path.join(home, 'test/trust/cases');

/** The word in every case that only the audience `desk` may read. */
export const secret = 'Brambleworth';

/** What one audience gets, in one language and kind: every text of it by the name of its place. */
export interface Got {
  readonly audience: string;
  readonly lang: string;
  readonly kind: string;
  readonly html: string;
  readonly texts: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly documents: readonly Got[];
  readonly diagnostics: readonly Diagnostic[];
}

type Document = Awaited<ReturnType<typeof finalHtml>>[number];

/**
 * Everything of a document that reaches its file, without printing it.
 * Files that are not text are searched as Latin-1.
 */
async function textsOf(document: Document, name = ''): Promise<Record<string, string>> {
  const texts: Record<string, string> = {
    [`${name}html`]: document.html,
    [`${name}headers`]: document.running.map(({ text }) => text).join('\n'),
    [`${name}words`]: JSON.stringify(document.words),
  };
  for (const { name: file, bytes, description } of document.attachments)
    texts[`${name}attachment ${file}`] = `${file}\n${description}\n${Buffer.from(bytes).toString('utf8')}`;
  // Fonts of the templates hold nothing of a pack.
  for (const [url, { path: file }] of document.resources)
    if (!/\.woff2?$/.test(file)) texts[`${name}file ${url}`] = await readFile(file, 'utf8').catch(() => '');
  for (const part of document.parts) if ('document' in part) Object.assign(texts, await textsOf(part.document, `${name}${part.id} `));
  return texts;
}

/** Words as they are, across tags, hyphenation, entities, addresses and case. */
export function says(text: string, words: string): boolean {
  const even = (value: string) =>
    value
      .normalize('NFKC')
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]|&shy;|&#x(?:ad|200b);/gi, '')
      .toLowerCase();
  const plain = even(text);
  const forms = [
    plain,
    plain.replace(/<[^>]*>/g, ''),
    plain.replace(/%[0-9a-f]{2}/g, (code) => String.fromCharCode(parseInt(code.slice(1), 16))),
  ];
  return forms.some((form) => form.includes(even(words)));
}

/** Makes every document of a pack up to final HTML. `folder` is absolute; places are relative to the pack. */
export async function documentsOf(folder: string, { isReview = false } = {}): Promise<Outcome> {
  const cacheFolder = await mkdtemp(path.join(os.tmpdir(), 'dossier-trust-'));
  const context = openContext({ cwd: folder, env: process.env, cacheFolder, note: () => {} });
  const diagnostics: Diagnostic[] = [];
  try {
    const made = await finalHtml(folder, { isReview }, { ...context, report: (one) => void diagnostics.push(one) });
    const documents: Got[] = [];
    for (const one of made) {
      const { audience, lang } = one.edition;
      documents.push({ audience, lang, kind: one.kind, html: one.html, texts: await textsOf(one) });
    }
    return { documents, diagnostics };
  } finally {
    await context.close();
    await rm(cacheFolder, { recursive: true, force: true });
  }
}

/** The documents of a committed case. */
export const caseOf = (name: string): Promise<Outcome> => documentsOf(path.join(casesFolder, name));

/** A copy of a committed case, to be changed. */
export async function copyOf(name: string, folder: string): Promise<string> {
  await cp(path.join(casesFolder, name), folder, { recursive: true });
  return folder;
}

/** Where an audience would read words: `kind lang: place`. */
export const leaks = ({ documents }: Outcome, audience = 'press', words = secret): string[] =>
  documents.flatMap((one) =>
    one.audience !== audience
      ? []
      : Object.entries(one.texts).flatMap(([place, text]) => (says(text, words) ? [`${one.kind} ${one.lang}: ${place}`] : [])),
  );

/** A place in the source: a file, and a line or the lines from one to another. */
export interface At {
  readonly file: string;
  readonly line?: number | readonly [number, number];
  readonly code?: RegExp;
}

/** Errors at a place. */
export function errorsAt({ diagnostics }: Pick<Outcome, 'diagnostics'>, { file, line, code = /./ }: At): Diagnostic[] {
  const [first, last] = line === undefined ? [0, Infinity] : typeof line === 'number' ? [line, line] : line;
  return diagnostics.filter(
    ({ severity, code: own, place }) =>
      severity === 'error' &&
      code.test(own) &&
      place.file === file &&
      (line === undefined || ((place.line ?? -1) >= first && (place.line ?? -1) <= last)),
  );
}

/** `file:line CODE` of everything reported, for messages of tests. */
export const reported = ({ diagnostics }: Pick<Outcome, 'diagnostics'>): string =>
  diagnostics.map(({ severity, code, place: { file, line } }) => `${file}:${line} ${severity} ${code}`).join('\n') ||
  'nothing was reported';

/** An error stands at the place, so that no document is made. */
export function expectError(outcome: Pick<Outcome, 'diagnostics'>, at: At): void {
  expect(errorsAt(outcome, at).length, `an error at ${at.file}:${at.line}, but:\n${reported(outcome)}`).toBeGreaterThan(0);
}

/** Either an error stands at the place, or the press gets nothing of the secret while the desk reads it. */
export function expectWithheld(
  outcome: Outcome,
  at: At,
  { reads = 'desk', words = secret }: { reads?: string | null; words?: string } = {},
): void {
  if (errorsAt(outcome, at).length > 0) return;
  expect(leaks(outcome, 'press', words), `no error at ${at.file}:${at.line}:\n${reported(outcome)}`).toEqual([]);
  if (reads !== null) expect(leaks(outcome, reads, words).length, 'what it may read is gone').toBeGreaterThan(0);
}
