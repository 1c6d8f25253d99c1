/** Records what a build reads from disk, so that a later build can quickly check whether it is up to date. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Files } from './files.ts';

type Operation = 'text' | 'bytes' | 'list' | 'tree' | 'isFile' | 'identity' | 'committed' | 'confine';

/** One file operation with the hash of its result. */
export type Read = readonly [question: Operation, args: readonly string[], answer: string];

const sha256 = (value: string | Uint8Array) => createHash('sha256').update(value).digest('base64url');

function digest(value: unknown): string {
  if (typeof value === 'string' || value instanceof Uint8Array) return sha256(value);
  return sha256(JSON.stringify(value) ?? 'undefined');
}

/** A failed read is a result too: it changes when the file appears. */
const failure = (cause: unknown) => `failed ${(cause as NodeJS.ErrnoException).code ?? ''}`;

/** Wraps a file operation. */
type Wrapper = <A extends string[], R>(question: Operation, ask: (...args: A) => Promise<R>) => (...args: A) => Promise<R>;

/** The same files, with every operation wrapped. */
function wrapped(files: Files, way: Wrapper): Files {
  return {
    text: way('text', files.text),
    bytes: way('bytes', files.bytes),
    list: way('list', files.list),
    tree: way('tree', files.tree),
    isFile: way('isFile', files.isFile),
    identity: way('identity', files.identity),
    committed: way('committed', files.committed),
    confine: way('confine', files.confine),
    shown: files.shown,
  };
}

/** Runs each operation once and caches its result, except for bytes: photographs are too large to keep for a whole build. */
function memoizing(): Wrapper {
  const known = new Map<string, Promise<unknown>>();
  return <A extends string[], R>(question: Operation, ask: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      if (question === 'bytes') return ask(...args);
      const key = [question, ...args].join('\n');
      const answer = (known.get(key) as Promise<R> | undefined) ?? ask(...args);
      known.set(key, answer);
      return answer;
    };
}

/**
 * Files whose results below some folders are shared: all packs of a build use Dossier's own templates, and each looks up
 * hundreds of them.
 */
export function sharedFiles(files: Files, folders: readonly string[]): Files {
  const shared = wrapped(files, memoizing());
  const isShared = (file: string) => folders.some((folder) => file === folder || file.startsWith(folder + path.sep));
  return wrapped(files, (question, ask) => (...args) => {
    const [where = ''] = args;
    return isShared(where) ? (shared[question] as unknown as typeof ask)(...args) : ask(...args);
  });
}

/**
 * Files with a list of everything read from them. Each operation runs on disk once: a build of many editions repeats the
 * same ones, and files saved meanwhile must not mix two states of the source.
 */
export function trackedFiles(files: Files): { files: Files; reads: () => Read[] } {
  const answers = new Map<string, Read>();
  const recording: Wrapper =
    (question, ask) =>
    async (...args) => {
      const note = (answer: string) => answers.set([question, ...args].join('\n'), [question, args, answer]);
      try {
        const value = await ask(...args);
        note(digest(value));
        return value;
      } catch (cause) {
        note(failure(cause));
        throw cause;
      }
    };
  return { files: wrapped(wrapped(files, recording), memoizing()), reads: () => [...answers.values()] };
}

/** Whether every recorded read would give the same result now. */
export async function isUpToDate(reads: readonly Read[], files: Files): Promise<boolean> {
  let isSame = true;
  const check = async ([question, args, expected]: Read): Promise<void> => {
    if (!isSame) return;
    const ask = files[question] as (...args: readonly string[]) => Promise<unknown>;
    const answer = await ask(...args).then(digest, failure);
    if (answer !== expected) isSame = false;
  };
  await Promise.all(reads.map(check));
  return isSame;
}
