/** Finds where templates and style sheets use a URL. */

import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import type { Edition } from '../select/types.ts';
import { listAll, lookup, templateFolders } from '../source/locale/lookup.ts';

/** The first location, in order of precedence; undefined if the URL is assembled from parts. */
export async function findInTemplates(url: string, edition: Edition, context: Context): Promise<Place | undefined> {
  const folders = templateFolders(edition, context);
  for (const folder of folders) {
    for (const name of await listAll('', [folder], context)) {
      const file = /\.(css|hbs)$/.test(name) ? await lookup(name, [folder], context) : undefined;
      const text = file === undefined ? '' : await context.files.text(file);
      const index = text.indexOf(url);
      if (file === undefined || index < 0) continue;
      const before = text.slice(0, index).split('\n');
      return { file: context.files.shown(file), line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    }
  }
  return undefined;
}
