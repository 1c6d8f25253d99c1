/** The notes beside an audience's documents: what has changed since the release before, and a notice of correction. */
import path from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { fillPattern } from '../../source/locale/patterns.ts';
import type { Released, ReleaseRequest } from '../types.ts';
import { changesIn, type VersionLines } from './changes.ts';
import { correctionChapter } from './correction.ts';
import { changesText } from './markdown.ts';
import { buildNote, type Note } from './note-pack.ts';

export interface Notes {
  /** Bytes by the names of files. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes the notes of one audience.
 * @param documents its new documents, by their paths in its folder
 * @param work absolute path of a folder for what is made on the way
 */
export async function notesFor(
  audience: string,
  documents: ReadonlyMap<string, Uint8Array>,
  released: Released,
  work: string,
  request: ReleaseRequest,
): Promise<Notes> {
  const files = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  const lang = languageOf(audience, released);
  const word = await request.words(lang);
  const print = async (name: string, note: Omit<Note, 'audience' | 'lang'>) => {
    const made = await buildNote({ ...note, audience, lang }, released, path.join(work, name), request);
    diagnostics.push(...made.diagnostics);
    if (made.pdf !== undefined) files.set(`${name}.pdf`, made.pdf);
  };
  const before = released.before.get(audience);
  if (before !== undefined) {
    const changes = await changesIn(before, released.placed.get(audience) ?? [], documents, versionLines(audience, released, request));
    const title = word('changes-since').replace('{}', before.manifest.release.version);
    files.set('CHANGES.md', Buffer.from(`# ${title}\n\n${changesText(changes, word, 'file')}`));
    await print('CHANGES', { title, chapters: { '01-changes.md': changesText(changes, word, 'print') } });
  }
  const corrected = released.corrected.get(audience);
  if (corrected !== undefined && request.corrects !== undefined) {
    const title = word('correction-of').replace('{}', corrected.manifest.release.version);
    const chapters = { '02-documents.md': correctionChapter(corrected.manifest, word) };
    await print('CORRECTION', { title, chapters, notice: request.corrects.notice });
  }
  return { files, diagnostics };
}

/** The lines that documents of before and now have as their version. */
function versionLines(audience: string, { before, issue }: Released, { words }: ReleaseRequest): VersionLines {
  const old = before.get(audience)?.manifest.release;
  return async (pack, lang) => {
    const word = await words(lang);
    const line = (version: string | undefined, replaces: string | undefined, corrects: string | undefined) =>
      version === undefined ? [] : [fillPattern(word('version'), { version, replaces: corrects ? undefined : replaces, corrects })];
    const key = `${pack}/${audience}`;
    const corrected = old?.corrects?.documents.some((one) => one.pack === pack) ? old.corrects.version : undefined;
    return [...line(old?.version, old?.replaces?.[pack], corrected), ...line(issue.version, issue.replaces?.[key], issue.corrects?.[key])];
  };
}

/** The language of an audience's notes: the first of its pack that it has documents in. */
function languageOf(audience: string, { placed, facts }: Released): string {
  const own = placed.get(audience) ?? [];
  const pack = facts.find((one) => own.some(({ artifact }) => artifact.pack === one.pack));
  const lang = pack?.languages.find((one) => own.some(({ artifact }) => artifact.pack === pack.pack && artifact.lang === one));
  return lang ?? own[0]?.artifact.lang ?? 'en';
}
