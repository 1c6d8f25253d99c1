/** Fonts that a pack brings along: those of `fonts` in `pack.yaml`, and those in `fonts/` of its templates. */
import path from 'node:path';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { sha256 } from '../../platform/hash.ts';
import { BrokenFont, embeddingBarred, type FaceFacts, type OwnFace } from '../../platform/own-fonts/types.ts';
import type { PackConfig } from '../config/schema.ts';
import { type TemplateFolder, templateRoots } from '../locale/lookup.ts';
import { checkBrands } from './check-brands.ts';
import type { PackFonts } from './families.ts';
import { fontTypes, isFontFile, namedFonts } from './find-fonts.ts';

/** Where `pack.yaml` has what is at a path. */
export type At = (path: readonly PropertyKey[], key?: boolean) => Place;

type Reading = Pick<Context, 'files' | 'cache' | 'report' | 'templates'>;

/** Reads the fonts of a pack. Each that cannot be used is an error where it is named. */
export async function packFonts(folder: string, config: PackConfig, at: At, context: Reading): Promise<PackFonts> {
  const { files, report } = context;
  const shared: OwnFace[] = [];
  for (const [index, name] of config.fonts.entries()) {
    const place = at(['fonts', index]);
    const found = await namedFonts(name, place, folder, files);
    if ('problem' in found) report(found.problem);
    else for (const { file } of found.fonts) shared.push(...(await facesOf(file, place, context)));
  }
  const roots = templateRoots(folder, context);
  for (const root of roots) shared.push(...(await templateFonts('fonts', root, context)));
  const ofAudiences = new Map<string, readonly OwnFace[]>();
  for (const name of Object.keys(config.audiences)) {
    const faces: OwnFace[] = [];
    for (const root of roots) faces.push(...(await templateFonts(path.join('audiences', name, 'fonts'), root, context)));
    if (faces.length > 0) ofAudiences.set(name, faces);
  }
  checkBrands(config, { shared, ofAudiences }, at, context);
  return { shared, ofAudiences };
}

/** The fonts in a folder of templates. */
async function templateFonts(under: string, { path: top, root }: TemplateFolder, context: Reading): Promise<OwnFace[]> {
  const { files, report } = context;
  const folder = await files.confine(root, path.relative(root, path.join(top, under)));
  const names = folder === undefined ? [] : (await files.tree(folder)).filter(isFontFile);
  const faces: OwnFace[] = [];
  for (const name of names) {
    const wanted = path.join(folder as string, name);
    const place = { file: files.shown(wanted) };
    const file = await files.confine(root, path.relative(root, wanted));
    if (file === undefined) report(diagnostic('PATH_OUTSIDE', { name: path.relative(root, wanted).split(path.sep).join('/') }, place));
    else faces.push(...(await facesOf(file, place, context)));
  }
  return faces;
}

/** The faces of a font file; none if it cannot be used, which is reported. */
export async function facesOf(file: string, place: Place, { files, cache, report }: Reading): Promise<readonly OwnFace[]> {
  const name = files.shown(file);
  let bytes: Uint8Array;
  try {
    bytes = await files.bytes(file);
  } catch (cause) {
    report(diagnostic('FONT_BROKEN', { name, why: `it cannot be read (${(cause as NodeJS.ErrnoException).code ?? ''})` }, place));
    return [];
  }
  const hash = sha256(bytes);
  const facts = await knownFacts(bytes, hash, cache);
  if (typeof facts === 'string') {
    report(diagnostic('FONT_BROKEN', { name, why: facts }, place));
    return [];
  }
  const type = fontTypes[path.extname(file).toLowerCase()] ?? 'font/ttf';
  return facts.flatMap((one): OwnFace[] => {
    const why = embeddingBarred(one.embedding);
    if (why !== undefined) {
      report(diagnostic('FONT_EMBEDDING', { name: one.family, file: name, why }, place));
      return [];
    }
    const isPlain = one.outlines === 'truetype' && Object.keys(one.axes).length === 0 && facts.length === 1;
    return [{ ...one, file, hash, type, isPlain }];
  });
}

/** What a font says of itself, or why it cannot be used. */
async function knownFacts(bytes: Uint8Array, hash: string, cache: Context['cache']): Promise<readonly FaceFacts[] | string> {
  const key = `font facts 1 ${hash}`;
  const known = (await cache.get(key)) as readonly FaceFacts[] | undefined;
  if (known !== undefined) return known;
  const { factsOf } = await import('../../platform/own-fonts/facts.ts');
  try {
    const facts = await factsOf(bytes);
    await cache.set(key, facts);
    return facts;
  } catch (cause) {
    if (cause instanceof BrokenFont) return cause.message;
    // What reads past the end, or past the memory of a module.
    if (cause instanceof RangeError || cause instanceof WebAssembly.RuntimeError) return 'it is damaged';
    throw cause;
  }
}
