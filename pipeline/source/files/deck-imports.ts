/** Files that a deck takes slides from: Slidev's `src: ./pages/intro.md`. */
import path from 'node:path';
import type { Files } from '../../platform/files.ts';
import type { Imports } from '../markdown/decks/types.ts';
import type { SourceFile } from '../types.ts';

/** Files in files in files: no deck needs more. */
const deepest = 6;

/**
 * @param root of the project: nothing outside of it is read
 * @returns every file by the path with which the text names it
 */
export async function deckImports(deck: SourceFile, pack: string, root: string, files: Files): Promise<Imports> {
  const top = path.dirname(deck.path);
  const read = async (text: string, folder: string, above: readonly string[]): Promise<Imports> => {
    const found: [string, Imports[string]][] = [];
    for (const name of namesIn(text)) {
      const wanted = path.relative(root, path.resolve(name.startsWith('/') ? root : folder, name.replace(/^\/+/, '')));
      const file = await files.confine(root, wanted);
      // What another pack holds is under rules that are not known here.
      if (file !== undefined && (await isOfOtherPack(file, pack, root, files))) continue;
      if (file === undefined || above.includes(file) || above.length > deepest || !(await files.isFile(file))) continue;
      const inner = await files.text(file);
      const imports = await read(inner, path.dirname(file), [...above, file]);
      const seen = path
        .relative(top, path.dirname(path.resolve(root, wanted)))
        .split(path.sep)
        .join('/');
      found.push([name, { shown: files.shown(file), text: inner, folder: seen, imports }]);
    }
    return Object.fromEntries(found);
  };
  return read(deck.text, top, [deck.path]);
}

const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/^src:[ \t]*["']?([^\s"'#]+\.md)/gm)].map(([, name = '']) => name)),
];

/** All of them, each once. */
export function allImports(imports: Imports | undefined): { shown: string; text: string }[] {
  const all = new Map<string, { shown: string; text: string }>();
  const walk = (some: Imports) => {
    for (const one of Object.values(some)) {
      all.set(one.shown, one);
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
