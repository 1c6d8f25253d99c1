/** Withheld images: found by file hash, by similar appearance at any size, and by their shapes and words. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Context } from '../platform/context.ts';
import { withoutMetadata } from '../platform/image-metadata/index.ts';
import { imageTypes, sniffedType } from '../platform/image-types.ts';
import type { Selected } from '../select/types.ts';
import type { Cut } from '../select/withheld.ts';
import { findImage } from '../source/data/images.ts';
import type { Templated } from '../template/types.ts';
import { describeWhere } from './channel.ts';
import { cutsOf, shapesOf } from './drawings.ts';
import { readFile } from './file.ts';
import { type ImageFingerprint, imageFingerprintOf, imageFingerprintOfStream, isSimilar } from './image-fingerprint.ts';

export interface WithheldImage {
  readonly cut: Cut;
  /** Absolute path. */
  readonly file: string;
  readonly sha256: string;
  /** Hash of the file without metadata, as it is published. */
  readonly bare: string;
  /** Shapes that occur in no permitted drawing. */
  readonly shapes: ReadonlySet<string>;
  readonly fingerprint: ImageFingerprint | undefined;
}

export interface ImagePlan {
  readonly images: readonly WithheldImage[];
  /** Fingerprints of permitted images: another size of one of them is no leak. */
  readonly permitted: readonly ImageFingerprint[];
  /** Words of withheld drawings. */
  readonly words: readonly Cut[];
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Reads withheld and permitted images. Nothing is read if no image is withheld. */
export async function planImages(cuts: readonly Cut[], selected: Selected, context: Context): Promise<ImagePlan> {
  const withheld = [...new Map(cuts.filter(({ sort }) => sort === 'image').map((cut) => [`${cut.folder} ${cut.text}`, cut])).values()];
  if (withheld.length === 0) return { images: [], permitted: [], words: [] };
  const { folder } = selected.edition;
  const open = await Promise.all(permittedFiles(selected).map(([from, name]) => fileOf(from, name, folder, context)));
  const files = [...new Set(open.filter((file) => file !== undefined))];
  const isSvg = (file: string) => path.extname(file).toLowerCase() === '.svg';
  const openShapes = new Set((await Promise.all(files.filter(isSvg).map(context.files.text))).flatMap((svg) => [...shapesOf(svg)]));
  const images: WithheldImage[] = [];
  const words: Cut[] = [];
  for (const cut of withheld) {
    const file = await fileOf(cut.folder ?? folder, cut.text, folder, context);
    if (file === undefined || files.includes(file) || images.some((one) => one.file === file)) continue;
    const bytes = await context.files.bytes(file);
    const svg = isSvg(file) ? Buffer.from(bytes).toString('utf8') : undefined;
    if (svg !== undefined) words.push(...cutsOf(svg, cut));
    const shapes = new Set([...(svg === undefined ? [] : shapesOf(svg))].filter((shape) => !openShapes.has(shape)));
    images.push({
      cut,
      file,
      sha256: sha256(bytes),
      bare: sha256(withoutMetadata(bytes)),
      shapes,
      fingerprint: await imageFingerprintOf(bytes),
    });
  }
  const fingerprints =
    images.length > 0 ? await Promise.all(files.map(async (file) => imageFingerprintOf(await context.files.bytes(file)))) : [];
  return { images, permitted: fingerprints.filter((one) => one !== undefined), words };
}

/** The file of an image, found as the print finds it. */
async function fileOf(from: string, name: string, folder: string, { files }: Context): Promise<string | undefined> {
  const found = await findImage(name, { path: path.join(from, 'text.md') }, folder, files);
  return found.sort === 'file' ? found.file : undefined;
}

/** Folder and path of each image that permitted text refers to. */
function permittedFiles({ chapters, deck, edition }: Selected): [string, string][] {
  const found: [string, string][] = edition.options.logo ? [[edition.folder, edition.options.logo]] : [];
  const walk = (node: { type: string; url?: string; children?: readonly unknown[] }, from: string): void => {
    if (node.type === 'image' && node.url) found.push([from, node.url]);
    for (const child of node.children ?? []) walk(child as never, from);
  };
  for (const { tree, source } of deck ? [...chapters, deck] : chapters) walk(tree as never, path.dirname(source.path));
  return found;
}

/** Withheld images in a document, each with the first location where it was found. */
export async function findImages(
  pdf: Uint8Array,
  { images, permitted }: ImagePlan,
  document: Pick<Templated, 'html' | 'resources'> | undefined,
  context: Context,
): Promise<Map<Cut, string>> {
  const found = new Map<Cut, string>();
  const report = (cut: Cut, where: string) => void (found.has(cut) || found.set(cut, where));
  if (images.length === 0) return found;
  if (document) await findInPage(images, document, report, context);
  const texts = readFile(pdf);
  const compare = (bytes: Uint8Array, fingerprint: ImageFingerprint | undefined, where: string) => {
    const sum = sha256(bytes);
    for (const one of images) if (one.sha256 === sum || one.bare === sum) report(one.cut, where);
    if (fingerprint === undefined || permitted.some((one) => isSimilar(one, fingerprint))) return;
    for (const one of images)
      if (one.fingerprint && isSimilar(one.fingerprint, fingerprint)) report(one.cut, `${where}, similar in appearance`);
  };
  for (const { bytes, where } of texts.files) {
    const type = sniffedType(bytes);
    const isPicture = type !== undefined && type !== imageTypes['.svg'];
    compare(bytes, isPicture ? await imageFingerprintOf(bytes) : undefined, describeWhere(where));
  }
  for (const { stream, document: own, where } of texts.images)
    compare(stream.raw, await imageFingerprintOfStream(stream, own), describeWhere(where));
  return found;
}

/** What the page loaded: files by their bytes, inlined images, and shapes of inlined drawings. */
async function findInPage(
  images: readonly WithheldImage[],
  { html, resources }: Pick<Templated, 'html' | 'resources'>,
  report: (cut: Cut, where: string) => void,
  { files }: Context,
): Promise<void> {
  const sums = new Map<string, string>();
  for (const [url, { path: file }] of resources) {
    if (!url.startsWith('/fonts/') && html.includes(url)) sums.set(sha256(await files.bytes(file)), url);
  }
  for (const [, data] of html.matchAll(/data:image\/[\w+.-]+;base64,([A-Za-z0-9+/=]+)/g))
    sums.set(sha256(Buffer.from(data as string, 'base64')), 'data in the page');
  const shapes = shapesOf(html);
  for (const { cut, sha256: sum, bare, shapes: own } of images) {
    const url = sums.get(sum) ?? sums.get(bare);
    if (url !== undefined) report(cut, `loaded by the page as ${url}`);
    if ([...own].some((shape) => shapes.has(shape))) report(cut, 'drawn in the page');
  }
}
