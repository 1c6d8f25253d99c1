/** The order of Docusaurus: `sidebar_position` of texts, and `position` in `_category_.json` of folders. */
import path from 'node:path';
import { parse } from 'yaml';
import type { Files } from '../../platform/files.ts';
import { looseMatter } from '../../source/files/loose-matter.ts';
import type { LooseText } from '../../source/files/loose-texts.ts';
import { naturalOrder } from '../../source/files/natural-order.ts';

/** Texts by their positions; as they are, if no text has one. */
export async function byPosition(texts: readonly LooseText[], folder: string, files: Files): Promise<readonly LooseText[]> {
  const own = new Map(texts.map(({ name, text }) => [name, Number(looseMatter(text)['sidebar_position'])]));
  if (![...own.values()].some(Number.isFinite)) return texts;
  const folders = new Set(texts.flatMap(({ name }) => foldersOf(name)));
  const positions = new Map(own);
  for (const name of folders) positions.set(name, await folderPosition(path.join(folder, name), files));
  const rank = (name: string) => {
    const position = positions.get(name);
    return position === undefined || !Number.isFinite(position) ? Number.MAX_SAFE_INTEGER : position;
  };
  return [...texts].sort((a, b) => {
    const [one, other] = [[...foldersOf(a.name), a.name], [...foldersOf(b.name), b.name]];
    const at = one.findIndex((step, index) => step !== other[index]);
    const [left, right] = [one[at] ?? a.name, other[at] ?? b.name];
    return rank(left) - rank(right) || naturalOrder(left, right);
  });
}

/** `a/b/c.md` → `a`, `a/b`. */
const foldersOf = (name: string): string[] => {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
};

async function folderPosition(folder: string, files: Files): Promise<number> {
  for (const name of ['_category_.json', '_category_.yml', '_category_.yaml']) {
    const file = path.join(folder, name);
    if (!(await files.isFile(file))) continue;
    try {
      return Number((parse(await files.text(file)) as { readonly position?: unknown }).position);
    } catch {
      return Number.NaN;
    }
  }
  return Number.NaN;
}
