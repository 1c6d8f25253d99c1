/** Fonts that authors' style sheets declare (`@font-face`): files of the project, under the names and weights that they are given there. */
import path from 'node:path';
import type { Atrule, Declaration } from 'css-tree';
import generate from 'css-tree/generator';
import walk from 'css-tree/walker';
import { type Context, collecting } from '../../platform/context.ts';
import type { OwnFace, OwnFamily } from '../../platform/own-fonts/types.ts';
import type { Edition } from '../../select/types.ts';
import { confineToProject, ruledByOther } from '../../source/data/project.ts';
import type { ThemeFile } from '../../source/deck/theme-files.ts';
import { familiesOf } from '../../source/fonts/families.ts';
import { isFontFile } from '../../source/fonts/find-fonts.ts';
import { facesOf } from '../../source/fonts/own-fonts.ts';
import { readSheet } from './sheet.ts';

/**
 * @param sheets those that declare any
 * @param left what is not printed as it is written, for one warning
 */
export async function fontsIn(
  sheets: readonly ThemeFile[],
  left: Set<string>,
  edition: Edition,
  context: Context,
): Promise<readonly OwnFamily[]> {
  const faces: OwnFace[] = [];
  for (const { file, css } of sheets) {
    const rules: Atrule[] = [];
    walk(readSheet(css), { visit: 'Atrule', enter: (node) => void (/^font-face$/i.test(node.name) && rules.push(node)) });
    for (const rule of rules) faces.push(...(await facesOfRule(rule, file, left, edition, context)));
  }
  return familiesOf(faces);
}

async function facesOfRule(rule: Atrule, from: string, left: Set<string>, edition: Edition, context: Context): Promise<readonly OwnFace[]> {
  const declarations = (rule.block?.children.toArray() ?? []).filter((one): one is Declaration => one.type === 'Declaration');
  const value = (name: string) => {
    const found = declarations.find(({ property }) => property.toLowerCase() === name);
    return found && generate(found.value).trim();
  };
  const family = value('font-family')?.replace(/^(["'])(.*)\1$/, '$2');
  const urls = declarations.filter(({ property }) => property.toLowerCase() === 'src').flatMap(urlsIn);
  if (family === undefined || urls.length === 0) return [];
  for (const url of urls) {
    const file = await fontFile(url, from, edition, context);
    if (file === undefined) continue;
    const own = collecting(context);
    const [face] = await facesOf(file, edition.place, own.context);
    if (face) return [{ ...face, family, aliases: [], ...styled(value('font-weight'), value('font-style'), face) }];
    for (const { message } of own.diagnostics) left.add(`@font-face ${url} (${message})`);
    return [];
  }
  left.add(`@font-face ${family} (${urls[0]?.slice(0, 60)})`);
  return [];
}

function urlsIn(declaration: Declaration): string[] {
  const found: string[] = [];
  walk(declaration, { visit: 'Url', enter: ({ value }) => void found.push(value) });
  return found;
}

/** A font file of the project that this audience may have. */
async function fontFile(url: string, from: string, { folder, withheldFiles }: Edition, { files }: Context): Promise<string | undefined> {
  const name = url.replace(/[?#].*$/, '');
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(name) || !isFontFile(name)) return undefined;
  for (const place of [path.resolve(path.dirname(from), name.replace(/^\/+/, '')), path.resolve(folder, name.replace(/^\/+/, ''))]) {
    const file = await confineToProject(place, folder, files);
    if (file === undefined || !(await files.isFile(file)) || withheldFiles.has(file)) continue;
    if ((await ruledByOther(file, folder, files)) === undefined) return file;
  }
  return undefined;
}

/** What a rule says goes before what the file says. */
function styled(weight: string | undefined, style: string | undefined, face: OwnFace): Pick<OwnFace, 'weight' | 'style'> {
  const number = weight === undefined ? Number.NaN : /^bold$/i.test(weight) ? 700 : /^normal$/i.test(weight) ? 400 : Number(weight);
  return {
    weight: number >= 1 && number <= 1000 ? number : face.weight,
    style: style === undefined ? face.style : /^(?:italic|oblique)/i.test(style) ? 'italic' : 'normal',
  };
}
