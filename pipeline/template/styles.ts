/** The style sheets of an edition's templates. */
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { listAll, lookupAll, type TemplateFolder } from '../source/locale/lookup.ts';
import type { Look } from '../transform/look/types.ts';

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

/** Style sheets whose rules give way to those of a deck's author, however special they are. */
const ofLayer = ['base', 'blocks', 'elements', 'html', 'pictures', 'japanese', 'slides', 'layouts', 'deck-settings'];

/**
 * The same for a deck with a look of its own. Dossier's rules are in a layer below those of the author; what no author may change is in
 * the lowest of all, where what is important wins over everything above.
 */
export function withLook(styles: ReadonlyMap<string, string>, look: Look | null): ReadonlyMap<string, string> {
  if (look === null) return styles;
  const layered = new Map(styles);
  for (const name of ofLayer) {
    const css = styles.get(name);
    if (css !== undefined) layered.set(name, `@layer dossier {\n${css}\n}`);
  }
  const base = look.base === 'gaia' || look.base === 'uncover' ? (styles.get(`deck-${look.base}`) ?? '') : '';
  layered.set('tokens', `@layer furniture, dossier;\n${styles.get('tokens') ?? ''}`);
  layered.set('extra', [styles.get('deck-look'), base, look.css, styles.get('extra')].join('\n'));
  return layered;
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
