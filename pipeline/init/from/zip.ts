/** The files of an Office document: a ZIP with XML and pictures. */
import path from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { unzipSync } from 'fflate';
import { InitError } from '../types.ts';

/** What a document may be unpacked to; what is more is no document. */
const limit = 1 << 30;
const mostFiles = 20_000;

export type OfficeFiles = Readonly<Record<string, Uint8Array>>;

/** @throws InitError if it is no such document, or one that grows beyond all measure */
export function unpacked(bytes: Uint8Array, name: string): OfficeFiles {
  let size = 0;
  let count = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        count += 1;
        if (size > limit || count > mostFiles) throw new InitError(`"${name}" unpacks to more than 1 GB`);
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof InitError) throw cause;
    throw new InitError(`"${name}" cannot be read (${(cause as Error).message}); is it complete, and without a password?`);
  }
}

/** An XML file, if it is there and can be read. Entities of its own are not resolved. */
export function xmlOf(files: OfficeFiles, name: string): Document | undefined {
  const bytes = files[name];
  if (bytes === undefined) return undefined;
  const parser = new DOMParser({ errorHandler: { warning: () => {}, error: () => {}, fatalError: () => {} } });
  return parser.parseFromString(new TextDecoder().decode(bytes), 'text/xml') as Document | undefined;
}

/** Every element of a name, such as `w:r`, in the order of the file. */
export const elements = (node: Document | Element | undefined, name: string): Element[] =>
  node === undefined ? [] : (Array.from(node.getElementsByTagName(name)) as Element[]);

/** Elements directly below. */
export const childrenOf = (node: Element | undefined, name?: string): Element[] =>
  node === undefined
    ? []
    : (Array.from(node.childNodes) as Element[]).filter((child) => child.nodeType === 1 && (name === undefined || child.nodeName === name));

export const textOf = (node: Element | undefined): string => node?.textContent ?? '';

/** Targets of a part's relationships by id, as paths in the ZIP. */
export function relationsOf(files: OfficeFiles, part: string): ReadonlyMap<string, { readonly target: string; readonly type: string }> {
  const at = part.lastIndexOf('/');
  const folder = part.slice(0, at);
  const relations = xmlOf(files, `${folder}/_rels/${part.slice(at + 1)}.rels`);
  return new Map(
    elements(relations, 'Relationship').map((one) => {
      const target = one.getAttribute('Target') ?? '';
      const isOutside = one.getAttribute('TargetMode') === 'External';
      return [
        one.getAttribute('Id') ?? '',
        {
          target: isOutside ? target : path.posix.resolve('/', folder, target).slice(1),
          type: (one.getAttribute('Type') ?? '').replace(/^.*\//, ''),
        },
      ];
    }),
  );
}

/** What the document says of itself: title and author. */
export function propertiesOf(files: OfficeFiles): { readonly title: string | undefined; readonly author: string | undefined } {
  const core = xmlOf(files, 'docProps/core.xml');
  const said = (name: string) => textOf(elements(core, name)[0]).trim() || undefined;
  return { title: said('dc:title'), author: said('dc:creator') };
}

/** Kinds of pictures that Dossier prints, by ending. */
export const isPicture = (name: string): boolean => /\.(png|jpe?g|gif|webp|avif|svg)$/i.test(name);
