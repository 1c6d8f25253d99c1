/** A note as a pack of its own, so that it is printed, cut and checked like every other document. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Released, ReleaseRequest } from '../types.ts';

export interface Note {
  readonly audience: string;
  readonly lang: string;
  readonly title: string;
  /** Markdown by the names of files. */
  readonly chapters: Readonly<Record<string, string>>;
  /** Absolute path of a chapter that somebody wrote, with rules for audiences perhaps. */
  readonly notice?: string;
}

type Values = Readonly<Record<string, unknown>>;

/** What a note takes over from the pack: who may read what, and how it looks. */
const ofPack = ['issuer', 'date', 'version', 'status', 'embargo', 'marking', 'properties', 'conformance', 'encrypt', 'paper', 'licence'];
const ofAudience = ['inherits', 'group', 'properties', 'label', 'marking', 'embargo', 'encrypt', 'conformance', 'issuer', 'depth'];

const chosen = (values: Values, keys: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));

/** Colours and measures; faces may be fonts of the pack's own, which are not here. */
const brandOf = (values: unknown): Values =>
  Object.fromEntries(Object.entries((values ?? {}) as Values).filter(([key]) => !key.startsWith('face-')));

const isRightToLeft = (lang: string): boolean => /^(?:ar|fa|he|ur)(?:-|$)/.test(lang);

function configOf({ title, lang }: Note, pack: Values): Values {
  const audiences = Object.entries((pack['audiences'] ?? { everyone: {} }) as Readonly<Record<string, Values>>).map(([name, own]) => [
    name,
    { ...chosen(own, ofAudience), ...(own['brand'] ? { brand: brandOf(own['brand']) } : {}) },
  ]);
  return {
    ...chosen(pack, ofPack),
    title,
    subtitle: pack['title'],
    languages: [lang],
    kinds: ['briefing'],
    ...(isRightToLeft(lang) ? {} : { look: 'executive' }),
    cover: false,
    contents: false,
    numbering: { chapters: false },
    brand: brandOf(pack['brand']),
    audiences: Object.fromEntries(audiences),
  };
}

/**
 * Prints a note for its audience.
 * @param work absolute path of a folder for it
 */
export async function buildNote(
  note: Note,
  { placed, issue }: Released,
  work: string,
  request: ReleaseRequest,
): Promise<{ readonly pdf?: Uint8Array; readonly diagnostics: readonly Diagnostic[] }> {
  const name = placed.get(note.audience)?.[0]?.artifact.pack;
  const source = request.packs.find((folder) => path.basename(folder) === name);
  if (name === undefined || source === undefined) return { diagnostics: [] };
  const pack = (parse(await readFile(path.join(source, 'pack.yaml'), 'utf8').catch(() => '')) ?? {}) as Values;
  const folder = path.join(work, name);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'pack.yaml'), stringify({ title: name, ...configOf(note, pack) }));
  if (note.notice !== undefined) await copyFile(note.notice, path.join(folder, '01-notice.md'));
  for (const [file, text] of Object.entries(note.chapters)) await writeFile(path.join(folder, file), text);
  const output = path.join(work, 'output');
  const { artifacts, failed, diagnostics } = await request.buildNote(folder, note.audience, output, issue);
  const shown = diagnostics.map((one) => atNotice(one, folder, note.notice, request));
  const [artifact] = artifacts;
  if (failed.length > 0 || artifact === undefined) return { diagnostics: shown };
  return { pdf: await readFile(path.join(output, ...artifact.path.split('/'))), diagnostics: shown };
}

/** What is wrong in the copy of a notice is wrong in the notice. */
function atNotice(one: Diagnostic, folder: string, notice: string | undefined, { shown }: ReleaseRequest): Diagnostic {
  const copy = shown(path.join(folder, '01-notice.md'));
  return notice !== undefined && one.place.file === copy ? { ...one, place: { ...one.place, file: shown(notice) } } : one;
}
