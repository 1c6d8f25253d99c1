/** Files that a deck takes slides or code from: Slidev's `src: ./pages/intro.md` and `<<< @/snippets/a.ts`. */
import path from 'node:path';
import type { Files } from '../../platform/files.ts';
import { dialectOf } from '../markdown/decks/recognise.ts';
import type { Imports } from '../markdown/decks/types.ts';
import type { SourceFile } from '../types.ts';

/** Files in files in files: no deck needs more. */
const deepest = 6;

/**
 * @param root of the project: nothing outside of it is read
 * @returns every file by the path with which the text names it
 */
export async function deckImports(deck: Pick<SourceFile, 'path' | 'text'>, pack: string, root: string, files: Files): Promise<Imports> {
  // Most decks name no file: that is soon seen.
  if (namesIn(deck.text).length === 0 || dialectOf(deck.text) !== 'Slidev') return {};
  const top = path.dirname(deck.path);
  const read = async (text: string, folder: string, above: readonly string[]): Promise<Imports> => {
    const found: [string, Imports[string]][] = [];
    for (const name of namesIn(text)) {
      const wanted = path.relative(root, resolved(name, folder, top, root));
      const file = await files.confine(root, wanted);
      // What another pack holds is under rules that are not known here.
      if (file !== undefined && (await isOfOtherPack(file, pack, root, files))) continue;
      if (file === undefined || above.includes(file) || above.length > deepest || !(await files.isFile(file))) continue;
      const inner = await files.text(file);
      // Code is shown as it is, however it is written.
      const imports = !name.endsWith('.md') ? {} : await read(inner, path.dirname(file), [...above, file]);
      const seen = path
        .relative(top, path.dirname(path.resolve(root, wanted)))
        .split(path.sep)
        .join('/');
      found.push([name, { path: file, shown: files.shown(file), text: inner, folder: seen, imports }]);
    }
    return Object.fromEntries(found);
  };
  return read(deck.text, top, [deck.path]);
}

/** `@/` is the folder of the deck, and `/` that of the project. */
const resolved = (name: string, folder: string, top: string, root: string): string =>
  name.startsWith('@/') ? path.resolve(top, name.slice(2)) : path.resolve(name.startsWith('/') ? root : folder, name.replace(/^\/+/, ''));

const namesIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/^(?:src:[ \t]*["']?([^\s"'#]+\.md)|<<<[ \t]+([^\s#[{]+\.\w+))/gm)].map(([, slides, code]) => slides ?? code ?? ''),
  ),
];

/** All of them, each once. */
export function allImports(imports: Imports | undefined): { path: string; shown: string; text: string }[] {
  const all = new Map<string, { path: string; shown: string; text: string }>();
  const walk = (some: Imports) => {
    for (const [name, one] of Object.entries(some)) {
      // Code shows rules, and states none.
      all.set(one.shown, name.endsWith('.md') ? one : { ...one, text: fenced(one.text) });
      walk(one.imports);
    }
  };
  walk(imports ?? {});
  return [...all.values()];
}

async function isOfOtherPack(file: string, pack: string, root: string, files: Files): Promise<boolean> {
  if (file.startsWith(pack + path.sep)) return false;
  for (let folder = path.dirname(file); folder.startsWith(root); folder = path.dirname(folder))
    if (folder !== pack && (await files.isFile(path.join(folder, 'pack.yaml')))) return true;
  return false;
}

const fenced = (text: string): string => {
  const ticks = '`'.repeat((text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length + 1), 3));
  return `${ticks}\n${text}\n${ticks}\n`;
};
