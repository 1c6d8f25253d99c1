/** Themes of decks: style sheets of the project, found by their path or by the name that they give themselves (`@theme name`). */
import path from 'node:path';
import type { Files } from '../../platform/files.ts';
import { confineToProject, projectOf } from '../data/project.ts';

type Disk = Pick<Files, 'confine' | 'isFile' | 'list' | 'text'>;

/** One style sheet of a theme. */
export interface ThemeFile {
  /** Absolute path. */
  readonly file: string;
  readonly css: string;
}

export interface Theme {
  /** Those that others import come before them. */
  readonly files: readonly ThemeFile[];
  /** Marp's own theme that it builds on; undefined for one that begins with nothing. */
  readonly base: BuiltIn | undefined;
  /** Imported, but not there: addresses of the network, and names of unknown themes. */
  readonly missing: readonly string[];
}

export type BuiltIn = 'default' | 'gaia' | 'uncover';

export const isBuiltIn = (name: string): name is BuiltIn => /^(?:default|gaia|uncover)$/.test(name);

/** Folders that hold themes, beside the deck and in each folder around it. */
const folders = ['', 'themes', 'theme', 'css', 'styles', 'style', 'src', 'assets', 'assets/css', 'assets/themes', '.marp', '_themes'];
const mostImports = 20;

/**
 * A theme with all that it imports; undefined if there is none of this name.
 * @param deck absolute path of the Markdown file
 * @param pack absolute path of its pack
 */
export async function findTheme(name: string, deck: string, pack: string, files: Disk): Promise<Theme | undefined> {
  const first = await themeFile(name, deck, pack, files);
  return first === undefined ? undefined : withImports([first], deck, pack, files);
}

/** What style sheets import, and they themselves. */
export async function withImports(own: readonly ThemeFile[], deck: string, pack: string, files: Disk): Promise<Theme> {
  const found: ThemeFile[] = [];
  const missing: string[] = [];
  const seen = new Set(own.map(({ file }) => file));
  let base: BuiltIn | undefined;
  const add = async (one: ThemeFile): Promise<void> => {
    for (const name of importsOf(one.css)) {
      if (isBuiltIn(name)) {
        base ??= name;
        continue;
      }
      const next = /^(?:https?:)?\/\//i.test(name)
        ? undefined
        : await themeFile(name, one.file, pack, files).then((file) => file ?? themeFile(name, deck, pack, files));
      if (next === undefined) missing.push(name);
      else if (!seen.has(next.file) && seen.size < mostImports) {
        seen.add(next.file);
        await add(next);
      }
    }
    found.push(one);
  };
  for (const one of own) await add(one);
  return { files: found, base, missing };
}

/** Names and addresses that a style sheet imports, in their order. */
export function importsOf(css: string): string[] {
  const plain = css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ');
  return [...plain.matchAll(/@import(?:-theme)?\s*(?:url\(\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"'();]+))/gi)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

/** The sizes that a style sheet defines: `@size 4:3 960px 720px`. */
export function sizesOf(css: string): ReadonlyMap<string, string> {
  return new Map([...css.matchAll(/@size[ \t]+(\S+)[ \t]+([\d.]+\w*[ \t]+[\d.]+\w*)/gi)].map(([, name = '', size = '']) => [name, size]));
}

async function themeFile(name: string, from: string, pack: string, files: Disk): Promise<ThemeFile | undefined> {
  const beside = path.dirname(from);
  const read = async (file: string): Promise<ThemeFile | undefined> => {
    const inside = await confineToProject(file, pack, files);
    return inside !== undefined && /\.css$/i.test(inside) && (await files.isFile(inside))
      ? { file: inside, css: await files.text(inside) }
      : undefined;
  };
  if (name.includes('\0') || name === '') return undefined;
  for (const place of [path.resolve(beside, name), path.resolve(pack, name.replace(/^\/+/, ''))]) {
    const found = await read(place);
    if (found) return found;
  }
  if (/[\\/]/.test(name)) return undefined;
  const project = await projectOf(pack, files);
  const tops = [...upTo(beside, project), pack];
  for (const top of [...new Set(tops)])
    for (const folder of folders) {
      const place = path.join(top, folder);
      const sheets = (await listed(place, pack, files)).filter((one) => /\.css$/i.test(one));
      const named = sheets.find((one) => one.toLowerCase() === `${name.toLowerCase()}.css`);
      for (const sheet of named === undefined ? sheets : [named, ...sheets]) {
        const found = await read(path.join(place, sheet));
        if (found && themeName(found.css) === name) return found;
      }
      const plain = named === undefined ? undefined : await read(path.join(place, named));
      if (plain) return plain;
    }
  return undefined;
}

const themeName = (css: string): string | undefined => /\/\*[\s\S]*?@theme[ \t]+([^\s*]+)/i.exec(css)?.[1];

/** Names in a folder of the pack or the project. */
async function listed(folder: string, pack: string, files: Disk): Promise<readonly string[]> {
  const inside = await confineToProject(folder, pack, files);
  try {
    return inside === undefined ? [] : await files.list(inside);
  } catch {
    return [];
  }
}

/** A folder and those around it, as far as the project reaches. */
function upTo(folder: string, project: string): string[] {
  const found: string[] = [];
  for (let one = folder; one.startsWith(project); one = path.dirname(one)) {
    found.push(one);
    if (one === project || path.dirname(one) === one) break;
  }
  return found;
}
