/** The licences of a pack's own fonts: the texts beside their files, and what their name tables say. */
import path from 'node:path';
import type { Files } from '../../platform/files.ts';
import type { OwnFace } from '../../platform/own-fonts/types.ts';
import { confineToProject } from '../data/project.ts';
import { allFaces, type PackFonts } from './families.ts';

const licenceName = /^(?:licen[cs]e|copying|ofl|ufl|eula)\b.*$/i;

/** One text for all fonts. */
export async function fontLicences(fonts: PackFonts, pack: string, files: Files): Promise<string> {
  const families = new Map<string, { names: Set<string>; texts: Set<string> }>();
  for (const face of allFaces(fonts)) {
    const own = families.get(face.family) ?? { names: new Set(), texts: new Set() };
    families.set(face.family, own);
    own.names.add(path.basename(face.file));
    for (const text of [saidBy(face), ...(await besides(face.file, pack, files))]) if (text !== '') own.texts.add(text);
  }
  const entries = [...families]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([family, { names, texts }]) => {
      const said = texts.size === 0 ? 'Neither the files nor their folder say anything about a licence.' : [...texts].join('\n\n');
      return `${'='.repeat(80)}\n${family} (${[...names].sort().join(', ')})\n\n${said}\n`;
    });
  return `Fonts that are put into the documents of this pack.\n\n${entries.join('\n')}`;
}

const saidBy = ({ licence: { copyright, text, url } }: OwnFace): string => [copyright, text, url].filter((one) => one !== '').join('\n');

/** Texts in the font's folder, and in those above it as far as its package. */
async function besides(file: string, pack: string, files: Files): Promise<string[]> {
  let folder = path.dirname(file);
  for (let step = 0; step < 4; step++) {
    const names = (await files.list(folder)).filter((name) => licenceName.test(name));
    const found = (await Promise.all(names.map((name) => confineToProject(path.join(folder, name), pack, files)))).filter(
      (one) => one !== undefined,
    );
    const texts = await Promise.all(found.map((one) => files.text(one).catch(() => '')));
    if (texts.length > 0) return texts.map((text) => text.replaceAll('\r\n', '\n').trim());
    const isTop =
      folder === pack || (await files.isFile(path.join(folder, 'package.json'))) || !/[\\/](?:node_modules|fonts)(?:[\\/]|$)/.test(folder);
    if (isTop) break;
    folder = path.dirname(folder);
  }
  return [];
}
