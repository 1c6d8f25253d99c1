/** The style sheets of an edition's templates. */
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { listAll, lookupAll, type TemplateFolder } from '../source/locale/lookup.ts';

/** Style sheets by name: `styles/tokens.css` is "tokens". All files named `extra.css` apply, the most specific last. */
export async function loadStyles(folders: readonly TemplateFolder[], context: Context): Promise<Map<string, string>> {
  const names = (await listAll('styles', folders, context)).filter((name) => name.endsWith('.css'));
  const entries = await Promise.all(
    names.map(async (name) => {
      const all = await lookupAll(`styles/${name}`, folders, context);
      const files = name === 'extra.css' ? all : all.slice(-1);
      const texts = await Promise.all(files.map(context.files.text));
      for (const [index, file] of files.entries()) reportFileAddresses(texts[index] as string, file, context);
      return [name.slice(0, -4), texts.join('\n')] as const;
    }),
  );
  return new Map(entries);
}

/** URLs of files in style sheets: the browser refuses them without a request, so they are reported here. */
function reportFileAddresses(css: string, file: string, { files, report }: Context): void {
  for (const match of css.matchAll(/url\(\s*["']?(file:[^"')]*)/gi)) {
    const index = match.index + match[0].length - (match[1] as string).length;
    const before = css.slice(0, index).split('\n');
    const place = { file: files.shown(file), line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    report(diagnostic('REQUEST_BLOCKED', { url: match[1] as string }, place));
  }
}
