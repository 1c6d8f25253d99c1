/** What a build has asked of the disk, so that a later build can see in a moment whether it would get the same answers. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Files } from './files.ts';

type Question = 'text' | 'bytes' | 'list' | 'tree' | 'isFile' | 'confine';

/** One question to the disk with the hash of its answer. */
export type Asked = readonly [question: Question, args: readonly string[], answer: string];

const sha256 = (value: string | Uint8Array) => createHash('sha256').update(value).digest('base64url');

function digest(value: unknown): string {
  if (typeof value === 'string' || value instanceof Uint8Array) return sha256(value);
  return sha256(JSON.stringify(value) ?? 'undefined');
}

/** A failed read is an answer too: of a file that is there later, it is another one. */
const failure = (cause: unknown) => `failed ${(cause as NodeJS.ErrnoException).code ?? ''}`;

/**
 * The same files, of which those below some folders are asked for once: all packs of a build share Dossier's own templates, and
 * each looks for hundreds of them.
 */
export function sharedFiles(files: Files, folders: readonly string[]): Files {
  const known = new Map<string, Promise<unknown>>();
  const shared =
    <A extends string[], R>(question: Question, ask: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      const [where = ''] = args;
      if (!folders.some((folder) => where === folder || where.startsWith(folder + path.sep))) return ask(...args);
      const key = [question, ...args].join('\n');
      const answer = (known.get(key) as Promise<R> | undefined) ?? ask(...args);
      known.set(key, answer);
      return answer;
    };
  return {
    text: shared('text', files.text),
    bytes: files.bytes,
    list: shared('list', files.list),
    tree: shared('tree', files.tree),
    isFile: shared('isFile', files.isFile),
    confine: shared('confine', files.confine),
    shown: files.shown,
  };
}

/**
 * The same files, with a list of everything that was asked of them. Each question goes to the disk once: a build of many
 * editions asks the same ones again and again, and what is saved meanwhile must not mix two states of the source.
 */
export function tracedFiles(files: Files): { files: Files; asked: () => Asked[] } {
  const answers = new Map<string, Asked>();
  const known = new Map<string, Promise<unknown>>();
  const note = async <R>(key: string, question: Question, args: readonly string[], answer: Promise<R>): Promise<R> => {
    try {
      const value = await answer;
      answers.set(key, [question, args, digest(value)]);
      return value;
    } catch (cause) {
      answers.set(key, [question, args, failure(cause)]);
      throw cause;
    }
  };
  const traced =
    <A extends string[], R>(question: Question, ask: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      const key = [question, ...args].join('\n');
      const before = known.get(key) as Promise<R> | undefined;
      if (before !== undefined) return before;
      const answer = note(key, question, args, ask(...args));
      // Photographs are too large to be kept for a whole build.
      if (question !== 'bytes') known.set(key, answer);
      return answer;
    };
  return {
    files: {
      text: traced('text', files.text),
      bytes: traced('bytes', files.bytes),
      list: traced('list', files.list),
      tree: traced('tree', files.tree),
      isFile: traced('isFile', files.isFile),
      confine: traced('confine', files.confine),
      shown: files.shown,
    },
    asked: () => [...answers.values()],
  };
}

/** Whether the disk would give the same answers again. */
export async function holds(asked: readonly Asked[], files: Files): Promise<boolean> {
  let isSame = true;
  const check = async ([question, args, expected]: Asked): Promise<void> => {
    if (!isSame) return;
    const ask = files[question] as (...args: readonly string[]) => Promise<unknown>;
    const answer = await ask(...args).then(digest, failure);
    if (answer !== expected) isSame = false;
  };
  await Promise.all(asked.map(check));
  return isSame;
}
