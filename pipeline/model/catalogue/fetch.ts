/** `dossier fetch`. */
import { type Named, type Why, warning } from './entry.ts';

export const ofFetch = {
  FETCH_FAILED: warning<Named & Why>(
    (p) => `"${p.name}" could not be downloaded: ${p.why}`,
    () => 'run dossier fetch again when the network or the server works',
  ),
  FETCH_REFUSED: warning<Named & Why>(
    (p) => `"${p.name}" was not downloaded: ${p.why}`,
    (p) =>
      /local network/.test(p.why)
        ? 'if the server is yours, allow it with --allow-local; otherwise use an image in the pack'
        : 'correct the address, or save the image in the pack and use its path',
  ),
  FETCH_LOCK: warning<object>(
    () => 'the file is no list of fetched images; frames are printed in their places',
    () => 'resolve conflicts of version control in it, or remove it and run dossier fetch',
  ),
};
