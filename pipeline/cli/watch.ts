/** Builds again after files have changed. */
import { type ChangeOptions, watchChanges } from '../build/changes.ts';
import type { Dossier } from '../build/dossier.ts';
import type { BuildResult } from '../build/types.ts';

/** What a watch looks at, and whom it calls. */
export interface WatchOptions extends Omit<ChangeOptions, 'onChanges' | 'onError'> {
  /** A build begins, because of these files. */
  readonly onChanged: (files: readonly string[]) => void;
  readonly onBuilt: (result: BuildResult, milliseconds: number) => void;
  /** A build could not continue at all; the next change tries again. */
  readonly onError: (cause: Error) => void;
}

/** Watches until it is closed. The caller makes the first build. Resolves when all later changes will be noticed. */
export function watchDossier(
  dossier: Dossier,
  { onChanged, onBuilt, onError, ...watching }: WatchOptions,
): Promise<{ readonly close: () => Promise<void> }> {
  const onChanges = async (files: readonly string[], since: number): Promise<void> => {
    onChanged(files);
    await dossier.rebuild(files).then(
      (result) => onBuilt(result, performance.now() - since),
      (cause: Error) => onError(cause),
    );
  };
  return watchChanges({ ...watching, onChanges, onError: onError });
}
