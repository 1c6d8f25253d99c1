/** Exceptions that nobody expected become diagnostics, so that one pack, document or drawing never ends the others. */
import { type Diagnostic, diagnostic, Stop } from './diagnostic.ts';
import type { Place } from './place.ts';

/** The disk is full, or the process may open no more files: no other pack would fare better. */
const ofEnvironment = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE', 'ENOMEM', 'EIO', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST']);

/** Whether a cause ends the whole build. */
export const endsBuild = (cause: unknown): boolean =>
  cause instanceof Stop ||
  cause instanceof BuildGivenUp ||
  (typeof (cause as NodeJS.ErrnoException | undefined)?.syscall === 'string' &&
    ofEnvironment.has((cause as NodeJS.ErrnoException).code ?? ''));

/** Another part of the build has ended it: what follows from that is not reported. */
export class BuildGivenUp extends Error {}

/**
 * What stopped one document, as a diagnostic.
 * @param stage what was being done, as in `unexpected error while drawing a chart`
 * @throws the cause itself where it ends the whole build
 */
export function contained(cause: unknown, stage: string, place: Place): Diagnostic {
  if (endsBuild(cause)) throw cause;
  // Code that calls itself for each level has run out of stack.
  if (cause instanceof RangeError && /call stack/i.test(cause.message)) return diagnostic('NESTING_LIMIT', { limit: undefined }, place);
  const { message } = cause instanceof Error ? cause : { message: String(cause) };
  return diagnostic('INTERNAL', { stage, why: message.split('\n')[0] || 'no message' }, place);
}
